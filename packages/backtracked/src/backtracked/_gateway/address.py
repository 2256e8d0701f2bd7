"""
The address of the socket, which has a token in it.
"""

from __future__ import annotations

from urllib.parse import quote_plus, unquote_plus, urlencode, urlsplit

from clientcore import Secret


def address_of(socket: str, token: str) -> Secret:
    """
    Return the address for one connection.

    Args:
        socket: URL of the socket.
        token: Token for this connection.
    """
    query = {"connect": 1, "access_token": token, "EIO": 3, "transport": "websocket"}
    joint = "&" if "?" in socket else "?"
    return Secret(f"{socket}{joint}{urlencode(query)}")


def is_valid(address: str) -> bool:
    """Return whether *address* is one of a WebSocket, and safe in a request line."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (it is parsed on access)
    except ValueError:
        return False
    is_socket = parts.scheme in {"ws", "wss"} and bool(parts.hostname)
    return is_socket and address.isprintable() and " " not in address


def secrets_of(socket: str, token: str) -> tuple[Secret, ...]:
    """
    Return what is never shown of an address, as it is and as it is quoted.

    That are the token, and what the URL of the socket has in query and login.
    """
    parts = urlsplit(socket)
    values = [piece.partition("=")[2] for piece in parts.query.split("&")]
    values += [parts.username or "", parts.password or "", quote_plus(token)]
    found = {*values, *map(unquote_plus, values)}
    # Redacting "1" would make a message unreadable.
    return tuple(Secret(one) for one in found if len(one) >= 6)
