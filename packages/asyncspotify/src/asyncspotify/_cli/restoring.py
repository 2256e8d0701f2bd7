"""
The restore: what a backup has and the account does not, is added.
"""

from __future__ import annotations

import html
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs

from clientcore.cli import Journal

from .. import (
    Client,
    FullTrack,
    HTTPException,
    RateLimited,
    SavedTrack,
    SimplePlaylist,
)
from .backups import Backup, List
from .choices import Part
from .exporting import library, own_playlists
from .filling import fill, insertions, save, uris_of
from .names import reference
from .rows import Row

#: Objects of a request that saves. With dates there are 50.
_MOST = 40


class Action(StrEnum):
    """What is to be done about a list."""

    CREATE = "create"
    ADD = "add"
    FOLLOW = "follow"
    NOTHING = "nothing"


@attrs.frozen(kw_only=True)
class Step:
    """
    What is to be done about a list of a backup.

    Attributes:
        facts: The list in the backup.
        action: What is to be done.
        target: ID of the playlist to add to, or ``None`` to create one.
        missing: Number of entries to add.
        local: Local files, which the Web API cannot add.
        gone: Number of entries of the backup that have no content.
    """

    facts: List
    action: Action
    target: str | None = None
    missing: int = 0
    local: list[Row] = attrs.field(factory=list)
    gone: int = 0


