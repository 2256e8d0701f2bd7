"""
Groups of arguments that many methods share, checked and made into parameters.

What is wrong with them is an `AssertionError`, as documented; it is raised by
hand, so that ``python -O`` raises it, too.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sized
from typing import Any, TypeAlias, TypedDict, TypeVar

from clientcore import Upload, UploadSource

from .constants import (
    DESCRIPTION_MAX_SIZE,
    HOST_MAX_COUNT,
    PICTURE_MAX_SIZE,
    TAG_MAX_COUNT,
)
from .datetime import Moment, format_datetime, to_timestamp

T = TypeVar("T")

#: What can be uploaded: a path, bytes, an open file, an iterable of bytes, or an
#: `Upload`, which knows more.
File: TypeAlias = UploadSource | Upload

#: Called with the bytes sent so far and the size, ``None`` if it is not known.
Progress: TypeAlias = Callable[[int, int | None], None]


def require(condition: object, message: str) -> None:
    """
    Insist on something.

    Raises:
        AssertionError: It is not so.
    """
    if not condition:
        raise AssertionError(message)


def in_name_of(method: str, read: Callable[..., T], given: Mapping[str, Any]) -> T:
    """
    Read arguments that a method was called with.

    Args:
        method: What people called.

        read: What they are for, one of the functions below.

        given: The arguments, by name.

    Raises:
        TypeError: The method does not take one of them.
    """
    for name in given:
        if name not in (read.__kwdefaults__ or ()):
            raise TypeError(f"{method}() got an unexpected keyword argument {name!r}")
    return read(**given)


# --- Lists --------------------------------------------------------------------


class Window(TypedDict, total=False):
    """
    Which part of a list to get.

    Attributes:
        offset: How many items to leave out.

        limit: How many items a page has: 20 by default, and 100 at the most.

        since: The time of the oldest item, for lists that go by time.

        until: The time of the newest.

        page: The number of a page, from 0, instead of the four above.

        per_page: How many items such a page has.
    """

    offset: int | None
    limit: int | None
    since: Moment | None
    until: Moment | None
    page: int | None
    per_page: int


def window(
    *,
    offset: int | None = None,
    limit: int | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
    page: int | None = None,
    per_page: int = 20,
) -> dict[str, Any]:
    """
    Return the parameters for part of a list: see `Window`.

    Raises:
        AssertionError: There is a page besides others.

        TypeError: A time is none.
    """
    if page is not None:
        require(
            all(value is None for value in (offset, limit, since, until)),
            "page and offset/limit/since/until cannot be specified simultaneously",
        )
        offset, limit = page * per_page, per_page
    params = {
        "offset": offset,
        "limit": limit,
        "since": since if since is None else to_timestamp(since),
        "until": until if until is None else to_timestamp(until),
    }
    return {name: value for name, value in params.items() if value is not None}


# --- Widgets ------------------------------------------------------------------


class Display(TypedDict, total=False):
    """
    How a widget looks.

    Attributes:
        width: In pixels.

        height: In pixels.

        color: Six hex digits.
    """

    width: int | str | None
    height: int | str | None
    color: str | None


def display(
    *,
    width: int | str | None = None,
    height: int | str | None = None,
    color: str | None = None,
) -> dict[str, Any]:
    """Return the parameters for a widget: see `Display`."""
    look = {"width": width, "height": height, "color": color and color.lstrip("#")}
    return {name: value for name, value in look.items() if value is not None}


# --- Uploads ------------------------------------------------------------------


class Details(TypedDict, total=False):
    """
    What to say about an upload.

    Attributes:
        picture: At most 10 MB.

        description: At most 1000 characters.

        tags: At most five. In an edit, an empty list takes all away.

        publish_date: When it becomes public (Pro).

        disable_comments: Whether nobody may comment (Pro).

        hide_stats: Whether nobody sees how often it was played (Pro).

        unlisted: Whether only people with its address find it.

        sections: What is played when: mappings with ``start_time``, in whole
            seconds, and either ``chapter``, or ``artist`` and ``song``. In an
            edit, an empty list takes all away.

        hosts: At most two user names (Pro). In an edit, an empty list takes
            all away.
    """

    picture: File | None
    description: str | None
    tags: Iterable[str] | None
    publish_date: Moment | None
    disable_comments: bool
    hide_stats: bool
    unlisted: bool
    sections: Iterable[Mapping[str, Any]] | None
    hosts: Iterable[str] | None


def details(
    *,
    picture: File | None = None,
    description: str | None = None,
    tags: Iterable[str] | None = None,
    publish_date: Moment | None = None,
    disable_comments: bool = False,
    hide_stats: bool = False,
    unlisted: bool = False,
    sections: Iterable[Mapping[str, Any]] | None = None,
    hosts: Iterable[str] | None = None,
) -> dict[str, Any]:
    """
    Return the parameters that say something about an upload: see `Details`.

    Raises:
        AssertionError: Something is too large, or too many.

        OSError: There is no such picture.

        TypeError: Tags or hosts are a single text, or a time is none.

        ValueError: A section is none.
    """
    size = None if picture is None else size_of(picture)
    check_size("picture", size, PICTURE_MAX_SIZE)
    require(
        description is None or len(description) <= DESCRIPTION_MAX_SIZE,
        f"description size must be {DESCRIPTION_MAX_SIZE} characters at most",
    )
    params = {
        "picture": picture,
        "description": description,
        "tags": _several("tags", tags, TAG_MAX_COUNT),
        "publish_date": publish_date and format_datetime(publish_date),
        "disable_comments": disable_comments or None,
        "hide_stats": hide_stats or None,
        "unlisted": unlisted or None,
        "sections": None if sections is None else [*map(_section, sections)],
        "hosts": _several("hosts", hosts, HOST_MAX_COUNT),
    }
    return {name: value for name, value in params.items() if value is not None}


def size_of(file: File) -> int | None:
    """Return a file's size in bytes, or ``None`` if it cannot be known."""
    if isinstance(file, str | os.PathLike):
        return os.path.getsize(file)  # noqa: PTH202, a path of any kind
    upload = file if isinstance(file, Upload) else Upload(file)
    return upload.size


def check_size(name: str, size: int | None, limit: int) -> None:
    """
    Check a file's size, if it is known.

    Raises:
        AssertionError: It is more than *limit* bytes.
    """
    message = f"{name} file size must be {limit} bytes at most"
    require(size is None or size <= limit, message)


def _several(name: str, values: Iterable[str] | None, most: int) -> Any:
    """Check texts, of which there may be so many."""
    if values is None:
        return None
    if isinstance(values, str):
        raise TypeError(f"{name} are a list of texts, not a text")
    values = values if isinstance(values, Sized) else list(values)
    require(len(values) <= most, f"an upload must have {most} {name} at most")
    return values


def _section(section: Mapping[str, Any]) -> Mapping[str, Any]:
    """Check what the service would refuse once all of the file has come."""
    if not isinstance(section, Mapping):
        raise TypeError("a section is a mapping")
    start = section.get("start_time")
    try:
        whole = start is None or int(str(start)) >= 0
    except ValueError:
        whole = False
    if not whole:
        raise ValueError(f"start_time is in whole seconds, and not {start!r}")
    if "chapter" in section and not {"artist", "song"}.isdisjoint(section):
        raise ValueError("a section is a chapter, or has an artist and a song")
    return section
