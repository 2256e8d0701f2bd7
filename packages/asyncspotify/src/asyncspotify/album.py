"""
Albums, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import FullAlbum, SimpleAlbum

__all__ = ["FullAlbum", "SimpleAlbum"]
