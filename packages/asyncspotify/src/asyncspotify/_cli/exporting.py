"""
The export: everything that has changed since the last one goes into a backup.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Any

import attrs

from .. import (
    Client,
    Forbidden,
    NotFound,
    RateLimited,
    ServerError,
    SimplePlaylist,
)
from .backups import Backup, List
from .choices import Part
from .names import reference
from .rows import Row, row_of

#: Pages that are requested at the same time.
_AT_ONCE = 4


class State(StrEnum):
    """What happened to a list."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    #: Its entries are not shown to the app.
    FACTS_ONLY = "facts only"
    FAILED = "failed"


@attrs.frozen
class Done:
    """
    What happened to a list.

    Attributes:
        facts: The facts of the list that the backup has now.
        state: Whether the entries were read, did not have to be, or were refused.
        error: Why it failed.
    """

    facts: List
    state: State
    error: Exception | None = None


@attrs.frozen
class Work:
    """
    A list that is to be exported.

    Attributes:
        facts: What is known of the list before its entries are read.
        pages: The entries, page after page. ``None`` if they cannot be read.
        total: Number of entries that the service states.
        done: What happened, if there is nothing left to do.
    """

    facts: List
    pages: Any = None
    total: int = 0
    done: Done | None = None


#: Errors that say nothing about other lists.
_OF_ONE_LIST = (Forbidden, NotFound, ServerError)


@attrs.define
class Export:
    """
    An export of what the signed-in user has.

    An error of one list is part of the result, and the others are exported. An error
    that concerns all of them, such as a long rate limit, is raised; what was exported
    until then is in the backup, and the next export skips it.

    Args:
        client: The client of the user.
        backup: Where the lists go.
        is_full: Whether lists are read again that have not changed.
        advance: Called with a number of entries that were read.
        expect: Called with a number of entries that there are to read.
    """

    client: Client
    backup: Backup
    is_full: bool = False
    advance: Callable[[int], Any] = lambda _: None
    expect: Callable[[int], Any] = lambda _: None

    async def run(
        self, parts: Collection[Part], playlists: Collection[str] = ()
    ) -> AsyncIterator[Done]:
        """
        Export parts of the library and playlists, and yield each list that is done.

        Args:
            parts: The parts to export.
            playlists: Names or IDs of the playlists to export. Empty for all.

        Raises:
            ValueError: The backup is that of another user, or there is no such
                playlist.
        """
        me = await self.client.get_me()
        user = str(me.account_id or me.id)
        if self.backup.user not in {None, user}:
            raise ValueError("this is the backup of another user: use another place")
        self.client = self.client.with_options(keep_nulls=True)
        found: list[SimplePlaylist] = []
        if Part.PLAYLISTS in parts:
            found = [each async for each in own_playlists(self.client)]
        work = [await self._library(p) for p in parts if p is not Part.PLAYLISTS]
        work += self._playlists(str(me.id), found, playlists)
        self.expect(sum(each.total for each in work if each.done is None))
        for each in work:
            yield each.done or await self._do(each)
        if Part.PLAYLISTS in parts and not playlists:
            self._mark_gone({f"playlist:{playlist.id}" for playlist in found})
        self.backup.finish(user)

    # --- What there is to do --------------------------------------------------

    async def _library(self, part: Part) -> Work:
        """Return what is to be done about a part of the library."""
        pages = _listed(self.client, part)
        facts = List(key=str(part), kind=str(part), name=str(part).capitalize())
        try:
            first = await pages.page()
        except RateLimited:
            raise
        except _OF_ONE_LIST as error:
            return Work(facts, done=Done(facts, State.FAILED, error))
        # Artists are in no order that shows what is new.
        if part is not Part.ARTISTS:
            newest = [_entry(entry) for entry in first.items]
            seen = repr([(row["uri"], str(row["added_at"])) for row in newest])
            version = f"{first.total}-{sha256(seen.encode()).hexdigest()[:16]}"
            facts = attrs.evolve(facts, version=version)
        return Work(facts, pages, first.total or 0, self._unchanged(facts))

    def _playlists(
        self, me: str, found: list[SimplePlaylist], wanted: Collection[str]
    ) -> Iterator[Work]:
        """Yield what is to be done about each playlist."""
        # The newest comes first.
        places = {each.id: len(found) - n for n, each in enumerate(found)}
        for playlist in choose(found, wanted) if wanted else found:
            facts = facts_of_playlist(playlist, me, places[playlist.id])
            done = self._unchanged(facts)
            # Apps in development mode see what is in a user's own playlists only.
            if done is None and playlist.track_count is None and not facts.is_own:
                done = self._keep_facts(facts)
            pages = self.client.list_playlist_items(playlist)
            yield Work(facts, pages, playlist.track_count or 0, done)

    def _mark_gone(self, keys: Collection[str]) -> None:
        for key, facts in list(self.backup.lists.items()):
            if facts.kind == "playlist" and key not in keys and not facts.is_gone:
                self.backup.keep(attrs.evolve(facts, is_gone=True))

    def _keep_facts(self, facts: List) -> Done:
        # What was exported while the app could read it, stays.
        if (known := self.backup.lists.get(facts.key)) is not None:
            facts = attrs.evolve(facts, count=known.count, version=known.version)
        self.backup.keep(facts)
        return Done(facts, State.FACTS_ONLY)

    def _unchanged(self, facts: List) -> Done | None:
        """Return what is known of a list if its entries need not be read."""
        known = self.backup.lists.get(facts.key)
        if self.is_full or known is None or known.count is None:
            return None
        if facts.version is None or known.version != facts.version:
            return None
        if known.name != facts.name or known.is_gone or not self.backup.has(known):
            return None
        if known.place != facts.place:
            known = attrs.evolve(known, place=facts.place)
            self.backup.keep(known)
        return Done(known, State.UNCHANGED)

    # --- Doing it -------------------------------------------------------------

    async def _do(self, work: Work) -> Done:
        """Read a list, or return that the service refused it."""
        facts = work.facts
        try:
            with self.backup.saving(facts) as write:
                async for page in work.pages.prefetch(_AT_ONCE).pages():
                    for entry in page.items:
                        write(_entry(entry))
                    self.advance(len(page.items))
        except RateLimited:
            raise
        except _OF_ONE_LIST as error:
            is_refused = isinstance(error, Forbidden | NotFound)
            if is_refused and not facts.is_own and not facts.collaborative:
                return self._keep_facts(facts)
            return Done(facts, State.FAILED, error)
        return Done(self.backup.lists[facts.key], State.SAVED)


