"""
Spotify's own schema of its answers, and where the service leaves it.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

DEFINITION: dict[str, Any] = json.loads(
    (Path(__file__).parent / "openapi.json").read_text("utf-8")
)
OPERATIONS: dict[str, Any] = DEFINITION["operations"]

#: What is null at times, whatever the schema says.
NULLS = {
    "AlbumBase": ["album_type", "href", "id", "release_date", "uri"],
    "CurrentlyPlayingContextObject": ["context", "item", "progress_ms"],
    "CurrentlyPlayingObject": ["context", "item", "progress_ms"],
    "CursorObject": ["after"],
    "CursorPagingObject": ["cursors", "next"],
    "PlayHistoryObject": ["context"],
    "PlaylistObject": ["images"],
    "PlaylistTrackObject": ["item", "track"],
    "QueueObject": ["currently_playing"],
    "RecommendationSeedObject": ["href"],
    "SimplifiedArtistObject": ["href", "id", "uri"],
    "SimplifiedPlaylistObject": ["description", "images"],
    "TrackObject": ["href", "id"],
}
#: What is not there at times: of one country, and in development.
ABSENT = {
    "AlbumObject": ["genres", "label", "popularity"],
    "AlbumBase": ["available_markets"],
    "AudiobookBase": ["available_markets", "publisher"],
    "ArtistDiscographyAlbumObject": ["album_group"],
    "ShowBase": ["available_markets", "publisher"],
}
#: An episode that was withdrawn.
GONE = {"properties": {"id": {"type": "null"}}, "required": ["id"]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


@cache
def relaxed() -> dict[str, Any]:
    """
    The schema of what the service really answers.
    """
    schemas: dict[str, Any] = deepcopy(DEFINITION["schemas"])
    for name, fields in NULLS.items():
        known = schemas[name]["properties"]
        known.update({field: _or_null(known[field]) for field in fields})
    for name, fields in ABSENT.items():
        for part in (schemas[name], *schemas[name].get("allOf", ())):
            part["required"] = [f for f in part.get("required", ()) if f not in fields]
    album = schemas["AlbumBase"]["properties"]
    precision = "release_date_precision"
    album[precision] = _or_null(album[precision])
    saved = schemas["SavedEpisodeObject"]["properties"]
    saved["episode"] = {"anyOf": [saved["episode"], GONE]}
    for name, schema in schemas.items():
        if "Paging" in name:
            _let_items_be_null(schema)
    return schemas


def _let_items_be_null(schema: dict[str, Any]) -> None:
    for part in (schema, *schema.get("allOf", ())):
        if items := part.get("properties", {}).get("items"):
            items["items"] = _or_null(items["items"])


def problems(operation: str, status: int, answer: Any) -> list[str]:
    """
    Where an answer is not what the schema says.
    """
    schema = OPERATIONS[operation]["answers"][str(status)]
    validator = Draft202012Validator({**schema, "schemas": relaxed()})
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(answer)]
