"""
Ids, and what is accepted in their place.
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


#: Stands for no team: to remove an account from the team that it is in.
NO_TEAM: Final = NoTeam.NO_TEAM


def id_of(value: Any, kind: type[Entity]) -> int:
    """
    Return the id that *value* stands for.

    Args:
        value: A model, or an id as number or as decimal text.
        kind: Base of the model, with the ``noun`` for errors.

    Raises:
        TypeError: *value* is of another type, or another model.
        ValueError: *value* is text, but not decimal.
    """
    if isinstance(value, kind):
        value = value.id
    noun = getattr(kind, "noun", kind.__name__)
    if type(value) is not int and not isinstance(value, str):
        raise TypeError(f"expected {noun} or id, not {type(value).__name__}")
    try:
        return read_id(value)
    except ValueError:
        raise ValueError(f"{value!r} is not an id of {noun}") from None
