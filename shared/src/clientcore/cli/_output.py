"""
Results on stdout: a table for people, JSON or CSV for programs.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TextIO, TypeAlias

Row: TypeAlias = Mapping[str, Any]


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


#: Writes one row.
Write: TypeAlias = Callable[[Row], object]


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
    def rows(self, *columns: str, live: bool = False) -> Iterator[Write]:
        """
        Yield a function that writes a row.

        Args:
            *columns: The keys that tables and CSV have, in order. JSON has all keys.
            live: Whether each row is handed on at once, for rows that come slowly.
        """
        stream = self._stream

        def write_now(row: Row) -> None:
            write(row)
            stream.flush()

        with _WRITERS[self.format](stream, columns) as write:
            yield write_now if live else write

    def all(self, rows: Iterable[Row], *columns: str) -> None:
        """Write all *rows*: see `rows`."""
        with self.rows(*columns) as write:
            for row in rows:
                write(row)


@contextmanager
def _table(stream: TextIO, columns: tuple[str, ...]) -> Iterator[Write]:
    from rich.console import Console
    from rich.table import Column, Table

    # Folded, since an id that is cut is of no use.
    heads = (Column(name.replace("_", " "), overflow="fold") for name in columns)
    table = Table(*heads, box=None)
    yield lambda row: table.add_row(*(_text(row.get(name)) for name in columns))
    # Rich would take a terminal that cannot move its cursor for one of 80 columns.
    size = shutil.get_terminal_size()
    console = Console(file=stream, width=size.columns, height=size.lines, markup=False)
    console.print(table, highlight=False)


@contextmanager
def _csv(stream: TextIO, columns: tuple[str, ...]) -> Iterator[Write]:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    yield lambda row: writer.writerow([_cell(row.get(name)) for name in columns])


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
    # JSON escapes the other control characters.
    text = json.dumps(dict(row), default=_plain, ensure_ascii=False)
    return text.translate(_ESCAPED)


def _plain(value: Any) -> Any:
    """Return what JSON has for *value*."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def _cell(value: Any) -> str:
    """Return what CSV has for *value*: no text that spreadsheets run as a formula."""
    text = _text(_plain(value) if isinstance(value, date | timedelta) else value)
    return f"'{text}" if isinstance(value, str) and text[:1] in _FORMULAS else text


_FORMULAS = frozenset("=+-@")


def _text(value: Any) -> str:
    """Return what a cell of a table shows."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(map(_text, value))
        case datetime():
            local = value.astimezone() if value.tzinfo else value
            return f"{local:%Y-%m-%d %H:%M}"
        case timedelta():
            return _duration(round(value.total_seconds()))
    # A line break would end the row.
    return printable(" ".join(str(_plain(value)).split()))


def _duration(seconds: int) -> str:
    """Return a duration as players show it: 3:25, or 1:02:03."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def printable(text: str) -> str:
    """
    Return *text* without characters that control a terminal, line breaks excepted.

    What a service sends was written by other people. Such characters move the cursor,
    set the title, or reverse the order of what stands beside them.
    """
    return text.translate(_CONTROLS)


_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), *_DIRECTIONS))
del _CONTROLS[ord("\n")], _CONTROLS[ord("\t")]
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(127, 160), *_DIRECTIONS)}
