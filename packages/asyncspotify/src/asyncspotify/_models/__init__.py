"""
The models without methods that wait.
"""

from __future__ import annotations

from .audio import AudioAnalysis, AudioFeatures
from .base import OpenObject, Released, SpotifyModel, SpotifyObject, Timed
from .category import Category
from .details import (
    Actions,
    Context,
    ExplicitContent,
    Followed,
    Followers,
    LinkedTrack,
    Person,
    Restrictions,
    ResumePoint,
    Seed,
    read_text,
)
from .device import Device
from .image import Image

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
