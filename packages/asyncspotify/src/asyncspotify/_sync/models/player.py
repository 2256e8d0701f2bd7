# Generated from _async/models/player.py by `nox -s twins`: do not edit.
"""
The playback state, the queue and the history.
"""

from __future__ import annotations

import warnings
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeAlias

import attrs

from clientcore import wire

from ..._dates import milliseconds, moment
from ..._enums import PlayingType, RepeatState
from ..._models.base import OtherItem, SpotifyModel, SpotifyObject
from ..._models.parts import Actions, Context, Device
from .bound import Bound
from .music import FullTrack
from .spoken import FullChapter, FullEpisode

#: An item that is played.
PlayedItem: TypeAlias = FullTrack | FullEpisode | FullChapter | OtherItem


@attrs.define(kw_only=True, eq=False, repr=False)
class CurrentlyPlaying(SpotifyObject):
    """
    What is playing. Its own ``id``, ``name``, ``href`` and ``uri`` are ``None``.

    Attributes:
        item: The track, episode or chapter. ``None`` during an advert and in a
            private session, and for episodes without ``additional_types``.
        is_playing: Whether it is playing, and not paused.
        progress_ms: Position in milliseconds.
        timestamp_ms: Time of the state in Unix milliseconds.
        currently_playing_type: The type of the item, also if ``item`` is ``None``.
        context: What it is played from, or ``None``.
        actions: The commands that the player accepts now.
    """

    type: ClassVar[str] = "currently_playing"

    item: PlayedItem | None = None
    is_playing: bool | None = None
    progress_ms: int | None = None
    timestamp_ms: int | None = attrs.field(default=None, metadata=wire("timestamp"))
    currently_playing_type: PlayingType | str | None = None
    context: Context | None = None
    actions: Actions | None = None

    @property
    def timestamp(self) -> datetime | None:
        """Time of the state, in UTC."""
        return moment(self.timestamp_ms)

    @property
    def progress(self) -> timedelta | None:
        """The position, or ``None`` if it is not known."""
        return milliseconds(self.progress_ms)

    @property
    def track(self) -> FullTrack | None:
        """The item if it is a track, else ``None``."""
        return self.item if isinstance(self.item, FullTrack) else None

    @property
    def episode(self) -> FullEpisode | None:
        """The item if it is an episode, else ``None``."""
        return self.item if isinstance(self.item, FullEpisode) else None


@attrs.define(kw_only=True, eq=False, repr=False)
class CurrentlyPlayingContext(Bound, CurrentlyPlaying):
    """
    The playback state. Its methods send commands to the device of the state, which
    needs Premium.

    Attributes:
        device: The device that plays.
        repeat_state: What is repeated.
        shuffle_state: Whether items are played in random order.
        smart_shuffle: Whether the service adds tracks of its own.
    """

    device: Device | None = None
    repeat_state: RepeatState | str | None = None
    shuffle_state: bool | None = None
    smart_shuffle: bool | None = None

    @property
    def shuffe_state(self) -> bool | None:
        """
        Whether items are played in random order.

        .. deprecated:: 1.0.0
           It is spelled ``shuffle_state``.
        """
        warnings.warn("it is spelled shuffle_state", DeprecationWarning, stacklevel=2)
        return self.shuffle_state

    def _device(self) -> Device | None:
        """Return the device for a command, or ``None`` for the active one."""
        return self.device if self.device is not None and self.device.id else None

    def next(self) -> None:
        """Skip to the next item."""
        self.client.player_next(device=self._device())

    def prev(self) -> None:
        """Skip to the previous item."""
        self.client.player_prev(device=self._device())

    def pause(self) -> None:
        """Pause playback."""
        self.client.player_pause(device=self._device())

    def play(self, **kwargs: Any) -> None:
        """
        Start playback, or resume it if nothing is given.

        Args:
            **kwargs: ``context_uri``, ``uris``, ``offset`` and ``position_ms``: see
                `Client.player_play`.
        """
        self.client.player_play(device=self._device(), **kwargs)

    def seek(self, time: timedelta | int) -> None:
        """
        Go to a position in the item.

        Args:
            time: Position, a timedelta or milliseconds.
        """
        self.client.player_seek(time, device=self._device())

    def repeat(self, state: RepeatState | str) -> None:
        """
        Set what is repeated.

        Args:
            state: ``track``, ``context`` or ``off``.
        """
        self.client.player_repeat(state, device=self._device())

    def shuffle(self, state: bool) -> None:
        """
        Turn shuffle on or off.

        Args:
            state: Whether items are played in random order.
        """
        self.client.player_shuffle(state, device=self._device())

    def volume(self, volume: int) -> None:
        """
        Set the volume.

        Args:
            volume: Percent, from 0 to 100.
        """
        self.client.player_volume(volume, device=self._device())


@attrs.define(kw_only=True, eq=False, repr=False)
class Queue(SpotifyModel):
    """
    The queue.

    Attributes:
        currently_playing: The item that is playing, or ``None``.
        queue: The items that come next.
    """

    currently_playing: PlayedItem | None = None
    queue: list[PlayedItem] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class PlayHistory(SpotifyModel):
    """
    A track that was played.

    Attributes:
        track: The track that was played.
        played_at: When it was played, in UTC.
        context: What it was played from, or ``None``.
    """

    track: FullTrack | None = None
    played_at: datetime | None = None
    context: Context | None = None