@attrs.define
class Restore:
    """
    Restores a backup. What is there stays; run again, it adds nothing twice.

    Args:
        client: The client of the user.
        backup: What to restore.
        journal: Notes which playlists were created.
        is_slow: Whether likes are saved one by one, which keeps their order without
            extended access.
        advance: Called with a number of entries that were added.
    """

    client: Client
    backup: Backup
    journal: Journal
    is_slow: bool = False
    advance: Callable[[int], Any] = lambda _: None

    def __attrs_post_init__(self) -> None:
        self.client = self.client.with_options(keep_nulls=True)

    # --- What is to be done ---------------------------------------------------

    async def plan(
        self, parts: Collection[Part], playlists: Collection[str] = ()
    ) -> AsyncIterator[Step]:
        """
        Yield what is to be done about each list, without changing anything.

        Args:
            parts: The parts to restore.
            playlists: Names or IDs of playlists in the backup. Empty for all.

        Raises:
            ValueError: The backup has no such playlist.
        """
        every = self.backup.lists.values()
        for facts in [facts for facts in every if facts.kind in parts]:
            yield await self._plan_library(facts)
        if Part.PLAYLISTS not in parts:
            return
        chosen = [facts for facts in every if facts.kind == "playlist"]
        if playlists:
            chosen = list(_chosen(chosen, playlists))
        me = await self.client.get_me()
        found = [each async for each in own_playlists(self.client)]
        own = [p for p in found if p.owner is not None and p.owner.id == me.id]
        targets = self._targets(chosen, own)
        followed = {playlist.id for playlist in found}
        # The service shows the newest playlist first.
        for facts in sorted(chosen, key=lambda facts: facts.place):
            yield await self._plan_playlist(facts, targets.get(facts.key), followed)

    async def _plan_library(self, facts: List) -> Step:
        there = await self._saved(Part(facts.kind))
        uris = [row["uri"] for row in self.backup.rows(facts)]
        missing = {uri for uri in uris if uri is not None} - there
        local = [row for row in self.backup.rows(facts) if _is_local(row, missing)]
        count = len(missing) - len(local)
        action = Action.ADD if count else Action.NOTHING
        gone = uris.count(None)
        return Step(facts=facts, action=action, missing=count, local=local, gone=gone)

    async def _saved(self, part: Part) -> set[str]:
        """Return the URIs of what the library has."""
        return {row["uri"] async for row in library(self.client, part) if row["uri"]}

    def _targets(
        self, chosen: Collection[List], own: Collection[SimplePlaylist]
    ) -> dict[str, SimplePlaylist]:
        """Return the playlists that exist for those of the backup, each once."""
        free = {str(playlist.id): playlist for playlist in own}
        targets = {}
        for facts in chosen:
            created = facts.key in self.journal
            known = self.journal[facts.key] if created else facts.id
            if known in free:
                targets[facts.key] = free.pop(known)
        for facts in chosen:
            same = (key for key, each in free.items() if each.name == facts.name)
            if facts.key not in targets and (key := next(same, None)) is not None:
                targets[facts.key] = free.pop(key)
        return targets

    async def _plan_playlist(
        self,
        facts: List,
        target: SimplePlaylist | None,
        followed: Collection[str | None],
    ) -> Step:
        if not facts.is_own:
            is_there = facts.id in followed or facts.id is None
            action = Action.NOTHING if is_there else Action.FOLLOW
            return Step(facts=facts, action=action, target=facts.id)
        if target is not None and target.snapshot_id == facts.version:
            return Step(facts=facts, action=Action.NOTHING, target=target.id)
        there = [] if target is None else await uris_of(self.client, str(target.id))
        rows = list(self.backup.rows(facts))
        wanted = [row["uri"] for row in rows if row["uri"]]
        lacking = [uri for each in insertions(there, wanted) for uri in each.uris]
        local = [row for row in rows if _is_local(row, lacking)]
        missing = sum(not uri.startswith(_LOCAL) for uri in lacking)
        action = Action.ADD if missing else Action.NOTHING
        return Step(
            facts=facts,
            action=Action.CREATE if target is None else action,
            target=None if target is None else target.id,
            missing=missing,
            local=local,
            gone=sum(row["uri"] is None for row in rows),
        )

    # --- Doing it -------------------------------------------------------------

    async def run(self, step: Step) -> list[str]:
        """
        Do one step.

        Returns:
            What could not be added, and why.

        Raises:
            RateLimited: The service asks to wait for long.
            TransportError: The service could not be reached.
        """
        left_out = [f"{_label(row)} is a local file" for row in step.local]
        try:
            refused = await self._do(step)
        except RateLimited:
            raise
        except HTTPException as error:
            return [*left_out, str(error)]
        return [*left_out, *(f"{uri} is gone" for uri in refused)]

    async def _do(self, step: Step) -> list[str]:
        facts = step.facts
        if step.action is Action.NOTHING:
            return []
        if step.action is Action.FOLLOW:
            await self.client.follow_playlist(str(facts.id))
            return []
        if facts.kind != "playlist":
            return await self._save(facts)
        target = step.target or await self._create(facts)
        uris = [row["uri"] for row in self.backup.rows(facts) if row["uri"]]
        wanted = [uri for uri in uris if not uri.startswith(_LOCAL)]
        return await fill(self.client, target, wanted, self.advance)

    async def _create(self, facts: List) -> str:
        description = " ".join(html.unescape(facts.description or "").split())[:300]
        playlist = await self.client.create_me_playlist(
            facts.name or "-",
            public=bool(facts.public) and not facts.collaborative,
            collaborative=bool(facts.collaborative),
            description=description or None,
        )
        target = str(playlist.id)
        self.journal.add(facts.key, target)
        return target

    async def _save(self, facts: List) -> list[str]:
        there = await self._saved(Part(facts.kind))
        rows = [
            row
            for row in self.backup.rows(facts)
            if row["uri"]
            and row["uri"] not in there
            and not row["uri"].startswith(_LOCAL)
        ]
        # The service shows the newest first.
        rows.reverse()
        client = self.client
        if facts.kind == Part.LIKES and client.tier == "extended":
            found: list[SavedTrack] = await save(
                lambda part: client.save_tracks(*part),
                [_dated(row) for row in rows],
                50,
                self.advance,
            )
            return [str(each.track.uri) for each in found if each.track]
        one_by_one = self.is_slow and facts.kind == Part.LIKES
        refused: list[str] = await save(
            lambda part: client.save_to_library(*part),
            [row["uri"] for row in rows],
            1 if one_by_one else _MOST,
            self.advance,
        )
        return refused


_LOCAL = "spotify:local:"


def _is_local(row: Row, missing: Collection[str]) -> bool:
    uri = row["uri"] or ""
    return uri.startswith(_LOCAL) and uri in missing


def _label(row: Row) -> str:
    """Return how people name an entry."""
    artists = row.get("artists") or ""
    if isinstance(artists, list):
        artists = "; ".join(map(str, artists))
    return f"{artists} - {row.get('name')}" if artists else str(row.get("name"))


def _dated(row: Row) -> SavedTrack:
    """Return a like with the time at which it was saved."""
    found = reference(row["uri"])
    track = FullTrack(id=None if found is None else found.id, uri=row["uri"])
    try:
        added_at = datetime.fromisoformat(str(row.get("added_at")))
    except ValueError:
        added_at = None
    return SavedTrack(track=track, added_at=added_at)


def _chosen(lists: Collection[List], wanted: Collection[str]) -> Iterator[List]:
    """Yield the playlists of a backup that were named."""
    for text in wanted:
        uri = reference(text)
        found = [
            facts
            for facts in lists
            if facts.name.casefold() == text.casefold()
            or facts.id == (text if uri is None else uri.id)
        ]
        if not found:
            raise ValueError(f"the backup has no playlist {text!r}")
        yield from found
