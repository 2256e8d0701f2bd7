"""
Tracks, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import FullTrack, PlaylistTrack, SimpleTrack

__all__ = ["FullTrack", "PlaylistTrack", "SimpleTrack"]
