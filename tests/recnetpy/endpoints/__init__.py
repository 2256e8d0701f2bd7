"""
Every endpoint, as a table: what is called, and where it goes in both layouts.
"""

from __future__ import annotations

from . import accounts, events, images, inventions, rooms, services
from .case import Case

__all__ = ["CASES", "Case"]

CASES = [
    case
    for noun in (accounts, rooms, images, events, inventions, services)
    for case in noun.CASES
]
