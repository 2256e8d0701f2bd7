# No twin: only what listens to events has a state that follows them.
"""
What is playing, and the votes on it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ... import _events as events
from ..._fields import seconds, text
from ..._ids import ident
from ..models.song import Song
from ..models.user import User
from .base import seen_user
from .wire import Payload, on_wire, required

if TYPE_CHECKING:
    from ..changes import Changes
    from ..room_session import RoomSession


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
def playing(session: RoomSession, payload: Payload) -> None:
    """
    The queue changed, or another song began.

    The event is the same, and repeats what is playing: a new song is one with
    another id.
    """
    elapsed = seconds(payload.get("startTime"))
    session.caches.info(payload.get("songInfo"))
    # The queue has changed in any case.
    session.upkeep.queue_changed()
    now_playing(
        session, required(session.caches.song(payload.get("song")), "song"), elapsed
    )


def now_playing(
    session: RoomSession,
    song: Song | None,
    elapsed: float,
    newer: Changes | None = None,
) -> None:
    """
    Set what is playing, and fire events if it is another song than before.

    Args:
        session: The session of the room.
        song: The song, or ``None`` if none is playing.
        elapsed: Number of seconds that it has played.
        newer: What events changed since the request for it.
    """
    room, former = session.room, session.room.now_playing
    if song is not None and former is not None and former.id == song.id:
        # The same object stays, because handlers may hold it.
        document = song.raw or {}
        _renew(session, former, newer.without(former, document) if newer else document)
        return
    if song is not None:
        _take_out(session, song)
    if not room.play(song, elapsed):
        return
    if song is not None:
        if song.played_at is None:
            song.played_at = session.caches.now() - timedelta(seconds=max(0.0, elapsed))
        session.upkeep.watch_song()
        session.fire(events.SONG_ADD, song)
    session.fire(events.SONG_CHANGE, room, song, former)


def _renew(session: RoomSession, song: Song, document: Payload) -> Song:
    """Renew a song that is playing. Its start stays if the document lacks it."""
    began = song.played_at
    session.caches.renew(song, document)
    song.played_at = song.played_at or began
    return song


def _take_out(session: RoomSession, song: Song) -> None:
    """Remove the song that begins from the queue."""
    session.room.queue[:] = [one for one in session.room.queue if one.id != song.id]


def _voted(session: RoomSession, payload: Payload) -> tuple[Song, User]:
    """Return a song with its new totals, and who voted."""
    user = required(seen_user(session, payload.get("user")), "user")
    document = payload.get("playlist")
    current = session.room.now_playing
    document = document if type(document) is dict else {}
    if current is not None and ident(document.get("_id")) == current.id:
        return _renew(session, current, document), user
    return required(session.caches.song(document), "playlist"), user


@on_wire("room_playlist-dub", tells=[events.DUB], changes="room.score")
def dubbed(session: RoomSession, payload: Payload) -> None:
    """A user voted."""
    dubtype = text(payload.get("dubtype")) or "updub"
    session.fire(events.DUB, *_voted(session, payload), dubtype)


@on_wire("room_playlist-queue-update-grabs", tells=[events.GRAB], changes="room.score")
def grabbed(session: RoomSession, payload: Payload) -> None:
    """A user saved the song."""
    session.fire(events.GRAB, *_voted(session, payload))
