"""
What the tests that have no async half share with those that have.
"""

from __future__ import annotations

from ..servers import serve
from ..sync.conftest import at_once

__all__ = ["at_once", "serve"]
