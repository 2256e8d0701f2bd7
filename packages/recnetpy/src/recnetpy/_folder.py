"""
A folder of image files: names, and the manifest that says what is there.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import attrs

from ._documents import documents
from ._links import file_name

#: The manifest in each folder: JSON Lines, one file a line.
MANIFEST: Final = "manifest.jsonl"
_LONGEST: Final = 120
#: Names that Windows keeps for devices.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_FIELD: Final = re.compile(r"\{(\w+)\}")
_KINDS: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
)


@attrs.frozen
class SavedFile:
    """
    An image file in a folder, or why it is not there.

    Attributes:
        image_id: ID of the image.
        image_name: Name of the image file on the server.
        path: Path below the folder, with slashes. Empty if it was not saved.
        size: Number of bytes.
        sha256: Checksum of the content, in hexadecimal digits.
        status: ``saved``, ``kept`` (it was there already) or ``missing`` (the server
            does not have it, or its name is none).
    """

    image_id: int
    image_name: str
    path: str = ""
    size: int = 0
    sha256: str = ""
    status: str = "saved"


@attrs.frozen
class Progress:
    """
    How far a long operation is.

    Attributes:
        step: What is done at the moment, such as ``photos`` or ``comments``.
        done: How many are done.
        total: How many there are, or ``None`` if that is not known.
    """

    step: str
    done: int
    total: int | None = None


@attrs.frozen
class SavedFiles:
    """
    What came of saving image files.

    Attributes:
        saved: Number of files that were downloaded.
        kept: Number of files that were there already.
        missing: The images whose files the server does not have.
    """

    saved: int = 0
    kept: int = 0
    missing: list[SavedFile] = attrs.field(factory=list)


class Folder:
    """
    A folder that image files are saved to. Nothing is written outside of it.

    Args:
        path: Path of the folder, which is made if it does not exist.
        pattern: Pattern of the files' names: see `fields`.

    Raises:
        ValueError: The pattern has an unknown field.
    """

    def __init__(self, path: str | Path, pattern: str) -> None:
        unknown = set(_FIELD.findall(pattern)) - _FIELDS.keys()
        if unknown or not pattern.strip("/. "):
            raise ValueError(
                f"a pattern has the fields {', '.join(sorted(_FIELDS))}, and"
                f" {pattern!r} has {', '.join(sorted(unknown)) or 'none'}"
            )
        self.path = Path(path)
        self._pattern = pattern
        self._lock = threading.Lock()
        self._known: dict[tuple[int, str], SavedFile] = {}
        #: Which image has which path, so that no two have the same.
        self._owners: dict[str, tuple[int, str]] = {}

    def open(self) -> None:
        """Make the folder, and read its manifest."""
        self.path.mkdir(parents=True, exist_ok=True)
        manifest = self.path / MANIFEST
        if manifest.exists():
            for found in documents(manifest):
                self._note(found.value)

    def _note(self, line: Any) -> None:
        """Take over a line of the manifest; what is damaged is saved again."""
        try:
            saved = SavedFile(**line)
            path = self.path / saved.path
            hash(saved.image_name)
        except TypeError:
            return
        if self._is_inside(path):
            self._known[saved.image_id, saved.image_name] = saved
            self._owners[saved.path.casefold()] = saved.image_id, saved.image_name

    def find(self, image: Any) -> SavedFile | None:
        """
        Return the file of *image*, if the folder has it whole: its size and content are
        those of the manifest.
        """
        known = self._known.get((image.id, file_name(image)))
        if known is None:
            return None
        try:
            path = self.path / known.path
            if path.stat().st_size != known.size:
                return None
            if _digest(path.read_bytes()) != known.sha256:
                return None
        except OSError:
            return None
        return attrs.evolve(known, status="kept")

    def save(self, image: Any, content: bytes) -> SavedFile:
        """Write a file and its line of the manifest."""
        name = file_name(image)
        with self._lock:
            path = self._free(image, name, content)
            self._owners[path.casefold()] = image.id, name
        saved = SavedFile(image.id, name, path, len(content), _digest(content))
        target = self.path / path
        if not target.exists() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".{secrets.token_hex(8)}.partial")
            try:
                partial.write_bytes(content)
                partial.replace(target)
            except BaseException:
                partial.unlink(missing_ok=True)
                raise
        line = json.dumps(attrs.asdict(saved))
        with self._lock, (self.path / MANIFEST).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        self._known[image.id, name] = saved
        return saved

    def _free(self, image: Any, name: str, content: bytes) -> str:
        """Return a path that belongs to no other image and to no other content."""
        path = _path(self._pattern, image, name, content)
        for tail in ("", f"-{image.id}", f"-{image.id}-{secrets.token_hex(4)}"):
            stem, dot, ending = path.rpartition(".")
            tried = f"{stem}{tail}{dot}{ending}" if dot else f"{path}{tail}"
            target = self.path / tried
            if not self._is_inside(target) or tried.casefold() == MANIFEST:
                continue
            owner = self._owners.get(tried.casefold())
            if owner == (image.id, name):
                return tried
            if owner is None and (
                not target.exists()
                or (target.is_file() and target.read_bytes() == content)
            ):
                return tried
        return f"{image.id}-{secrets.token_hex(8)}"

    def _is_inside(self, path: Path) -> bool:
        """Return whether a path stays in the folder, links followed."""
        try:
            return path.resolve().is_relative_to(self.path.resolve())
        except (OSError, ValueError):
            return False


def saved_files(folder: Path) -> dict[str, Path]:
    """
    Return the files that the manifest of a folder lists, by the names that they have on
    the server. Paths that lead out of the folder are left out.
    """
    found: dict[str, Path] = {}
    manifest = folder / MANIFEST
    for each in documents(manifest) if manifest.exists() else ():
        line = each.value if isinstance(each.value, dict) else {}
        name, path = line.get("image_name"), line.get("path")
        if isinstance(name, str) and isinstance(path, str) and path:
            target = (folder / path).resolve()
            if target.is_relative_to(folder.resolve()):
                found[name] = target
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _path(pattern: str, image: Any, name: str, content: bytes) -> str:
    """Return the path of an image's file below the folder."""

    def value(match: re.Match[str]) -> str:
        return _FIELDS[match[1]](image, name)

    path = _FIELD.sub(value, pattern)
    parts = [part for part in map(_safe, path.split("/")) if part]
    found = "/".join(parts) or str(image.id)
    if not re.search(r"\.\w{2,5}$", found):
        found += f".{_ending(content)}"
    return found


