"""
The form of an upload or an edit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from clientcore import Request, Upload

from ._addresses import plain_text
from ._files import as_upload

#: The empty field that removes all tags, sections or hosts.
_NOTHING = {
    "tags": "tags-0-tag",
    "sections": "sections-0-chapter",
    "hosts": "hosts-0-username",
}


class Form:
    """
    The fields of a form, which is always sent as multipart.

    Args:
        timeout: Seconds without data after which sending or receiving fails, or
            ``None`` for no limit.
        idempotent: Whether sending the form twice has the same effect as once.
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
        Add the properties of a show.

        An empty list becomes one empty field, which replaces all tags, sections or
        hosts. The service documents that for hosts, and for the others that sending
        any field of theirs replaces all.
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
        """Return *request* with the form as its body."""
        return attrs.evolve(
            request,
            form=dict(self._parts),
            # Multipart even without a file.
            files={},
            timeout=math.inf if self._timeout is None else self._timeout,
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


#: Properties that are sent as several fields, and the functions that make them.
LISTS: dict[str, Callable[[Any], Iterator[tuple[str, str]]]] = {
    "tags": _tags,
    "sections": _sections,
    "hosts": _hosts,
}
