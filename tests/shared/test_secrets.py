"""
Redaction.
"""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from clientcore import POST
from clientcore._events import RequestInfo
from clientcore._headers import Headers
from clientcore._secrets import hidden, redact

SECRET = "s3cr3t /?+é>>~!"


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        b64encode(SECRET.encode()).decode(),
        b64encode(SECRET.encode()).decode().rstrip("="),
        urlsafe_b64encode(SECRET.encode()).decode(),
    ],
)
def test_forms(form: str):
    """
    A secret is found in plain, URL-quoted and base64 form.
    """
    assert redact(f"a {form} b", [SECRET]).replace("]==", "]") == "a [secret] b"
    assert redact(f"a {form} b".encode(), [SECRET]).startswith(b"a [secret]")


@pytest.mark.parametrize(
    ("value", "redacted"),
    [
        ("x-key-x", "x-[secret]-x"),
        (b"\xffkey", b"\xff[secret]"),
        ({"key": ["key", {"a": "key"}]}, {"[secret]": ["[secret]", {"a": "[secret]"}]}),
        (("key", 5, None, True, 0.5), ("[secret]", 5, None, True, 0.5)),
        (Headers([("a", "key")]), Headers([("a", "[secret]")])),
        (
            RequestInfo("GET", "a/{b}", "https://a.example/key"),
            RequestInfo("GET", "a/{b}", "https://a.example/[secret]"),
        ),
    ],
)
def test_values(value: Any, redacted: Any):
    """
    Texts are found in JSON, headers and addresses; other values stay.
    """
    assert redact(value, ["key"]) == redacted


def test_longest_first():
    """
    A secret that contains another one is replaced as a whole.
    """
    assert redact("a abc ab", ["ab", "abc"]) == "a [secret] [secret]"


@pytest.mark.parametrize("secret", ["secret", "s", "[secret", "]"])
def test_twice(secret: str):
    """
    An error is redacted more than once, and its secret may be a part of the mark.
    """
    once = redact(f"a {secret} b", [secret])

    assert once == redact(once, [secret]) == "a [secret] b"


def test_longer_than_the_mark():
    """
    A secret that the mark is a part of is replaced whole.
    """
    assert redact("a [secret]x b", ["[secret]x", "s"]) == "a [secret] b"


@pytest.mark.parametrize("secrets", [[], [""], ["  "], ["", "\t"]])
def test_none(secrets: list[str]):
    """
    Blank secrets would be found everywhere, so they are left out.
    """
    assert redact("a  b\t", secrets) == "a  b\t"


def test_repr():
    """
    Error trackers print local variables, so the type of a list of secrets shows none.
    """
    assert SECRET not in repr(hidden([SECRET]))
    assert SECRET not in repr({"locals": POST("x", secrets=[SECRET]).secrets})


def test_one_text():
    """
    One text instead of a list is refused: its letters would be the secrets.
    """
    with pytest.raises(TypeError, match="list of texts"):
        POST("x", secrets=SECRET)


def test_shown_address():
    """
    An address shows no secret that is part of its path.
    """
    request = POST("hooks/{code}", code=SECRET, secrets=[SECRET])
    shown = request.info(f"https://a.example/hooks/{quote(SECRET, safe='')}?a=b")

    assert shown.url == "https://a.example/hooks/[secret]"
    assert SECRET not in repr(request)
