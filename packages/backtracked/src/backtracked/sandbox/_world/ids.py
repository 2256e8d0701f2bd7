"""
Ids as MongoDB makes them: 24 hexadecimal digits.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "audit",
    "conversation",
    "entry",
    "following",
    "item",
    "media",
    "member",
    "message",
    "playlist",
    "room",
    "user",
    "vote",
]

#: One for each kind, so that a mixed-up id finds nothing.
_PREFIXES: dict[Kind, str] = {
    "audit": "604",
    "conversation": "60e",
    "entry": "60c",
    "following": "605",
    "item": "603",
    "media": "60d",
    "member": "609",
    "message": "608",
    "playlist": "60f",
    "room": "60b",
    "user": "60a",
    "vote": "607",
}


class Ids:
    """
    Gives out ids, the same ones in every new world.
    """

    def __init__(self) -> None:
        self._given: Counter[Kind] = Counter()

    def new(self, kind: Kind) -> str:
        """
        An id that nothing has yet.
        """
        self._given[kind] += 1
        return f"{_PREFIXES[kind]}{self._given[kind]:021x}"
