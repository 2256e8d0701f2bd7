"""
What all models share: the JSON they came from, and the client that got them.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, Self

from ._errors import Unbound

if TYPE_CHECKING:
    from ._codec import Codec


#: While models are decoded: the client they belong to, and whether they keep
#: their JSON. Decoding never waits, so the value cannot leak to another task
#: or thread. A plain tuple, because it is read once for every object.
BINDING: ContextVar[tuple[Any, bool]] = ContextVar("BINDING", default=(None, True))


class Model:
    """
    The base of all models.

    A subclass is an attrs class with slots. Neither slot of this base is an
    attrs field: so they are in no repr, comparison, ``asdict`` or pickle, no
    key of an answer can set them, and a copy or an unpickled model is unbound.
    """

    __slots__ = ("__weakref__", "_client", "_raw")

    #: What reads and writes it: a package's own base class sets it once.
    codec: ClassVar[Any] = None

    _client: Any
    _raw: dict[str, Any]

    @property
    def raw(self) -> dict[str, Any] | None:
        """
        The JSON object that the model came from, with keys we don't know.

        ``None`` if it did not come from JSON, or the client was told not to
        keep it.
        """
        return getattr(self, "_raw", None)

    @property
    def client(self) -> Any:
        """
        The client that the model belongs to.

        Raises:
            Unbound: It belongs to none.
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
        """Give the model a client, and return the model."""
        set_client(self, client)
        return self

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Make a model of stored JSON.

        Args:
            data: A JSON object, parsed, such as another model's `raw`.

            client: What to bind it to, or ``None``.

        Raises:
            DecodeError: *data* is no object of this kind.
        """
        return cls._own_codec().structure(data, cls, client=client)

    def to_data(self) -> Any:
        """Return the model's fields as a JSON object."""
        return self._own_codec().unstructure(self)

    @classmethod
    def _own_codec(cls) -> Codec:
        codec: Codec | None = cls.codec
        if codec is None:
            from ._codec import Codec

            # One for all that have none, so that its hooks are made once.
            codec = Model.codec = Codec()
        return codec

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        """
        Return *data* in the shape of the fields.

        For answers that come in more than one shape. *data* must not be
        changed, since it becomes `raw`.
        """
        return data


class Entity(Model):
    """
    A model with an identity: its hash is that of its type and ``id``.

    Equality stays by value, so two states of one thing differ, though they
    land in the same place of a set or dict.
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
