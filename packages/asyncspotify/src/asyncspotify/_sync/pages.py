# Generated from _async/pages.py by `nox -s twins`: do not edit.
"""
Lists that keep what has arrived when a page fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from clientcore import Paging, Request
from clientcore.sync import Pages

from .._errors import SpotifyException

if TYPE_CHECKING:
    from .base import BaseClient

T = TypeVar("T")

#: Attempts after the first for a page, unless the client has more or none at all.
#: A long list is many requests, so one of them is likely to fail three times.
_RETRIES = 4


class SpotifyPages(Pages[T]):
    """
    A list that comes in pages.

    Args:
        client: Sends the requests.
        request: Request for the first page.
        into: Type of an item.
        paging: How the list is cut.
        prefetch: See `clientcore.sync.Pages`.
    """

    def __init__(
        self,
        client: BaseClient,
        request: Request,
        into: Any,
        paging: Paging,
        *,
        prefetch: int = 0,
    ) -> None:
        usual = client.settings.retries
        patient = attrs.evolve(request, retries=usual and max(usual, _RETRIES))
        super().__init__(client, patient, into, paging, prefetch=prefetch)

    def collect(self, limit: int | None = None) -> list[T]:
        """
        Request all pages, and return their items.

        Args:
            limit: The most items to return, or ``None`` for all.

        Raises:
            SpotifyException: A page failed. The error has what arrived before it as
                ``items``, and the list from that page on as ``rest``.
        """
        items: list[T] = []
        following: Request | None = self._request
        if limit is not None and limit <= 0:
            return items
        try:
            for page in self.pages():
                items += page.items
                following = page._next
                if limit is not None and len(items) >= limit:
                    break
        except SpotifyException as error:
            self._note(error, items, following or self._request)
            raise
        return items if limit is None else items[:limit]

    def _note(self, error: SpotifyException, items: list[T], request: Request) -> None:
        """Add to *error* what arrived, and where to go on."""
        offset = request.query.get("offset")
        error.items = items
        error.offset = None if offset is None else int(offset)
        error.rest = type(self)(
            self._client,  # type: ignore[arg-type]
            request,
            self._into,
            self._paging,
            prefetch=self._at_once,
        )
