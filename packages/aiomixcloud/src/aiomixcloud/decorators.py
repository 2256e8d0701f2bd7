"""
Decorators for methods of subclasses of the client.
"""

from __future__ import annotations

from ._async.decorators import displayed, paginated, personal, targeting, uploading

__all__ = ["displayed", "paginated", "personal", "targeting", "uploading"]
