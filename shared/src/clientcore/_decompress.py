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
    Return the decompressor for a body with *headers*, ``None`` if it needs none.

    Raises:
        DecodeError: The content coding is unknown, or there is more than one: each
            multiplies the size by up to 1,000.
    """
    named = headers.get("content-encoding", "").lower().replace(",", " ").split()
    codings = [name for name in named if name != "identity"]
    if not codings:
        return None
    if len(codings) > 1 or codings[0] not in {"gzip", "x-gzip", "deflate"}:
        raise DecodeError(f"cannot decode the content coding {', '.join(codings)!r}")
    return Decompressor(gzip=codings[0] != "deflate")


class Decompressor:
    """Decompresses one body: gzip (RFC 1952), or deflate (RFC 1950 or 1951)."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._members = 0
        self._inflate: zlib._Decompress | None = None
        self._pending = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """
        Yield what *data* holds, in pieces of at most 1 MiB.

        Raises:
            DecodeError: *data* is not compressed as its header says.
        """
        if self._inflate is None:
            data = self._pending + data
            if len(data) < _HEADER:
                self._pending = data
                return
            self._inflate = self._begin(data)
        inflate = self._inflate
        try:
            while data:
                if inflate.eof:
                    if not (self._gzip and data.startswith(b"\x1f")):
                        # Padding behind the end is left out, as browsers do.
                        return
                    inflate = self._inflate = self._begin(data)
                yield inflate.decompress(data, _PIECE)
                data = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        except zlib.error as error:
            raise DecodeError("the response is not compressed as it says") from error

    def finish(self) -> None:
        """Raise a `DecodeError` if the body ended too early."""
        complete = self._inflate.eof if self._inflate else not self._pending
        if not complete:
            raise DecodeError("the compressed response ended too early")

    def _begin(self, data: bytes) -> zlib._Decompress:
        """Return what decompresses *data* from its first byte."""
        self._members += 1
        if self._members > _MEMBERS:
            raise DecodeError(f"the response has more than {_MEMBERS} gzip members")
        if self._gzip:
            return zlib.decompressobj(wbits=31)
        has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:_HEADER]) % 31 == 0
        return zlib.decompressobj(wbits=15 if has_header else -15)
