# Generated from _async/resources/browse.py by `nox -s twins`: do not edit.
"""
Featured playlists, categories and markets.
"""

from __future__ import annotations

from clientcore.sync import Pages

from ... import _operations as ops
from ..._models.parts import Category
from ..._operation import serves
from ..base import BaseClient
from ..likes import CategoryLike
from ..models.playlist import SimplePlaylist


class Browse(BaseClient):
    """Categories, featured playlists and markets."""

    @serves(ops.GET_CATEGORY)
    def get_category(
        self, category_id: CategoryLike, locale: str | None = None
    ) -> Category:
        """
        Get a category.

        Args:
            category_id: ID or object of the category.
            locale: The language to name it in, as in ``es_MX``.
        """
        return self._get(ops.GET_CATEGORY, Category, category_id, locale=locale)

    @serves(ops.GET_CATEGORIES)
    def list_categories(
        self,
        offset: int | None = None,
        locale: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[Category]:
        """
        List the categories, page after page.

        Args:
            offset: Number of items to skip.
            locale: See `get_category`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_CATEGORIES,
            Category,
            page_size,
            key="categories",
            offset=offset,
            locale=locale,
        )

    @serves(ops.GET_CATEGORY_PLAYLISTS)
    def list_category_playlists(
        self,
        category: CategoryLike,
        offset: int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimplePlaylist]:
        """
        List a category's playlists, page after page.

        Args:
            category: ID or object of the category.
            offset: Number of items to skip.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_CATEGORY_PLAYLISTS,
            SimplePlaylist,
            page_size,
            category,
            key="playlists",
            offset=offset,
        )

    @serves(ops.GET_FEATURED_PLAYLISTS)
    def list_featured_playlists(
        self,
        offset: int | None = None,
        locale: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimplePlaylist]:
        """
        List the playlists that Spotify features, page after page.

        Args:
            offset: Number of items to skip.
            locale: See `get_category`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_FEATURED_PLAYLISTS,
            SimplePlaylist,
            page_size,
            key="playlists",
            offset=offset,
            locale=locale,
        )

    @serves(ops.GET_MARKETS)
    def get_markets(self) -> list[str]:
        """Get the codes of the countries where Spotify is available."""
        return self._send_part(self._ask(ops.GET_MARKETS), "markets", list[str])
