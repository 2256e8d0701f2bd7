"""
Archives as tables: files of CSV, and SQLite databases.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import chain
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from clientcore import replacing

from ._entries import COUNTS, Entry

Row: TypeAlias = list[tuple[str, Any]]

#: Lists of parts that have tables of their own: table, key of the object's ID.
_PARTS: Final = {
    "comments": ("comments", "image_id"),
    "responses": ("responses", "event_id"),
}
#: Lists of numbers that have: table, key of the object's ID, key of the number.
_NUMBERS: Final = {
    "TaggedPlayerIds": ("tagged_players", "image_id", "account_id"),
    "cheer_player_ids": ("cheers", "image_id", "account_id"),
}
#: Lists of records in rooms that have.
_RECORDS: Final = {"Roles": "roles", "Tags": "tags", "SubRooms": "subrooms"}


def rows(entries: Iterable[Entry]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an archive's tables, each with the name of its table."""
    for entry in entries:
        yield f"{entry.kind}s", list(_object(entry))
        for name, value in chain((entry.data or {}).items(), entry.fetched.items()):
            if isinstance(value, list):
                yield from _parts(entry, name, value)


def _parts(entry: Entry, name: str, values: list[Any]) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a list that has a table of its own."""
    if name in _PARTS:
        table, key = _PARTS[name]
        for each in values:
            if isinstance(each, dict):
                yield table, [(key, entry.id), *_flat(each.get("data") or {})]
    elif name in _NUMBERS:
        table, key, other = _NUMBERS[name]
        for each in values:
            yield table, [(key, entry.id), (other, _cell(each))]
    elif name in _RECORDS and entry.kind == "room":
        for each in values:
            if isinstance(each, dict):
                yield _RECORDS[name], [("room_id", entry.id), *_flat(each)]
    elif name == COUNTS:
        for at, count in values:
            yield COUNTS, [("account_id", entry.id), ("at", at), ("count", count)]


@attrs.frozen
class Table:
    """
    The columns that any row of a table has.

    Attributes:
        columns: Names of the columns, by their names in lower case: SQLite does not
            tell apart names that differ by case only.
    """

    columns: dict[str, str] = attrs.field(factory=dict)

    def cells(self, row: Row) -> list[Any]:
        """Return a value for each column; of two with the same name, the first."""
        values: dict[str, Any] = {}
        for name, value in row:
            values.setdefault(name.lower(), value)
        return [values.get(key) for key in self.columns]


def tables(entries: Iterable[Entry]) -> dict[str, Table]:
    """Return the tables of an archive, by name."""
    found: dict[str, Table] = {}
    for name, row in rows(entries):
        columns = found.setdefault(name, Table()).columns
        for column, _ in row:
            columns.setdefault(column.lower(), column)
    return found


def _object(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield "id", entry.id
    yield from _flat(entry.data or {})
    for name, value in entry.fetched.items():
        if isinstance(value, dict) and value.get("part") == "Progression":
            yield from _flat(value["data"])
        elif not isinstance(value, dict | list):
            yield name, _cell(value)
    if entry.at is not None:
        yield "received_at", entry.at.isoformat()


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return the values of a record, those of nested objects with both keys."""
    for key, value in data.items():
        if key in _RECORDS or key in _NUMBERS:
            continue
        if isinstance(value, dict):
            yield from ((f"{key}_{name}", _cell(each)) for name, each in value.items())
        else:
            yield key, _cell(value)


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return str(value)
    if isinstance(value, str):
        # Half characters can be in no file.
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def write_csv(entries: Collection[Entry], folder: str | Path) -> None:
    """Write a file for each table: see `Archive.export_csv`."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    found = tables(entries)
    # The rows are made again rather than kept: they take as much memory as all else.
    with ExitStack() as files:
        writers = {name: _writer(files, place / f"{name}.csv") for name in found}
        for name, table in found.items():
            writers[name].writerow(table.columns.values())
        for name, row in rows(entries):
            writers[name].writerow(found[name].cells(row))


def _writer(files: ExitStack, path: Path) -> Any:
    """Return a writer of the file that replaces *path* when *files* are closed."""
    temporary = files.enter_context(replacing(path))
    file = files.enter_context(temporary.open("w", encoding="utf-8", newline=""))
    return csv.writer(file)


def write_sqlite(entries: Collection[Entry], target: str | Path) -> None:
    """Write a database: see `Archive.export_sqlite`."""
    import sqlite3

    found = tables(entries)
    with replacing(target) as path, closing(sqlite3.connect(path)) as base, base:
        inserts: dict[str, str] = {}
        for name, table in found.items():
            columns = ", ".join(
                _quoted(each) + (" INTEGER PRIMARY KEY" if key == "id" else "")
                for key, each in table.columns.items()
            )
            base.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
            marks = ", ".join("?" * len(table.columns))
            inserts[name] = f"INSERT INTO {_quoted(name)} VALUES ({marks})"  # noqa: S608, quoted
        for name, row in rows(entries):
            base.execute(inserts[name], found[name].cells(row))


def _quoted(name: str) -> str:
    safe = name.encode("utf-8", "backslashreplace").decode().replace("\0", "")
    return '"' + safe.replace('"', '""') + '"'
