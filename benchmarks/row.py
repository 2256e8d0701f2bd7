"""
What a benchmark finds out.
"""

from __future__ import annotations

from math import nan
from typing import Self

import attrs


@attrs.frozen
class Row:
    """
    One line of the table.

    Attributes:
        name: What was measured, its topic first: ``decode: models, raw kept``.

        value: How much of *unit*.

        unit: Such as ``µs``.

        ratio: *value* over that of what it is compared with, or ``None``.

        goal: What to reach and compared with what, or empty if the line is there for
            comparison only.

        reached: Whether it was, or ``None`` if there is no goal.
    """

    name: str
    value: float
    unit: str
    ratio: float | None = None
    goal: str = ""
    reached: bool | None = None

    @classmethod
    def missing(cls, name: str, package: str) -> Self:
        """
        Make the row of a contender that is not installed.
        """
        return cls(name, nan, f"{package} is not installed")

    @classmethod
    def at_most(
        cls, limit: float, name: str, value: float, unit: str, ratio: float, of: str
    ) -> Self:
        """
        Make a row whose *ratio* to *of* must not exceed *limit*.
        """
        goal = f"≤ {limit:g}x {of}"
        return cls(name, value, unit, ratio, goal, reached=ratio <= limit)

    @classmethod
    def at_least(
        cls, limit: float, name: str, value: float, unit: str, ratio: float, of: str
    ) -> Self:
        """
        Make a row whose *ratio* to *of* must reach *limit*.
        """
        goal = f"≥ {limit:g}x {of}"
        return cls(name, value, unit, ratio, goal, reached=ratio >= limit)

    @classmethod
    def within(cls, limit: float, name: str, value: float, unit: str) -> Self:
        """
        Make a row whose *value* must not exceed *limit*.
        """
        return cls(name, value, unit, None, f"≤ {limit:g} {unit}", value <= limit)
