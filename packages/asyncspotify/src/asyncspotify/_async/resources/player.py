"""
The player: what is playing, on which device, and what comes next.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from clientcore.aio import Pages

from ... import _operations as ops
from ..._dates import to_milliseconds, to_unix
from ..._models.parts import Device
from ..._operation import Operation, serves
from ..._paging import NO_CONTENT
from ..._uris import is_collection
from ..base import BaseClient
from ..likes import DeviceLike, PlayableLike
from ..models.player import (
    CurrentlyPlaying,
    CurrentlyPlayingContext,
    PlayHistory,
    Queue,
)

#: The kinds that can be read besides tracks. Without it episodes are left out.
EVERYTHING = "track,episode"

#: Bytes of a command: 850 URIs have been refused (spotify/web-api issue 1483).
_LARGEST_COMMAND = 32 * 1024


class Player(BaseClient):
    """
    The player of the user. Commands need Premium and a device that is on.

    A *device* is an ID or a `Device`; ``None`` is the active one.
    """

    @serves(ops.GET_PLAYER)
    async def get_player(self, **kwargs: Any) -> CurrentlyPlayingContext | None:
        """
        Get the playback state, or ``None`` if nothing is playing.

        Args:
            **kwargs: ``market``, a country code, and ``additional_types``, kinds of
                items besides tracks with commas between them.
        """
        request = self._ask(
            ops.GET_PLAYER, query={"additional_types": EVERYTHING, **kwargs}
        )
        return await self._send_maybe(request, CurrentlyPlayingContext)

    @serves(ops.PLAYER_CURRENTLY_PLAYING)
    async def player_currently_playing(self, **kwargs: Any) -> CurrentlyPlaying | None:
        """
        Get the item that is playing, or ``None`` if nothing is playing.

        Args:
            **kwargs: See `get_player`.
        """
        query = {"additional_types": EVERYTHING, **kwargs}
        request = self._ask(ops.PLAYER_CURRENTLY_PLAYING, query=query)
        return await self._send_maybe(request, CurrentlyPlaying)

    @serves(ops.GET_DEVICES)
    async def get_devices(self) -> list[Device]:
        """Get the devices that the user can play on now."""
        body, response = await self._read_player(self._ask(ops.GET_DEVICES))
        if body is NO_CONTENT:
            return []
        return self._part(body, "devices", list[Device], response)

    @serves(ops.GET_QUEUE)
    async def get_queue(self) -> Queue:
        """Get the item that is playing, and those that come next."""
        found = await self._send_maybe(self._ask(ops.GET_QUEUE), Queue)
        return Queue().bind(self) if found is None else found

    @serves(ops.GET_RECENTLY_PLAYED)
    def list_recently_played(
        self,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[PlayHistory]:
        """
        List the tracks that were played, the newest first, page after page.

        Args:
            after: Only tracks played after this time: a datetime, or milliseconds
                since 1970.
            before: Only tracks played before this time. Not together with *after*.
            page_size: Tracks of a page, at most 50.

        Raises:
            ValueError: Both *after* and *before* were given.
        """
        if after is not None and before is not None:
            raise ValueError("only one of after and before can be given")
        return self._list(
            ops.GET_RECENTLY_PLAYED,
            PlayHistory,
            page_size,
            after=None if after is None else to_unix(after),
            before=None if before is None else to_unix(before),
        )

    @serves(ops.GET_RECENTLY_PLAYED)
    async def get_recently_played(
        self,
        limit: int | None = 20,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
    ) -> list[PlayHistory]:
        """
        Get the tracks that were played, the newest first.

        Args:
            limit: The most tracks to return, or ``None`` for all.
            after: See `list_recently_played`.
            before: See `list_recently_played`.
        """
        played = self.list_recently_played(after, before, page_size=limit)
        return await played.collect(limit)

    # --- Commands -------------------------------------------------------------

    @serves(ops.PLAYER_TRANSFER)
    async def player_transfer(
        self, device: DeviceLike, play: bool | None = None
    ) -> None:
        """
        Transfer playback to another device.

        Args:
            device: ID or `Device` to play on.
            play: Whether to play there, or ``None`` to leave the state unchanged.
        """
        body: dict[str, Any] = {"device_ids": [_device(device)]}
        if play is not None:
            body["play"] = play
        await self.call(self._ask(ops.PLAYER_TRANSFER, json=body))

    @serves(ops.PLAYER_PLAY)
    async def player_play(
        self, device: DeviceLike | None = None, **kwargs: Any
    ) -> None:
        """
        Start playback, or resume it if no keyword argument is given.

        Args:
            device: ID or `Device` to play on. ``None`` for the active device.
            **kwargs: ``context_uri``: URI, link or object of an album, artist,
                playlist or show, or of the user's Liked Songs, as in
                ``"spotify:collection"``. ``uris``: a list of tracks and episodes,
                about 800 at most. ``offset``: where to begin in them,
                ``{"position": 4}`` or ``{"uri": track}``. ``position_ms``: where to
                begin in the first item, a timedelta or milliseconds.

        Raises:
            TypeError: ``uris`` is text instead of a list.
            ValueError: ``uris`` has local files, or is longer than a command may be.
        """
        body = dict(kwargs)
        if (context := body.get("context_uri")) is not None:
            body["context_uri"] = await self._context(context)
        if (items := body.get("uris")) is not None:
            body["uris"] = _playable(await self._uris(items, "track"))
        offset = body.get("offset")
        if isinstance(offset, dict) and offset.get("uri") is not None:
            [uri] = await self._uris([offset["uri"]], "track")
            body["offset"] = {**offset, "uri": uri}
        if (position := body.get("position_ms")) is not None:
            body["position_ms"] = to_milliseconds(position)
        if len(json.dumps(body)) > _LARGEST_COMMAND:
            raise ValueError(
                f"{len(body.get('uris') or ())} items are too many for one command,"
                " about 800 fit; play a playlist of them instead"
            )
        await self._command(ops.PLAYER_PLAY, device, json=body or ...)

    async def _context(self, context: Any) -> str:
        """Return the URI of what to play from."""
        if not is_collection(context):
            [uri] = await self._uris([context], None)
            return uri
        parts = context.strip().split(":")
        if len(parts) > 2 and parts[1] == "user":
            return ":".join(parts[:4])
        # The service knows Liked Songs by the name of their user only.
        me = await self.request(self._ask(ops.GET_ME))
        user = self.parse_json(me)["id"]
        return f"spotify:user:{quote(user, safe='')}:collection"

    @serves(ops.PLAYER_PAUSE)
    async def player_pause(self, device: DeviceLike | None = None) -> None:
        """
        Pause playback.

        Args:
            device: ID or `Device` to pause. ``None`` for the active device.
        """
        await self._command(ops.PLAYER_PAUSE, device)

    @serves(ops.PLAYER_NEXT)
    async def player_next(self, device: DeviceLike | None = None) -> None:
        """
        Skip to the next item.

        Args:
            device: See `player_pause`.
        """
        await self._command(ops.PLAYER_NEXT, device)

    @serves(ops.PLAYER_PREV)
    async def player_prev(self, device: DeviceLike | None = None) -> None:
        """
        Skip to the previous item.

        Args:
            device: See `player_pause`.
        """
        await self._command(ops.PLAYER_PREV, device)

    @serves(ops.PLAYER_SEEK)
    async def player_seek(
        self, time: timedelta | int, device: DeviceLike | None = None
    ) -> None:
        """
        Go to a position in the item.

        Args:
            time: Position from the beginning, a timedelta or milliseconds.
            device: See `player_pause`.
        """
        place = to_milliseconds(time)
        await self._command(ops.PLAYER_SEEK, device, position_ms=place)

    @serves(ops.PLAYER_REPEAT)
    async def player_repeat(self, state: str, device: DeviceLike | None = None) -> None:
        """
        Set what is repeated.

        Args:
            state: ``track``, ``context`` or ``off``.
            device: See `player_pause`.
        """
        await self._command(ops.PLAYER_REPEAT, device, state=state)

    @serves(ops.PLAYER_VOLUME)
    async def player_volume(
        self, volume: int, device: DeviceLike | None = None
    ) -> None:
        """
        Set the volume.

        Args:
            volume: Percent, from 0 to 100.
            device: See `player_pause`.

        Raises:
            ValueError: *volume* is out of range.
        """
        if not 0 <= volume <= 100:
            raise ValueError("the volume is from 0 to 100")
        await self._command(ops.PLAYER_VOLUME, device, volume_percent=volume)

    @serves(ops.PLAYER_SHUFFLE)
    async def player_shuffle(
        self, state: bool, device: DeviceLike | None = None
    ) -> None:
        """
        Turn shuffle on or off.

        Args:
            state: Whether items are played in random order.
            device: See `player_pause`.
        """
        await self._command(ops.PLAYER_SHUFFLE, device, state=bool(state))

    @serves(ops.PLAYER_ADD_TO_QUEUE)
    async def player_add_to_queue(
        self, item: PlayableLike, device: DeviceLike | None = None
    ) -> None:
        """
        Add an item to the queue.

        Args:
            item: ID, URI, link or object. A bare ID is that of a track.
            device: See `player_pause`.

        Raises:
            ValueError: *item* is a local file.
        """
        [uri] = _playable(await self._uris([item], "track"))
        await self._command(ops.PLAYER_ADD_TO_QUEUE, device, uri=uri)

    async def _command(
        self,
        operation: Operation,
        device: DeviceLike | None,
        json: Any = ...,
        **query: Any,
    ) -> None:
        # The responses are not read: now and then they are not JSON.
        target = None if device is None else _device(device)
        await self.call(
            self._ask(operation, query={"device_id": target, **query}, json=json)
        )


def _device(device: DeviceLike) -> str:
    found = device if isinstance(device, str) else device.id
    if not found:
        raise ValueError("this device has no id, so no command can be sent to it")
    return found


def _playable(uris: list[str]) -> list[str]:
    """Return *uris*, none of which may be that of a local file."""
    for uri in uris:
        if uri.startswith("spotify:local:"):
            raise ValueError(f"{uri} is a local file, which the Web API cannot play")
    return uris
