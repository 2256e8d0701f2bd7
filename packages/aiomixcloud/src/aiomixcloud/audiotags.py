"""
Name and cover of an audio file, as arguments for an upload. Needs the extra ``tags``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from clientcore import Upload

__all__ = ["read_tags"]

#: Type of the picture that is the front cover, in ID3 and FLAC.
_FRONT = 3
_NAMES = ("title", "TIT2", "©nam")


def read_tags(path: str | os.PathLike[str]) -> dict[str, Any]:
    """
    Read the title and the cover in the tags of an audio file.

    Args:
        path: Path of an MP3 or another file with ID3 tags, or of an MP4, FLAC or Ogg
            file. It is read at once, so call this in a worker thread if the file is on
            a slow disk.

    Returns:
        Arguments for `Mixcloud.upload`: ``name``, which is the name of the file if
        there is no title, and ``picture`` if there is a cover.

    Raises:
        ImportError: The extra ``tags`` is not installed.
        OSError: The file does not exist or cannot be read.
        ValueError: The tags are damaged.
    """
    try:
        import mutagen
    except ImportError as error:
        raise ImportError(
            "tags of audio files need an extra: pip install 'aiomixcloud[tags]'"
        ) from error
    path = Path(path)
    with path.open("rb") as opened:
        try:
            file: Any = mutagen.File(opened)
        except mutagen.MutagenError as error:
            raise ValueError(
                f"{path.name}: the tags cannot be read: {error}"
            ) from error
    found: dict[str, Any] = {"name": _title(file) or path.stem}
    if (cover := _cover(file)) is not None:
        found["picture"] = cover
    return found


def _title(file: Any) -> str:
    tags = getattr(file, "tags", None)
    if not tags:
        return ""
    for name in _NAMES:
        value = tags.get(name)
        if value:
            texts = getattr(value, "text", value)
            return str(texts[0]).strip()
    return ""


def _cover(file: Any) -> Upload | None:
    """Return the front cover, or the first picture."""
    tags: Any = getattr(file, "tags", None) or {}
    pictures = list(getattr(file, "pictures", ()))
    if hasattr(tags, "getall"):
        pictures += tags.getall("APIC")
    pictures.sort(key=lambda picture: picture.type != _FRONT)
    # The data of a linked picture is its address.
    found = [
        (bytes(picture.data), str(picture.mime))
        for picture in pictures
        if picture.data and picture.mime != "-->"
    ]
    for cover in tags.get("covr", ()) if hasattr(tags, "get") else ():
        png = cover.imageformat == cover.FORMAT_PNG
        found.append((bytes(cover), "image/png" if png else "image/jpeg"))
    if not found:
        return None
    data, kind = found[0]
    kind = "image/png" if "png" in kind.lower() else "image/jpeg"
    return Upload(data, name=f"cover.{kind.partition('/')[2]}", content_type=kind)
