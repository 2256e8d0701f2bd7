"""
The part of a response's body that all HTTP libraries share.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Self

from .._decompress import Decompressor, decompressor
from .._errors import ConnectionLost, DecodeError
from .._headers import Headers
from .runtime import checkpoint


class Reply(AsyncIterator[bytes]):
    """
    A response whose body has yet to be read. Iterating yields it decompressed.

    An HTTP library's own class receives and closes: see `receive` and `aclose`.

    Args:
        status: The status code.
        headers: Headers as they were sent. ``Content-Encoding`` says how the body is
            decompressed.
    """

    def __init__(self, status: int, headers: Headers) -> None:
        self.status = status
        self.headers = headers
        self._closed = False
        self._pieces: Iterator[bytes] = iter(())
        self._decompressor: Decompressor | None = decompressor(headers)

    async def receive(self) -> bytes:
        """
        Return the next bytes of the body as they were sent.

        Raises:
            StopAsyncIteration: The body is complete.
            TransportError: The connection was lost, or timed out.
        """
        raise NotImplementedError

    async def aclose(self) -> None:
        """Return the connection to the pool, or close it if data are left."""
        self._closed = True

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        if self._closed:
            raise ConnectionLost("the response is closed")
        if self._decompressor is None:
            return await self.receive()
        while True:
            for piece in self._pieces:
                # A small body can hold a large one: other tasks go on meanwhile.
                await checkpoint()
                return piece
            try:
                self._pieces = self._decompressor.feed(await self.receive())
            except StopAsyncIteration:
                self._decompressor.finish()
                raise

    async def read(self, limit: int) -> bytes:
        """
        Read the rest of the body.

        Args:
            limit: The most bytes that are accepted.

        Raises:
            DecodeError: There are more, or they cannot be decompressed.
        """
        pieces: list[bytes] = []
        size = 0
        async for piece in self:
            size += len(piece)
            if size > limit:
                raise DecodeError(
                    f"the response has more than the {limit:,} bytes allowed"
                )
            pieces.append(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)
