"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._dates import date_to_unix

__all__ = ["date_to_unix"]
