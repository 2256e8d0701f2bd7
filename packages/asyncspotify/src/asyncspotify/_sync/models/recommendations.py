# Generated from _async/models/recommendations.py by `nox -s twins`: do not edit.
"""
What the service recommends.
"""

from __future__ import annotations

import attrs

from ..._models import Seed, SpotifyModel
from .full_track import FullTrack


@attrs.define(kw_only=True)
class Recommendations(SpotifyModel):
    """
    Tracks that go with others.

    Attributes:
        tracks: What is recommended.

        seeds: What it was made from.
    """

    tracks: list[FullTrack] = attrs.field(factory=list)
    seeds: list[Seed] = attrs.field(factory=list)
