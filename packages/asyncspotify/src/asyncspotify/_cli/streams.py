"""
Spotify's own data downloads: what was played, and for how long.

https://support.spotify.com/article/understanding-your-data/ describes them. The
extended history has the files ``Streaming_History_Audio_2020-2021_3.json``, before
2022 ``endsong_0.json``; the account data have ``StreamingHistory_music_0.json``,
before 2024 ``StreamingHistory0.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

#: Names of files with a history. Other files of a download are skipped.
_NAMES = re.compile(
    r"(streaming_?history|endsong|endvideo).*\.json", re.IGNORECASE | re.DOTALL
)


class NotAHistory(ValueError):
    """A file is not a history by Spotify."""


@attrs.frozen
class Stream:
    """
    A track, episode or chapter that was played.

    Attributes:
        ended_at: When it ended, in UTC.
        ms: Milliseconds for which it was played.
        name: Title of the track, episode or chapter.
        by: The artist, show or audiobook.
        album: The album, if the file says.
        uri: The URI, if the file says.
    """

    ended_at: datetime
    ms: int
    name: str
    by: str
    album: str | None = None
    uri: str | None = None

    @property
    def is_music(self) -> bool:
        """Whether it is a track, as far as is known."""
        return self.uri is None or ":track:" in self.uri


@attrs.define
class History:
    """
    The history in files, folders and ZIP archives.

    Each stream counts once, also if it is in several files: Spotify's downloads
    overlap.

    Args:
        paths: Files, folders and archives.
        advance: Called with 1 for each file that was read.

    Attributes:
        files: Number of files that were read.
        nameless: Number of entries that were left out, because they say neither what
            was played nor when.
    """

    paths: Iterable[Path]
    advance: Callable[[int], Any] = lambda _: None
    files: int = 0
    nameless: int = 0

    def __iter__(self) -> Iterator[Stream]:
        """
        Yield all streams, file by file.

        Raises:
            NotAHistory: A file is not a history, or there is none.
        """
        # A hash takes less memory than a stream, and years have 100,000s of them.
        seen: set[int] = set()
        for name, content in self._contents():
            for stream in self._read(name, content):
                key = hash((stream.ended_at, stream.ms, stream.name, stream.by))
                if key not in seen:
                    seen.add(key)
                    yield stream
            self.files += 1
            self.advance(1)
        if not self.files:
            raise NotAHistory(
                "there is no history here: the files of Spotify's download are named"
                " Streaming_History_Audio_….json or endsong_….json"
            )

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of each file with a history."""
        # Not needed for ``--help``, which has to be quick.
        import zipfile

        for path in self.paths:
            if path.is_dir():
                for file in sorted(path.rglob("*.json")):
                    if _NAMES.fullmatch(file.name):
                        yield str(file), file.read_bytes()
            elif zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for name in sorted(archive.namelist()):
                        if _NAMES.fullmatch(Path(name).name):
                            yield f"{path}: {name}", archive.read(name)
            else:
                yield str(path), path.read_bytes()

    def _read(self, name: str, content: bytes) -> Iterator[Stream]:
        try:
            entries = json.loads(content)
        except ValueError:
            raise NotAHistory(f"{name} is no JSON") from None
        if not isinstance(entries, list):
            raise NotAHistory(f"{name} is no history by Spotify: it is no list")
        found = 0
        for entry in entries:
            stream = read_stream(entry)
            if stream is None:
                self.nameless += 1
            else:
                found += 1
                yield stream
        if entries and not found and not any(map(_is_known, entries)):
            raise NotAHistory(f"{name} is no history by Spotify: unknown entries")


#: Names of: end, milliseconds, and for each kind of item: name, by, album, URI.
_EXTENDED = (
    "ts",
    "ms_played",
    (
        "master_metadata_track_name",
        "master_metadata_album_artist_name",
        "master_metadata_album_album_name",
        "spotify_track_uri",
    ),
    ("episode_name", "episode_show_name", "", "spotify_episode_uri"),
    ("audiobook_chapter_title", "audiobook_title", "", "audiobook_chapter_uri"),
)
_ACCOUNT = (
    "endTime",
    "msPlayed",
    ("trackName", "artistName", "", ""),
    ("episodeName", "podcastName", "", ""),
)


def _is_known(entry: Any) -> bool:
    """Return whether an entry has the keys of one of Spotify's formats."""
    return isinstance(entry, dict) and any(
        {end, played} <= entry.keys() for end, played, *_ in (_EXTENDED, _ACCOUNT)
    )


def read_stream(entry: Any) -> Stream | None:
    """
    Read an entry of a history, or return ``None`` if it does not say what and when.

    Args:
        entry: An object of one of Spotify's formats, or anything else.
    """
    if not isinstance(entry, dict):
        return None
    for end, played, *items in (_EXTENDED, _ACCOUNT):
        if end in entry and (time := _time(entry[end])) is not None:
            for keys in items:
                name, by, album, uri = (_text(entry.get(key)) for key in keys)
                if name is not None:
                    ms = _number(entry.get(played))
                    return Stream(time, ms, name, by or "", album, uri)
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: Any) -> int:
    """Return milliseconds. Some exports have text, and negative numbers."""
    try:
        return max(0, int(value))
    except (TypeError, ValueError, OverflowError):
        return 0


def _time(value: Any) -> datetime | None:
    """Read ``2021-05-01T12:30:00Z`` or ``2021-05-01 12:30``, which is UTC too."""
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
