"""
What can be played, and what was or will be.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

import attrs

from .users import User

Source: TypeAlias = Literal["youtube", "soundcloud"]
Dub: TypeAlias = Literal["updub", "downdub"]


@attrs.define(eq=False)
class Media:
    """
    A video or a track.

    Attributes:
        name: Title in plain text; the service sends it HTML-escaped.
        fkid: Its ID at the provider.
        length: Length of the medium, in milliseconds.
        created: ISO 8601, or ``None`` as in old documents.
    """

    id: str
    name: str
    type: Source
    fkid: str
    length: int
    created: str | None = "2017-06-02T16:23:14.815Z"
    thumbnail: str | None = None

    @property
    def url(self) -> str:
        """
        Where the provider shows it.
        """
        if self.type == "soundcloud":
            return f"https://api.soundcloud.com/tracks/{self.fkid}"
        return f"https://www.youtube.com/watch?v={self.fkid}"


@attrs.define(eq=False)
class Vote:
    """
    A user's vote on an entry.
    """

    id: str
    user: User
    dub: Dub
    created: int


@attrs.define(eq=False)
class Entry:
    """
    A medium in a queue, the history, or the current song.

    Attributes:
        played: When it started, or ``None`` if it has not.
        votes: Votes by user ID.
        attempts: Number of vote requests by user ID.
        grabs: IDs of the users who grabbed it.
    """

    id: str
    room_id: str
    user: User
    media: Media
    created: int
    played: int | None = None
    is_active: bool = False
    is_played: bool = False
    skipped: bool = False
    votes: dict[str, Vote] = attrs.field(factory=dict)
    attempts: Counter[str] = attrs.field(factory=Counter)
    grabs: list[str] = attrs.field(factory=list)

    def count(self, dub: Dub) -> int:
        """
        How many votes of a kind it has.
        """
        return sum(vote.dub == dub for vote in self.votes.values())

    @property
    def score(self) -> int:
        """
        Updubs less downdubs.
        """
        return self.count("updub") - self.count("downdub")

    @property
    def ends(self) -> int | None:
        """
        When it ends, if it has started.
        """
        return None if self.played is None else self.played + self.media.length
