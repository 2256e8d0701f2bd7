"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import Role
from .._labels import RoleLevel

ROLE_DICT: dict[int, str | None] = RoleLevel.labels()

__all__ = ["ROLE_DICT", "Role"]
