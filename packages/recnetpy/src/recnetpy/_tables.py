"""
Archives as tables: files of CSV, and SQLite databases.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

from clientcore import replacing

from ._entries import Entry

Row: TypeAlias = dict[str, Any]

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


@attrs.define
class Table:
    """
    Rows with the columns that any of them has.

    Attributes:
        columns: Names of the columns, by their names in lower case: SQLite does not
            tell apart names that differ by case only.
        rows: The rows, whose keys are in lower case.
    """

    columns: dict[str, str] = attrs.field(factory=dict)
    rows: list[Row] = attrs.field(factory=list)

    def add(self, values: Iterable[tuple[str, Any]]) -> None:
        """Add a row. Of a name that occurs twice, the first value counts."""
        row: Row = {}
        for name, value in values:
            key = name.lower()
            self.columns.setdefault(key, name)
            row.setdefault(key, value)
        self.rows.append(row)


def tables(entries: Iterable[Entry]) -> dict[str, Table]:
    """Return the tables of an archive, by name."""
    found: dict[str, Table] = {}

    def table(name: str) -> Table:
        return found.setdefault(name, Table())

    for entry in entries:
        table(f"{entry.kind}s").add(_object(entry))
        both = {**(entry.data or {}), **entry.fetched}
        for name, value in both.items():
            if not isinstance(value, list):
                continue
            if name in _PARTS:
                into, key = _PARTS[name]
                for each in value:
                    if isinstance(each, dict):
                        data = each.get("data") or {}
                        table(into).add([(key, entry.id), *_flat(data)])
            elif name in _NUMBERS:
                into, key, other = _NUMBERS[name]
                for each in value:
                    table(into).add([(key, entry.id), (other, _cell(each))])
            elif name in _RECORDS and entry.kind == "room":
                for each in value:
                    if isinstance(each, dict):
                        row = [("room_id", entry.id), *_flat(each)]
                        table(_RECORDS[name]).add(row)
            elif name == "subscriber_counts":
                for at, count in value:
                    row = [("account_id", entry.id), ("at", at), ("count", count)]
                    table("subscriber_counts").add(row)
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


def write_csv(entries: Iterable[Entry], folder: str | Path) -> None:
    """Write a file for each table: see `Archive.export_csv`."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, table in tables(entries).items():
        with (
            replacing(place / f"{name}.csv") as path,
            path.open("w", encoding="utf-8", newline="") as file,
        ):
            writer = csv.writer(file)
            writer.writerow(table.columns.values())
            for row in table.rows:
                writer.writerow([row.get(key) for key in table.columns])


def write_sqlite(entries: Iterable[Entry], target: str | Path) -> None:
    """Write a database: see `Archive.export_sqlite`."""
    import sqlite3

    with replacing(target) as path, closing(sqlite3.connect(path)) as base, base:
        for name, table in tables(entries).items():
            columns = ", ".join(
                _quoted(each) + (" INTEGER PRIMARY KEY" if key == "id" else "")
                for key, each in table.columns.items()
            )
            base.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
            marks = ", ".join("?" * len(table.columns))
            base.executemany(
                f"INSERT INTO {_quoted(name)} VALUES ({marks})",  # noqa: S608, quoted
                ([row.get(key) for key in table.columns] for row in table.rows),
            )


def _quoted(name: str) -> str:
    safe = name.encode("utf-8", "backslashreplace").decode().replace("\0", "")
    return '"' + safe.replace('"', '""') + '"'
