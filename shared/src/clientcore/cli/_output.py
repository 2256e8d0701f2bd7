"""
Results on stdout: a table for people, JSON or CSV for programs.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol, TextIO

Row = Mapping[str, Any]


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class Write(Protocol):
    """Writes one row."""

    def __call__(self, row: Row, /) -> object: ...


class Output:
    """
    Writes rows, one by one: only a table is kept until it is complete.

    Args:
        format: How. ``None`` for a table on a terminal, and JSON lines elsewhere.
        stream: Where to, standard output by default.
    """

    def __init__(
        self, format: Format | None = None, stream: TextIO | None = None
    ) -> None:
        self._stream = sys.stdout if stream is None else stream
        if isinstance(self._stream, io.TextIOWrapper):
            # Windows gives pipes an encoding that few names fit in. A lone surrogate
            # becomes an escape, which JSON reads back.
            self._stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        default = Format.TABLE if self._stream.isatty() else Format.JSONL
        self.format: Format = format or default

    @contextmanager
    def rows(self, *columns: str) -> Iterator[Write]:
        """
        Yield a function that writes a row.

        Args:
            *columns: The keys that tables and CSV have, in order. JSON has all keys.
        """
        with _WRITERS[self.format](self._stream, columns) as write:
            yield write

    def all(self, rows: Iterable[Row], *columns: str) -> None:
        """Write all *rows*: see `rows`."""
        with self.rows(*columns) as write:
            for row in rows:
                write(row)


@contextmanager
def _table(stream: TextIO, columns: tuple[str, ...]) -> Iterator[Write]:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None)
    for name in columns:
        # Folded and not cut off, since half a key is of no use.
        table.add_column(name.replace("_", " "), overflow="fold")
    yield lambda row: table.add_row(*(_text(row.get(name)) for name in columns))
    Console(file=stream, markup=False, highlight=False).print(table)


@contextmanager
def _csv(stream: TextIO, columns: tuple[str, ...]) -> Iterator[Write]:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    yield lambda row: writer.writerow([_text(row.get(name)) for name in columns])


@contextmanager
def _jsonl(stream: TextIO, _: tuple[str, ...]) -> Iterator[Write]:
    yield lambda row: stream.write(_json(row) + "\n")


@contextmanager
def _json_array(stream: TextIO, _: tuple[str, ...]) -> Iterator[Write]:
    before = "[\n"

    def write(row: Row) -> None:
        nonlocal before
        stream.write(before + _json(row))
        before = ",\n"

    yield write
    stream.write("[]\n" if before == "[\n" else "\n]\n")


_WRITERS = {
    Format.TABLE: _table,
    Format.CSV: _csv,
    Format.JSONL: _jsonl,
    Format.JSON: _json_array,
}


def _json(row: Row) -> str:
    return json.dumps(dict(row), default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Return what JSON has for *value*."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def _text(value: Any) -> str:
    """Return what a cell of a table or of CSV shows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_text, value))
    # A line break would end the row.
    return printable(" ".join(str(_plain(value)).split()))


def printable(text: str) -> str:
    """
    Return *text* without control characters, except for line breaks and tabs.

    What a service sends was written by other people, and terminals obey such
    characters: they move the cursor, set the title, or paste.
    """
    return text.translate(_CONTROLS)


_CONTROLS = {
    code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10)
}
