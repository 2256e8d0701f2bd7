"""
What the tests that have no twin share with those that have.
"""

from __future__ import annotations

from ..aio.conftest import at_once
from ..servers import refusing, serve

__all__ = ["at_once", "refusing", "serve"]
