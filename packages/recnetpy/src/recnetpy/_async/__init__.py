"""
What waits. The twin in ``_sync`` is generated from it.
"""

from __future__ import annotations
