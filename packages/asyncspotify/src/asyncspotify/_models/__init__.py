"""
The models without methods that wait.
"""

from __future__ import annotations

from .audio import AudioAnalysis, AudioFeatures
from .base import OpenObject, OtherItem, Released, SpotifyModel, SpotifyObject, Timed
from .parts import (
    Actions,
    Category,
    Context,
    Device,
    ExplicitContent,
    Followed,
    Followers,
    Image,
    LinkedTrack,
    Person,
    Restrictions,
    ResumePoint,
    Seed,
    read_text,
)

__all__ = [
    "Actions",
    "AudioAnalysis",
    "AudioFeatures",
    "Category",
    "Context",
    "Device",
    "ExplicitContent",
    "Followed",
    "Followers",
    "Image",
    "LinkedTrack",
    "OpenObject",
    "OtherItem",
    "Person",
    "Released",
    "Restrictions",
    "ResumePoint",
    "Seed",
    "SpotifyModel",
    "SpotifyObject",
    "Timed",
    "read_text",
]
