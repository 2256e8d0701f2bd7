"""
Routes, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import Route

__all__ = ["Route"]
