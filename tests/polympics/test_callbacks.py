"""
What the server sends by itself.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polympics.sync
from polympics import EventType, UnknownEvent, account_team_update, read_event
from polympics import verify_callback as verify
from polympics._callbacks import authorization_in

from .answers import load

JOINED = load("event_joined_team")
TEXT = json.dumps(JOINED)
FORMS = [
    JOINED,
    TEXT,
    TEXT.encode(),
    bytearray(TEXT.encode()),
    memoryview(TEXT.encode()),
]


@pytest.mark.parametrize("body", FORMS, ids=lambda body: type(body).__name__)
def test_reading(body: Any):
    """
    A body is read parsed, as text and as bytes of any kind.
    """
    event = account_team_update(body)

    assert read_event(EventType.ACCOUNT_TEAM_UPDATE, body) == event
    assert event.account.id == 9007199254740993
    assert event.account.team == event.team
    assert event.team is not None
    assert event.team.name == "Lantern Crew"


def test_left():
    """
    Who left is in no team.
    """
    assert account_team_update(load("event_left_team")).team is None


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"{}", b'{"team": null}', b"\xff"], ids=repr
)
def test_unreadable(body: bytes):
    """
    A body that is none is our error.
    """
    with pytest.raises(polympics.DecodeError):
        account_team_update(body)


@given(st.binary(max_size=50))
def test_any_bytes(body: bytes):
    """
    Whatever comes, it is read or our error.
    """
    with pytest.raises(polympics.DecodeError):
        account_team_update(body)


def test_kinds():
    """
    An event is read by its kind, and a kind that is newer is left as it is.
    """
    body = json.dumps(JOINED)

    assert read_event(EventType.ACCOUNT_TEAM_UPDATE, body) == account_team_update(body)
    assert read_event("account_team_update", body) == account_team_update(body)
    assert read_event("award_given", "[1]") == UnknownEvent("award_given", [1])


@pytest.mark.parametrize(
    ("header", "good"),
    [
        ("Bearer s3cret", True),
        (b"Bearer s3cret", True),
        ("bearer s3cret", False),
        ("Bearer s3cret ", False),
        ("Bearer wrong", False),
        ("s3cret", False),
        ("", False),
        ("Bearer é", False),
        ("Bearer \udcff", False),
        (None, False),
    ],
    ids=repr,
)
def test_verifying(header: Any, good: bool):
    """
    The whole header has to be right, and a missing one is refused.
    """
    assert verify(header, "s3cret") is good


def test_no_header():
    """
    A header that a framework has parsed is no value to compare, and no forgery.
    """
    from werkzeug.datastructures import Authorization

    for value in (5, Authorization("bearer", token="s3cret")):
        with pytest.raises(TypeError, match="authorization must be the header's value"):
            verify(value, "s3cret")  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="header's value"):
            polympics.sync.CallbackReceiver("s3cret").verify({"Authorization": value})


def test_unicode_secret():
    """
    A secret may hold anything.
    """
    assert verify("Bearer schlüssel", "schlüssel")


@pytest.mark.parametrize("secret", ["", "s3cret ", "s3\ncret"], ids=repr)
def test_bad_secret(secret: str):
    """
    A secret that no request can have is a mistake of the caller.
    """
    with pytest.raises(ValueError, match=r"^secret "):
        verify("Bearer ", secret)
    with pytest.raises(ValueError, match=r"^secret "):
        verify("Bearer ", "good", secret)


def test_older_secret():
    """
    Several secrets can be accepted, while one is replaced.
    """
    assert verify("Bearer old", "new", "old")
    assert verify(b"Bearer new", "new", "old")
    assert not verify("Bearer older", "new", "old")


@pytest.mark.parametrize("decoding", ["utf-8", "latin-1", "ascii"])
def test_decoding(decoding: str):
    """
    A secret beyond ASCII is found, however a framework decodes headers.
    """
    sent = "Bearer schlüssel".encode()

    assert verify(sent.decode(decoding, "surrogateescape"), "schlüssel")
    assert not verify(sent.decode(decoding, "surrogateescape"), "schlussel")


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({"Authorization": "x"}, "x"),
        ({"authorization": "x", "host": "y"}, "x"),
        ({"AUTHORIZATION": "x"}, "x"),
        ({b"authorization": b"x"}, b"x"),
        ([(b"authorization", b"x")], b"x"),
        ([("Host", "y"), ("Authorization", "x")], "x"),
        (iter([("Authorization", "x")]), "x"),
        ({"HTTP_AUTHORIZATION": "x", "REQUEST_METHOD": "POST"}, "x"),
        ({"authorization": ["x"]}, "x"),
        ({"authorization": ["x", "y"]}, None),
        ({"proxy-authorization": "x", "HTTP_X": 1, 1: 2}, None),
        ({}, None),
        ([], None),
        ([(b"authorization", b"x"), (b"Authorization", b"y")], None),
        ({"Authorization": "x", "authorization": "x"}, None),
    ],
)
def test_header(headers: Any, found: Any):
    """
    The one header is found in any form of headers, and two are none.
    """
    assert authorization_in(headers) == found


@pytest.mark.parametrize("headers", [None, 5, "Authorization: x", ["Authorization"]])
def test_odd_headers(headers: Any):
    """
    What is no headers is a mistake of the caller, and no forgery.
    """
    with pytest.raises(TypeError, match="headers must be a mapping or pairs"):
        authorization_in(headers)
