"""
Scopes, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import Scope

__all__ = ["Scope"]
