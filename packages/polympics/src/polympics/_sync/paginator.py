# Generated from _async/paginator.py by `nox -s twins`: do not edit.
"""
Lists that come in pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, Self, TypeVar

import attrs

from clientcore import NumberPaging, Request, Response, wire
from clientcore.sync import Client, ItemIterator, Page, PageIterator, Pages

from .. import _limits as limits
from .._codec import CODEC
from .._errors import own_errors
from .._models import PolympicsModel
from .models import Account, Team

T = TypeVar("T")

_PAGING = NumberPaging(items_key="data", total_key="results")


def _a_list(value: Any) -> list[dict[str, Any]]:
    """Return the items without a copy."""
    if type(value) is not list:
        raise TypeError("not a list")
    return value


@attrs.frozen
class PaginatedResponse(PolympicsModel):
    """
    A page as the server sends it.

    Attributes:
        page: Number of the page, from 0.
        per_page: Items on a page.
        pages: Number of pages.
        results: Number of items on all pages.
        data: JSON of the items.
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
        Decode the items.

        Args:
            data_type: Model of an item.
        """
        client = getattr(self, "_client", None)
        with own_errors():
            return CODEC.structure(self.data, list[data_type], client=client)  # type: ignore[valid-type]


class PageList(list[T], Generic[T]):
    """
    The items of one page, as a list.

    Args:
        items: Items of the page.
        meta: The page as the server sent it.

    Attributes:
        meta: The page as the server sent it.
    """

    def __init__(self, items: Iterable[T], meta: PaginatedResponse) -> None:
        super().__init__(items)
        self.meta = meta


@attrs.frozen(eq=False)
class PaginatorPage(Page[T]):
    """
    One page of a list.

    Attributes:
        items: The items of the page.
        total: Number of items on all pages.
        meta: The page as the server sent it, with its number and the number of pages.
    """

    meta: PaginatedResponse = attrs.field(kw_only=True, repr=False)


class PaginatorPages(PageIterator[T]):
    """
    Iterates over pages, which leave out what was on earlier ones.

    Pages are cut by position. If an account is created meanwhile, all behind it move
    on, and the last of a page is also the first of the next.
    """

    def __init__(self, pages: Paginator[T], at_once: int) -> None:
        super().__init__(pages, at_once)
        self._known: set[Any] = set()

    def __next__(self) -> PaginatorPage[T]:
        page = super().__next__()
        assert isinstance(page, PaginatorPage)
        fresh = [item for item in page.items if self._is_new(item)]
        return page if len(fresh) == len(page) else attrs.evolve(page, items=fresh)

    def _is_new(self, item: Any) -> bool:
        key = item.get("id") if isinstance(item, dict) else getattr(item, "id", None)
        if key is None:
            return True
        known = key in self._known
        self._known.add(key)
        return not known


class PaginatorIterator(ItemIterator[T]):
    """Iterates over the items of all pages, each of them once."""


class Paginator(Pages[T]):
    """
    A list that comes in pages. Nothing is requested until it is used.

    Iterating yields the items of all pages, each page requested when the one before
    is used up, and each item once. A paginator can be used again, and by several
    tasks at the same time.

    Args:
        method: The HTTP method.
        path: Path of the list.
        client: Sends the requests.
        params: Query of the first page.
        data_type: Model of an item, or ``None`` for plain dicts.
        prefetch: Pages to request at the same time. 0 to request one after another.

    Attributes:
        meta: The page that was received last, by any task, or ``None``. Each
            `PaginatorPage` and `PageList` has its own.
    """

    def __init__(
        self,
        method: str,
        path: str,
        client: Client,
        params: Mapping[str, Any] | None = None,
        data_type: type[T] | None = None,
        *,
        prefetch: int = 0,
    ) -> None:
        request = Request(method=method, template=path, query=dict(params or {}))  # type: ignore[arg-type]
        super().__init__(client, request, data_type or dict, _PAGING, prefetch=prefetch)
        self.meta: PaginatedResponse | None = None

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self._request.method

    @property
    def path(self) -> str:
        """Path of the list."""
        return self._request.template

    @property
    def client(self) -> Client:
        """The client that sends the requests."""
        return self._client

    @property
    def params(self) -> dict[str, Any]:
        """A copy of the query of the first page."""
        return dict(self._request.query)

    @property
    def data_type(self) -> Any:
        """Model of an item."""
        return self._into

    def prefetch(self, pages: int) -> Self:
        """Return the same list, with *pages* pages requested at the same time."""
        return type(self)(
            self.method,
            self.path,
            self.client,
            self.params,
            self.data_type,
            prefetch=pages,
        )

    def get_page(self, page_number: int, *, per_page: int | None = None) -> PageList[T]:
        """
        Request one page, which is empty if it is past the end.

        Args:
            page_number: Number of the page, from 0.
            per_page: Items on a page, or ``None`` for the number that the list was
                made with.

        Returns:
            A list, whose ``meta`` has the number of pages.

        Raises:
            ValueError: *page_number* is negative, or *per_page* is less than 1.
        """
        request = self._request.with_query(page=limits.page_number(page_number))
        if limits.page_size(per_page) is not None:
            request = request.with_query(per_page=per_page)
        page = self.page_at(request)
        return PageList(page.items, page.meta)

    def page(self) -> PaginatorPage[T]:
        """Request the first page."""
        return self.page_at(self._request)

    def page_at(self, request: Request) -> PaginatorPage[T]:
        """Request the page of *request*."""
        page = super().page_at(request)
        assert isinstance(page, PaginatorPage)
        return page

    def make_page(
        self, body: Any, response: Response, **fields: Any
    ) -> PaginatorPage[T]:
        """Make a page of its *fields*, with its ``meta``."""
        self.meta = meta = self._client.decode(body, PaginatedResponse, response)
        return PaginatorPage(**fields, meta=meta)

    def pages(self) -> PaginatorPages[T]:
        """
        Iterate over the pages, requested one by one or as `prefetch` says.

        A page has no items that were on an earlier one.
        """
        return PaginatorPages(self, self._at_once)

    def __iter__(self) -> PaginatorIterator[T]:
        return PaginatorIterator(self.pages())
