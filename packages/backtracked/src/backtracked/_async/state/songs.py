# No twin: only what listens to events has a state that follows them.
"""
What is playing, and the votes on it.
"""

from __future__ import annotations

from datetime import timedelta

from ... import _events as events
from ..._fields import seconds, text
from ..._ids import ident
from ..models.record import renew
from ..models.song import Song
from ..models.user import User
from .base import seen_user
from .wire import Live, Payload, on_wire, required


@on_wire(
    "room_playlist-update",
    tells=[
        events.SONG_CHANGE,
        events.SONG_ADD,
        events.QUEUE_ADD,
        events.QUEUE_UPDATE,
    ],
    changes="room.now_playing, room.queue",
)
def playing(live: Live, payload: Payload) -> None:
    """
    The queue changed, or another song began.

    The event is the same, and repeats what is playing: a new song is one with
    another id.
    """
    elapsed = seconds(payload.get("startTime"))
    live.caches.info(payload.get("songInfo"))
    # The queue has changed in any case.
    live.queue_changed()
    now_playing(live, required(live.caches.song(payload.get("song")), "song"), elapsed)


def now_playing(live: Live, song: Song | None, elapsed: float) -> None:
    """Set what is playing, and fire events if it is another song than before."""
    room, former = live.room, live.room.now_playing
    if song is not None and former is not None and former.id == song.id:
        # The same object stays, because handlers may hold it.
        live.caches.merge(former, song)
        return
    if song is not None:
        _take_out(live, song)
    if not room.play(song, elapsed):
        return
    if song is not None:
        if song.played_at is None:
            song.played_at = live.caches.now() - timedelta(seconds=max(0.0, elapsed))
        live.song_began()
        live.fire(events.SONG_ADD, song)
    live.fire(events.SONG_CHANGE, room, song, former)


def _take_out(live: Live, song: Song) -> None:
    """Remove the song that begins from the queue."""
    live.room.queue[:] = [one for one in live.room.queue if one.id != song.id]


def _voted(live: Live, payload: Payload) -> tuple[Song, User]:
    """Return a song with its new totals, and who voted."""
    user = required(seen_user(live, payload.get("user")), "user")
    document = payload.get("playlist")
    current = live.room.now_playing
    document = document if type(document) is dict else {}
    if current is not None and ident(document.get("_id")) == current.id:
        return renew(current, document), user
    return required(live.caches.song(document), "playlist"), user


@on_wire("room_playlist-dub", tells=[events.DUB], changes="room.score")
def dubbed(live: Live, payload: Payload) -> None:
    """A user voted."""
    dubtype = text(payload.get("dubtype")) or "updub"
    live.fire(events.DUB, *_voted(live, payload), dubtype)


@on_wire("room_playlist-queue-update-grabs", tells=[events.GRAB], changes="room.score")
def grabbed(live: Live, payload: Payload) -> None:
    """A user saved the song."""
    live.fire(events.GRAB, *_voted(live, payload))
