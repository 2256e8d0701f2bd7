"""
Lists that come in pages.
"""

from __future__ import annotations

from ._async.paginator import Paginator, PaginatorIterator, PaginatorPage
from ._pagination import PageList

__all__ = ["PageList", "Paginator", "PaginatorIterator", "PaginatorPage"]
