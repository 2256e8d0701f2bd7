"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._record import Record

#: What the records without a client are built on.
VariableClass = Record

__all__ = ["VariableClass"]
