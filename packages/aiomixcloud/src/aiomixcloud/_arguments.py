"""
Groups of keyword arguments that many methods share, each declared once.

Wrong values raise `AssertionError` where earlier releases documented that. It is
raised explicitly, so that ``python -O`` raises it too.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

from clientcore import Timeouts, Upload, UploadSource

from ._files import as_upload
from ._form import Form
from ._sections import read_section
from .constants import (
    DESCRIPTION_MAX_SIZE,
    HOST_MAX_COUNT,
    MP3_MAX_SIZE,
    PICTURE_MAX_SIZE,
    TAG_MAX_COUNT,
)
from .datetime import Moment, format_datetime, to_timestamp

if TYPE_CHECKING:
    from typing import Unpack

#: What can be uploaded: a path, bytes, an open file, an iterable of bytes, or a
#: `clientcore.Upload` around one of these.
File: TypeAlias = UploadSource | Upload

#: Seconds without data after which an upload fails. The service processes the whole
#: file before it responds.
UPLOAD_TIMEOUT = 600.0

#: Called with the bytes sent so far and the size, ``None`` if it is not known.
Progress: TypeAlias = Callable[[int, int | None], None]


def require(condition: object, message: str) -> None:
    """Raise `AssertionError` with *message* unless *condition* is true."""
    if not condition:
        raise AssertionError(message)


class Group:
    """
    A group of keyword arguments.

    Args:
        declared: A ``TypedDict`` with their names and types.
        read: Checks the arguments that were given, and returns the parameters.
        **defaults: Defaults other than ``None``, for `signature`.
    """

    def __init__(
        self,
        declared: type,
        read: Callable[[Mapping[str, Any]], dict[str, Any]],
        **defaults: Any,
    ) -> None:
        self.names = declared.__annotations__.keys()
        self.read = read
        self._parameters = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=defaults.get(name),
                annotation=getattr(hint, "__forward_arg__", hint),
            )
            for name, hint in declared.__annotations__.items()
        ]

    def take(self, given: dict[str, Any]) -> dict[str, Any]:
        """Remove the arguments of the group from *given*, and return the parameters."""
        return self.read({n: given.pop(n) for n in self.names if n in given})

    def signature(
        self, function: Callable[..., Any], *, rest: str = "", **more: Any
    ) -> inspect.Signature:
        """
        Return the signature of *function* with the group's arguments.

        Args:
            function: Takes the parameters, as ``params`` or as keywords.
            rest: Name of the parameter for further keywords, if they are accepted.
            **more: Further keyword arguments and their defaults.
        """
        keyword_only = inspect.Parameter.KEYWORD_ONLY
        own = inspect.signature(function)
        kept = [
            parameter
            for name, parameter in own.parameters.items()
            if name != "params" and parameter.kind is not parameter.VAR_KEYWORD
        ]
        kept += [
            inspect.Parameter(name, keyword_only, default=default)
            for name, default in more.items()
        ]
        kept += self._parameters
        if rest:
            kept += [inspect.Parameter(rest, inspect.Parameter.VAR_KEYWORD)]
        return own.replace(parameters=kept)


def _given(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if value is not None}


# --- Lists --------------------------------------------------------------------


class Window(TypedDict, total=False):
    """
    Which part of a list to get.

    Attributes:
        offset: Number of items to skip.
        limit: Number of items on a page: 20 by default, and 100 at most.
        since: Only items after this time, for lists in the order of time.
        until: Only items before this time.
        page: Number of a page, from 0, instead of the four above.
        per_page: Number of items on such a page.
    """

    offset: int | None
    limit: int | None
    since: Moment | None
    until: Moment | None
    page: int | None
    per_page: int


def _read_window(given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the query for a part of a list.

    Raises:
        AssertionError: *page* is given together with one of the first four.
        TypeError: *since* or *until* is not a time.
    """
    names = ("offset", "limit", "since", "until")
    params: dict[str, Any] = {name: given.get(name) for name in names}
    if (page := given.get("page")) is not None:
        require(
            not _given(params),
            "page and offset/limit/since/until cannot be specified simultaneously",
        )
        per_page = given.get("per_page", 20)
        return {"offset": page * per_page, "limit": per_page}
    for name in ("since", "until"):
        if params[name] is not None:
            params[name] = to_timestamp(params[name])
    return _given(params)


