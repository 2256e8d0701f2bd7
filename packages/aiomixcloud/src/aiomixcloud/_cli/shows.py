"""
Shows to upload: audio files, and the files with the same name for each.

Beside ``mix.mp3`` there may be ``mix.cue`` or ``mix.yaml`` with the tracklist, and
``mix.jpg`` or ``mix.png`` with the cover. The YAML may have all properties of the show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from aiomixcloud import check_upload

#: Files of a folder that are uploaded.
_AUDIO = {".mp3", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".wav", ".aif", ".aiff"}
_YAML = (".yaml", ".yml")
_TRACKLISTS = (*_YAML, ".cue")
_COVERS = (".jpg", ".jpeg", ".png")
_TEXTS = ("name", "description", "publish_date")
_LISTS = ("tags", "hosts")
_FLAGS = ("unlisted", "disable_comments", "hide_stats")
_SECTIONS = ("sections", "tracks", "tracklist")


@attrs.frozen
class Show:
    """
    A show that is to be uploaded.

    Attributes:
        path: The audio file.
        name: Name of the show.
        details: The other arguments of `Mixcloud.upload`.
    """

    path: Path
    name: str
    details: Mapping[str, Any]

    @property
    def size(self) -> int:
        """Size of the audio in bytes."""
        return self.path.stat().st_size

    @property
    def fingerprint(self) -> str:
        """What tells this version of the file from others."""
        facts = self.path.stat()
        return f"{self.path.resolve()} {facts.st_size} {facts.st_mtime_ns}"


def find_audio(paths: Iterable[Path]) -> list[Path]:
    """
    Return the audio files of *paths*, each once.

    Args:
        paths: Files, whatever their names, and folders, of which the audio files are
            taken in the order of their names.

    Raises:
        ValueError: A folder has no audio files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        files = [path]
        if path.is_dir():
            files = sorted(p for p in path.iterdir() if _is_audio(p))
            if not files:
                raise ValueError(f"{path}: there are no audio files in this folder")
        found.update(dict.fromkeys(files))
    return list(found)


def _is_audio(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.suffix.lower() in _AUDIO and not hidden and path.is_file()


def read_shows(
    paths: Iterable[Path], given: Mapping[str, Any]
) -> tuple[list[Show], list[str]]:
    """
    Read all that is to be uploaded, and check it.

    Args:
        paths: The audio files.
        given: Arguments of `Mixcloud.upload` that override those of the files.

    Returns:
        The shows, and the problems: each names its file.
    """
    shows: list[Show] = []
    problems: list[str] = []
    names: dict[str, Path] = {}
    for path in paths:
        try:
            show = read_show(path, given)
        except (OSError, TypeError, ValueError) as error:
            problems.append(f"{path}: {_message(error)}")
            continue
        if (other := names.setdefault(show.name, path)) is not path:
            problems.append(f"{path}: its name is {show.name!r} as that of {other}")
        shows.append(show)
    return shows, problems


def _message(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def read_show(path: Path, given: Mapping[str, Any]) -> Show:
    """
    Read a show, and check it.

    Raises:
        OSError: A file does not exist or cannot be read.
        TypeError: A property is of another type.
        ValueError: A property is not valid or too large.
    """
    details = {**read_tags_of(path), **_beside(path), **given}
    name = " ".join(str(details.pop("name")).split())
    try:
        check_upload(path, name, **details)
    except AssertionError as error:
        # As which limits are documented. For users they are values like others.
        raise ValueError(str(error)) from None
    return Show(path, name, details)


def read_tags_of(path: Path) -> dict[str, Any]:
    """
    Return name and cover in the tags of a file.

    The name is that of the file if there are no tags, if they are damaged, or if the
    extra ``tags`` is not installed.
    """
    from aiomixcloud.audiotags import read_tags

    try:
        return read_tags(path)
    except (ImportError, ValueError):
        return {"name": path.stem}


def _beside(path: Path) -> dict[str, Any]:
    """Return the properties in the files beside an audio file."""
    found: dict[str, Any] = {}
    if cover := _first(path, _COVERS):
        found["picture"] = cover
    if tracklist := _first(path, _TRACKLISTS):
        found |= read_properties(tracklist)
    return found


def _first(path: Path, suffixes: Iterable[str]) -> Path | None:
    """Return the first file that has the name of *path* and one of *suffixes*."""
    candidates = (path.with_suffix(suffix) for suffix in suffixes)
    return next((each for each in candidates if each.is_file()), None)


def read_properties(path: Path) -> dict[str, Any]:
    """
    Return the properties of a show in a tracklist or a YAML file.

    Args:
        path: A file that `read_tracklist` reads. A mapping in YAML may also have
            ``name``, ``description``, ``picture`` (a path from the folder of the file),
            ``tags``, ``hosts``, ``publish_date``, and the flags.

    Raises:
        OSError: The file cannot be read.
        ValueError: A property is unknown or of another type.
    """
    from aiomixcloud.tracklists import read_tracklist

    mapping = _mapping(path) if path.suffix.lower() in _YAML else None
    try:
        if mapping is None or not mapping.keys().isdisjoint(_SECTIONS):
            sections = {"sections": read_tracklist(path)}
        else:
            sections = {}
    except ImportError as error:
        raise ValueError(str(error)) from None
    rest = {k: v for k, v in (mapping or {}).items() if k not in _SECTIONS}
    return {**dict(_properties(rest, path)), **sections}


def _mapping(path: Path) -> Mapping[str, Any] | None:
    """Return the mapping in a YAML file, or ``None`` if it has something else."""
    # `read_tracklist` tells what is wrong.
    try:
        import yaml
    except ImportError:
        return None
    try:
        with path.open("rb") as file:
            data = yaml.safe_load(file)
    except (ValueError, RecursionError, yaml.YAMLError):
        return None
    return data if isinstance(data, Mapping) else None


def _properties(values: Mapping[str, Any], path: Path) -> Iterator[tuple[str, Any]]:
    for name, value in values.items():
        if name == "picture":
            yield name, path.parent / str(value)
        elif name in _LISTS:
            yield name, [str(each) for each in _list(value)]
        elif name == "publish_date" and type(value) is dt.date:
            yield name, dt.datetime.combine(value, dt.time())
        elif name in _FLAGS:
            if not isinstance(value, bool):
                raise ValueError(f"{path.name}: {name} is true or false, not {value!r}")
            yield name, value
        elif name in _TEXTS:
            yield name, value if isinstance(value, dt.datetime) else str(value)
        else:
            known = ", ".join((*_TEXTS, "picture", *_LISTS, *_FLAGS, "sections"))
            raise ValueError(f"{path.name}: unknown {name!r}; known are {known}")


def _list(value: Any) -> list[Any]:
    """Return a list in YAML, which may be one text with commas."""
    if isinstance(value, list):
        return value
    return [part.strip() for part in str(value).split(",") if part.strip()]
