"""
Votes.
"""

from __future__ import annotations

from typing import Any, Literal

import clientcore
from clientcore import GET, POST

from ..._ids import ident
from ..models import Votes
from .base import Resource, RoomLike, SongLike

#: More than ten on one song are too many, which is none of the chat's matter.
_BUCKET = "votes"
_VOTES = "room/{room}/playlist/active/dubs"


class Voting(Resource):
    """
    Votes. `RestClient` has the constructor.
    """

    async def vote(
        self, room: RoomLike, song: SongLike, dubtype: Literal["updub", "downdub"]
    ) -> None:
        """
        Vote on the current song. A new vote replaces an earlier one.

        Args:
            room: ID or Room that plays the song.
            song: The queue entry, or its ID.
            dubtype: ``updub`` or ``downdub``.

        Raises:
            RateLimitError: The user voted too often on this song.
        """
        if dubtype not in {"updub", "downdub"}:
            raise ValueError("a vote is an updub or a downdub")
        request = POST(
            "room/{room}/playlist/{song}/dubs",
            room=room,
            song=song,
            form={"type": dubtype},
            # The last vote counts, however often it is sent.
            idempotent=True,
            bucket=_BUCKET,
        )
        try:
            await self.call(request)
        except clientcore.NotFound:
            # The service sometimes responds with 404 but counts the vote.
            return

    async def updub(self, room: RoomLike, song: SongLike) -> None:
        """Vote for what is playing: see `vote`."""
        await self.vote(room, song, "updub")

    async def downdub(self, room: RoomLike, song: SongLike) -> None:
        """Vote against what is playing: see `vote`."""
        await self.vote(room, song, "downdub")

    async def fetch_votes(self, room: RoomLike) -> Votes | None:
        """
        Read who voted on what is playing, ``None`` if nothing is.

        The song may have ended meanwhile: the result says which it is about.
        """
        try:
            votes = await self._maybe_object(GET(_VOTES, room=room))
        except clientcore.NotFound:
            return None
        song = self._caches.song(votes.get("currentSong"))
        if song is None:
            return None
        return Votes(song, _voters(votes.get("upDubs")), _voters(votes.get("downDubs")))


def _voters(votes: Any) -> tuple[str, ...]:
    found = votes if isinstance(votes, list) else []
    ids = (ident(one.get("userid")) for one in found if isinstance(one, dict))
    return tuple(one for one in ids if one is not None)
