"""
Decompressing a response's body, in pieces of bounded size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from ._errors import DecodeError
from ._headers import Headers

#: What is sent as ``Accept-Encoding``: what this module can decode.
ACCEPTED = "gzip, deflate"

#: The largest piece that is decompressed at once, in bytes.
_PIECE = 1024 * 1024
#: Length of the header of RFC 1950 in bytes, which raw deflate does not have.
_HEADER = 2
#: Servers may send several gzip members, one after another; more is an attack.
_MEMBERS = 64


def decompressor(headers: Headers) -> Decompressor | None:
    """
    Return what decompresses a body with *headers*, or ``None`` if nothing has to.

    Raises:
        DecodeError: The content coding is unknown, or there is more than one: each
            multiplies the size by up to 1,000.
    """
    codings = headers.get("content-encoding", "").lower().split(",")
    codings = [
        name for each in codings if (name := each.strip()) not in {"", "identity"}
    ]
    if not codings:
        return None
    if len(codings) > 1 or codings[0] not in {"gzip", "x-gzip", "deflate"}:
        raise DecodeError(f"cannot decode the content coding {', '.join(codings)!r}")
    return Decompressor(gzip=codings[0] != "deflate")


class Decompressor:
    """
    Decompresses one body.

    Args:
        gzip: Whether it is gzip (RFC 1952), else deflate (RFC 1950 or 1951).
    """

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._members = 0
        self._inflate = self._next_member() if gzip else None
        self._started = False
        self._start = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """
        Yield what *data* holds, in pieces of at most 1 MiB.

        Raises:
            DecodeError: *data* is not compressed as its header says.
        """
        self._started = self._started or bool(data)
        try:
            while data:
                if self._inflate is None:
                    data = self._start + data
                    if len(data) < _HEADER:
                        self._start = data
                        return
                    self._inflate = _deflate(data)
                elif self._inflate.eof:
                    if not (self._gzip and data.startswith(b"\x1f")):
                        # Padding behind the end is left out, as browsers do.
                        return
                    self._inflate = self._next_member()
                yield self._inflate.decompress(data, _PIECE)
                ended = self._inflate.eof
                data = (
                    self._inflate.unused_data
                    if ended
                    else self._inflate.unconsumed_tail
                )
        except zlib.error as error:
            raise DecodeError("the response is not compressed as it says") from error

    def finish(self) -> None:
        """
        Check that the body was complete.

        Raises:
            DecodeError: It ended too early.
        """
        if self._started and not (self._inflate is not None and self._inflate.eof):
            raise DecodeError("the compressed response ended too early")

    def _next_member(self) -> zlib._Decompress:
        self._members += 1
        if self._members > _MEMBERS:
            raise DecodeError(f"the response has more than {_MEMBERS} gzip members")
        return zlib.decompressobj(wbits=31)


def _deflate(data: bytes) -> zlib._Decompress:
    """Return a decompressor for *data*, with a zlib header (RFC 1950) or without."""
    has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:_HEADER]) % 31 == 0
    return zlib.decompressobj(wbits=15 if has_header else -15)
