# Generated from _async/__init__.py by `nox -s twins`: do not edit.
"""
What waits. The twin in ``_sync`` is generated from it.
"""

from __future__ import annotations
