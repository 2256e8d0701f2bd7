"""
Reports of bulk methods.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, Generic, TypeVar

import attrs

from ._errors import BulkError, PolympicsError, perhaps_done
from ._rows import shortened

T = TypeVar("T")


class Outcome(Enum):
    """What became of an item of a bulk method."""

    #: The object was created.
    CREATED = "created"
    #: The object existed, and was changed.
    UPDATED = "updated"
    #: The object existed, and nothing had to be changed.
    UNCHANGED = "unchanged"
    #: The request failed, and nothing was changed.
    FAILED = "failed"
    #: There was no response, and it cannot be known whether the change was made.
    UNKNOWN = "unknown"


def outcome_of(error: PolympicsError) -> Outcome:
    """Return what became of an item whose request failed."""
    return Outcome.UNKNOWN if perhaps_done(error) else Outcome.FAILED


@attrs.frozen
class BulkItem(Generic[T]):
    """
    What became of one item.

    Attributes:
        item: The item, as it was given.
        outcome: What became of it.
        result: The object after the request, or ``None`` if the request failed.
        error: The error of the request, or ``None``.
    """

    item: Any
    outcome: Outcome
    result: T | None = None
    error: PolympicsError | None = None


@attrs.frozen
class BulkReport(Generic[T]):
    """
    What became of the items of a bulk method.

    Attributes:
        items: One for each item, in the order in which they were given.
    """

    items: list[BulkItem[T]]

    def __iter__(self) -> Iterator[BulkItem[T]]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __str__(self) -> str:
        counts = [
            f"{len(found)} {outcome.value}"
            for outcome in Outcome
            if (found := self.of(outcome))
        ]
        return ", ".join(counts) or "nothing to do"

    def of(self, *outcomes: Outcome) -> list[BulkItem[T]]:
        """Return the items with one of *outcomes*."""
        return [item for item in self.items if item.outcome in outcomes]

    @property
    def results(self) -> list[T]:
        """The objects after the requests, without those of items that failed."""
        return [item.result for item in self.items if item.result is not None]

    @property
    def created(self) -> list[T]:
        """The objects that were created."""
        return self._results(Outcome.CREATED)

    @property
    def updated(self) -> list[T]:
        """The objects that were changed."""
        return self._results(Outcome.UPDATED)

    @property
    def unchanged(self) -> list[T]:
        """The objects that existed already, and were not changed."""
        return self._results(Outcome.UNCHANGED)

    @property
    def failed(self) -> list[BulkItem[T]]:
        """The items that failed, or whose outcome is unknown."""
        return self.of(Outcome.FAILED, Outcome.UNKNOWN)

    @property
    def ok(self) -> bool:
        """Whether no item failed."""
        return not self.failed

    def raise_for_failed(self) -> None:
        """
        Raise an error if an item failed.

        Raises:
            BulkError: With this report as its ``report``.
        """
        if self.failed:
            problems = [
                f"item {place}: {item.error}"
                for place, item in enumerate(self.items)
                if item.error is not None
            ]
            error = BulkError(f"{self}: {shortened(problems)}")
            error.report = self
            raise error

    def _results(self, outcome: Outcome) -> list[T]:
        return [
            item.result
            for item in self.items
            if item.outcome is outcome and item.result is not None
        ]
