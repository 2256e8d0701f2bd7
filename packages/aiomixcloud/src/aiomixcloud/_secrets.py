"""
Checks of secrets, without showing them.
"""

from __future__ import annotations

from typing import Any


def check_secret(name: str, value: Any) -> None:
    """
    Check a secret or another value of a query, so that no later error shows it.

    Args:
        name: What the errors call it.
        value: The value. ``None`` is accepted.

    Raises:
        TypeError: *value* is not text.
        ValueError: *value* is empty, has blanks at either end or control characters, or
            cannot be encoded as UTF-8.
    """
    if value is None:
        return
    if not isinstance(value, str):
        raise TypeError(f"{name} is text, not {type(value).__name__}")
    # Lone surrogates are not printable either.
    if not value or not value.isprintable() or value != value.strip():
        del value  # error trackers record local variables
        raise ValueError(
            f"{name} is empty, or has blanks, line breaks or characters that cannot"
            " be sent"
        )
