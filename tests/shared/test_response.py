"""
Answers.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from clientcore._errors import DecodeError
from clientcore._events import RequestInfo
from clientcore._headers import Headers
from clientcore._response import Response

INFO = RequestInfo("GET", "items", "https://api.example/items")


@pytest.mark.parametrize(
    ("status", "ok"),
    [(199, False), (200, True), (204, True), (299, True), (304, False), (404, False)],
)
def test_ok(status: int, ok: bool):
    """
    2xx is a success, nothing else is.
    """
    assert Response(status).ok is ok


def test_repr():
    """
    Neither header values nor the body are in the repr.
    """
    headers = Headers([("Set-Cookie", "s3cr3t")])

    assert "s3cr3t" not in repr(Response(200, headers, b"s3cr3t", INFO))


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b"null", None),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('"é"'.encode(), "é"),
    ],
)
def test_json(content: bytes, value: Any):
    """
    JSON is parsed, behind a byte order mark too.
    """
    assert Response(200, content=content).json() == value


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (rb'{"a": "abc\ud83d"}', {"a": "abc\ud83d"}),
        (b'["\xed\xa0\xbd"]', ["\ud83d"]),
        (b"[123456789012345678901234567890]", [123456789012345678901234567890]),
        (b"[18446744073709551616]", [2**64]),
        (b"[-9223372036854775809]", [-(2**63) - 1]),
        (b"[18446744073709551615, -9223372036854775808]", [2**64 - 1, -(2**63)]),
        (b'["123456789012345678901"]', ["123456789012345678901"]),
        ('{"a": "é"}'.encode("utf-8-sig"), {"a": "é"}),
        ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
        ('{"a": "é"}'.encode("utf-32"), {"a": "é"}),
    ],
)
def test_odd_json(content: bytes, value: Any):
    """
    Surrogates, large integers and other encodings of Unicode lose nothing.
    """
    assert Response(200, content=content).json() == value


@pytest.mark.parametrize("levels", [900, 5000])
@pytest.mark.parametrize("ends", [(b"[", b"]"), (b'{"a":', b"}")])
def test_deep_body(ends: tuple[bytes, bytes], levels: int):
    """
    A body that is nested too deep for copies and pickles is text.
    """
    content = ends[0] * levels + b"1" + ends[1] * levels
    body = Response(500, content=content).body()

    assert body == content.decode()
    assert pickle.loads(pickle.dumps(body)) == body


@pytest.mark.parametrize(
    "content",
    [
        b"Infinity",
        b'["\\ud83d", NaN]',
        b"",
        b"<html>s3cr3t",
        b'{"a": "s3cr3t',
        b"\xff\xfe",
        b"NaN",
        b"[" * 5000,
    ],
)
def test_no_json(content: bytes):
    """
    What is not JSON is a `DecodeError` that tells the type, and not the content.
    """
    response = Response(200, Headers([("Content-Type", "text/html")]), content, INFO)

    with pytest.raises(DecodeError, match=r"GET items: 200, .*text/html") as caught:
        response.json()

    assert caught.value.request == INFO
    assert caught.value.body == content
    assert "s3cr3t" not in f"{caught.value} {caught.value.errors}"


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (b"", None),
        (b'{"a": 1}', {"a": 1}),
        (b"gone", "gone"),
        (b"\xe9", "\ufffd"),
    ],
)
def test_body(content: bytes, body: Any):
    """
    The body of an error is JSON, else text, else nothing, and never fails.
    """
    assert Response(500, content=content).body() == body


def test_retry_after():
    """
    ``retry_after`` reads the header.
    """
    assert Response(429, Headers([("Retry-After", "7")])).retry_after == 7
    assert Response(429).retry_after is None
