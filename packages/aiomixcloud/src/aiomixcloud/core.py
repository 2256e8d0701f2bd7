"""
The client.
"""

from __future__ import annotations

from ._async.core import Mixcloud

__all__ = ["Mixcloud"]
