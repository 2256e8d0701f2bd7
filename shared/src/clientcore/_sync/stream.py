# Generated from _async/stream.py by `nox -s twins`: do not edit.
"""
An answer that is read as it comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from .._errors import ErrorTable
from .._facts import Headers, RequestInfo

if TYPE_CHECKING:
    from .._http import SyncAnswer


class Stream(Iterator[bytes]):
    """
    An open answer. It exists inside of ``client.stream(…)`` only.

    Iterating gives its body, piece by piece.

    Attributes:
        status: The HTTP status, a success.

        headers: Names in any case.

        request: What was asked.
    """

    def __init__(
        self, answer: SyncAnswer, request: RequestInfo, errors: ErrorTable
    ) -> None:
        self._answer = answer
        self._errors = errors
        self.status: int = answer.status
        self.headers: Headers = answer.headers
        self.request = request

    def __repr__(self) -> str:
        return f"<Stream of {self.request}, {self.status}>"

    @property
    def size(self) -> int | None:
        """How many bytes will come, or ``None`` if the server did not say."""
        length = self.headers.get("content-length", "")
        compressed = "content-encoding" in self.headers
        return int(length) if length.isdecimal() and not compressed else None

    # Not a generator: one that is left early would have to be closed.

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        with self._errors.own_errors(self.request):
            return self._answer.__next__()

    def read(self, limit: int = 256 * 1024 * 1024) -> bytes:
        """
        Read the rest at once.

        Args:
            limit: How many bytes at the most.

        Raises:
            DecodeError: There are more.
        """
        with self._errors.own_errors(self.request):
            return self._answer.read(limit)