WINDOW = Group(Window, _read_window, per_page=20)


# --- Widgets ------------------------------------------------------------------


class Display(TypedDict, total=False):
    """
    The size and color of a widget.

    Attributes:
        width: Width in pixels, or a text such as ``"100%"``.
        height: Height in pixels.
        color: Six hex digits, with or without a ``#``.
    """

    width: int | str | None
    height: int | str | None
    color: str | None


def _read_display(given: Mapping[str, Any]) -> dict[str, Any]:
    look = _given(given)
    if "color" in look:
        look["color"] = look["color"].lstrip("#")
    return look


DISPLAY = Group(Display, _read_display)


# --- Uploads ------------------------------------------------------------------


class Details(TypedDict, total=False):
    """
    The properties of a show.

    Attributes:
        picture: The cover, at most 10 MB.
        description: At most 1000 characters.
        tags: At most five. In an edit, an empty list removes all tags.
        publish_date: When the show becomes public (Pro accounts).
        disable_comments: Whether comments are disabled (Pro accounts).
        hide_stats: Whether play counts are hidden (Pro accounts).
        unlisted: Whether only people with the show's address can find it.
        sections: The tracklist: mappings with a ``chapter``, or an ``artist`` and a
            ``song``, and optionally a ``start_time``: seconds (fractions are cut
            off), a `datetime.timedelta`, or a text such as ``"1:02:03"``. Section
            resources of a loaded show are accepted too. In an edit, an empty list
            removes all sections.
        hosts: At most two user names (Pro accounts). In an edit, an empty list
            removes all hosts.
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


_FLAGS = ("disable_comments", "hide_stats", "unlisted")


def _read_details(given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return the parameters for the properties of a show.

    Raises:
        AssertionError: A value is too large, or a list too long.
        OSError: The picture does not exist or cannot be read.
        TypeError: A value is of another type.
        ValueError: A section, tag or host is not valid.
    """
    params = {name: given.get(name) for name in Details.__annotations__}
    if params["picture"] is not None:
        params["picture"] = as_upload(params["picture"], "picture.jpg")
        check_size("picture", params["picture"], PICTURE_MAX_SIZE)
    if (description := params["description"]) is not None:
        if not isinstance(description, str):
            raise TypeError(f"description is text, not {type(description).__name__}")
        require(
            len(description) <= DESCRIPTION_MAX_SIZE,
            f"description size must be {DESCRIPTION_MAX_SIZE} characters at most",
        )
    params["tags"] = _texts("tags", params["tags"], TAG_MAX_COUNT)
    if params["publish_date"] is not None:
        params["publish_date"] = format_datetime(params["publish_date"])
    for name in _FLAGS:
        params[name] = _flag(name, params[name])
    if params["sections"] is not None:
        params["sections"] = [
            *map(read_section, _items("sections", params["sections"]))
        ]
    params["hosts"] = _texts("hosts", params["hosts"], HOST_MAX_COUNT)
    return _given(params)


DETAILS = Group(Details, _read_details, **dict.fromkeys(_FLAGS, False))


