"""
``/recommendations``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._catalogue import Track
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import bad_request
from asyncspotify.sandbox._shapes.audio import sound
from asyncspotify.sandbox._tiers import Limit
from asyncspotify.sandbox._view import JSON

endpoints = Endpoints()

_LIMIT = Limit(20, 100)
_SEEDS = ("artists", "genres", "tracks")


@endpoints.add("GET", "/recommendations/available-genre-seeds", withdrawn=True)
def list_genres(call: Call) -> Any:
    return {"genres": call.world.catalogue.genres}


@endpoints.add("GET", "/recommendations", withdrawn=True)
def recommend(call: Call) -> Any:
    seeds = [(kind, one) for kind in _SEEDS for one in _listed(call, kind)]
    if not 1 <= len(seeds) <= 5:
        raise bad_request("Between 1 and 5 seeds are needed")
    genres = {genre for seed in seeds for genre in _genres(call, *seed)}
    pool = [
        track
        for track in call.world.catalogue.tracks.values()
        if any(genres & set(artist.genres) for artist in track.artists)
        and ("tracks", track.id) not in seeds
    ]
    found = [track for track in pool if _fits(call, track)]
    found.sort(key=lambda track: _distance(call, track))
    shown = found[: call.query.limit(_LIMIT)]
    return {
        "seeds": [_seed(call, *seed, len(pool), len(found)) for seed in seeds],
        "tracks": [shapes.track(call.view, track) for track in shown],
    }


def _listed(call: Call, kind: str) -> list[str]:
    text = call.query.text(f"seed_{kind}")
    return text.split(",") if text else []


def _genres(call: Call, kind: str, id: str) -> list[str]:
    catalogue = call.world.catalogue
    if kind == "genres":
        return [id]
    if kind == "artists" and id in catalogue.artists:
        return catalogue.artists[id].genres
    if kind == "tracks" and id in catalogue.tracks:
        return [g for artist in catalogue.tracks[id].artists for g in artist.genres]
    raise bad_request("invalid request")


def _seed(call: Call, kind: str, id: str, pool: int, found: int) -> JSON:
    return {
        "afterFilteringSize": found,
        "afterRelinkingSize": found,
        "href": None if kind == "genres" else call.view.link(f"{kind}/{id}"),
        "id": id,
        "initialPoolSize": pool,
        "type": kind.removesuffix("s").upper(),
    }


def _tuned(call: Call, prefix: str) -> dict[str, float]:
    """
    What is said of sounds with a prefix, such as ``min_tempo``.
    """
    said = {
        name.removeprefix(prefix): value
        for name, value in call.query.params.items()
        if name.startswith(prefix)
    }
    try:
        return {name: float(value) for name, value in said.items()}
    except ValueError:
        raise bad_request("invalid request") from None


def _heard(track: Track) -> dict[str, float]:
    more = {"duration_ms": track.duration_ms, "popularity": track.popularity}
    return {**sound(track), **more}


def _fits(call: Call, track: Track) -> bool:
    heard = _heard(track)
    least, most = _tuned(call, "min_"), _tuned(call, "max_")
    return all(heard.get(n, v) >= v for n, v in least.items()) and all(
        heard.get(n, v) <= v for n, v in most.items()
    )


def _distance(call: Call, track: Track) -> float:
    heard = _heard(track)
    targets = _tuned(call, "target_")
    return sum(abs(heard.get(n, v) - v) / (abs(v) or 1) for n, v in targets.items())
