"""
Iterators over raw items, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from ._async.pager import CursorBasedPaging, Pager, SearchPager

__all__ = ["CursorBasedPaging", "Pager", "SearchPager"]
