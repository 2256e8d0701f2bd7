# Generated from _async/models/base.py by `nox -s twins`: do not edit.
"""
What everything with an id shares.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import attrs

from clientcore import Entity
from clientcore.sync import Lock

from ..._entries import Entry
from ..._errors import own_errors
from ..._ids import include_mask, is_there, read_id, several
from ..._links import Links
from ..._record import Record

if TYPE_CHECKING:
    from ..._ids import Include
    from ..client import Client
    from ..managers.base import BaseManager
    from ..routes import RouteManager
    from .account import Account
    from .room import Room

T = TypeVar("T")

#: Threads share objects in the twin.
_GUARD = threading.Lock()


@attrs.define(eq=False)
class _Flight:
    """
    Requests for one thing, one after another.

    Attributes:
        lock: Held while a request is under way.
        landed: Number of requests that have succeeded.
    """

    lock: Lock = attrs.field(factory=Lock)
    landed: int = 0


class BaseDataClass(Record, Entity):
    """
    Something with an id. Two objects of a kind and id are equal.

    Made without a record, it holds nothing but its id: reading anything else of it
    raises `AttributeError`, so ``hasattr`` is false, and so is `is_filled`.

    What a method fetches it keeps: asked again for the same, it answers from memory,
    unless ``force=True``. That nothing is there is kept, too.

    Args:
        client: What it asks, or ``None`` for an object that is used offline.

        id: Its id; may be left out if there is a record.

        data: Its record, or ``None``.

    Attributes:
        id: ID of the object.
    """

    __slots__ = ("_answers", "_entry", "_flights", "_included")

    #: The key of the ID in a record.
    _id_key: ClassVar[str] = ""
    #: The client's attribute with the manager of these.
    _manager_name: ClassVar[str] = ""

    id: int
    _answers: dict[Any, Any]
    #: The entry of an archive that it was made of.
    _entry: Entry
    #: The parts of a room that were asked for.
    _included: int
    #: Requests that tasks wait for together, by what they set.
    _flights: dict[str, _Flight]

    def __init__(
        self,
        client: Client | None = None,
        id: int | str | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        self._client = client
        self._fetched = None
        if data is None:
            self.id = read_id(id)
            return
        given = self._checked(data)
        if id is not None:
            given = {**given, self._id_key: read_id(id)}
        self._fill(given, data)

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        if not cls._keys.others.isdisjoint(data):
            data = cls._keys.respelled(data)
        number = data.get(cls._id_key)
        if type(number) is int:
            return data
        if number is None:
            raise ValueError(f"the record has no {cls._id_key}")
        return {**data, cls._id_key: read_id(number)}

    if not TYPE_CHECKING:  # else any name at all would pass for an attribute

        def __getattr__(self, name: str) -> Any:
            # Called for what has no value, to say why.
            kind = type(self).__name__
            if name in attrs.fields_dict(type(self)):
                raise AttributeError(
                    f"{self!r} has no {name!r}: it holds nothing but its id, because"
                    " it was not fetched, or does not exist"
                )
            raise AttributeError(f"{kind!r} object has no attribute {name!r}")

    # --- Where it belongs -----------------------------------------------------

    @property
    def client(self) -> Client:
        """
        The client that it asks.

        Raises:
            UnboundError: There is none: see `bind`.
        """
        with own_errors():
            client: Client = super().client
        return client

    @property
    def rec_net(self) -> RouteManager:
        """The client's raw access."""
        return self.client.rec_net

    @property
    def links(self) -> Links:
        """Makes addresses, on the client's servers if there is a client."""
        client: Client | None = getattr(self, "_client", None)
        return Links() if client is None else client.links

    @classmethod
    def create_from_id_list(
        cls, client: Client | None, ids: Iterable[Any]
    ) -> list[Self]:
        """
        Make objects that hold nothing but their ids. Nothing is asked for.

        Args:
            client: What they ask, or ``None``.

            ids: IDs of the objects.
        """
        return [cls(client, one) for one in several(ids)]

    def patch_data(self, data: dict[str, Any]) -> None:
        """
        Take another record. What was fetched stays.

        Args:
            data: The new record.
        """
        data = self._checked(data)
        self._fill({**data, self._id_key: self.id}, data)
        self._forget("_copy", "_entry")

    def refresh(self) -> bool:
        """
        Ask for the record again, and forget what was fetched.

        Returns:
            Whether it is still there. If not, the old record stays.
        """
        found = self._manager().fetch(self.id)
        return self._replace(found)

    def _replace(self, found: BaseDataClass | None) -> bool:
        """Take over the record of *found*."""
        if found is None or found.raw is None:
            return False
        self.patch_data(found.raw)
        self._forget("_answers")
        self._fetched = None
        return True

    def _manager(self) -> BaseManager[Any]:
        manager: BaseManager[Any] = getattr(self.client, self._manager_name)
        return manager

    # --- Keeping what was fetched ---------------------------------------------

    def _together(self, name: str, act: Callable[[], Any]) -> None:
        """
        Do *act*, or wait for the end of the same that another task does already.

        If that one fails, the next task that waits does it.
        """
        with _GUARD:
            if not self._is_set("_flights"):
                self._flights = {}
            flight = self._flights.setdefault(name, _Flight())
        before = flight.landed
        with flight.lock.hold():
            if flight.landed == before:
                act()
                flight.landed += 1

    def _once(self, name: str, ask: Callable[[], T], *, force: bool) -> T:
        """Return the attribute *name*, requested if it was never set."""

        def act() -> None:
            setattr(self, name, ask())

        if force or not self._is_set(name):
            self._together(name, act)
        kept: T = getattr(self, name)
        return kept

    def _each(
        self,
        name: str,
        how: tuple[Any, ...],
        ask: Callable[[], T],
        *,
        force: bool,
    ) -> T:
        """Do the same for each *how* to ask; the attribute holds the latest."""
        with _GUARD:
            if not self._is_set("_answers"):
                self._answers = {}
        key, answers = (name, how), self._answers

        def act() -> None:
            answers[key] = ask()

        if force or key not in answers:
            self._together(f"{name} {how}", act)
        kept: T = answers[key]
        setattr(self, name, kept)
        return kept

    def _attach(
        self, name: str, things: list[Any], links: dict[str, str], *, force: bool
    ) -> None:
        """Set the people behind the IDs of *things*: see ``accounts.attach()``."""

        def act() -> None:
            self.client.accounts.attach(things, links, force=force)

        self._together(f"{name} of people", act)

    def _person(self, name: str, id: int | None, *, force: bool) -> Any:
        """Return the account behind *id*, kept as *name*."""

        def ask() -> Account | None:
            if id is None or not is_there(id):
                return None
            return self.client.accounts.fetch(id)

        return self._once(name, ask, force=force)

    def _room(self, name: str, id: int | None, include: Include, *, force: bool) -> Any:
        """Return the room behind *id*, with all the parts that are asked for."""
        wanted = include_mask(include)

        def ask() -> Room | None:
            if id is None or not is_there(id):
                return None
            return self.client.rooms.fetch(id, wanted)

        def act() -> None:
            setattr(self, name, ask())

        kept: Room | None = getattr(self, name)
        lacking = kept is not None and not kept.includes(wanted)
        if force or lacking or not self._is_set(name):
            self._together(f"{name} {wanted}", act)
        return getattr(self, name)

    # --- Reading --------------------------------------------------------------

    def to_data(self) -> Any:
        """Return a copy of the record, or nothing but the ID."""
        return super().to_data() or {self._id_key: self.id}

    def __repr__(self) -> str:
        shown = self._shown if self.is_filled else ()
        named = "".join(f" {getattr(self, name)!r}" for name in shown)
        return f"<{type(self).__name__} {self.id}{named}>"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self.id == other.id)

    def __hash__(self) -> int:
        return Entity.__hash__(self)
