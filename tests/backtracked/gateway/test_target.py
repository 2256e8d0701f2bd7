"""
Where a WebSocket leads, without telling secrets.
"""

from __future__ import annotations

import pytest

from backtracked._gateway.target import Target
from clientcore import UnsafeURL

URL = "wss://bob:passw0rd@host.example:8443/ws/?EIO=3&access_token=t%2F0ken+%C3%A9"


def test_repr_tells_the_place_only():
    """
    Login and query are not in the repr.
    """
    target = Target(URL)

    assert "place='wss://host.example:8443/ws/'" in repr(target)
    assert not any(secret in repr(target) for secret in target.secrets)


def test_secrets():
    """
    Query values are secret both encoded and decoded, and so is the login.
    """
    found = Target(URL).secrets

    assert set(found) == {
        "t/0ken é",
        "t%2F0ken+%C3%A9",
        "passw0rd",
    }


def test_secrets_longest_first():
    """
    A secret that holds another one is redacted out as a whole.
    """
    found = Target(URL).secrets

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
