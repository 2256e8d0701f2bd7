"""
The job of ``history export``: save what a room has played and its chat.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any, TextIO

import attrs

from backtracked import Message, RestClient, Room, Song
from backtracked._paging import PAGE
from clientcore.cli import Format, Output, Task, writing

from .archive import CHAT, SONGS, Archive, Place, archive

_DATABASES = frozenset({".db", ".sqlite", ".sqlite3"})


def song_row(song: Song) -> dict[str, Any]:
    """Return a song as a row."""
    info, user = song.song_info, song.user
    return {
        "played_at": song.played_at,
        "song": info.name if info else None,
        "user": user.username if user else None,
        "length": timedelta(milliseconds=song.length),
        "up": song.up_dubs,
        "down": song.down_dubs,
        "grabs": song.grabs,
        "skipped": song.skipped,
        "source": info.source if info else None,
        "media_id": info.media_id if info else None,
        "user_id": song.user_id,
        "id": song.id,
    }


def message_row(message: Message) -> dict[str, Any]:
    """Return a message as a row."""
    return {
        "time": message.created_at,
        "user": message.author.username if message.author else None,
        "text": message.content,
        "deleted": message.deleted,
        "user_id": message.author_id,
        "id": message.id,
    }


async def save_songs(
    client: RestClient, room: Room, saved: Archive, task: Task
) -> None:
    """
    Save the songs that a room has played, but for those that were saved before.

    The service lists them from the newest on, in numbered pages. A run that is
    interrupted is continued by the next, which reads what was played meanwhile, and
    goes on at the page where the other stopped.

    Args:
        client: Sends the requests.
        room: The room whose history is read.
        saved: The SQLite file.
        task: Counts the songs.
    """
    before = saved.place(room.id)
    number, top = 1, None
    former: list[str] | None = None
    is_over = False
    while not is_over:
        page = await client.history(room, page=number).page()
        songs = page.items
        ids = [song.id for song in songs]
        top = top or (ids[0] if ids else None)
        # Some services repeat the last page for ever.
        is_over = len(page.raw) < PAGE or ids == former or before.newest in ids
        former = ids
        if before.top in ids:
            # From here on, songs were saved by the run before. The page is read
            # again where that stopped, for songs that moved since.
            number = max(number, number + before.page - 2)
            before = Place(before.newest)
        # Until then, the run before is the one that goes on.
        here = before if before.top else Place(before.newest, top, number)
        saved.save_songs(
            room.id,
            map(song_row, songs),
            Place(top or before.newest) if is_over else here,
        )
        task.advance(len(songs))
        number += 1


async def save_chat(client: RestClient, room: Room, saved: Archive) -> None:
    """Save the last messages of a room."""
    messages = await client.fetch_chat_history(room)
    saved.save_chat(room.id, map(message_row, messages))


def is_database(path: Path) -> bool:
    """Return whether *path* is the name of a SQLite file."""
    return path.suffix.lower() in _DATABASES


def work_file(path: Path) -> Path:
    """
    Return the SQLite file that a run works with.

    It is that of the user, or one beside the other file, which is removed at the end.
    """
    return path if is_database(path) else path.with_name(f"{path.name}.part")


def finish(room: Room, saved: Archive, path: Path) -> list[Path]:
    """Write the files that the user wants, and return their paths."""
    if is_database(path):
        return [path]
    if path.suffix.lower() == ".json":
        with writing(path) as file:
            _write_json(room, saved, file)
        return [path]
    path.mkdir(exist_ok=True)
    songs, chat = path / "songs.csv", path / "chat.csv"
    with writing(songs) as file:
        Output(Format.CSV, file).all(saved.songs(room.id), *SONGS)
    with writing(chat) as file:
        Output(Format.CSV, file).all(saved.chat(room.id), *CHAT)
    return [songs, chat]


def _write_json(room: Room, saved: Archive, file: TextIO) -> None:
    """Write one object, row by row."""
    output = Output(Format.JSON, file)
    about = {"id": room.id, "slug": room.slug, "name": room.name}
    file.write(f'{{"room": {json.dumps(about)},\n"songs": ')
    output.all(saved.songs(room.id))
    file.write(',"chat": ')
    output.all(saved.chat(room.id))
    file.write("}\n")


@attrs.frozen
class Saved:
    """
    What an export has saved.

    Attributes:
        files: Paths of the files that were written.
        songs: Number of songs in them.
        messages: Number of messages in them.
    """

    files: list[Path]
    songs: int
    messages: int


async def export(client: RestClient, slug: str, path: Path, task: Task) -> Saved:
    """
    Save what a room has played and its chat.

    Args:
        client: Sends the requests.
        slug: Slug or ID of the room.
        path: A SQLite file, a JSON file, or a folder for CSV files.
        task: Counts the songs.

    Raises:
        ValueError: The SQLite file can't be used.
    """
    room = await client.fetch_room(slug)
    work = work_file(path)
    with archive(work) as saved:
        saved.save_room(room.id, room.slug, room.name)
        # First, because the service keeps few messages.
        await save_chat(client, room, saved)
        await save_songs(client, room, saved, task)
        found = Saved(finish(room, saved, path), *saved.counts(room.id))
    if work != path:
        work.unlink(missing_ok=True)
    return found
