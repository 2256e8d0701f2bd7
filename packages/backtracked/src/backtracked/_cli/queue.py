"""
``queue``: the queue of a room, and the account's songs in it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import attrs
import typer

from backtracked import BacktrackedError, NotFoundError, RestClient, Song, SongInfo
from clientcore.cli import CommandLine, Partly, Session

from .arguments import Password, Room
from .service import requests

_COLUMNS = ("place", "song", "user", "length", "up", "down", "id")
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtu.be",
}


@attrs.frozen
class Media:
    """
    A medium of a provider.

    Attributes:
        source: ``youtube`` or ``soundcloud``.
        id: The provider's ID.
    """

    source: str
    id: str

    def __str__(self) -> str:
        return f"{self.source}:{self.id}"


def media_of(text: str) -> Media:
    """
    Read a YouTube URL or ID, or ``soundcloud:ID``.

    Raises:
        BadParameter: *text* is none of these.
    """
    source, _, rest = text.strip().partition(":")
    if source in {"youtube", "soundcloud"} and rest:
        return Media(source, rest)
    found = _youtube_id(text.strip())
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is no YouTube URL or ID, nor soundcloud:ID"
            " (--search finds a song by its title)"
        )
    return Media("youtube", found)


def _youtube_id(text: str) -> str | None:
    if "/" in text:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        if parts.hostname not in _YOUTUBE_HOSTS:
            return None
        given = parse_qs(parts.query).get("v", [])
        text = given[0] if given else parts.path.rstrip("/").rpartition("/")[2]
    return text if _YOUTUBE_ID.fullmatch(text) else None


def add_to(line: CommandLine) -> None:
    """Add the commands to the command line."""
    group = line.group("queue", "Show and change the queue of a room.")
    for command in (show, add, remove, clear, pause, resume):
        group.command()(command)


async def show(
    session: Session,
    room: Room,
    mine: Annotated[
        bool, typer.Option("--mine", help="Show the account's own songs only.")
    ] = False,
) -> None:
    """Show what a room plays, and the next songs."""
    async with requests(session, login=True) as client:
        place = await client.fetch_room(room)
        playing = None
        if mine:
            songs = await client.fetch_own_queue(place)
        else:
            songs = await client.fetch_queue(place)
            playing = await client.fetch_now_playing(place)
        with session.output.rows(*_COLUMNS) as write:
            if playing is not None:
                if playing.song.user is None and playing.song.user_id:
                    await client.fetch_user(playing.song.user_id)
                write(row_of(playing.song, playing.info, "now"))
            for number, song in enumerate(songs, 1):
                write(row_of(song, song.song_info, number))
    if playing is None and not songs:
        session.note("the queue is empty")


def row_of(song: Song, info: SongInfo | None, place: int | str) -> dict[str, Any]:
    """Return an entry of the queue as a row."""
    return {
        "place": place,
        "song": info.name if info else None,
        "user": song.user.username if song.user else None,
        "length": timedelta(milliseconds=song.length),
        "up": song.up_dubs,
        "down": song.down_dubs,
        "source": info.source if info else None,
        "media_id": info.media_id if info else None,
        "user_id": song.user_id,
        "id": song.id,
    }


def _check_songs(context: typer.Context, songs: list[str]) -> list[str]:
    if not context.params["search"]:
        for song in songs:
            media_of(song)
    return songs


async def add(
    session: Session,
    room: Room,
    songs: Annotated[
        list[str],
        typer.Argument(
            metavar="SONG",
            callback=_check_songs,
            help="YouTube URLs or IDs, or soundcloud:ID; titles with --search.",
        ),
    ],
    search: Annotated[
        bool,
        typer.Option(
            "--search",
            # Read before the songs, which are checked by it.
            is_eager=True,
            help="Search YouTube, and take the first song found.",
        ),
    ] = False,
    password: Password = None,
) -> None:
    """
    Add songs to the account's queue in a room.

    The room is joined, and not left: the service plays songs of people who are in it.
    """
    wanted: list[Media | str] = list(songs) if search else [*map(media_of, songs)]
    async with requests(session, login=True) as client:
        place = await client.join_room(room, password=password)

        async def queue(song: Media | str) -> None:
            title = ""
            if isinstance(song, str):
                found = await _find(client, song)
                song, title = Media(found.source, found.media_id), f" ({found.name})"
            await client.queue_song(place, song.source, song.id)
            session.note(f"queued: {song}{title}")

        await _each(session, wanted, queue, "songs were queued")
        await client.pause_own_queue(place, paused=False)


async def _find(client: RestClient, title: str) -> SongInfo:
    found = await client.search_songs(title).first()
    if found is None:
        raise NotFoundError("search", 404, f"no song was found for {title!r}")
    return found


async def remove(
    session: Session,
    room: Room,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID", help="IDs of entries, as `queue show` prints."),
    ],
) -> None:
    """Remove songs from the account's queue in a room."""
    async with requests(session, login=True) as client:
        place = await client.fetch_room(room)

        async def unqueue(song: str) -> None:
            await client.unqueue_song(place, song)
            session.note(f"removed: {song}")

        await _each(session, ids, unqueue, "songs were removed")


async def _each(
    session: Session,
    items: list[Any],
    work: Callable[[Any], Awaitable[None]],
    done: str,
) -> None:
    """
    Do something with each of several items. The error of one does not end the others.

    Raises:
        BacktrackedError: It failed for the only item.
        Partly: It failed for some of several items.
    """
    failed = 0
    for item in items:
        try:
            await work(item)
        except BacktrackedError as error:
            if len(items) == 1:
                raise
            failed += 1
            session.failed(f"{item}: {error}")
    if failed:
        raise Partly(f"{len(items) - failed} of {len(items)} {done}")


async def clear(session: Session, room: Room) -> None:
    """Remove all songs from the account's queue in a room."""
    async with requests(session, login=True) as client:
        await client.clear_own_queue(await client.fetch_room(room))


async def pause(session: Session, room: Room) -> None:
    """Pause the account's songs in the queue of a room."""
    async with requests(session, login=True) as client:
        await client.pause_own_queue(await client.fetch_room(room))


async def resume(session: Session, room: Room) -> None:
    """Resume the account's songs in the queue of a room."""
    async with requests(session, login=True) as client:
        await client.pause_own_queue(await client.fetch_room(room), paused=False)
