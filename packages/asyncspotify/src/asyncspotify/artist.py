"""
Artists, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import FullArtist, SimpleArtist

__all__ = ["FullArtist", "SimpleArtist"]
