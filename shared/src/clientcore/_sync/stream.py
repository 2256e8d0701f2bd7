# Generated from _async/stream.py by `nox -s twins`: do not edit.
"""
A response that is read as it arrives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from .._errors import ErrorTable
from .._events import RequestInfo
from .._headers import Headers

if TYPE_CHECKING:
    from .reply import Reply


class Stream(Iterator[bytes]):
    """
    An open response, inside of ``with client.stream(...)``.

    Iterating yields its body in pieces, decompressed.

    Attributes:
        status: The status code, from 200 to 299.
        headers: Headers; names in any case.
        request: Its method, path and URL, without secrets.
    """

    def __init__(self, reply: Reply, request: RequestInfo, errors: ErrorTable) -> None:
        self._reply = reply
        self._errors = errors
        self.status: int = reply.status
        self.headers: Headers = reply.headers
        self.request = request

    def __repr__(self) -> str:
        return f"<Stream of {self.request}, {self.status}>"

    @property
    def size(self) -> int | None:
        """Size of the body in bytes, or ``None`` if the server did not say."""
        length = self.headers.get("content-length", "")
        compressed = "content-encoding" in self.headers
        return int(length) if length.isdecimal() and not compressed else None

    # Not a generator: one that is left early would have to be closed.

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        with self._errors.own_errors(self.request):
            return self._reply.__next__()

    def read(self, limit: int = 256 * 1024 * 1024) -> bytes:
        """
        Read the rest of the body.

        Args:
            limit: The most bytes that are accepted.

        Raises:
            DecodeError: The body has more than *limit* bytes.
        """
        with self._errors.own_errors(self.request):
            return self._reply.read(limit)
