"""
Limits of the server, checked before anything is sent.

The server does not check them either, and answers 500. Registering a callback with
an address or a secret that is too long even deletes the callback before.
"""

from __future__ import annotations

from clientcore import Secret

#: Characters that the server can store.
_LENGTHS = {
    "name": 255,
    "discriminator": 255,
    "team_name": 255,
    "title": 32,
    "image_url": 512,
    "avatar_url": 512,
    "url": 2047,
    "secret": 2047,
}
_LARGEST_ID = 2**63 - 1

#: Discriminator of Discord users who have none, as Discord itself has it.
NO_DISCRIMINATOR = "0"


def text(field: str, value: str) -> str:
    """
    Return *value*, if the server can store it as *field*.

    Raises:
        TypeError: *value* is not a str.
        ValueError: *value* is too long, or contains a NUL character or a surrogate.
    """
    if not isinstance(value, str):
        raise TypeError(f"{field} must be a str, not {type(value).__name__}")
    limit = _LENGTHS.get(field)
    if limit is not None and len(value) > limit:
        raise ValueError(f"{field} has {len(value)} characters, at most {limit} fit")
    if "\0" in value:
        raise ValueError(f"{field} contains a NUL character")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError(f"{field} contains a surrogate, which is not a character")
    return value


def change(field: str, value: str) -> str:
    """
    Return *value*, if the server would change *field* to it.

    Raises:
        TypeError: *value* is not a str.
        ValueError: See `text`; or *value* is empty, which the server ignores
            without an error.
    """
    if value == "":
        raise ValueError(f"{field} cannot be made empty: the server ignores that")
    return text(field, value)


def hidden(field: str, value: str) -> Secret:
    """
    Return *value* as a text that error trackers do not show.

    Raises:
        TypeError: *value* is not a str.
    """
    if not isinstance(value, str):
        raise TypeError(f"{field} must be a str, not {type(value).__name__}")
    return Secret(value)


def secret(value: str) -> str:
    """
    Return *value*, if it arrives unchanged as the end of a header.

    Raises:
        TypeError: *value* is not a str.
        ValueError: *value* is empty, ends with a space, or contains a character that
            is not printable, such as a line break. With such a secret the server
            delivers nothing that can be verified.
    """
    # No message shows the value.
    if text("secret", value) == "":
        raise ValueError("secret is empty, so anyone could know it")
    if not value.isprintable():
        raise ValueError("secret contains a line break or another control character")
    if value.endswith(" "):
        raise ValueError("secret ends with a space, which HTTP removes from a header")
    return value


def discriminator(value: str | int | None) -> str:
    """
    Return the discriminator of a Discord name as the server stores it.

    Args:
        value: Text, or a number, which is filled up to four digits. ``0``, ``""`` and
            ``None`` for users without one.

    Raises:
        TypeError: *value* is of another type.
        ValueError: The server cannot store it.
    """
    if value is None or value == "":
        return NO_DISCRIMINATOR
    if type(value) is int:
        if not 0 <= value <= 9999:
            raise ValueError(f"discriminator has up to four digits, not {value}")
        return f"{value:04}" if value else NO_DISCRIMINATOR
    return text("discriminator", value)  # type: ignore[arg-type]


def new_id(value: int) -> int:
    """
    Return *value*, if the server can store it as the id of an account.

    Raises:
        ValueError: *value* has more than 64 bits.
    """
    if not -_LARGEST_ID - 1 <= value <= _LARGEST_ID:
        raise ValueError("id has more than 64 bits")
    return value


def team_id(value: int) -> int:
    """
    Return *value*, if it can be the id of a team.

    Raises:
        ValueError: *value* is 0, by which the server means no team at all.
    """
    if value == 0:
        raise ValueError(
            "no team has the id 0: update_account(team=NO_TEAM) removes an account from"
            " its team"
        )
    return value


def page_number(value: int) -> int:
    """
    Return *value*, if it can be the number of a page.

    Raises:
        TypeError: *value* is not an int.
        ValueError: *value* is negative.
    """
    if type(value) is not int:
        raise TypeError(f"page must be an int, not {type(value).__name__}")
    if value < 0:
        raise ValueError(f"page must be 0 or more, not {value}")
    return value


def page_size(value: int | None) -> int | None:
    """
    Return *value*, if it can be the number of items on a page.

    Raises:
        TypeError: *value* is not an int.
        ValueError: *value* is less than 1.
    """
    if value is None:
        return None
    if type(value) is not int:
        raise TypeError(f"per_page must be an int, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"per_page must be at least 1, not {value}")
    return value
