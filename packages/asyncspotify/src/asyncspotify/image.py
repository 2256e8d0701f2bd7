"""
Pictures, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import Image

__all__ = ["Image"]
