# No twin: only what listens to events has a state that follows them.
"""
What is playing, and how it is liked.
"""

from __future__ import annotations

from ..models.record import renew
from ..models.room import Room
from ..models.song import Song
from ..models.user import User
from .base import Live, Payload, somebody


def playing(live: Live, room: Room, payload: Payload) -> None:
    """
    The queue changed, or another song began.

    The event is the same, and repeats what is playing: a new song is one with
    another id.
    """
    live.caches.info(payload.get("songInfo"))
    song = live.caches.song(payload.get("song"))
    if song is not None:
        now_playing(live, room, song, payload.get("startTime") or 0.0)
    live.queue_changed(room)


def now_playing(live: Live, room: Room, song: Song | None, elapsed: float) -> None:
    """Note what is playing, and tell if it is something else than before."""
    former = room.now_playing
    if song is not None and former is not None and former.id == song.id:
        # The same object stays: others hold on to it.
        renew(former, song.raw or {})
        return
    is_new = song is not None and not _take_out(room, song)
    if not room.play(song, elapsed):
        return
    if song is not None:
        live.song_known(room)
        if is_new and former is not None:
            live.fire("on_playlist_song_add", song)
    live.fire("on_song_change", room, song, former)


def _take_out(room: Room, song: Song) -> bool:
    """Take what begins out of the queue, and tell whether it was there."""
    for waiting in room.queue:
        if waiting.id == song.id:
            room.queue.remove(waiting)
            return True
    return False


def _voted(live: Live, room: Room, payload: Payload) -> tuple[Song, User] | None:
    """Read a song with new totals, and who made them."""
    user = somebody(live, payload.get("user"))
    told = payload.get("playlist")
    current = room.now_playing
    if current is not None and type(told) is dict and told.get("_id") == current.id:
        song: Song | None = renew(current, told)
    else:
        song = live.caches.song(told)
    return (song, user) if song is not None and user is not None else None


def dubbed(live: Live, room: Room, payload: Payload) -> None:
    """Somebody voted."""
    if found := _voted(live, room, payload):
        live.fire("on_dub", *found, payload.get("dubtype") or "updub")


def grabbed(live: Live, room: Room, payload: Payload) -> None:
    """Somebody put the song into a playlist."""
    if found := _voted(live, room, payload):
        live.fire("on_grab", *found)
