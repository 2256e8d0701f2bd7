"""
Values in addresses, and telling one origin from another.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any
from urllib.parse import parse_qsl, unquote
from uuid import UUID

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcore._errors import UnsafeURL
from clientcore._url import (
    clean_base,
    encode_query,
    fill,
    origin,
    show,
    text_of,
)


def path_value(value: Any, *, slashes: bool = False) -> str:
    """Return a value as it is quoted in a path."""
    return fill("{id:path}" if slashes else "{id}", {"id": value})


class Sort(Enum):
    NEW = "new"


class Level(IntEnum):
    HIGH = 3


@attrs.frozen
class Thing:
    id: Any


class TestTextOf:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("a b", "a b"),
            ("", ""),
            (7, "7"),
            (2**70, "1180591620717411303424"),
            (0.5, "0.5"),
            (True, "true"),
            (False, "false"),
            (Sort.NEW, "new"),
            (Level.HIGH, "3"),
            (Thing(7), "7"),
            (Thing("abc"), "abc"),
            (Thing(Thing(Level.HIGH)), "3"),
            (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05+00:00"),
            (date(2026, 1, 2), "2026-01-02"),
            (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ],
    )
    def test_forms(self, value: Any, text: str):
        """
        Objects stand for their id, enums for their value, booleans are lower-case.
        """
        assert text_of(value) == text

    @pytest.mark.parametrize(
        "value",
        [
            b"raw",
            bytearray(b"raw"),
            {"a": 1},
            Decimal("1.5"),
            1j,
            object(),
            Thing,
            Thing(b"raw"),
            None,
            time(3, 4),
            range(3),
            iter("ab"),
            [["nested"]],
        ],
        ids=repr,
    )
    def test_refused(self, value: Any):
        """
        A value of any other type is refused, in paths, queries and lists.
        """
        with pytest.raises(TypeError, match="cannot be part of a URL"):
            text_of(value)
        if value is None:
            return
        with pytest.raises(TypeError, match="cannot be part of a URL"):
            encode_query({"a": [value]})
        with pytest.raises(TypeError, match="cannot be part of a URL"):
            path_value(value)

    @pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
    def test_odd_numbers(self, value: float):
        """
        No service reads ``nan`` or ``inf`` as a number.
        """
        with pytest.raises(ValueError, match="cannot be part of a URL"):
            text_of(value)

    def test_object_whose_id_is_zero(self):
        """
        An id of 0 is an id.
        """
        assert text_of(Thing(0)) == "0"

    def test_object_without_id(self):
        """
        An object whose id is not known is refused, not written out.
        """
        with pytest.raises(UnsafeURL, match="this Thing has no id"):
            text_of(Thing(None))


class TestPathValue:
    @pytest.mark.parametrize(
        ("value", "quoted"),
        [
            ("abc", "abc"),
            (7, "7"),
            (Thing(7), "7"),
            (Sort.NEW, "new"),
            (True, "true"),
            ("a b", "a%20b"),
            ("a/b", "a%2Fb"),
            ("a?b#c", "a%3Fb%23c"),
            ("a%2Fb", "a%252Fb"),
            ("spotify:track:1", "spotify%3Atrack%3A1"),
            ("é", "%C3%A9"),
            ("a\r\nb", "a%0D%0Ab"),
            ("a\\b", "a%5Cb"),
            ("...", "..."),
            ("a..b", "a..b"),
            (".a", ".a"),
            ("100%", "100%25"),
        ],
    )
    def test_quoted(self, value: Any, quoted: str):
        """
        A value stays one part of the path, whatever is in it.
        """
        assert path_value(value) == quoted

    @pytest.mark.parametrize(
        "value",
        [
            None,
            "",
            Thing(""),
            ".",
            "..",
            "%2e",
            "%2e%2e",
            "%2E.",
            "%252e",
            "%25252e%25252e",
            "../admin",
            "..%2fadmin",
            "..%252fadmin",
            "%2e%2e%2fadmin",
            "a/../b",
            "a/.",
            "..\\admin",
            "..%5cadmin",
            "a\\..",
        ],
    )
    @pytest.mark.parametrize("slashes", [False, True])
    def test_refused(self, value: Any, slashes: bool):
        """
        Nothing, and what climbs when it is decoded once or more, is no value.
        """
        with pytest.raises(UnsafeURL, match=r"\{id\}"):
            path_value(value, slashes=slashes)

    @pytest.mark.parametrize(
        ("value", "quoted"),
        [
            ("a/b", "a/b"),
            ("/a/b/", "a/b"),
            ("a b/c?", "a%20b/c%3F"),
            ("a%2Fb", "a%252Fb"),
        ],
    )
    def test_slashes(self, value: str, quoted: str):
        """
        A value that may have slashes keeps them between its parts only.
        """
        assert path_value(value, slashes=True) == quoted

    @pytest.mark.parametrize("value", ["/", "//", "a//b", "/../", "a/%2e%2e/b"])
    def test_slashes_refused(self, value: str):
        """
        Empty parts and parts that climb are refused among others.
        """
        with pytest.raises(UnsafeURL):
            path_value(value, slashes=True)

    @given(st.text(st.characters(codec="utf-8")))
    def test_any_text(self, text: str):
        """
        Any text comes back as it was, from a single part, or is refused.
        """
        try:
            quoted = path_value(text)
        except UnsafeURL:
            return

        assert unquote(quoted) == text
        assert not set(quoted) & set("/\\?#")
        assert quoted not in {"", ".", ".."}


class TestQuery:
    def test_none_left_out(self):
        """
        ``None`` is left out, among the values of a list too; nothing else is.
        """
        values = {"a": None, "b": 0, "c": "", "d": False, "e": [1, None, 2]}

        assert encode_query(values) == "b=0&c=&d=false&e=1&e=2"
        assert encode_query(values, join=",") == "b=0&c=&d=false&e=1%2C2"

    @pytest.mark.parametrize("values", [["a", 2], ("a", 2), [Thing("a"), Thing(2)]])
    @pytest.mark.parametrize(
        ("join", "query"),
        [(",", "ids=a%2C2"), (" ", "ids=a%202"), (None, "ids=a&ids=2")],
    )
    def test_lists(self, values: Any, join: str | None, query: str):
        """
        The values of a list are joined, or repeat the name.
        """
        assert encode_query({"ids": values}, join=join) == query

    @pytest.mark.parametrize(("join", "query"), [(",", "ids="), (None, "")])
    @pytest.mark.parametrize("values", [[], [None]])
    def test_empty_lists(self, values: Any, join: str | None, query: str):
        """
        A list without values is empty text if it is joined, else it is left out.
        """
        assert encode_query({"ids": values}, join=join) == query

    @pytest.mark.parametrize("values", [{"one"}, frozenset({"one"})])
    def test_sets(self, values: Any):
        """
        A set is a list too.
        """
        assert encode_query({"ids": values}) == "ids=one"

    def test_encoded(self):
        """
        Nothing in a name or value can end it, and a space is ``%20``.
        """
        values = {"a b": "c&d=e", "f": "+/?#é,"}

        assert encode_query(values) == "a%20b=c%26d%3De&f=%2B%2F%3F%23%C3%A9%2C"

    @given(st.dictionaries(st.text("ab=&%+ é", min_size=1), st.text("ab=&%+ é")))
    def test_round_trip(self, values: dict[str, str]):
        """
        What is encoded is decoded to the same.
        """
        assert dict(parse_qsl(encode_query(values), keep_blank_values=True)) == values


class TestOrigin:
    @pytest.mark.parametrize(
        ("url", "found"),
        [
            ("https://api.example/v1/?a=b#c", ("https", "api.example", 443)),
            ("HTTPS://API.Example", ("https", "api.example", 443)),
            ("https://api.example:443/", ("https", "api.example", 443)),
            ("https://api.example:8443/", ("https", "api.example", 8443)),
            ("http://api.example/", ("http", "api.example", 80)),
            ("http://api.example:0/", ("http", "api.example", 0)),
            ("https://api.example./", ("https", "api.example", 443)),
            ("http://[::1]:8000/", ("http", "::1", 8000)),
            ("https://bücher.example/", ("https", "bücher.example", 443)),
        ],
    )
    def test_parts(self, url: str, found: tuple[str, str, int]):
        """
        Case, a final dot and a port that goes without saying make no difference.
        """
        assert origin(url) == found

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "/v1/items",
            "v1",
            "//evil.example/",
            "https:evil.example",
            "https:///v1",
            "ftp://api.example/",
            "wss://api.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "https://user@api.example/",
            "https://user:s3cr3t@api.example/",
            "https://api.example@evil.example/",
            "https://@api.example/",
            "https://api.example\\@evil.example/",
            "https://evil.example\\.api.example/",
            "https:\\\\api.example/",
            " https://api.example/",
            "https://api.example/ ",
            "https://api.example/\r\nX: y",
            "https://api\t.example/",
            "https://api.example\x00/",
            "https://api.example\x7f/",
            "https://api.example:s3cr3t/",
            "https://api.example:99999/",
            "https://[s3cr3t/",
            "https://user:s3cr3t@a℀b/",
        ],
    )
    def test_refused(self, url: str):
        """
        What is not absolute, holds a login, or is read in two ways is refused.

        The error does not repeat it.
        """
        with pytest.raises(UnsafeURL) as caught:
            origin(url)

        assert "s3cr3t" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__ or caught.value.__context__ is None


class TestShow:
    def test_public_parts(self):
        """
        Query, fragment and login are not shown.
        """
        url = "https://user:s3cr3t@api.example:81/v1/a?token=s3cr3t#s3cr3t"

        assert show(url) == "https://api.example:81/v1/a"


class TestCleanBase:
    @pytest.mark.parametrize(
        ("given", "clean"),
        [
            ("https://api.example", "https://api.example/"),
            (" https://api.example/v1//\n", "https://api.example/v1/"),
            ("HTTPS://api.example/v1", "https://api.example/v1/"),
            ("http://api.example:81/v1/?", "http://api.example:81/v1/"),
        ],
    )
    def test_one_slash(self, given: str, clean: str):
        """
        A base ends in one slash, however it was written.
        """
        assert clean_base(given) == clean

    @pytest.mark.parametrize(
        "url",
        [
            "api.example",
            "https://api.example/?key=s3cr3t",
            "https://api.example/#s3cr3t",
            "https://user:s3cr3t@api.example/",
        ],
    )
    def test_refused(self, url: str):
        """
        A base has neither query, fragment nor login; the error repeats none.
        """
        with pytest.raises(UnsafeURL) as caught:
            clean_base(url)

        assert "s3cr3t" not in str(caught.value)