def check_upload(
    mp3: File,
    name: str,
    *,
    on_progress: Progress | None = None,
    timeout: float | None = UPLOAD_TIMEOUT,
    retries: int = 0,
    **about: Unpack[Details],
) -> None:
    """
    Check the arguments of `Mixcloud.upload`, without sending anything.

    `Mixcloud.upload` checks them as well. This is for programs that upload many
    files, and want to know about the last one before the first is sent.

    Args:
        mp3: The audio, see `Mixcloud.upload`. It is not read.
        name: Name of the show.
        on_progress: See `Mixcloud.upload`. It is not called.
        timeout: See `Mixcloud.upload`.
        retries: See `Mixcloud.upload`.
        **about: See `Details`.

    Raises:
        AssertionError: A value is too large, or a list too long.
        OSError: A file does not exist.
        TypeError: A value is of another type.
        ValueError: A value is not valid, or *retries* is given and a file can be read
            only once.
    """
    given: dict[str, Any] = {**about}
    params = DETAILS.take(given)
    if given:
        raise TypeError(f"an upload has no {next(iter(given))!r}")
    check_name(name)
    audio = check_audio(mp3, on_progress)
    check_attempts(timeout, retries, audio, params.get("picture"))
    form = Form()
    form.add("name", name)
    form.add("mp3", audio)
    form.add_all(params)


def check_audio(mp3: File, on_progress: Progress | None = None) -> Upload:
    """
    Return the audio of a show as an `Upload`.

    Raises:
        AssertionError: The file is larger than 4 GB.
        OSError: The path does not exist, or is not a file.
        TypeError: *mp3* is of another type.
    """
    audio = as_upload(mp3, "audio.mp3", on_progress)
    check_size("mp3", audio, MP3_MAX_SIZE)
    return audio


def check_name(name: object) -> None:
    """
    Check the name of a show.

    Raises:
        TypeError: *name* is not text.
        ValueError: *name* is blank.
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of a show is text, not {type(name).__name__}")
    if not name.strip():
        raise ValueError("the name of a show must not be blank")


def check_attempts(timeout: Any, retries: Any, *files: Any) -> None:
    """
    Check the options of an upload's attempts.

    Args:
        timeout: Seconds without data after which an attempt fails, or ``None``.
        retries: Number of further attempts.
        *files: Each an `Upload` that has to be read again for each of them, or
            ``None``.

    Raises:
        TypeError: *timeout* is not a number, or *retries* is not an int.
        ValueError: *timeout* is not more than 0, *retries* is negative, or one of
            *files* can be read only once.
    """
    Timeouts(read=timeout, write=timeout)
    if type(retries) is not int:
        raise TypeError(f"retries is a number, not {type(retries).__name__}")
    if retries < 0:
        raise ValueError(f"retries is 0 or more, not {retries}")
    for file in files:
        if retries and file is not None and not file.is_rewindable:
            raise ValueError(f"{file!r} can be read only once: retries must be 0")


def check_size(name: str, upload: Upload, limit: int) -> None:
    """
    Check a file's size in bytes, if it is known.

    Raises:
        AssertionError: It exceeds *limit*.
        ValueError: The file is empty, or an open one is at its end.
    """
    if upload.size == 0:
        raise ValueError(f"{name} file is empty, or was read to its end")
    message = f"{name} file size must be {limit} bytes at most"
    require(upload.size is None or upload.size <= limit, message)


def _flag(name: str, value: Any) -> bool | None:
    """Return ``True``, or ``None`` for a flag that is not sent."""
    if value not in (None, False, True):
        raise TypeError(f"{name} is True or False, not {value!r}")
    return True if value else None


def _items(name: str, values: Any) -> list[Any]:
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(f"{name} is a list, not {type(values).__name__}")
    return [*values]


def _texts(name: str, given: Any, most: int) -> list[str] | None:
    """Check a list of at most *most* texts."""
    if given is None:
        return None
    values: list[Any] = _items(name, given)
    require(len(values) <= most, f"an upload must have {most} {name} at most")
    for value in values:
        if not isinstance(value, str):
            raise TypeError(f"{name} are texts, not {type(value).__name__}")
        if not value.strip():
            raise ValueError(f"{name} must not be blank")
    return values
