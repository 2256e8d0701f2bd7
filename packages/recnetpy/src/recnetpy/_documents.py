"""
JSON documents in files, folders and lines of text.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, Final, TypeAlias, cast

import attrs

#: The path of a file or a folder, or lines of text.
Source: TypeAlias = "str | Path | Iterable[str]"

_SUFFIXES: Final = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
_BLANK: Final = " \t\r\n\ufeff"
_PARTED: Final = f"{_BLANK},]"
_DECODER: Final = json.JSONDecoder()


@attrs.frozen
class Document:
    """
    A JSON value, or text that is not one.

    Attributes:
        place: File and line, as in ``photos.json: line 3``.
        value: The parsed value.
        error: Why the text could not be parsed, or ``None``.
    """

    place: str
    value: Any = None
    error: str | None = None


def documents(source: Source) -> Iterator[Document]:
    """
    Read all JSON documents of *source*: one a line, several lines each, or both.

    Args:
        source: Path of a file; path of a folder, whose JSON files are all read; or
            lines of text. Files whose names end in ``.gz`` are decompressed.

    Raises:
        OSError: A file cannot be opened.
    """
    if not isinstance(source, str | Path):
        yield from _in_lines(iter(source))
        return
    path = Path(source)
    if not path.is_dir():
        yield from _in_file(path)
        return
    for file in sorted(path.rglob("*")):
        if file.name.endswith(_SUFFIXES) and file.is_file():
            name = file.relative_to(path).as_posix()
            for found in _in_file(file):
                yield attrs.evolve(found, place=f"{name}: {found.place}")


def _in_file(path: Path) -> Iterator[Document]:
    with path.open("rb") as raw:
        is_packed = path.suffix == ".gz"
        file = cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if is_packed else raw)
        try:
            encoding = json.detect_encoding(file.read(4))
            file.seek(0)
            # Bytes that are no text become lone surrogates, which are saved as escapes.
            with TextIOWrapper(file, encoding, errors="surrogateescape") as text:
                yield from _in_lines(iter(text))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Document("its end", error=f"the file is damaged: {error}")


def _in_lines(lines: Iterator[str]) -> Iterator[Document]:
    for number, line in enumerate(lines, 1):
        text = line.strip(_BLANK)
        if not text:
            continue
        try:
            yield Document(f"line {number}", json.loads(text))
        except RecursionError:
            yield Document(f"line {number}", error="it is nested too deeply")
        except ValueError:
            rest = (each if each.endswith("\n") else f"{each}\n" for each in lines)
            yield from _spanning(f"{line.rstrip()}\n{''.join(rest)}", number)
            return


def _spanning(text: str, line: int) -> Iterator[Document]:
    """
    Read documents that may take several lines, the first of which is *line*.

    After text that cannot be parsed it continues with the next object or list that
    begins a line, so that all complete items of a file that was cut off are read.
    """
    place, is_damaged, is_lost = 0, False, False
    while True:
        start = place
        while place < len(text) and text[place] in (_PARTED if is_damaged else _BLANK):
            place += 1
        line += text.count("\n", start, place)
        if place == len(text):
            return
        start = place
        value, place, error = _decoded(text, place, is_damaged)
        if error is None:
            yield Document(f"line {line}", value)
        elif not is_lost:
            yield Document(f"line {line}", error=error)
        is_lost = error is not None
        is_damaged = is_damaged or is_lost
        line += text.count("\n", start, place)


def _decoded(text: str, place: int, is_damaged: bool) -> tuple[Any, int, str | None]:
    """Return a value and where it ends; or ``None``, the next line and an error."""
    error = "it is nested too deeply"
    try:
        # Behind an error, only objects and lists are known to be whole.
        if not is_damaged or text[place] in "{[":
            return *_DECODER.raw_decode(text, place), None
        error = "it belongs to what is damaged"
    except RecursionError:
        pass
    except ValueError as wrong:
        error = getattr(wrong, "msg", str(wrong))
    return None, text.find("\n", place) + 1 or len(text), error
