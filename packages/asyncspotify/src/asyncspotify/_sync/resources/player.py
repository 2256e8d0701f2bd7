# Generated from _async/resources/player.py by `nox -s twins`: do not edit.
"""
The player: what is playing, where, and what comes next.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from clientcore.sync import Pages

from ... import _operations as ops
from ..._dates import to_milliseconds, to_unix
from ..._models import Device
from ..._operation import Operation, serves
from ..base import BaseClient
from ..likes import DeviceLike, PlayableLike
from ..models import CurrentlyPlaying, CurrentlyPlayingContext, PlayHistory, Queue

#: What we can read besides tracks: without it episodes are not told of.
EVERYTHING = "track,episode"


class Player(BaseClient):
    """
    The user's player. Commands need Premium, and a device that is on.

    A *device* is an id or a `Device`; ``None`` is the active one.
    """

    @serves(ops.GET_PLAYER)
    def get_player(self, **kwargs: Any) -> CurrentlyPlayingContext | None:
        """
        Get what is playing, where and how; ``None`` if nothing is.

        Args:
            **kwargs: ``market``, a country's code, and ``additional_types``.
        """
        request = self._ask(
            ops.GET_PLAYER, query={"additional_types": EVERYTHING, **kwargs}
        )
        return self._send_maybe(request, CurrentlyPlayingContext)

    @serves(ops.PLAYER_CURRENTLY_PLAYING)
    def player_currently_playing(self, **kwargs: Any) -> CurrentlyPlaying | None:
        """
        Get what is playing, and no more; ``None`` if nothing is.

        Args:
            **kwargs: See `get_player`.
        """
        query = {"additional_types": EVERYTHING, **kwargs}
        request = self._ask(ops.PLAYER_CURRENTLY_PLAYING, query=query)
        return self._send_maybe(request, CurrentlyPlaying)

    @serves(ops.GET_DEVICES)
    def get_devices(self) -> list[Device]:
        """Get the devices that the user could play on now."""
        request = self._ask(ops.GET_DEVICES)
        return self._send_part(request, "devices", list[Device])

    @serves(ops.GET_QUEUE)
    def get_queue(self) -> Queue:
        """Get what is playing, and what comes next."""
        return self.call(self._ask(ops.GET_QUEUE), Queue)

    @serves(ops.GET_RECENTLY_PLAYED)
    def list_recently_played(
        self,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[PlayHistory]:
        """
        List the tracks that were played, the last one first, page after page.

        Args:
            after: A time, or milliseconds since 1970: only what was played
                later.

            before: Only what was played earlier. Not together with *after*.

            page_size: How many to ask for at once, 50 at most.

        Raises:
            ValueError: Both *after* and *before* were given.
        """
        if after is not None and before is not None:
            raise ValueError("only one of after and before can be given")
        return self._list(
            ops.GET_RECENTLY_PLAYED,
            PlayHistory,
            page_size=page_size,
            query={
                "after": None if after is None else to_unix(after),
                "before": None if before is None else to_unix(before),
            },
        )

    @serves(ops.GET_RECENTLY_PLAYED)
    def get_recently_played(
        self,
        limit: int | None = 20,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
    ) -> list[PlayHistory]:
        """
        Get the tracks that were played, the last one first.

        Args:
            limit: How many at most; ``None`` for all that Spotify remembers.

            after: See `list_recently_played`.

            before: See `list_recently_played`.
        """
        played = self.list_recently_played(after, before, page_size=limit)
        return played.collect(limit)

    # --- Commands -------------------------------------------------------------

    @serves(ops.PLAYER_TRANSFER)
    def player_transfer(self, device: DeviceLike, play: bool | None = None) -> None:
        """
        Go on playing on another device.

        Args:
            device: The other.

            play: Whether to play there; ``None`` to leave that as it is.
        """
        body: dict[str, Any] = {"device_ids": [_device(device)]}
        if play is not None:
            body["play"] = play
        self.call(self._ask(ops.PLAYER_TRANSFER, json=body))

    @serves(ops.PLAYER_PLAY)
    def player_play(self, device: DeviceLike | None = None, **kwargs: Any) -> None:
        """
        Play something, or go on with what was playing.

        Args:
            device: Where.

            **kwargs: What: ``context_uri`` (an album, artist or playlist) or
                ``uris`` (a list of tracks and episodes), as objects, URIs or
                links; ``offset`` (``{"position": 4}`` or ``{"uri": …}``) and
                ``position_ms`` say where to begin. Nothing to go on.
        """
        body = dict(kwargs)
        if (context := body.get("context_uri")) is not None:
            [body["context_uri"]] = self._uris([context], None)
        if (items := body.get("uris")) is not None:
            body["uris"] = self._uris(items, "track")
        if (position := body.get("position_ms")) is not None:
            body["position_ms"] = to_milliseconds(position)
        self._command(ops.PLAYER_PLAY, device, json=body or ...)

    @serves(ops.PLAYER_PAUSE)
    def player_pause(self, device: DeviceLike | None = None) -> None:
        """
        Pause.

        Args:
            device: Where.
        """
        self._command(ops.PLAYER_PAUSE, device)

    @serves(ops.PLAYER_NEXT)
    def player_next(self, device: DeviceLike | None = None) -> None:
        """
        Go to the next track.

        Args:
            device: Where.
        """
        self._command(ops.PLAYER_NEXT, device)

    @serves(ops.PLAYER_PREV)
    def player_prev(self, device: DeviceLike | None = None) -> None:
        """
        Go back to the track before.

        Args:
            device: Where.
        """
        self._command(ops.PLAYER_PREV, device)

    @serves(ops.PLAYER_SEEK)
    def player_seek(
        self, time: timedelta | int, device: DeviceLike | None = None
    ) -> None:
        """
        Go to a place in the track.

        Args:
            time: How far from its beginning, in milliseconds if a number.

            device: Where.
        """
        place = to_milliseconds(time)
        self._command(ops.PLAYER_SEEK, device, position_ms=place)

    @serves(ops.PLAYER_REPEAT)
    def player_repeat(self, state: str, device: DeviceLike | None = None) -> None:
        """
        Say what is played again and again.

        Args:
            state: ``track``, ``context`` or ``off``.

            device: Where.
        """
        self._command(ops.PLAYER_REPEAT, device, state=state)

    @serves(ops.PLAYER_VOLUME)
    def player_volume(self, volume: int, device: DeviceLike | None = None) -> None:
        """
        Set the volume.

        Args:
            volume: From 0 to 100.

            device: Where.

        Raises:
            ValueError: *volume* is not.
        """
        if not 0 <= volume <= 100:
            raise ValueError("the volume is from 0 to 100")
        self._command(ops.PLAYER_VOLUME, device, volume_percent=volume)

    @serves(ops.PLAYER_SHUFFLE)
    def player_shuffle(self, state: bool, device: DeviceLike | None = None) -> None:
        """
        Say whether tracks are played in any order.

        Args:
            state: Whether.

            device: Where.
        """
        self._command(ops.PLAYER_SHUFFLE, device, state=bool(state))

    @serves(ops.PLAYER_ADD_TO_QUEUE)
    def player_add_to_queue(
        self, item: PlayableLike, device: DeviceLike | None = None
    ) -> None:
        """
        Play something next.

        Args:
            item: What.

            device: Where.
        """
        [uri] = self._uris([item], "track")
        self._command(ops.PLAYER_ADD_TO_QUEUE, device, uri=uri)

    def _command(
        self,
        operation: Operation,
        device: DeviceLike | None,
        json: Any = ...,
        **query: Any,
    ) -> None:
        # Answers are left unread: now and then there is nonsense in them.
        target = None if device is None else _device(device)
        self.call(self._ask(operation, query={"device_id": target, **query}, json=json))


def _device(device: DeviceLike) -> str:
    found = device if isinstance(device, str) else device.id
    if not found:
        raise ValueError("this device has no id, so it cannot be told to play")
    return found
