"""
The job of ``history export``: save what a room has played and its chat.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from backtracked import Message, RestClient, Room, Song
from backtracked._paging import NUMBERED, PAGE
from clientcore import GET
from clientcore.aio import Page
from clientcore.cli import Task, writing

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


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for SQLite: times in ISO form, lengths in seconds."""
    saved = dict(row)
    for name, value in row.items():
        if isinstance(value, datetime):
            saved[name] = value.isoformat()
        elif isinstance(value, timedelta):
            saved[name] = int(value.total_seconds())
    return saved


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
    is_over = False
    while not is_over:
        page = await _page(client, room, number)
        songs = page.items
        ids = [song.id for song in songs]
        top = top or (ids[0] if ids else None)
        is_over = len(page.raw) < PAGE or before.newest in ids
        if before.top in ids:
            # From here on, songs were saved by the run before. The page is read
            # again where that stopped, for songs that moved since.
            number = max(number, number + before.page - 2)
            before = Place(before.newest)
        # Until then, the run before is the one that goes on.
        here = before if before.top else Place(before.newest, top, number)
        saved.save_songs(
            room.id,
            [_plain(song_row(song)) for song in songs],
            Place(top or before.newest) if is_over else here,
        )
        task.advance(len(songs))
        number += 1


async def _page(client: RestClient, room: Room, number: int) -> Page[Song]:
    path = "room/{room}/playlist/history"
    request = GET(path, room=room, query={"page": number})
    return await client.paginate(request, Song, NUMBERED).page()


async def save_chat(client: RestClient, room: Room, saved: Archive) -> int:
    """Save the last messages of a room, and return how many the service has."""
    messages = await client.fetch_chat_history(room)
    saved.save_chat(room.id, [_plain(message_row(one)) for one in messages])
    return len(messages)


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
    tables: list[tuple[str, tuple[str, ...], Iterable[Mapping[str, Any]]]] = [
        ("songs.csv", SONGS, saved.songs(room.id)),
        ("chat.csv", CHAT, saved.chat(room.id)),
    ]
    for name, columns, rows in tables:
        with writing(path / name) as file:
            _write_csv(columns, rows, file)
    return [path / name for name, _, _ in tables]


def _write_json(room: Room, saved: Archive, file: TextIO) -> None:
    """Write one object, row by row."""
    about = {"id": room.id, "slug": room.slug, "name": room.name}
    file.write(f'{{"room": {_json(about)}')
    for name, rows in (("songs", saved.songs), ("chat", saved.chat)):
        file.write(f',\n"{name}": [')
        before = "\n"
        for row in rows(room.id):
            file.write(f"{before}{_json(row)}")
            before = ",\n"
        file.write("\n]")
    file.write("}\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write_csv(
    columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]], file: TextIO
) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])


def _cell(value: Any) -> Any:
    """Return a cell that a spreadsheet does not take for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    is_formula = isinstance(value, str) and value.startswith(tuple("=+-@\t\r"))
    return f"'{value}" if is_formula else value


async def export(client: RestClient, slug: str, path: Path, task: Task) -> list[Path]:
    """
    Save what a room has played and its chat, and return the files.

    Args:
        client: Sends the requests.
        slug: Slug or ID of the room.
        path: A SQLite file, a JSON file, or a folder for CSV files.
        task: Counts the songs.
    """
    room = await client.fetch_room(slug)
    work = work_file(path)
    with archive(work) as saved:
        saved.save_room(room.id, room.slug, room.name)
        # First, because the service keeps few messages.
        await save_chat(client, room, saved)
        await save_songs(client, room, saved, task)
        files = finish(room, saved, path)
    if work != path:
        work.unlink()
    return files
