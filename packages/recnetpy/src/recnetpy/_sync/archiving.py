# Generated from _async/archiving.py by `nox -s twins`: do not edit.
"""
Everything of a player or a room, in an archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientcore.sync import in_thread

from .._entries import Entry, Skipped, linked, people_in, rooms_in
from .._errors import HostGoneError, NotFound, NotOfferedError
from .._folder import Progress
from .archive import Archive
from .models import Account, BaseDataClass, Event, Image, Room

if TYPE_CHECKING:
    from .client import Client
    from .listing import Listing

#: All parts of a room.
_WHOLE = 366
#: The archive is saved after so many photos or events.
_SAVED_AFTER = 500
#: Photos may be shown some time after they were taken.
_MARGIN = timedelta(days=1)
_PROFILE = (
    "get_bio",
    "get_level",
    "get_subscriber_count",
    "get_is_influencer",
    "get_created_rooms",
    "get_owned_rooms",
    "get_showcased_rooms",
)


class Archiver:
    """
    Collects everything of a player or a room: see ``client.archive()``.

    Args:
        client: Sends the requests.
        into: The archive, the path of its file, or ``None`` for a new one.
        on_progress: Called with a `Progress`, or ``None``.
    """

    def __init__(
        self,
        client: Client,
        into: Archive | str | Path | None,
        on_progress: Callable[[Progress], object] | None,
    ) -> None:
        self._client = client
        self._path = Path(into) if isinstance(into, str | Path) else None
        self._archive = into if isinstance(into, Archive) else Archive(client=client)
        self._on_progress = on_progress

    def collect(self, thing: Account | Room) -> Archive:
        """Add everything of *thing* to the archive, and save it."""
        if self._path is not None and self._path.exists():
            self._archive = in_thread(Archive.load, self._path, self._client)
        try:
            if isinstance(thing, Account):
                self._player(thing)
            else:
                self._room(thing)
            self._around()
        finally:
            # Also after an error: the next call continues from here.
            self._save()
        return self._archive

    def _save(self) -> None:
        if self._path is not None:
            self._archive.save(self._path)

    def _report(self, step: str, done: int, total: int | None = None) -> None:
        if self._on_progress is not None:
            self._on_progress(Progress(step, done, total))

    # --- Players and rooms ----------------------------------------------------

    def _player(self, player: Account) -> None:
        for number, name in enumerate(_PROFILE, 1):
            self._try(name, getattr(player, name))
            self._report("profile", number, len(_PROFILE))
        self._archive.add(player)
        rooms = (player.created_rooms, player.owned_rooms, player.featured_rooms)
        numbers = dict.fromkeys(room.id for each in rooms for room in each or ())
        self._each("rooms", filter(self._lacks_parts, numbers), self._whole_room)
        images, events = self._client.images, self._client.events
        self._photos(
            player, "photos", lambda at: images.all_from_account(player.id, after=at)
        )
        feed = images.all_in_feed(player.id)
        self._try("feed", lambda: self._photos(player, "feed", feed.after))
        self._each("comments", self._uncommented(), self._comments)
        self._events(events.all_from_account(player.id))

    def _room(self, room: Room) -> None:
        self._whole_room(room.id)
        images, events = self._client.images, self._client.events
        self._photos(room, "photos", lambda at: images.all_in_room(room.id, after=at))
        self._each("comments", self._uncommented(), self._comments)
        self._events(events.all_in_room(room.id))

    def _lacks_parts(self, number: int) -> bool:
        entry = self._archive._entries.get(("room", number))
        return entry is None or "Roles" not in (entry.data or {})

    def _whole_room(self, number: int) -> None:
        room = self._client.rooms.fetch(number, _WHOLE)
        if room is not None:
            self._archive.add(room)

    def _photos(
        self, owner: BaseDataClass, step: str, listing: Callable[[Any], Listing[Image]]
    ) -> None:
        """Add the photos of *owner* that are newer than those of the last time."""
        name = f"{step}_listed_at"
        entry = self._archive._entries.get(_key(owner))
        before = None if entry is None else entry.fetched.get(name)
        now = datetime.now(UTC)
        since = datetime.fromisoformat(before) - _MARGIN if before else None
        self._add_all(listing(since), step)
        # Not before all of them are there.
        self._archive._put(Entry(*_key(owner), None, {name: now.isoformat()}, now))

    def _add_all(self, listing: Listing[Any], step: str) -> list[Any]:
        """Add the objects of a list, once all of its pages are there."""
        found: list[Any] = []
        for page in listing.pages():
            found += page.items
            self._report(step, len(found), page.total)
        self._archive.add(*found)
        return found

    def _uncommented(self) -> list[Entry]:
        """Return the photos whose comments or cheers are not there."""
        return [
            entry
            for entry in self._archive._entries.values()
            if entry.kind == "image" and any(_lacking(entry))
        ]

    def _comments(self, entry: Entry) -> None:
        image = Image(self._client, entry.id, entry.data)
        comments, cheers = _lacking(entry)
        if comments:
            image.get_comments(force=True)
        if cheers:
            image.get_cheers(force=True)
        self._archive.add(image)

    def _events(self, listing: Listing[Event]) -> None:
        events = self._add_all(listing, "events")

        def responses(event: Event) -> None:
            event.get_responses()
            self._archive.add(event)

        entries = self._archive._entries
        lacking = (
            each
            for each in events
            if "responses" not in entries["event", each.id].fetched
        )
        self._each("responses", lacking, responses)

    # --- What is around them --------------------------------------------------

    def _around(self) -> None:
        """Add the people and rooms that the archive refers to, and link all of it."""
        entries = self._archive._entries
        rooms = self._unknown("room", rooms_in)
        self._archive.add(*self._client.rooms.fetch_many(rooms))
        people = self._unknown("account", people_in)
        found = self._client.accounts.fetch_many(people)
        # Those who are gone are noted, too, so that they are not requested again.
        gone = set(people) - {each.id for each in found}
        self._archive.add(*found, *(Account(None, each) for each in sorted(gone)))
        self._report("people", len(people), len(people))

        def is_known(kind: str, number: int) -> bool:
            entry = entries.get((kind, number))
            return entry is not None and entry.data is not None

        for key, entry in entries.items():
            entries[key] = linked(entry, is_known)
        self._archive._made.clear()

    def _unknown(self, kind: str, ids: Callable[[Entry], Iterable[int]]) -> list[int]:
        entries = self._archive._entries
        found = dict.fromkeys(each for entry in entries.values() for each in ids(entry))
        return [each for each in found if (kind, each) not in entries]

    def _each(
        self, step: str, items: Iterable[Any], act: Callable[[Any], None]
    ) -> None:
        """Do *act* for all *items*, and save the archive now and then."""
        waiting = list(items)
        rest, done = iter(waiting), 0

        def one(item: Any) -> None:
            nonlocal done
            act(item)
            done += 1
            self._report(step, done, len(waiting))

        while part := list(islice(rest, _SAVED_AFTER)):
            self._client.map(one, part)
            in_thread(self._save)

    def _try(self, name: str, ask: Callable[[], Any]) -> None:
        """Do what not all servers offer; what is not offered is noted."""
        try:
            ask()
        except (HostGoneError, NotFound, NotOfferedError) as error:
            self._archive.skipped.append(Skipped(name, str(error)))


def _key(thing: BaseDataClass) -> tuple[str, int]:
    return ("account" if isinstance(thing, Account) else "room"), thing.id


def _lacking(entry: Entry) -> tuple[bool, bool]:
    """Return whether a photo lacks comments and cheers that its record counts."""
    data = entry.data or {}
    return (
        bool(data.get("CommentCount")) and "comments" not in entry.fetched,
        bool(data.get("CheerCount")) and "cheer_player_ids" not in entry.fetched,
    )
