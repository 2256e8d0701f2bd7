"""
Users, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import PrivateUser, PublicUser

__all__ = ["PrivateUser", "PublicUser"]
