"""
A documented import path: text for forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["stringify_bulk"]


def stringify_bulk(bulk: Iterable[Any]) -> list[str]:
    """
    Return everything as text.

    Args:
        bulk: A value of any type.
    """
    return [str(each) for each in bulk]