def facts_of_playlist(playlist: SimplePlaylist, me: str, place: int) -> List:
    """Return the facts of a playlist, for the user of the ID *me*."""
    owner = playlist.owner
    return List(
        key=f"playlist:{playlist.id}",
        kind="playlist",
        name=playlist.name or "",
        version=playlist.snapshot_id,
        is_own=owner is not None and owner.id == me,
        place=place,
        id=playlist.id,
        description=playlist.description or None,
        public=playlist.public,
        collaborative=playlist.collaborative,
        owner=None if owner is None else owner.name or owner.id,
        owner_id=None if owner is None else owner.id,
    )


async def own_playlists(client: Client) -> AsyncIterator[SimplePlaylist]:
    """Yield the playlists that the user owns or follows, without gaps."""
    every: Any = client.list_me_playlists()
    async for playlist in every:
        if playlist is not None:
            yield playlist


def choose(
    playlists: Collection[SimplePlaylist], wanted: Collection[str]
) -> list[SimplePlaylist]:
    """
    Return the playlists that were named.

    Args:
        playlists: All playlists of the user.
        wanted: Names, in any case, IDs, URIs or links.

    Raises:
        ValueError: The user has no playlist of one of the names.
    """
    chosen = []
    for text in wanted:
        found = [p for p in playlists if (p.name or "").casefold() == text.casefold()]
        if not found:
            uri = reference(text)
            wanted_id = text if uri is None else uri.id
            found = [p for p in playlists if p.id == wanted_id]
        if not found:
            raise ValueError(f"you have no playlist {text!r}")
        chosen += [each for each in found if each not in chosen]
    return chosen


async def library(client: Client, part: Part) -> AsyncIterator[Row]:
    """Yield the rows of a part of the library."""
    async for entry in _listed(client, part).prefetch(_AT_ONCE):
        yield _entry(entry)


def _listed(client: Client, part: Part) -> Any:
    """Return the list of a part of the library."""
    listing: dict[Part, Callable[[], Any]] = {
        Part.LIKES: client.list_saved_tracks,
        Part.ALBUMS: client.list_saved_albums,
        Part.EPISODES: client.list_saved_episodes,
        Part.SHOWS: client.list_saved_shows,
        Part.AUDIOBOOKS: client.list_saved_audiobooks,
        Part.ARTISTS: client.list_followed_artists,
    }
    return listing[part]()


def _entry(entry: Any) -> Row:
    """Return the row of an entry of a library or playlist."""
    for name in ("track", "album", "episode", "show", "audiobook"):
        # Tracks have an album too: only entries of a library are wrapped.
        if entry is not None and not hasattr(entry, "uri") and hasattr(entry, name):
            return row_of(getattr(entry, name), entry.added_at)
    return row_of(entry)
