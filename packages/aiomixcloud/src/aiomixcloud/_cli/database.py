"""
An SQLite database with the data of users.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .exporting import SHOWS, Data
from .folder import text_of

#: Marks a database as one of this program: "MIXC".
_APPLICATION = 0x4D495843
_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
CREATE TABLE IF NOT EXISTS users (
    key TEXT PRIMARY KEY, username TEXT, name TEXT, city TEXT, country TEXT,
    created_time TEXT, follower_count INTEGER, following_count INTEGER,
    cloudcast_count INTEGER, favorite_count INTEGER, listen_count INTEGER,
    biog TEXT, data TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS cloudcasts (
    key TEXT PRIMARY KEY, user TEXT, name TEXT, created_time TEXT,
    updated_time TEXT, audio_length INTEGER, play_count INTEGER,
    listener_count INTEGER, favorite_count INTEGER, repost_count INTEGER,
    comment_count INTEGER, description TEXT, is_whole INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sections (
    cloudcast TEXT, position INTEGER, start_time INTEGER, artist TEXT, song TEXT,
    chapter TEXT, PRIMARY KEY (cloudcast, position)
);
CREATE TABLE IF NOT EXISTS tags (
    cloudcast TEXT, tag TEXT, PRIMARY KEY (cloudcast, tag)
);
CREATE TABLE IF NOT EXISTS items (
    user TEXT, list TEXT, key TEXT, time TEXT, position INTEGER, type TEXT,
    name TEXT, data TEXT NOT NULL, is_old INTEGER NOT NULL,
    PRIMARY KEY (user, list, key, time)
);
"""
_MARK_OLD = "UPDATE items SET is_old = 1 WHERE user = ? AND list = ?"
_REMOVE_OLD = "DELETE FROM items WHERE user = ? AND list = ? AND is_old"
_USER = (
    *("key", "username", "name", "city", "country", "created_time"),
    *("follower_count", "following_count", "cloudcast_count", "favorite_count"),
    *("listen_count", "biog"),
)
_CLOUDCAST = (
    *("key", "name", "created_time", "updated_time", "audio_length", "play_count"),
    *("listener_count", "favorite_count", "repost_count", "comment_count"),
    "description",
)
_TIMES = ("listen_time", "submit_date", "created_time")
_INTEGERS = range(-(2**63), 2**63)


class Database:
    """
    Saves users, shows and lists in tables.

    A table has the columns that queries need, and the whole resource as JSON in
    ``data``. A list can be read while it is replaced: items that are no longer in it
    are removed when it is complete. Shows stay, also if they are removed from Mixcloud.

    Args:
        path: The file. It is made if it does not exist.

    Raises:
        OSError: The file is not a database of this program.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._user = ""
        with self._errors():
            self._connection = sqlite3.connect(path)
            try:
                self._make_tables()
            except BaseException:
                self._connection.close()
                raise

    def _make_tables(self) -> None:
        (application,) = self._one("PRAGMA application_id")
        (tables,) = self._one("SELECT count(*) FROM sqlite_master")
        if tables and application != _APPLICATION:
            raise OSError(f"{self.path} is a database of another program")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Raise the errors of SQLite as an `OSError` with the name of the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise OSError(f"{self.path}: {error}") from error

    def _one(self, query: str, *values: Any) -> Any:
        return self._connection.execute(query, values).fetchone()

    def _save(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self._connection.execute(
            f"REPLACE INTO {table} ({names}) VALUES ({marks})",  # noqa: S608, our names
            [_value(value) for value in row.values()],
        )

    def save_user(self, user: Data) -> None:
        """Save the profile."""
        self._user = str(user["key"])
        with self._errors(), self._connection:
            self._save("users", {**_pick(user, _USER), "data": text_of(user)})

    @contextmanager
    def replacing(self, name: str) -> Iterator[Callable[[Data], object]]:
        """Replace a list."""
        here = (self._user, name)
        position = 0

        def write(item: Data) -> None:
            nonlocal position
            with self._errors():
                self._save_item(name, position, item)
                if name == SHOWS:
                    self._save_cloudcast(item)
            position += 1

        with self._errors(), self._connection:
            self._connection.execute(_MARK_OLD, here)
        yield write
        with self._errors(), self._connection:
            self._connection.execute(_REMOVE_OLD, here)

    def _save_item(self, name: str, position: int, item: Data) -> None:
        times = (item[each] for each in _TIMES if each in item)
        row = {
            "user": self._user,
            "list": name,
            "key": str(item.get("key") or item.get("url") or position),
            "time": str(next(times, "")),
            "position": position,
            "type": item.get("type"),
            "name": item.get("name") or item.get("title"),
            "data": text_of(item),
            "is_old": 0,
        }
        self._save("items", row)

    def _save_cloudcast(self, show: Data) -> None:
        key = show.get("key")
        row = {**_pick(show, _CLOUDCAST), "user": _inner(show, "user", "key")}
        whole = "sections" in show
        if not whole and self._one(
            "SELECT 1 FROM cloudcasts WHERE key = ? AND is_whole", _value(key)
        ):
            # A whole one of an earlier time says more.
            return
        self._save("cloudcasts", {**row, "is_whole": whole, "data": text_of(show)})
        for table in ("sections", "tags"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE cloudcast = ?",  # noqa: S608, our names
                [_value(key)],
            )
        for position, section in enumerate(_objects(show.get("sections"))):
            self._save("sections", _section(key, position, section))
        for tag in _objects(show.get("tags")):
            self._save("tags", {"cloudcast": key, "tag": tag.get("name")})

    def find(self, key: str, updated: str) -> Data | None:
        """Return a whole show that was saved earlier, if it was not updated since."""
        query = (
            "SELECT data FROM cloudcasts WHERE key = ? AND updated_time = ? AND"
            " is_whole"
        )
        with self._errors():
            return _parsed(self._one(query, _value(key), _value(updated)))

    def keep(self, show: Data) -> None:
        """Save a whole show, which `find` finds if the list is not completed."""
        with self._errors():
            self._save_cloudcast(show)

    def commit(self) -> None:
        """Make sure that all that was saved is there after an interruption."""
        with self._errors():
            self._connection.commit()

    def close(self) -> None:
        """Save what was not saved yet, and close the file."""
        self.commit()
        self._connection.close()


def _parsed(row: Any) -> Data | None:
    if row is None:
        return None
    data: Data = json.loads(row[0])
    return data


def _pick(data: Data, names: Iterable[str]) -> dict[str, Any]:
    return {name: data.get(name) for name in names}


def _inner(data: Any, *names: str) -> Any:
    """Return a value within objects, or ``None``."""
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def _objects(values: Any) -> list[Data]:
    found = values if isinstance(values, list) else []
    return [each for each in found if isinstance(each, dict)]


def _section(key: Any, position: int, section: Data) -> dict[str, Any]:
    return {
        "cloudcast": key,
        "position": position,
        "start_time": section.get("start_time"),
        "artist": _inner(section, "track", "artist", "name"),
        "song": _inner(section, "track", "name"),
        "chapter": section.get("chapter"),
    }


def _value(value: Any) -> Any:
    """Return *value* as SQLite can save it."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int) and value in _INTEGERS:
        return value
    text = value if isinstance(value, str) else text_of(value)
    # Lone surrogates cannot be encoded.
    return text.encode("utf-8", "replace").decode()
