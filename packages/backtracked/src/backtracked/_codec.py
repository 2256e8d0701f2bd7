"""
How this service's JSON is read.
"""

from __future__ import annotations

from clientcore import Codec

CODEC = Codec(logger="backtracked")
