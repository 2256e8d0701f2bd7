"""
The playback state, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import CurrentlyPlaying, CurrentlyPlayingContext

__all__ = ["CurrentlyPlaying", "CurrentlyPlayingContext"]
