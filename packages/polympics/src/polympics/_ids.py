"""
Ids, and what may be given in their place.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Final

from clientcore import Entity

from ._codec import read_id


class NoTeam(Enum):
    """The type of `NO_TEAM`."""

    NO_TEAM = 0

    def __repr__(self) -> str:
        return "NO_TEAM"


#: In place of a team: none. To leave the one that the account is in.
NO_TEAM: Final = NoTeam.NO_TEAM


def id_of(value: Any, kind: type[Entity]) -> int:
    """
    Return the id that *value* stands for.

    Args:
        value: A model, or an id as number or as decimal text.

        kind: The model.

    Raises:
        TypeError: It is neither, or another model.

        ValueError: It is text, but not decimal.
    """
    if isinstance(value, kind):
        value = value.id
    if type(value) is not int and not isinstance(value, str):
        name = kind.__name__
        raise TypeError(f"expected {name} or id, not {type(value).__name__}")
    try:
        return read_id(value)
    except ValueError:
        raise ValueError(f"{value!r} is no id of {kind.__name__}") from None
