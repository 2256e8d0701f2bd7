"""
How a person lets an app act for them.
"""

from __future__ import annotations

from ._async.auth import MixcloudOAuth

__all__ = ["MixcloudOAuth"]
