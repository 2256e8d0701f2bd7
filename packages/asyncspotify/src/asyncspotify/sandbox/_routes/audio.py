"""
``/audio-features`` and ``/audio-analysis``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints

endpoints = Endpoints()


@endpoints.add("GET", "/audio-features", withdrawn=True)
def get_several(call: Call) -> Any:
    return {"audio_features": call.several("track", 100, shapes.features)["tracks"]}


@endpoints.add("GET", "/audio-features/{id}", withdrawn=True)
def get_features(call: Call) -> Any:
    return shapes.features(call.view, call.find("track"))


@endpoints.add("GET", "/audio-analysis/{id}", withdrawn=True)
def get_analysis(call: Call) -> Any:
    return shapes.analysis(call.view, call.find("track"))
