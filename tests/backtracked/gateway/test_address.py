"""
The address of the socket, and what in it is secret.
"""

from __future__ import annotations

import pytest

from backtracked._gateway.address import address_of, is_valid, secrets_of

SOCKET = "wss://bob:passw0rd@host.example:8443/ws/"


@pytest.mark.parametrize(
    ("socket", "address"),
    [
        ("wss://h/ws/", "wss://h/ws/?connect=1&access_token=t%2F0+%C3%A9&EIO=3"),
        (
            "wss://h/ws/?a=1",
            "wss://h/ws/?a=1&connect=1&access_token=t%2F0+%C3%A9&EIO=3",
        ),
    ],
)
def test_address(socket: str, address: str):
    """
    The token is quoted, and a query of the address stays.
    """
    found = address_of(socket, "t/0 é")

    assert found == f"{address}&transport=websocket"
    assert is_valid(found)


def test_repr():
    """
    The address is not in its repr, as error trackers record local variables.
    """
    assert "passw0rd" not in repr(address_of(SOCKET, "t0ken"))


def test_secrets():
    """
    Query values are secret both encoded and decoded, and so is the login.
    """
    found = secrets_of(f"{SOCKET}?EIO=3&key=abcdef", "t/0ken é")

    assert set(found) == {"t/0ken é", "t%2F0ken+%C3%A9", "passw0rd", "abcdef"}
    assert "passw0rd" not in repr(found)
