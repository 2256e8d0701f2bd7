"""
The bases of all models, and how a field is named in JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from functools import wraps
from math import inf
from typing import Any, ClassVar, Self

from ._errors import Unbound

#: While models are decoded: the client that they are bound to, whether they keep their
#: JSON, and the time when decoding has to end. Decoding never awaits, so the value
#: cannot leak to another task or thread.
BINDING: ContextVar[tuple[Any, bool, float]] = ContextVar(
    "BINDING", default=(None, True, inf)
)


class Overdue(Exception):
    """The deadline has passed while a response was decoded."""


def wire(
    name: str | None = None,
    *,
    hook: Callable[[Any], Any] | None = None,
    exact: type[Any] | None = None,
) -> dict[str, Any]:
    """
    Return the metadata of an attrs field that looks different in JSON.

    As in ``attrs.field(metadata=wire("addedAt"))``: type checkers know what
    that means, which they would not of a function of ours that makes a field.

    Args:
        name: The JSON key, or ``None`` if it is the field's name.
        hook: Converts the JSON value, instead of the hook of the field's type. It
            raises a `ValueError`, `TypeError`, `LookupError` or `AttributeError`
            for a value that does not fit; other errors are the hook's own mistake.
        exact: A type whose values *hook* would return unchanged, so that it need not
            be called for them.
    """
    return {"name": name, "hook": hook, "exact": exact}


def key_of(field: Any, rename: Callable[[str], str] | None) -> str:
    """Return the JSON key of an attrs field."""
    name = field.metadata.get("name") or (rename(field.name) if rename else None)
    return name or str(field.name)


class Model:
    """
    The base of all models.

    A subclass is an attrs class with slots. Neither slot of this base is an
    attrs field: so they are in no repr, comparison, ``asdict`` or pickle, no
    JSON key can set them, and a copy or an unpickled model is unbound.

    Attributes:
        codec: The `Codec` of the service. A client's base model sets it, and its
            `Api` names that base model.
    """

    __slots__ = ("__weakref__", "_client", "_raw")

    codec: ClassVar[Any]

    _client: Any
    _raw: dict[str, Any]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # attrs makes a class with slots twice: the second one has its repr.
        for name in {"__repr__", "__str__"} & cls.__dict__.keys():
            setattr(cls, name, _shown(cls.__dict__[name]))

    @property
    def raw(self) -> dict[str, Any] | None:
        """
        The JSON object that the model was decoded from, with all its keys.

        ``None`` if it was not decoded, or the client has ``keep_raw=False``.
        """
        return getattr(self, "_raw", None)

    @property
    def client(self) -> Any:
        """
        The client that the model is bound to.

        Raises:
            Unbound: The model is not bound to a client.
        """
        client = getattr(self, "_client", None)
        if client is None:
            name = type(self).__name__
            raise Unbound(
                f"this {name} belongs to no client, because it was made, copied,"
                f" unpickled or loaded by hand: call .bind(client) first"
            )
        return client

    def bind(self, client: Any) -> Self:
        """Bind the model to a client, and return the model."""
        set_client(self, client)
        return self

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Decode stored JSON.

        Args:
            data: A JSON object, parsed, such as another model's `raw`.
            client: The client to bind it to, or ``None``.

        Raises:
            DecodeError: *data* is not a JSON object.
        """
        return cls.codec.structure(data, cls, client=client)  # type: ignore[no-any-return]

    def to_data(self) -> Any:
        """Return the model's fields as a JSON object."""
        return self.codec.unstructure(self)

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        """
        Return *data* with the keys that the fields have.

        For responses that come in more than one schema. *data* must not be
        changed, since it becomes `raw`.
        """
        return data


def _shown(show: Callable[[Any], str]) -> Callable[[Any], str]:
    """Make a repr never raise: slots may be unset, and models nested too deep."""

    @wraps(show)
    def shown(self: Any) -> str:
        with suppress(Exception):
            text: object = show(self)
            if isinstance(text, str):
                return text
        return f"<{type(self).__name__}, incomplete>"

    return shown


class Entity(Model):
    """
    A model with an identity: its hash is that of its type and ``id``.

    Equality stays by value, so two states of one object differ, though they
    have the same hash.
    """

    __slots__ = ()

    id: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # attrs takes the hash away from every class with an ``__eq__``, unless
        # the class body itself has one. A class with slots is made twice, and
        # the second time comes after that.
        cls.__hash__ = Entity.__hash__  # type: ignore[method-assign]

    def __hash__(self) -> int:
        return hash((type(self), self.id))


# Frozen classes refuse assignments, the slots themselves do not.
set_client = Model.__dict__["_client"].__set__
set_raw = Model.__dict__["_raw"].__set__
