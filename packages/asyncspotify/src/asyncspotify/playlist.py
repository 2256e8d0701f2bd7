"""
Playlists, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import FullPlaylist, SimplePlaylist

__all__ = ["FullPlaylist", "SimplePlaylist"]
