# Generated from _async/resource.py by `nox -s twins`: do not edit.
"""
Resources: users, shows, tags, and any other object with a type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import attrs

from .._arguments import Window
from .._codec import optional_fields, readers
from .._containers import AccessDict, SignatureOfInit, bound, plain
from ..exceptions import MixcloudError
from .decorators import TARGETING, paginated
from .lists import ItemIterator, ResourceList, all_of, failed

if TYPE_CHECKING:
    from typing import Unpack

C = TypeVar("C", bound="type[Resource]")
R = TypeVar("R")


def kind(*types: str) -> Callable[[C], C]:
    """
    Declare the fields of a class of resources.

    Annotated names become attrs fields. A field that a response lacks is ``None`` if
    its type says so, and otherwise an `AttributeError`.

    Args:
        *types: Types of the service that become this class.
    """

    def declare(cls: C) -> C:
        Resource._kinds.update(dict.fromkeys(types, cls))
        return attrs.define(
            cls, init=False, slots=False, eq=False, repr=False, on_setattr=[]
        )

    return declare


class Resource(AccessDict):
    """
    An object of the service with a type: a user, a show, a tag and so on.

    The values of a response are items and attributes. The lists of a resource, once
    it is loaded, and the client's actions on it are methods::

        user = mixcloud.get("anna-lind")
        print(user["name"], user.created_time.year)
        followers = user.followers(limit=5)
        user.follow()

    An object of a known type becomes an instance of its class: `User`, `Cloudcast`
    and so on.

    Args:
        data: An object of JSON's types, which is not copied.
        full: Whether *data* is the whole resource, and not an item of a list.
        create_connections: Whether a full resource offers its lists as methods.
        mixcloud: The client, or ``None``.
    """

    _kinds: ClassVar[dict[str, type[Resource]]] = {}
    __signature__: ClassVar[SignatureOfInit] = SignatureOfInit()

    key: str
    url: str
    name: str

    def __new__(cls, data: Any = None, *_: Any, **__: Any) -> Self:
        # Like `pathlib.Path`: calling the documented class makes the others.
        wanted: Any = cls._class_for(plain(data)) if cls is Resource else cls
        made: Self = super().__new__(wanted)
        return made

    @classmethod
    def _class_for(cls, data: Any) -> Any:
        """Return the class for *data*."""
        found = (
            cls._kinds.get(str(data.get("type"))) if isinstance(data, dict) else None
        )
        return cls if found is None else found._refined(data)

    @classmethod
    def _refined(cls, data: dict[str, Any]) -> Any:  # noqa: ARG003, see Tag
        """Return the class for *data*, whose type is this one's."""
        return cls

    def __init__(
        self,
        data: Any,
        *,
        full: bool = False,
        create_connections: bool = True,
        mixcloud: Any,
    ) -> None:
        super().__init__(data, mixcloud=mixcloud)
        self._full = full
        self._connections: dict[str, str] = {}
        if full and create_connections:
            self._create_connections()

    def __repr__(self) -> str:
        parts = ["Resource"]
        if kind := str(self.data.get("type", "")):
            parts = ["Resource:", kind.replace("_", " ").title()]
        # Errors have a message instead of a key.
        parts += [repr(self.data[n]) for n in ("key", "message") if n in self.data][:1]
        return f"<{' '.join(parts)}>"

    def _create_connections(self) -> None:
        """Offer the lists of the resource as methods."""
        metadata = self.data.get("metadata")
        found = metadata.get("connections") if isinstance(metadata, dict) else None
        if isinstance(found, dict):
            self._connections = {
                name.replace("-", "_"): url for name, url in found.items()
            }

    # --- Attributes -----------------------------------------------------------

    def __getattr__(self, name: str) -> Any:
        connections = vars(self).get("_connections", {})
        if name in connections:
            return Connection(name, connections[name], self.mixcloud)
        try:
            return self._field(name, super().__getattr__(name))
        except AttributeError:
            # Without data it is about to be unpickled.
            known = "key" in vars(self).get("data", ())
            if known and (method := self._targeted(name)) is not None:
                return partial(method, self.data["key"])
            if "data" in vars(self) and name in optional_fields(type(self)):
                return None
            raise

    def _targeted(self, name: str) -> Callable[..., Any] | None:
        """Return the client's method *name*, if resources offer it."""
        if self.mixcloud is None:
            return partial(bound, None) if name in TARGETING else None
        method: Any = getattr(self.mixcloud, name, None)
        return method if getattr(method, "_targeting", False) else None

    def _field(self, name: str, item: Any) -> Any:
        """Return an item as the type of its field, or unchanged if it does not fit."""
        if (read := readers(type(self)).get(name)) is None:
            return item
        try:
            value = read(item)
        except Exception:  # noqa: BLE001, no value is lost
            return item
        if isinstance(value, AccessDict):
            self._kept(value)
        return value

    def _lacks(self, name: str) -> str:
        message = super()._lacks(name)
        can_load = "key" in self.data and not self._full
        return f"{message}; load() may add it" if can_load else message

    def __dir__(self) -> Iterable[str]:
        return {*super().__dir__(), *self._connections}

    # --- Loading --------------------------------------------------------------

    def load(self, *, force: bool = False) -> Self:
        """
        Get the whole resource, unless that was done already.

        If the request fails and the client does not raise exceptions, only `response`
        changes.

        Args:
            force: Whether to get it again.

        Returns:
            The resource itself.

        Raises:
            MixcloudError: The resource has no key, as sections have none.
            DecodeError: The response is not a resource, and the client raises
                exceptions.
            UnboundError: The resource has no client.
        """
        if self._full and not force:
            return self
        client, key = bound(self.mixcloud), self.data.get("key")
        if not isinstance(key, str):
            raise MixcloudError(f"{self!r} has no key, so it cannot be loaded")
        loaded = client.get(key, create_connections=False)
        self._response = getattr(loaded, "response", None)
        if "key" in plain(loaded) and "error" not in plain(loaded):
            self.data.update(plain(loaded))
            self._create_connections()
            self._full = True
        elif getattr(client, "_raise_exceptions", False):
            raise failed(loaded, "a resource")
        return self


kind()(Resource)
Resource._unbound_class = ResourceList._unbound_class = Resource


@attrs.frozen
class Connection(Generic[R]):
    """
    A list of a resource. A call requests a page of it.

    Attributes:
        name: Name of the list.
        url: Address of the list.
    """

    name: str
    url: str
    _mixcloud: Any = attrs.field(repr=False, eq=False)

    @paginated
    def __call__(self, **part: Unpack[Window]) -> ResourceList[R]:
        """
        Get a part of the list.

        Args:
            **part: See `Window`. Further keywords are sent in the query.
        """
        found: ResourceList[R] = bound(self._mixcloud).get(
            self.url, relative=False, **part
        )
        return found

    def all(self, max: int | None = None, **part: Unpack[Window]) -> ItemIterator[R]:
        """
        Iterate over the whole list, page after page.

        Each item is yielded once, also if the list moves while it is read. If you
        remove items while you iterate, later ones are skipped: ``collect()`` the
        list first.

        Args:
            max: Maximum number of items, or ``None`` for all.
            **part: Start of the list and length of a page: see `Window`. Further
                keywords are sent in the query.
        """
        return all_of(self, max, dict(part))
