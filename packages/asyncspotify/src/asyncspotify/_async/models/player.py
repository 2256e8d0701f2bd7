"""
What is, was and will be played.
"""

from __future__ import annotations

import warnings
from datetime import datetime, timedelta
from typing import Any, ClassVar

import attrs

from clientcore import wire

from ..._dates import milliseconds, moment
from ..._enums import PlayingType, RepeatState
from ..._models import Actions, Context, Device, SpotifyModel, SpotifyObject
from .audiobook import FullChapter
from .full_track import FullTrack
from .podcast import FullEpisode


@attrs.define(kw_only=True, eq=False, repr=False)
class CurrentlyPlaying(SpotifyObject):
    """
    What is playing. Its own ``id``, ``name``, ``href`` and ``uri`` are ``None``.

    Attributes:
        item: The track, episode or chapter. ``None`` during an advert, in a
            private session, and for episodes if nobody asked for them.

        is_playing: Whether it is, or stands still.

        progress_ms: How much of it was played, in milliseconds.

        timestamp_ms: When that was so, in Unix milliseconds.

        currently_playing_type: What it is, even if it is not shown.

        context: What it is played from, or ``None``.

        actions: What the player can do now.
    """

    type: ClassVar[str] = "currently_playing"

    item: FullTrack | FullEpisode | FullChapter | None = None
    is_playing: bool | None = None
    progress_ms: int | None = None
    timestamp_ms: int | None = attrs.field(default=None, metadata=wire("timestamp"))
    currently_playing_type: PlayingType | str | None = None
    context: Context | None = None
    actions: Actions | None = None

    @property
    def timestamp(self) -> datetime | None:
        """When that was so, in UTC."""
        return moment(self.timestamp_ms)

    @property
    def progress(self) -> timedelta | None:
        """How much of it was played, or ``None`` if the service does not say."""
        return milliseconds(self.progress_ms)

    @property
    def track(self) -> FullTrack | None:
        """The track, or ``None`` if it is something else."""
        return self.item if isinstance(self.item, FullTrack) else None

    @property
    def episode(self) -> FullEpisode | None:
        """The episode, or ``None`` if it is something else."""
        return self.item if isinstance(self.item, FullEpisode) else None


@attrs.define(kw_only=True, eq=False, repr=False)
class CurrentlyPlayingContext(CurrentlyPlaying):
    """
    The player. Its methods tell the device that it was playing on what to do,
    which only users with Premium may.

    Attributes:
        device: What plays.

        repeat_state: What is played over and over.

        shuffle_state: Whether tracks come in any order.

        smart_shuffle: Whether the service adds tracks of its own.
    """

    device: Device | None = None
    repeat_state: RepeatState | str | None = None
    shuffle_state: bool | None = None
    smart_shuffle: bool | None = None

    @property
    def shuffe_state(self) -> bool | None:
        """
        Whether tracks come in any order.

        .. deprecated:: 1.0.0
           It is spelled ``shuffle_state``.
        """
        warnings.warn("it is spelled shuffle_state", DeprecationWarning, stacklevel=2)
        return self.shuffle_state

    def _device(self) -> Device | None:
        """Return the device to name, or ``None`` for whichever is active."""
        return self.device if self.device is not None and self.device.id else None

    async def next(self) -> None:
        """Skip to the next track."""
        await self.client.player_next(device=self._device())

    async def prev(self) -> None:
        """Skip back to the track before."""
        await self.client.player_prev(device=self._device())

    async def pause(self) -> None:
        """Pause."""
        await self.client.player_pause(device=self._device())

    async def play(self, **kwargs: Any) -> None:
        """
        Go on, or play something else.

        Args:
            **kwargs: What to play: ``context_uri``, ``uris``, ``offset``,
                ``position_ms``. Nothing is to go on.
        """
        await self.client.player_play(device=self._device(), **kwargs)

    async def seek(self, time: timedelta | int) -> None:
        """
        Go to a place in the track.

        Args:
            time: Which, as a timedelta or in milliseconds.
        """
        await self.client.player_seek(time, device=self._device())

    async def repeat(self, state: RepeatState | str) -> None:
        """
        Set what is played over and over.

        Args:
            state: ``track``, ``context`` or ``off``.
        """
        await self.client.player_repeat(state, device=self._device())

    async def shuffle(self, state: bool) -> None:
        """
        Set the order of tracks.

        Args:
            state: Whether they come in any order.
        """
        await self.client.player_shuffle(state, device=self._device())

    async def volume(self, volume: int) -> None:
        """
        Set the volume.

        Args:
            volume: 0 to 100.
        """
        await self.client.player_volume(volume, device=self._device())


@attrs.define(kw_only=True)
class Queue(SpotifyModel):
    """
    What will be played.

    Attributes:
        currently_playing: What is playing, or ``None``.

        queue: What comes next.
    """

    currently_playing: FullTrack | FullEpisode | FullChapter | None = None
    queue: list[FullTrack | FullEpisode | FullChapter] = attrs.field(factory=list)


@attrs.define(kw_only=True)
class PlayHistory(SpotifyModel):
    """
    What was played.

    Attributes:
        track: The track.

        played_at: When, in UTC.

        context: What it was played from, or ``None``.
    """

    track: FullTrack | None = None
    played_at: datetime | None = None
    context: Context | None = None
