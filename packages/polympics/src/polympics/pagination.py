"""
Lists that come in pages.
"""

from __future__ import annotations

from ._async.paginator import PageList, Paginator, PaginatorIterator, PaginatorPage

__all__ = ["PageList", "Paginator", "PaginatorIterator", "PaginatorPage"]
