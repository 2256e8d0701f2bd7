"""
Tracklists of files, as sections for an upload.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ._sections import meant_key, read_section

__all__ = ["read_tracklist"]

#: A section: see `Details`.
Section: TypeAlias = dict[str, Any]

#: Larger files are no tracklists.
_MAX_SIZE = 10_000_000
_ENCODINGS = ("utf-8-sig", "cp1252")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_tracklist(path: str | os.PathLike[str]) -> list[Section]:
    """
    Read the tracklist in a file.

    The ending of the file's name tells the format:

    - ``.cue``: a cue sheet, as Mixxx, rekordbox and most recorders write it.
    - ``.yaml``, ``.yml``: a list of mappings, or a mapping with such a list as
      ``sections``, ``tracks`` or ``tracklist`` (extra ``yaml``).
    - ``.txt``: a playlist exported by rekordbox, with tabs between the columns.
    - ``.csv``: a playlist exported by Mixxx, or another table with columns for artist
      and title.
    - ``.m3u``, ``.m3u8``: a playlist exported by either.

    Only cue sheets, YAML and tables with a column ``start_time`` have start times.

    Args:
        path: Path of the file. It is read at once, so call this in a worker thread if
            the file is on a slow disk.

    Returns:
        Sections for ``sections=`` of `Mixcloud.upload`, in their order. A track
        without an artist becomes a chapter.

    Raises:
        ImportError: The file is YAML, and the extra ``yaml`` is not installed.
        OSError: The file does not exist or cannot be read.
        ValueError: The format is unknown, the file is larger than 10 MB, or a line of
            it is not valid.
    """
    path = Path(path)
    parse = _FORMATS.get(path.suffix.lower())
    if parse is None:
        known = ", ".join(_FORMATS)
        raise ValueError(f"{path.name}: not a tracklist; the formats are {known}")
    with path.open("rb") as file:
        content = file.read(_MAX_SIZE + 1)
    if len(content) > _MAX_SIZE:
        raise ValueError(f"{path.name}: too large for a tracklist")
    try:
        return [read_section(section) for section in parse(_decode(content))]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _decode(content: bytes) -> str:
    """Decode text that begins with a byte order mark, is UTF-8, or of old Windows."""
    if content.startswith(_BYTE_ORDER_MARKS):
        return content.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _track(artist: Any, title: Any, start: Any = None) -> Section:
    """Return the section for a track, whose artist may be in the title."""
    artist, title = str(artist or "").strip(), str(title or "").strip()
    if not artist and " - " in title:
        artist, _, title = (part.strip() for part in title.partition(" - "))
    names = {"artist": artist, "song": title}
    if not (artist and title):
        names = {"chapter": title or artist}
    return names if start is None else {**names, "start_time": start}


# --- Cue sheets -------------------------------------------------------------------

_CUE = re.compile(r'(\w+)\s+(?:"(.*)"|(.*?))\s*')
_INDEX = re.compile(r"0*1\s+(\d{1,5}):(\d\d):(\d\d)", re.ASCII)
#: rekordbox writes hh:mm:ss instead of mm:ss:ff, and names the file of each track
#: beside that of the recording (version 6).
_REKORDBOX = re.compile(r'^\s*REM\s+RECORDED_BY\s+"rekordbox', re.MULTILINE)


def _parse_cue(text: str) -> list[Section]:
    is_rekordbox = _REKORDBOX.search(text) is not None
    tracks, files = _cue_tracks(text, hours=is_rekordbox)
    if not tracks:
        raise ValueError("the cue sheet has no tracks")
    if files > 1 and not is_rekordbox:
        # The times of each file begin at 0, and lengths are not in the sheet.
        tracks = [track | {"start": None} for track in tracks]
    return [
        _track(
            track.get("PERFORMER"),
            track.get("TITLE") or f"Track {number}",
            track.get("start"),
        )
        for number, track in enumerate(tracks, 1)
    ]


def _cue_tracks(text: str, *, hours: bool) -> tuple[list[dict[str, Any]], int]:
    """Return the commands of each track, and the number of files."""
    tracks: list[dict[str, Any]] = []
    files = 0
    for number, line in enumerate(text.splitlines(), 1):
        match = _CUE.fullmatch(line.strip())
        if match is None:
            continue
        command, value = match[1].upper(), match[2] or match[3] or ""
        # Mixxx names the file that was played, without a type, in a track (2.6).
        files += command == "FILE" and not (tracks and match[2])
        if command == "TRACK":
            tracks.append({})
        elif tracks and command in {"TITLE", "PERFORMER"}:
            tracks[-1][command] = value
        elif tracks and command == "INDEX" and value.split()[:1] in (["1"], ["01"]):
            tracks[-1]["start"] = _cue_time(value, number, hours=hours)
    return tracks, files


def _cue_time(value: str, number: int, *, hours: bool) -> int:
    """Return the whole seconds of ``01 mm:ss:ff``, or of ``01 hh:mm:ss``."""
    match = _INDEX.fullmatch(value)
    if match is None or int(match[2]) > 59:
        form = "hh:mm:ss" if hours else "mm:ss:ff"
        raise ValueError(f"line {number}: {value!r} is not an index and {form}")
    first, second, third = map(int, match.groups())
    return first * 3600 + second * 60 + third if hours else first * 60 + second


# --- YAML -------------------------------------------------------------------------


def _parse_yaml(text: str) -> list[Section]:
    try:
        import yaml
    except ImportError as error:
        raise ImportError(
            "tracklists in YAML need an extra: pip install 'aiomixcloud[yaml]'"
        ) from error
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"not valid YAML: {error}") from error
    if isinstance(data, Mapping):
        names = ("sections", "tracks", "tracklist")
        data = next((data[name] for name in names if name in data), None)
    if not isinstance(data, list):
        raise ValueError("expected a list of sections, or a mapping with 'sections'")  # noqa: TRY004
    return [_renamed(item) for item in data]


def _renamed(item: Any) -> Section:
    """Return a mapping with the keys of sections for those of other programs."""
    if isinstance(item, str):
        return _track(None, item)
    if not isinstance(item, Mapping):
        raise ValueError(f"expected a mapping, not {item!r}")  # noqa: TRY004
    return {meant_key(key) or str(key): value for key, value in item.items()}


# --- Tables -----------------------------------------------------------------------

_ARTIST = ("artist", "performer")
_TITLE = ("track title", "title", "song", "name")
_START = ("start_time", "start time", "start")


def _parse_table(text: str) -> list[Section]:
    first = text.partition("\n")[0]
    # Spreadsheets write semicolons where a comma is in numbers.
    rows = csv.DictReader(io.StringIO(text), delimiter=max("\t,;", key=first.count))
    names = {str(name).strip().lower(): name for name in rows.fieldnames or ()}

    def column(known: Iterable[str]) -> str | None:
        return next((names[name] for name in known if name in names), None)

    artist, title, start = column(_ARTIST), column(_TITLE), column(_START)
    if title is None:
        raise ValueError("the table has no column for the title")
    try:
        found = [
            _track(row.get(artist or ""), row[title], row.get(start or "") or None)
            for row in rows
        ]
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}") from error
    return [section for section in found if any(section.values())]


# --- M3U --------------------------------------------------------------------------


def _parse_m3u(text: str) -> list[Section]:
    """Read the names after ``#EXTINF``, or of the files without it."""
    found: list[Section] = []
    name = ""
    for line in map(str.strip, text.splitlines()):
        if line.upper().startswith("#EXTINF:"):
            name = line.partition(",")[2]
        elif line and not line.startswith("#"):
            file = re.split(r"[/\\]", line)[-1]
            found.append(_track(None, name or file.rpartition(".")[0] or file))
            name = ""
    if not found:
        raise ValueError("the playlist has no tracks")
    return found


_FORMATS: dict[str, Callable[[str], list[Section]]] = {
    ".cue": _parse_cue,
    ".yaml": _parse_yaml,
    ".yml": _parse_yaml,
    ".txt": _parse_table,
    ".csv": _parse_table,
    ".m3u": _parse_m3u,
    ".m3u8": _parse_m3u,
}
