"""
Tokens and rate limits that many workers share, in Redis or Valkey (extra ``redis``).

The classes are for async and for sync clients: redis-py blocks, so async clients call
them in a worker thread, on any event loop.
"""

from __future__ import annotations

from ._limits import RedisLimits
from ._store import RedisStore

__all__ = ["RedisLimits", "RedisStore"]
