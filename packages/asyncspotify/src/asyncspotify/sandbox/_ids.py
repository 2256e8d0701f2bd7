"""
Ids and URIs, as the service makes and reads them.
"""

from __future__ import annotations

import re
from hashlib import sha256
from string import ascii_letters, digits

import attrs

_ALPHABET = digits + ascii_letters
_ID = re.compile(r"[0-9A-Za-z]{22}")


def new_id(*words: object) -> str:
    """
    Make the id that always belongs to *words*: 22 characters of base62.
    """
    number = int.from_bytes(sha256(":".join(map(str, words)).encode()).digest())
    characters = []
    for _ in range(22):
        number, digit = divmod(number, 62)
        characters.append(_ALPHABET[digit])
    return "".join(characters)


def new_hash(*words: object) -> str:
    """
    Make 40 characters that look like the name of a picture or a device.
    """
    return sha256(":".join(map(str, words)).encode()).hexdigest()[:40]


def is_id(text: str) -> bool:
    """
    Whether *text* could be an id.
    """
    return _ID.fullmatch(text) is not None


@attrs.frozen
class Uri:
    """
    A parsed Spotify URI.

    Attributes:
        kind: The kind of thing, such as ``"track"``.

        id: Spotify ID, 22 base-62 characters, or a user name.
    """

    kind: str
    id: str


def read_uri(text: str) -> Uri | None:
    """
    Read a URI, or return ``None`` if it is none.
    """
    match text.split(":"):
        case ["spotify", "user", user] if user:
            return Uri("user", user)
        case ["spotify", "user", _, "playlist", id] if is_id(id):
            return Uri("playlist", id)
        case ["spotify", kind, id] if is_id(id):
            return Uri(kind, id)
    return None
