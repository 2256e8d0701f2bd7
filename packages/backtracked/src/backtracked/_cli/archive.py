"""
Songs and messages of rooms in a SQLite file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs

Row = Mapping[str, Any]

SONGS = (
    *("played_at", "song", "user", "length", "up", "down", "grabs", "skipped"),
    *("source", "media_id", "user_id", "id"),
)
CHAT = ("time", "user", "text", "deleted", "user_id", "id")

_TABLES = """
CREATE TABLE IF NOT EXISTS rooms (
    id TEXT PRIMARY KEY, slug TEXT, name TEXT,
    newest TEXT, top TEXT, page INTEGER
);
CREATE TABLE IF NOT EXISTS songs (
    room_id TEXT, played_at TEXT, song TEXT, user TEXT, length INTEGER, up INTEGER,
    down INTEGER, grabs INTEGER, skipped INTEGER, source TEXT, media_id TEXT,
    user_id TEXT, id TEXT PRIMARY KEY
);
CREATE TABLE IF NOT EXISTS chat (
    room_id TEXT, time TEXT, user TEXT, text TEXT, deleted INTEGER, user_id TEXT,
    id TEXT PRIMARY KEY
);
CREATE INDEX IF NOT EXISTS songs_by_time ON songs (room_id, played_at);
CREATE INDEX IF NOT EXISTS chat_by_time ON chat (room_id, time);
"""
# Rows without a name were purged by the service: what was saved of them stays.
_ADD_SONG = (
    f"INSERT INTO songs VALUES (:room_id, {', '.join(f':{name}' for name in SONGS)})"  # noqa: S608, constants
    " ON CONFLICT (id) DO UPDATE SET up = excluded.up, down = excluded.down,"
    " grabs = excluded.grabs, skipped = excluded.skipped,"
    " song = coalesce(excluded.song, song), user = coalesce(excluded.user, user)"
)
_ADD_MESSAGE = (
    f"INSERT INTO chat VALUES (:room_id, {', '.join(f':{name}' for name in CHAT)})"  # noqa: S608, constants
    " ON CONFLICT (id) DO UPDATE SET deleted = max(deleted, excluded.deleted)"
)


@attrs.frozen
class Place:
    """
    How far the songs of a room were saved.

    Attributes:
        newest: ID of the newest song of the last complete run: it and all before it
            are saved. ``None`` before the first.
        top: ID of the newest song of a run that did not end, ``None`` without one.
        page: Pages that this run saved, from its newest song on.
    """

    newest: str | None = None
    top: str | None = None
    page: int = 0


class Archive:
    """
    A SQLite file. Each change is one transaction, so it can be used at any time.

    Args:
        path: The file, which is made if there is none.
    """

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path)
        self._file.row_factory = sqlite3.Row
        try:
            # Transactions of twenty rows would wait for the disk most of the time.
            self._file.executescript(
                f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {_TABLES}"
            )
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Close the file, and remove the log of its changes."""
        with suppress(sqlite3.Error):
            self._file.execute("PRAGMA journal_mode = DELETE")
        self._file.close()

    def place(self, room_id: str) -> Place:
        """Return how far the songs of a room were saved."""
        sql = "SELECT newest, top, page FROM rooms WHERE id = ?"
        found = self._file.execute(sql, [room_id]).fetchone()
        return Place(*found) if found else Place()

    def save_room(self, room_id: str, slug: str, name: str) -> None:
        """Save the names of a room."""
        sql = (
            "INSERT INTO rooms (id, slug, name, page) VALUES (?, ?, ?, 0) ON CONFLICT"
            " (id) DO UPDATE SET slug = excluded.slug, name = excluded.name"
        )
        with self._file:
            self._file.execute(sql, [_value(one) for one in (room_id, slug, name)])

    def save_songs(self, room_id: str, songs: Iterable[Row], place: Place) -> None:
        """Save songs of a room, and how far that is."""
        sql = "UPDATE rooms SET newest = ?, top = ?, page = ? WHERE id = ?"
        rows = [_stored({**song, "room_id": room_id}) for song in songs]
        with self._file:
            self._file.executemany(_ADD_SONG, rows)
            self._file.execute(sql, [*attrs.astuple(place), room_id])

    def save_chat(self, room_id: str, messages: Iterable[Row]) -> None:
        """Save messages of a room."""
        rows = [_stored({**message, "room_id": room_id}) for message in messages]
        with self._file:
            self._file.executemany(_ADD_MESSAGE, rows)

    def counts(self, room_id: str) -> tuple[int, int]:
        """Return the numbers of songs and messages of a room."""
        sql = (
            "SELECT (SELECT count(*) FROM songs WHERE room_id = :room),"
            " (SELECT count(*) FROM chat WHERE room_id = :room)"
        )
        songs, messages = self._file.execute(sql, {"room": room_id}).fetchone()
        return songs, messages

    def songs(self, room_id: str) -> Iterator[dict[str, Any]]:
        """Yield the songs of a room, oldest first."""
        sql = "SELECT * FROM songs WHERE room_id = ? ORDER BY played_at, rowid DESC"
        return self._rows(sql, room_id, SONGS, {"skipped"})

    def chat(self, room_id: str) -> Iterator[dict[str, Any]]:
        """Yield the messages of a room, oldest first."""
        sql = "SELECT * FROM chat WHERE room_id = ? ORDER BY time, rowid"
        return self._rows(sql, room_id, CHAT, {"deleted"})

    def _rows(
        self, sql: str, room_id: str, names: tuple[str, ...], flags: set[str]
    ) -> Iterator[dict[str, Any]]:
        for row in self._file.execute(sql, [room_id]):
            yield {
                name: bool(row[name]) if name in flags else row[name] for name in names
            }


def _stored(row: Row) -> dict[str, Any]:
    """Return a row for SQLite: times in ISO form, lengths in seconds."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case timedelta():
            return int(value.total_seconds())
        case str():
            # Halves of characters, which JSON may have, are no text for files.
            return value.encode(errors="replace").decode()
    return value


@contextmanager
def archive(path: Path) -> Iterator[Archive]:
    """
    Open an archive, and close it at the end.

    Raises:
        ValueError: The file is something else, or can't be read or written.
    """
    try:
        with closing(Archive(path)) as opened:
            yield opened
    except sqlite3.Error as error:
        raise ValueError(f"{path} can't be used as a SQLite file: {error}") from error
