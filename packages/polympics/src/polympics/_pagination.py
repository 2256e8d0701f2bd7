"""
Lists in pages, as this server cuts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import attrs

from clientcore import NumberPaging, wire

from ._codec import CODEC
from ._errors import own_errors
from ._models import Account, PolympicsModel, Team

T = TypeVar("T")

PAGING = NumberPaging(items_key="data", total_key="results")


def _a_list(value: Any) -> list[dict[str, Any]]:
    """Take the items as they are: they are copied often enough."""
    if type(value) is not list:
        raise TypeError("no list")
    return value


@attrs.frozen
class PaginatedResponse(PolympicsModel):
    """
    A page as the server sends it.

    Attributes:
        page: Its number, from 0.

        per_page: How many items a page has.

        pages: How many pages there are.

        results: How many items there are on all pages.

        data: The items' JSON.
    """

    page: int
    per_page: int
    pages: int
    results: int
    data: list[dict[str, Any]] = attrs.field(metadata=wire(hook=_a_list))

    @property
    def accounts(self) -> list[Account]:
        """The items as accounts."""
        return self.parse_as(Account)

    @property
    def teams(self) -> list[Team]:
        """The items as teams."""
        return self.parse_as(Team)

    def parse_as(self, data_type: type[T]) -> list[T]:
        """
        Return the items as models.

        Args:
            data_type: The model.
        """
        client = getattr(self, "_client", None)
        with own_errors():
            return CODEC.structure(self.data, list[data_type], client=client)  # type: ignore[valid-type]


class PageList(list[T], Generic[T]):
    """
    The items of one page, as a list.

    Args:
        items: The items.

        meta: The page that they are from.

    Attributes:
        meta: The page that they are from.
    """

    def __init__(self, items: Iterable[T], meta: PaginatedResponse) -> None:
        super().__init__(items)
        self.meta = meta
