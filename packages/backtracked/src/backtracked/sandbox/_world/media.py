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
        name: In plain text; the service sends it HTML-escaped.

        fkid: Its id at the provider.

        length: In milliseconds.

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
    What somebody thinks of an entry.
    """

    id: str
    user: User
    dub: Dub
    created: int


@attrs.define(eq=False)
class Entry:
    """
    A medium in a queue, on air, or in the history.

    Attributes:
        played: When it began, or ``None`` if it has not.

        votes: By the id of the user.

        attempts: How often somebody voted, by the id of the user.

        grabs: The ids of those who grabbed it.
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
        When it is over, if it began.
        """
        return None if self.played is None else self.played + self.media.length