def _ending(content: bytes) -> str:
    kinds = (kind for start, kind in _KINDS if content.startswith(start))
    return next(kinds, "bin")


def _safe(part: str) -> str:
    """Return a part of a path that all systems take, and that is not hidden."""
    part = re.sub(r'[\x00-\x1f\x7f<>:"|?*\\]', "_", part)
    # Half characters cannot be in the names of files.
    part = part.encode("utf-8", "replace").decode().strip(" .")
    if _RESERVED.match(part):
        part = f"_{part}"
    stem, dot, ending = part.rpartition(".")
    if len(part) > _LONGEST and dot:
        return f"{stem[: _LONGEST - len(ending[:10])]}.{ending[:10]}"
    return part[:_LONGEST]


def _time(form: str) -> Callable[[Any, str], str]:
    def text(image: Any, _: str) -> str:
        created: datetime | None = image.created_at_utc
        return "undated" if created is None else created.astimezone(UTC).strftime(form)

    return text


def _number(name: str) -> Callable[[Any, str], str]:
    return lambda image, _: str(
        getattr(image, name) or f"no-{name.removesuffix('_id')}"
    )


#: The fields of a pattern.
_FIELDS: Final[dict[str, Callable[[Any, str], str]]] = {
    "id": lambda image, _: str(image.id),
    "name": lambda _, name: name,
    "date": _time("%Y-%m-%d"),
    "time": _time("%H-%M-%S"),
    "year": _time("%Y"),
    "month": _time("%m"),
    "room": _number("room_id"),
    "player": _number("player_id"),
}
