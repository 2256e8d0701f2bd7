"""
``/me/player``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.responses import Response

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._catalogue import (
    Album,
    Artist,
    Chapter,
    Episode,
    Playable,
    Show,
    Track,
)
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._people import Playlist
from asyncspotify.sandbox._player import Device, Play, Player
from asyncspotify.sandbox._problems import (
    Problem,
    bad_request,
    not_found,
    player_problem,
)
from asyncspotify.sandbox._tiers import USUAL
from asyncspotify.sandbox._view import JSON

endpoints = Endpoints()

_STATE = "user-read-playback-state"
_CURRENT = "user-read-currently-playing"
_MODIFY = "user-modify-playback-state"
_RECENT = "user-read-recently-played"
#: In bytes: 850 URIs have been refused.
_LARGEST_COMMAND = 32 * 1024


@endpoints.add("GET", "/me/player", _STATE)
def get_playback(call: Call) -> Any:
    player = _player(call)
    if (device := player.active) is None or not _shows(player):
        return Response(status_code=204)
    return shapes.playback(call.view, player, device, episodes=_knows_episodes(call))


@endpoints.add("GET", "/me/player/currently-playing", _CURRENT)
def get_current(call: Call) -> Any:
    player = _player(call)
    if player.active is None or not _shows(player):
        return Response(status_code=204)
    return shapes.current(call.view, player, episodes=_knows_episodes(call))


@endpoints.add("GET", "/me/player/devices", _STATE)
def list_devices(call: Call) -> Any:
    devices = call.me.player.devices
    return {"devices": [shapes.device(call.view, device) for device in devices]}


@endpoints.add("PUT", "/me/player", _MODIFY, status=204)
def transfer(call: Call) -> None:
    player = _commanded(call)
    ids = call.field("device_ids", list)
    if not ids or len(ids) > 1:
        raise bad_request("One device id is needed")
    player.activate(_device(player, ids[0]))
    if call.field("play", bool) and player.current:
        player.resume(call.world.clock())


@endpoints.add("PUT", "/me/player/play", _MODIFY, status=204)
def play(call: Call) -> None:
    player = _commanded(call)
    if len(call.body) > _LARGEST_COMMAND:
        raise Problem(413, "Payload too large")
    device = _addressed(call, player)
    now = call.world.clock()
    context, uris = call.field("context_uri", str), call.field("uris", list)
    position = call.field("position_ms", int) or 0
    if context is None and uris is None:
        if player.current is None:
            raise player_problem(403, "Restriction violated", "UNKNOWN")
        player.activate(device)
        player.resume(now)
        return
    items = _context(call, context) if context else _uris(call, uris)
    if not items:
        raise bad_request("Nothing to play")
    index = _offset(call, items)
    player.activate(device)
    player.load(items, index, now, context=context, position=position)


@endpoints.add("PUT", "/me/player/pause", _MODIFY, status=204)
def pause(call: Call) -> None:
    player = _commanded(call)
    device = _addressed(call, player)
    if not player.is_playing:
        raise player_problem(403, "Restriction violated", "ALREADY_PAUSED")
    player.activate(device)
    player.pause(call.world.clock())


@endpoints.add("POST", "/me/player/next", _MODIFY, status=204)
def skip_to_next(call: Call) -> None:
    player = _commanded(call)
    device = _addressed(call, player)
    if player.current is None:
        raise player_problem(403, "Restriction violated", "NO_NEXT_TRACK")
    player.activate(device)
    player.next(call.world.clock())


@endpoints.add("POST", "/me/player/previous", _MODIFY, status=204)
def skip_to_previous(call: Call) -> None:
    player = _commanded(call)
    device = _addressed(call, player)
    if not player.previous(call.world.clock()):
        raise player_problem(403, "Restriction violated", "NO_PREV_TRACK")
    player.activate(device)


@endpoints.add("PUT", "/me/player/seek", _MODIFY, status=204)
def seek(call: Call) -> None:
    player = _commanded(call)
    position = call.query.needed("position_ms")
    device = _addressed(call, player)
    if player.current is None:
        raise player_problem(403, "Restriction violated", "NOT_PLAYING_TRACK")
    player.activate(device)
    player.seek(min(position, player.current.duration_ms), call.world.clock())


@endpoints.add("PUT", "/me/player/repeat", _MODIFY, status=204)
def repeat(call: Call) -> None:
    player = _commanded(call)
    state = call.query.required("state")
    if state not in {"track", "context", "off"}:
        raise bad_request("Invalid state")
    player.activate(_addressed(call, player))
    player.repeat = state


@endpoints.add("PUT", "/me/player/volume", _MODIFY, status=204)
def set_volume(call: Call) -> None:
    player = _commanded(call)
    volume = call.query.needed("volume_percent", 0, 100)
    device = _addressed(call, player)
    if device.volume is None:
        reason = "VOLUME_CONTROL_DISALLOW"
        raise player_problem(403, "Cannot control device volume", reason)
    player.activate(device)
    device.volume = volume


@endpoints.add("PUT", "/me/player/shuffle", _MODIFY, status=204)
def shuffle(call: Call) -> None:
    player = _commanded(call)
    state = call.query.required("state")
    if state not in {"true", "false"}:
        raise bad_request("Invalid state")
    player.activate(_addressed(call, player))
    player.shuffle = state == "true"


@endpoints.add("GET", "/me/player/queue", _CURRENT, _STATE)
def get_queue(call: Call) -> Any:
    if _player(call).active is None:
        return Response(status_code=204)
    return shapes.queue(call.view, _player(call))


@endpoints.add("POST", "/me/player/queue", _MODIFY, status=204)
def add_to_queue(call: Call) -> None:
    player = _commanded(call)
    items = _uris(call, [call.query.required("uri")])
    player.activate(_addressed(call, player))
    player.queue += items


@endpoints.add("GET", "/me/player/recently-played", _RECENT)
def list_recent(call: Call) -> Any:
    limit = call.query.limit(USUAL)
    after, before = call.query.number("after", None), call.query.number("before", None)
    if after is not None and before is not None:
        raise bad_request("Only one of after and before can be given")
    plays = _player(call).history
    if before is not None:
        plays = [play for play in plays if _milliseconds(play.at) < before]
    elif after is not None:
        plays = [play for play in plays if _milliseconds(play.at) > after][-limit:]
    shown = plays[:limit]
    bounds = {"before": before, "after": after}
    given = {name: value for name, value in bounds.items() if value is not None}
    return {
        "href": call.link(**given, limit=limit),
        "items": [shapes.play(call.view, play) for play in shown],
        "limit": limit,
        **_cursors(call, shown, limit, forward=after is not None),
    }


def _cursors(call: Call, shown: list[Play], limit: int, *, forward: bool) -> JSON:
    """
    Where to go on. There is no total, so that the last page is an empty one.
    """
    if not shown:
        return {"cursors": None, "next": None}
    newest, oldest = _milliseconds(shown[0].at), _milliseconds(shown[-1].at)
    ahead = {"after": newest} if forward else {"before": oldest}
    return {
        "cursors": {"after": str(newest), "before": str(oldest)},
        "next": call.link(**ahead, limit=limit),
    }


def _player(call: Call) -> Player:
    player = call.me.player
    player.catch_up(call.world.clock())
    return player


def _commanded(call: Call) -> Player:
    """
    The player, if the user may command it.
    """
    if call.me.product != "premium":
        raise player_problem(403, "Premium required", "PREMIUM_REQUIRED")
    return _player(call)


def _addressed(call: Call, player: Player) -> Device:
    """
    Find the device that a command names; without any, the active one.

    It becomes active when it obeys, and not if the command is refused.
    """
    if named := call.query.text("device_id"):
        return _device(player, named)
    if (device := player.active) is None:
        raise player_problem(404, "No active device found", "NO_ACTIVE_DEVICE")
    return device


def _device(player: Player, id: str) -> Device:
    device = next((each for each in player.devices if each.id == id), None)
    if device is None:
        raise not_found("Device not found")
    if device.is_restricted:
        raise player_problem(403, "Restricted device", "DEVICE_NOT_CONTROLLABLE")
    return device


def _shows(player: Player) -> bool:
    return player.current is not None or player.is_advert


def _knows_episodes(call: Call) -> bool:
    return "episode" in (call.query.text("additional_types") or "").split(",")


def _context(call: Call, uri: str) -> list[Playable]:
    # Liked Songs, of which there is no other object.
    if uri == f"spotify:user:{call.me.id}:collection":
        liked = (call.world.find("track", one) for one, _ in call.me.newest("track"))
        return [track for track in liked if isinstance(track, Track)]
    match call.world.resolve(uri):
        case Album() as album:
            return list(album.tracks)
        case Artist() as artist:
            return list(call.world.catalogue.tracks_of(artist))
        case Show() as show:
            return list(show.episodes)
        case Playlist() as playlist:
            items = (call.world.present(entry.item) for entry in playlist.entries)
            return [item for item in items if item is not None]
    raise bad_request("Invalid context uri")


def _uris(call: Call, uris: list[Any]) -> list[Playable]:
    found = [call.world.resolve(uri) if isinstance(uri, str) else None for uri in uris]
    items: list[Playable] = [
        i for i in found if isinstance(i, Track | Episode | Chapter)
    ]
    if len(items) < len(uris):
        raise bad_request("Invalid track uri")
    return items


def _offset(call: Call, items: list[Playable]) -> int:
    offset = call.field("offset", dict) or {}
    if "uri" in offset:
        uris = [item.uri for item in items]
        if offset["uri"] not in uris:
            raise bad_request("Invalid offset")
        return uris.index(offset["uri"])
    position = offset.get("position", 0)
    if not isinstance(position, int) or not 0 <= position < len(items):
        raise bad_request("Invalid offset")
    return position


def _milliseconds(time: datetime) -> int:
    return int(time.timestamp() * 1000)
