"""
The client, at the import path of 0.2.75.
"""

from __future__ import annotations

from ._async.client import Client

__all__ = ["Client"]
