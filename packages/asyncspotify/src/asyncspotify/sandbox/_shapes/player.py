"""
The player.
"""

from __future__ import annotations

from asyncspotify.sandbox._catalogue import Chapter, Episode, LocalTrack, Playable
from asyncspotify.sandbox._ids import read_uri
from asyncspotify.sandbox._player import Device, Play, Player
from asyncspotify.sandbox._view import JSON, View

from .common import external_urls
from .music import local_track, track
from .spoken import chapter, episode


def playable(view: View, item: Playable) -> JSON:
    """
    A track or an episode.
    """
    if isinstance(item, Episode):
        return episode(view, item)
    if isinstance(item, Chapter):
        return chapter(view, item)
    return (
        local_track(view, item) if isinstance(item, LocalTrack) else track(view, item)
    )


def device(_: View, device: Device) -> JSON:
    """
    A device.
    """
    return {
        "id": device.id,
        "is_active": device.is_active,
        "is_private_session": device.is_private_session,
        "is_restricted": device.is_restricted,
        "name": device.name,
        "supports_volume": device.volume is not None,
        "type": device.type,
        "volume_percent": device.volume,
    }


def current(view: View, player: Player, *, episodes: bool) -> JSON:
    """
    What plays now.

    Args:
        view: World as the user of the token sees it.

        player: Playback state of that user.

        episodes: Whether the caller accepts episodes; others get a null.
    """
    now, item, kind = view.world.clock(), player.current, _kind(player)
    is_hidden = kind in {"ad", "unknown"} or (kind == "episode" and not episodes)
    return {
        "actions": {"disallows": _disallows(player)},
        "context": context(view, player.context),
        "currently_playing_type": kind,
        "is_playing": player.is_playing,
        "item": None if item is None or is_hidden else playable(view, item),
        "progress_ms": None if kind == "unknown" else player.progress(now),
        "timestamp": int(now.timestamp() * 1000),
    }


def playback(view: View, player: Player, on: Device, *, episodes: bool) -> JSON:
    """
    What plays now, where and how.
    """
    return {
        **current(view, player, episodes=episodes),
        "device": device(view, on),
        "repeat_state": player.repeat,
        "shuffle_state": player.shuffle,
        "smart_shuffle": False,
    }


def queue(view: View, player: Player) -> JSON:
    """
    What plays now, and what comes next.
    """
    item = player.current
    return {
        "currently_playing": None if item is None else playable(view, item),
        "queue": [playable(view, one) for one in player.upcoming()],
    }


def play(view: View, play: Play) -> JSON:
    """
    A track that was played.
    """
    # The service leaves the milliseconds out where there are none.
    milliseconds = play.at.microsecond // 1000
    fraction = f".{milliseconds:03}" if milliseconds else ""
    return {
        "context": context(view, play.context),
        "played_at": f"{play.at:%Y-%m-%dT%H:%M:%S}{fraction}Z",
        "track": track(view, play.track),
    }


def context(view: View, uri: str | None) -> JSON | None:
    """
    What something was played from.
    """
    if uri is None:
        return None
    if uri.endswith(":collection"):
        page = {"spotify": "https://open.spotify.com/collection"}
        href = view.link("me/tracks")
        return {"external_urls": page, "href": href, "type": "collection", "uri": uri}
    if (read := read_uri(uri)) is None:
        return None
    return {
        **external_urls(uri),
        "href": view.link(f"{read.kind}s/{read.id}"),
        "type": read.kind,
        "uri": uri,
    }


def _kind(player: Player) -> str:
    """
    The type of the item, also of adverts and in private sessions.
    """
    if player.is_advert:
        return "ad"
    if player.active is not None and player.active.is_private_session:
        return "unknown"
    return "episode" if isinstance(player.current, Episode | Chapter) else "track"


def _disallows(player: Player) -> JSON:
    disallows = {"resuming": True} if player.is_playing else {"pausing": True}
    if player.index == 0:
        disallows["skipping_prev"] = True
    return disallows
