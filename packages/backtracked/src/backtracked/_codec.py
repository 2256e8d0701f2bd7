"""
How this service's JSON is read.
"""

from __future__ import annotations

from clientcore import Codec, Model

CODEC = Codec(logger="backtracked")


class ServiceModel(Model):
    """The base of all models of both halves."""

    __slots__ = ()

    codec = CODEC
