"""
Helpers of earlier releases.
"""

from __future__ import annotations

from .bitmask_decode import bitmask_decode
from .chunks import list_chunks
from .date_to_unix import date_to_unix
from .stringify_bulk import stringify_bulk
from .variable_class import VariableClass

__all__ = [
    "VariableClass",
    "bitmask_decode",
    "date_to_unix",
    "list_chunks",
    "stringify_bulk",
]
