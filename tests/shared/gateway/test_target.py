"""
Where a WebSocket leads, without telling secrets.
"""

from __future__ import annotations

import pytest

from clientcore._errors import UnsafeURL
from clientcore._target import Target

URL = "wss://bob:passw0rd@host.example:8443/ws/?EIO=3&access_token=t%2F0ken+%C3%A9"


def test_repr_tells_the_place_only():
    """
    Login, query and header values are not in the repr.
    """
    target = Target(URL, {"Authorization": "Bearer abcdef"})

    assert "place='wss://host.example:8443/ws/'" in repr(target)
    assert not any(secret in repr(target) for secret in target.secrets)


def test_secrets():
    """
    Values count as they are sent and as they are meant, headers by the word.
    """
    found = Target(URL, {"Authorization": "Bearer abcdef"}).secrets

    assert set(found) == {
        "t/0ken é",
        "t%2F0ken+%C3%A9",
        "Bearer abcdef",
        "Bearer",
        "abcdef",
        "passw0rd",
    }


def test_secrets_longest_first():
    """
    A secret that holds another one is blotted out as a whole.
    """
    found = Target(URL, {"authorization": "Bearer abcdef"}).secrets

    assert list(found) == sorted(found, key=len, reverse=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://host/",
        "ws:///path",
        "host",
        "ws://host:port/s3cr3t",
        "ws://[s3cr3t/",
        "ws://host/?token=s3cr3t#here",
        "ws://host/?token=s3cr3t HTTP/1.1",
        "ws://host/?token=s3cr3t\r\nX: y",
    ],
)
def test_no_address(url: str):
    """
    What is no WebSocket address is refused, and not repeated.
    """
    with pytest.raises(UnsafeURL) as caught:
        Target(url)

    assert "s3cr3t" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "headers", [{"X": "s3cr3t\r\nY: z"}, {"X\n": "s3cr3t"}, {"": "s3cr3t"}]
)
def test_header_that_breaks_out(headers: dict[str, str]):
    """
    A header that could start another one is refused, its value not repeated.
    """
    with pytest.raises(ValueError, match="the header") as caught:
        Target("ws://host/", headers)

    assert "s3cr3t" not in str(caught.value)


def test_header_names_in_any_case():
    """
    Header names are compared without case.
    """
    assert Target("ws://h/", {"X-A": "b"}) == Target("ws://h/", {"x-a": "b"})
