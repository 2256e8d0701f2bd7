"""
The form of an upload or an edit.
"""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

import attrs

from clientcore import Request, Upload

from ._addresses import plain_text
from ._arguments import File, Progress

#: What is sent to take away all of these.
_NOTHING = {"tags": "tags-0-tag", "sections": "sections-0-chapter"}
_NOTHING["hosts"] = "hosts-0-username"


class Form:
    """
    Names, and texts or files, always sent as a multipart form.

    Args:
        timeout: Seconds for which the network or the service may stand still.

        idempotent: Whether sending it twice does no more than once.
    """

    def __init__(
        self, *, timeout: float | None = None, idempotent: bool = False
    ) -> None:
        self._timeout = timeout
        self._idempotent = idempotent
        self._parts: list[tuple[str, str | Upload]] = []

    def add(self, name: str, value: Any) -> None:
        """Add a text, a flag or an `Upload`."""
        part = value if isinstance(value, Upload) else plain_text(value)
        self._parts.append((name, part))

    def add_all(self, params: Mapping[str, Any]) -> None:
        """
        Add what is said about an upload.

        An empty list becomes one empty field, which replaces all there are. The
        service documents that for hosts, and for the others that any field of
        theirs replaces all.
        """
        later = {name: params[name] for name in LISTS if name in params}
        if "picture" in params:
            self.add("picture", as_upload(params["picture"], "picture.jpg"))
        for name, value in params.items():
            if name not in later and name != "picture":
                self.add(name, value)
        for name, values in later.items():
            items = list(LISTS[name](values)) or [(_NOTHING[name], "")]
            for field, value in items:
                self.add(field, value)

    def request(self, request: Request) -> Request:
        """Return *request* with the form in it."""
        return attrs.evolve(
            request,
            form=dict(self._parts),
            # Multipart even without a file.
            files={},
            timeout=self._timeout,
            idempotent=self._idempotent,
        )


def _tags(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for index, tag in enumerate(values):
        yield f"tags-{index}-tag", tag


def _sections(values: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for index, section in enumerate(values):
        for key, value in section.items():
            yield f"sections-{index}-{key}", str(value)


def _hosts(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for index, host in enumerate(values):
        yield f"hosts-{index}-username", host


#: What is several fields, by its name: what makes the fields.
LISTS: dict[str, Callable[[Any], Iterator[tuple[str, str]]]] = {
    "tags": _tags,
    "sections": _sections,
    "hosts": _hosts,
}


def as_upload(file: File, name: str, on_progress: Progress | None = None) -> Upload:
    """
    Return *file* as something to send.

    Args:
        file: See `File`. An `Upload` stays as it is.

        name: What it is called if it has no name of its own.

        on_progress: See `clientcore.Upload`.
    """
    if isinstance(file, Upload):
        return file
    name = _name(file) or name
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Upload(file, name=name, content_type=guessed, on_progress=on_progress)


def _name(file: Any) -> str:
    path = file if isinstance(file, str | os.PathLike) else getattr(file, "name", None)
    return PurePath(path).name if isinstance(path, str | os.PathLike) else ""
