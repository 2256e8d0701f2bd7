"""
Decompressing bodies, bounded in memory and time.
"""

from __future__ import annotations

import gzip
import zlib

import pytest

from clientcore import DecodeError
from clientcore._decompress import Decompressor, decompressor
from clientcore._headers import Headers

TEXT = b"an ordinary body " * 1000


def raw_deflate(data: bytes) -> bytes:
    """
    Return deflate without its zlib header, as some servers send it.
    """
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def unpacked(coding: str, body: bytes, step: int = 1 << 16) -> bytes:
    """
    Decompress *body*, fed in pieces of *step* bytes.
    """
    unpacker = decompressor(Headers([("Content-Encoding", coding)]))
    assert unpacker is not None
    fed = [body[start : start + step] for start in range(0, len(body), step)]
    found = b"".join(piece for part in fed for piece in unpacker.feed(part))
    unpacker.finish()
    return found


@pytest.mark.parametrize("step", [1, 7, 1 << 16])
@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP", gzip.compress(TEXT)),
        (" gzip , identity", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("gzip", gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 100),
        ("deflate", zlib.compress(TEXT) + b"rest"),
    ],
)
def test_forms(coding: str, body: bytes, step: int):
    """
    gzip, also in several members, and both forms of deflate; padding is left out.
    """
    assert unpacked(coding, body, step) == TEXT


@pytest.mark.parametrize("coding", ["", "identity", "identity, identity"])
def test_none(coding: str):
    """
    Without a coding there is nothing to do.
    """
    assert decompressor(Headers([("Content-Encoding", coding)])) is None


@pytest.mark.parametrize("coding", ["gzip, gzip", "deflate, gzip", "br", "zstd"])
def test_refused(coding: str):
    """
    More than one coding, or one that was not offered, is refused before it is read.
    """
    with pytest.raises(DecodeError, match="content coding"):
        decompressor(Headers([("Content-Encoding", coding)]))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("cut", [1, 8, 20])
def test_too_short(coding: str, cut: int):
    """
    A stream that ends too early is an error; no body at all is none.
    """
    pack = gzip.compress if coding == "gzip" else zlib.compress

    with pytest.raises(DecodeError, match="too early"):
        unpacked(coding, pack(TEXT)[:-cut])
    assert unpacked(coding, b"") == b""


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_garbage(coding: str):
    """
    What is not compressed is an error of ours.
    """
    with pytest.raises(DecodeError, match="not compressed"):
        unpacked(coding, b"<html>" * 10)


def test_pieces():
    """
    A bomb comes in pieces of at most 1 MiB, so that a limit can stop it.
    """
    bomb = gzip.compress(b"\0" * (64 * 1024 * 1024))
    sizes = [len(piece) for piece in Decompressor(gzip=True).feed(bomb)]

    assert len(bomb) < 70_000
    assert max(sizes) <= 1024 * 1024
    assert sum(sizes) == 64 * 1024 * 1024


def test_many_members():
    """
    A body of nothing but empty gzip members is an attack.
    """
    with pytest.raises(DecodeError, match="64 gzip members"):
        unpacked("gzip", gzip.compress(b"") * 1000)


def test_bytes_behind_the_end():
    """
    What follows the end is not collected: that took quadratic time.
    """
    unpacker = Decompressor(gzip=True)
    list(unpacker.feed(gzip.compress(TEXT)))
    for _ in range(1000):
        assert list(unpacker.feed(b"\0" * 1000)) == []

    assert unpacker._inflate is not None
    assert unpacker._inflate.unused_data == b""
