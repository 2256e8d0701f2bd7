"""
Who listens, and what they keep.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

import attrs

from ._catalogue import Playable
from ._player import Player


@attrs.define(eq=False, kw_only=True)
class User:
    """
    A user with an account.

    Attributes:
        account_id: What stays the same when *id* does not.

        library:
            What they saved or follow: kind, then id, then since when, the
            oldest first.

        positions: How far they have heard an episode or chapter, in
            milliseconds, by its id.
    """

    kind: ClassVar[str] = "user"

    id: str
    account_id: str
    name: str | None
    email: str
    country: str = "SE"
    product: str = "premium"
    followers: int = 0
    library: dict[str, dict[str, datetime]] = attrs.field(factory=dict, repr=False)
    positions: dict[str, int] = attrs.field(factory=dict, repr=False)
    top: dict[str, list[str]] = attrs.field(factory=dict, repr=False)
    player: Player = attrs.field(factory=Player, repr=False)

    @property
    def uri(self) -> str:
        """
        The user's URI.
        """
        return f"spotify:user:{self.id}"

    def kept(self, kind: str) -> dict[str, datetime]:
        """
        What of a kind the user saved or follows.
        """
        return self.library.setdefault(kind, {})

    def newest(self, kind: str) -> list[tuple[str, datetime]]:
        """
        The same, the newest first.
        """
        latest = list(self.kept(kind).items())[::-1]
        return sorted(latest, key=lambda pair: pair[1], reverse=True)


@attrs.define(eq=False)
class Entry:
    """
    A place in a playlist.

    Attributes:
        uri: Of what is there.

        item: What is there; ``None`` if it was withdrawn since.
    """

    uri: str
    item: Playable | None
    added_at: datetime
    added_by: User


@attrs.define(eq=False, kw_only=True)
class Playlist:
    """
    A playlist, with everything it ever was.

    Attributes:
        cover: The picture that was uploaded, as JPEG, or ``None``.

        snapshots: What it had, by snapshot id; the last one is the present.
    """

    kind: ClassVar[str] = "playlist"

    id: str
    owner: User
    name: str
    description: str | None = None
    public: bool = True
    collaborative: bool = False
    followers: int = 0
    cover: bytes | None = attrs.field(default=None, repr=False)
    entries: list[Entry] = attrs.field(factory=list, repr=False)
    snapshots: dict[str, list[Entry]] = attrs.field(factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        self._commit()

    @property
    def uri(self) -> str:
        """
        The playlist's URI.
        """
        return f"spotify:playlist:{self.id}"

    @property
    def snapshot_id(self) -> str:
        """
        The name of its present state.
        """
        return next(reversed(self.snapshots))

    def may_change(self, user: User | None) -> bool:
        """
        Whether it is *user*'s, or everybody's.
        """
        return user is not None and (self.owner is user or self.collaborative)

    def insert(self, entries: Iterable[Entry], position: int | None = None) -> None:
        """
        Put entries in, at the end unless a position is given.
        """
        at = len(self.entries) if position is None else position
        self.entries[at:at] = entries
        self._commit()

    def replace(self, entries: Iterable[Entry]) -> None:
        """
        Have other entries from now on.
        """
        self.entries = list(entries)
        self._commit()

    def remove(self, gone: Sequence[Entry]) -> None:
        """
        Take entries out.
        """
        self.entries = [entry for entry in self.entries if entry not in gone]
        self._commit()

    def move(self, seen: list[Entry], start: int, length: int, before: int) -> None:
        """
        Put *length* entries from *start* before the one that is at *before*.

        The places are those of *seen*, a state that may be older; what was removed
        since then stays removed.
        """
        moved = [e for e in seen[start : start + length] if e in self.entries]
        anchors = [e for e in seen[before:] if e in self.entries and e not in moved]
        rest = [e for e in self.entries if e not in moved]
        at = rest.index(anchors[0]) if anchors else len(rest)
        self.entries = [*rest[:at], *moved, *rest[at:]]
        self._commit()

    def touch(self) -> None:
        """
        Note that something else about it changed.
        """
        self._commit()

    def _commit(self) -> None:
        number = len(self.snapshots) + 1
        name = b64encode(number.to_bytes(4) + self.id.encode()).decode()
        self.snapshots[name] = list(self.entries)
