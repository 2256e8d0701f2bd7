"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import Account
from .._labels import IDENTITY_FLAGS_LIST, PERSONAL_PRONOUNS_LIST, PLATFORM_LIST

__all__ = ["IDENTITY_FLAGS_LIST", "PERSONAL_PRONOUNS_LIST", "PLATFORM_LIST", "Account"]
