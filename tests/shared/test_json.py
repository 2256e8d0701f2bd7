"""
JSON is the same with orjson and without it.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcore._json import parse_json, write_json


class Color(Enum):
    RED = "red"


class Size(IntEnum):
    BIG = 3


class Name(StrEnum):
    ADA = "Ada"


@pytest.fixture(params=["orjson", "json"], autouse=True)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """
    The library in use.
    """
    if request.param == "json":
        monkeypatch.setattr("clientcore._json.orjson", None)
    else:
        pytest.importorskip("orjson")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [1, 2.5, None, True, "é"]}, '{"a":[1,2.5,null,true,"é"]}'),
        ((1, 2), "[1,2]"),
        ([float("nan"), float("inf"), -float("inf")], "[null,null,null]"),
        # With what orjson leaves to the standard library, too.
        ([2**70, float("nan")], "[1180591620717411303424,null]"),
        (["\ud800", "é"], '["\\ud800","\\u00e9"]'),
        (
            datetime(2026, 11, 29, 10, 0, 0, 5, tzinfo=UTC),
            '"2026-11-29T10:00:00.000005+00:00"',
        ),
        ([date(2026, 11, 29), time(10, 5)], '["2026-11-29","10:05:00"]'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        ([Color.RED, Size.BIG, Name.ADA], '["red",3,"Ada"]'),
        (
            {0: 1, 2.5: 2, None: 3, True: 4, Color.RED: 5, Name.ADA: 6, Size.BIG: 7},
            '{"0":1,"2.5":2,"null":3,"true":4,"red":5,"Ada":6,"3":7}',
        ),
        ({date(2026, 11, 29): 1, UUID(int=1): 2}, None),
    ],
)
def test_write(value: Any, text: str | None):
    """
    All that either of the libraries can express is written, in the same form.
    """
    text = text or ('{"2026-11-29":1,"00000000-0000-0000-0000-000000000001":2}')

    assert write_json(value).decode() == text
    assert parse_json(text) == json.loads(text)


@pytest.mark.parametrize(
    "value", [Decimal(1), {1, 2}, b"x", object(), [{"a": Decimal(1)}], {(1, 2): 3}]
)
def test_no_form(value: Any):
    """
    What has no form in JSON is a TypeError.
    """
    with pytest.raises(TypeError):
        write_json(value)


@pytest.mark.parametrize(
    "text", [b"NaN", b"[Infinity]", b"-Infinity", b"", b"{", b"\xff"]
)
def test_not_json(text: bytes):
    """
    What is not JSON is refused.
    """
    with pytest.raises(ValueError, match=r".+"):
        parse_json(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"[18446744073709551616, -9223372036854775809]", [2**64, -(2**63) - 1]),
        (b'"\\ud800"', "\ud800"),
        ('["\ud800"]', ["\ud800"]),
        ('{"a": "é"}', {"a": "é"}),
        ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
        (b"\xef\xbb\xbf{}", {}),
    ],
)
def test_parse(text: bytes | str, value: Any):
    """
    What services send is read exactly, whichever library reads it.
    """
    assert parse_json(text) == value


@pytest.mark.parametrize("text", [b'{"a": [1, "x"]}', '["\ud800"]', b"[2.5]"])
def test_parse_without_long_integers(text: bytes | str):
    """
    Without the search for long integers, all else is read as with it.
    """
    assert parse_json(text, long_integers=False) == parse_json(text)


def test_too_deep():
    """
    Nesting that exhausts the stack is a ValueError, both ways.
    """
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(ValueError, match="deep"):
        write_json(value)
    with pytest.raises(ValueError, match="deep"):
        parse_json(b"[" * 100_000 + b"]" * 100_000)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(_VALUES)
def test_round_trip(value: Any):
    """
    What is written is read back, infinities excepted.
    """
    read = parse_json(write_json(value))

    assert read == json.loads(json.dumps(value), parse_constant=lambda _: None)
