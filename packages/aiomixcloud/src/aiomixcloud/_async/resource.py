"""
What the service knows: users, shows, tags, and whatever else has a type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

import attrs

from .._arguments import Window, in_name_of, window
from .._codec import readers
from .._containers import AccessDict, SignatureOfInit, bound, plain
from .decorators import TARGETING
from .lists import ItemIterator, ResourceList, all_of

if TYPE_CHECKING:
    from typing import Unpack

C = TypeVar("C", bound="type[Resource]")
R = TypeVar("R")


def kind(*types: str) -> Callable[[C], C]:
    """
    Declare the fields of a class of resources.

    Annotated names become attrs fields. A field that an answer lacks is no
    attribute: the service promises none but ``key``.

    Args:
        types: The types of the service that become this class.
    """

    def declare(cls: C) -> C:
        Resource._kinds.update(dict.fromkeys(types, cls))
        return attrs.define(
            cls, init=False, slots=False, eq=False, repr=False, on_setattr=[]
        )

    return declare


class Resource(AccessDict):
    """
    Something that the service knows, by its key.

    What an answer holds is reached as items and as attributes. So are the lists
    that belong to it, once it is full, and the client's actions on it::

        user = await mixcloud.get("anna-lind")
        print(user["name"], user.created_time.year)
        followers = await user.followers(limit=5)
        await user.follow()

    Making one of a type that is known makes one of the class for it: `User`,
    `Cloudcast` and so on.

    Args:
        data: An object of JSON's types, which is kept as it is.

        full: Whether it is all that the service has to say.

        create_connections: Whether a full one offers the lists that belong to it.

        mixcloud: The client that it belongs to, or ``None``.
    """

    _kinds: ClassVar[dict[str, type[Resource]]] = {}
    __signature__: ClassVar[SignatureOfInit] = SignatureOfInit()

    key: str
    url: str
    name: str

    def __new__(cls, data: Any = None, *_: Any, **__: Any) -> Self:
        # As `pathlib.Path` does it: the documented class is a way to get others.
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
        words = ["Resource"]
        if kind := str(self.data.get("type", "")):
            words = ["Resource:", kind.replace("_", " ").title()]
        if "key" in self.data:
            words.append(repr(self.data["key"]))
        return f"<{' '.join(words)}>"

    def _create_connections(self) -> None:
        """Offer the lists that belong to it, as methods."""
        metadata = self.data.get("metadata")
        told = metadata.get("connections") if isinstance(metadata, dict) else None
        if isinstance(told, dict):
            self._connections = {
                name.replace("-", "_"): url for name, url in told.items()
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
            if not known or (method := self._targeted(name)) is None:
                raise
            return partial(method, self.data["key"])

    def _targeted(self, name: str) -> Callable[..., Any] | None:
        """Return the client's method of that name, if it is for resources."""
        if self.mixcloud is None:
            return partial(bound, None) if name in TARGETING else None
        method: Any = getattr(self.mixcloud, name, None)
        return method if getattr(method, "_targeting", False) else None

    def _field(self, name: str, item: Any) -> Any:
        """Return an item as its field is declared, or as it is."""
        if (read := readers(type(self)).get(name)) is None:
            return item
        try:
            value = read(item)
        except Exception:  # noqa: BLE001, whatever came, it is not lost
            return item
        if isinstance(value, AccessDict):
            self._kept(value)
        return value

    def _lacks(self, name: str) -> str:
        words = super()._lacks(name)
        return words if self._full else f"{words}; load() may bring it"

    def __dir__(self) -> Iterable[str]:
        return {*super().__dir__(), *self._connections}

    # --- Loading --------------------------------------------------------------

    async def load(self, *, force: bool = False) -> Self:
        """
        Get all that the service has to say about it, unless that was done.

        If that fails and the client does not raise, nothing changes but
        `response`.

        Args:
            force: Do it again.

        Returns:
            The resource itself.
        """
        if self._full and not force:
            return self
        loaded = await bound(self.mixcloud).get(self["key"], create_connections=False)
        self._response = getattr(loaded, "response", None)
        if "key" in plain(loaded):
            self.data.update(plain(loaded))
            self._create_connections()
            self._full = True
        return self


kind()(Resource)
Resource._unbound_class = ResourceList._unbound_class = Resource


@attrs.frozen
class Connection(Generic[R]):
    """
    A list that belongs to a resource: awaiting a call of it gives a page.

    Attributes:
        name: What it is called.

        url: Where it is.
    """

    name: str
    url: str
    _mixcloud: Any = attrs.field(repr=False, eq=False)

    async def __call__(self, **part: Unpack[Window]) -> ResourceList[R]:
        """
        Get a part of the list.

        Args:
            **part: See `Window`.
        """
        params = in_name_of(self.name, window, part)
        found: ResourceList[R] = await bound(self._mixcloud).get(
            self.url, relative=False, **params
        )
        return found

    def all(self, max: int | None = None, **part: Unpack[Window]) -> ItemIterator[R]:
        """
        Go through the whole list, page after page.

        Args:
            max: How many items at the most, or ``None`` for all.

            **part: Where to begin, and how many items a page has: see `Window`.
        """
        return all_of(self, max, dict(part))
