"""
What the server cannot take, checked before anything is sent.

The server does not check it either, and answers 500. Worse: registering a
callback with an address that is too long deletes the one before.
"""

from __future__ import annotations

#: How many characters the server can store.
_LENGTHS = {
    "name": 255,
    "discriminator": 255,
    "title": 32,
    "image_url": 512,
    "avatar_url": 512,
    "url": 2047,
    "secret": 2047,
}
_LARGEST_ID = 2**63 - 1


def text(field: str, value: str) -> str:
    """
    Return *value*, if the server can take it as *field*.

    Raises:
        TypeError: It is no text.

        ValueError: It is too long, or holds a NUL.
    """
    if not isinstance(value, str):
        raise TypeError(f"{field} is a str, not {type(value).__name__}")
    limit = _LENGTHS.get(field)
    if limit is not None and len(value) > limit:
        raise ValueError(f"{field} has {len(value)} characters, at most {limit} fit")
    if "\0" in value:
        raise ValueError(f"{field} holds a NUL character")
    return value


def change(field: str, value: str) -> str:
    """
    Return *value*, if the server would change *field* to it.

    Raises:
        TypeError: It is no text.

        ValueError: It is too long, or holds a NUL, or is empty: the server
            ignores empty text, and says that all is well.
    """
    if value == "":
        raise ValueError(f"{field} cannot be made empty: the server ignores that")
    return text(field, value)


def discriminator(value: str | int) -> str:
    """
    Return the digits after a Discord name; a number is filled up to four.

    Raises:
        TypeError: It is neither text nor a number.

        ValueError: The server could not take it.
    """
    if isinstance(value, int):
        if not 0 <= value <= 9999:
            raise ValueError(f"discriminator has four digits, not {value}")
        return f"{value:04}"
    return text("discriminator", value)


def new_id(value: int) -> int:
    """
    Return *value*, if the server can store it as an account's id.

    Raises:
        ValueError: It has more than 64 bits.
    """
    if not -_LARGEST_ID - 1 <= value <= _LARGEST_ID:
        raise ValueError("id has more than 64 bits")
    return value


def page_number(value: int) -> int:
    """
    Return *value*, if it can be a page's number.

    Raises:
        TypeError: It is no number.

        ValueError: It is negative.
    """
    if type(value) is not int:
        raise TypeError(f"page is an int, not {type(value).__name__}")
    if value < 0:
        raise ValueError(f"page counts from 0, so it is not {value}")
    return value


def page_size(value: int | None) -> int | None:
    """
    Return *value*, if it can be how many items a page has.

    Raises:
        TypeError: It is no number.

        ValueError: It is less than one.
    """
    if value is None:
        return None
    if type(value) is not int:
        raise TypeError(f"per_page is an int, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"per_page is at least 1, not {value}")
    return value
