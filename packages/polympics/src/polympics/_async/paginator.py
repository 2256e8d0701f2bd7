"""
Lists that come in pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

import attrs

from clientcore import Request
from clientcore.aio import Client, ItemIterator, Page, PageIterator, Pages

from .. import _limits as limits
from .._pagination import PAGING, PageList, PaginatedResponse

T = TypeVar("T")


@attrs.frozen(eq=False)
class PaginatorPage(Page[T]):
    """
    One page of a list.

    Attributes:
        items: What is on it.

        total: How many there are on all pages.

        meta: The page as the server sent it: its number, how many there are.
    """

    meta: PaginatedResponse = attrs.field(kw_only=True, repr=False)


class PaginatorPages(PageIterator[T]):
    """Goes from page to page."""

    async def __anext__(self) -> PaginatorPage[T]:
        page = await super().__anext__()
        assert isinstance(page, PaginatorPage)
        return page


class PaginatorIterator(ItemIterator[T]):
    """Goes from item to item."""


class Paginator(Pages[T]):
    """
    A list that comes in pages. Nothing is asked for until it is used.

    Iterating gives the items of all pages, each asked for when the one before
    is used up. A paginator can be used again, and by several tasks at once.

    Args:
        method: The HTTP method.

        path: The list's path.

        client: Sends.

        params: The query.

        data_type: What an item is, or ``None`` for plain dicts.

        prefetch: How many pages to ask for at once. 0 asks for one after
            another.

    Attributes:
        meta: The page that was fetched last, by whomever, or ``None``. Each
            page has its own besides.
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
        super().__init__(client, request, data_type or dict, PAGING, prefetch=prefetch)
        self.meta: PaginatedResponse | None = None

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self._request.method

    @property
    def path(self) -> str:
        """The list's path."""
        return self._request.template

    @property
    def client(self) -> Client:
        """What sends."""
        return self._client

    @property
    def params(self) -> dict[str, Any]:
        """The query, in a copy."""
        return dict(self._request.query)

    @property
    def data_type(self) -> Any:
        """What an item is."""
        return self._into

    def prefetch(self, pages: int) -> Self:
        """Return the same list, with *pages* asked for at once."""
        return type(self)(
            self.method,
            self.path,
            self.client,
            self.params,
            self.data_type,
            prefetch=pages,
        )

    async def get_page(
        self, page_number: int, *, per_page: int | None = None
    ) -> PageList[T]:
        """
        Get one page, which is empty past the end.

        Args:
            page_number: Which, from 0.

            per_page: How many items a page has, or ``None`` for as many as
                the list was asked for with.

        Returns:
            A list, whose ``meta`` says how many pages there are.

        Raises:
            ValueError: *page_number* is negative, or *per_page* less than 1.
        """
        request = self._request.with_query(page=limits.page_number(page_number))
        if limits.page_size(per_page) is not None:
            request = request.with_query(per_page=per_page)
        page = await self.page_at(request)
        return PageList(page.items, page.meta)

    async def page(self) -> PaginatorPage[T]:
        """Get the first page."""
        return await self.page_at(self._request)

    async def page_at(self, request: Request) -> PaginatorPage[T]:
        """Get the page that *request* asks for."""
        client, paging = self._client, self._paging
        response = await client.request(request)
        body = client.parse_json(response)
        with client.api.errors.own_errors(response.request, response.secrets):
            found = paging.items(body)
        self.meta = meta = client.decode(body, PaginatedResponse, response)
        return PaginatorPage(
            client.decode(found, list[self._into], response),  # type: ignore[name-defined]
            paging.total(body),
            meta.raw,
            self,
            paging.next(request, body),
            paging.previous(request, body),
            paging.ahead(request, body) if self._at_once else iter(()),
            meta=meta,
        )

    def pages(self) -> PaginatorPages[T]:
        """Iterate over all pages, asked for one by one or as `prefetch` says."""
        return PaginatorPages(self, self._at_once)

    def __aiter__(self) -> PaginatorIterator[T]:
        return PaginatorIterator(self.pages())
