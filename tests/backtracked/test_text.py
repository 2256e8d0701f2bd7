"""
Text as the service keeps it.
"""

from __future__ import annotations

import pytest

from backtracked._text import LIMIT, escape, split_message, unescape


def test_escape():
    """
    What HTML has a meaning for is escaped, and comes back.
    """
    text = """<b> & "you" & 'me'"""

    assert escape(text) == "&lt;b&gt; &amp; &#34;you&#34; &amp; &#39;me&#39;"
    assert unescape(escape(text)) == text


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("&quot;&apos;", "\"'"),
        ("&amp;lt;", "&lt;"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("&unknown;", "&unknown;"),
    ],
)
def test_unescape(escaped: str, plain: str):
    """
    Only what the service writes is undone, and only once.
    """
    assert unescape(escaped) == plain


def test_short():
    """
    What fits is one message.
    """
    assert split_message(" hi\n") == ["hi"]
    assert split_message("a" * LIMIT) == ["a" * LIMIT]


def test_one_too_long():
    """
    One letter too many makes another message, at the last space.
    """
    text = f"{'a' * 200} {'b' * 55}"

    assert split_message(text) == ["a" * 200, "b" * 55]
    assert split_message("a" * (LIMIT + 1)) == ["a" * LIMIT, "a"]


def test_space_at_the_limit():
    """
    A space that would be the first letter too many costs nothing.
    """
    assert split_message(f"{'a' * LIMIT} b") == ["a" * LIMIT, "b"]


def test_escaped_size():
    """
    What counts is how long it is as it is sent.
    """
    parts = split_message("&" * 100)

    assert [len(escape(part)) for part in parts] == [255, 245]


def test_tiny_limit():
    """
    Even if not one letter fits, it comes to an end.
    """
    assert split_message("&&", limit=1) == ["&", "&"]


@pytest.mark.parametrize("joined", ["\u1100\u1161\u11a8", "a\u200c", "\u0e01\u0e33"])
def test_letters_of_several(joined: str):
    """
    Syllables of Hangul, and what joins the letter before, stay whole at a border.
    """
    parts = split_message("x" * 254 + joined)

    assert parts == ["x" * 254, joined]
