"""
A page of a playlist, as music services give it: 100 tracks, some 240 KB of JSON.

Names, ids and addresses are made up, of the lengths that they have in life.
"""

from __future__ import annotations

import json
import random
import string
from typing import Any

_SITE = "https://open.music.example"
_API = "https://api.music.example/v1"
_IMAGES = "https://images.music.example/image"
_WORDS = [
    "after",
    "all",
    "amber",
    "blue",
    "city",
    "cold",
    "dance",
    "day",
    "down",
    "electric",
    "fire",
    "forever",
    "from",
    "girl",
    "golden",
    "heart",
    "home",
    "in",
    "late",
    "light",
    "little",
    "love",
    "midnight",
    "moon",
    "morning",
    "never",
    "night",
    "of",
    "on",
    "one",
    "over",
    "rain",
    "remastered",
    "river",
    "road",
    "shadow",
    "silver",
    "slow",
    "song",
    "sound",
    "summer",
    "sun",
    "the",
    "time",
    "tonight",
    "velvet",
    "water",
    "wild",
    "with",
    "you",
]


def page(items: int = 100) -> bytes:
    """
    Return a page as it comes over the network, the same at each call.
    """
    body = page_object(items, 0, items, f"{_API}/playlists/1/items")
    return json.dumps(body, separators=(",", ":")).encode()


def page_object(items: int, offset: int, total: int, url: str) -> dict[str, Any]:
    """
    Return the page of *items* after *offset*, which has no other page's contents.

    Args:
        items: How many are on a page.

        offset: How many are on those before.

        total: How many there are.

        url: Where the pages are.
    """
    made, following = _Made(random.Random(241 + offset)), offset + items
    return {
        "href": f"{url}?offset={offset}&limit={items}",
        "items": [made.item(number) for number in range(items)],
        "limit": items,
        "next": f"{url}?offset={following}" if following < total else None,
        "offset": offset,
        "previous": None,
        "total": total,
    }


def artist() -> dict[str, Any]:
    """
    Return an artist in full.
    """
    return _Made(random.Random(241)).artist()


class _Made:
    """
    Makes the parts.

    Args:
        random: Where what varies comes from.
    """

    def __init__(self, random: random.Random) -> None:
        self._random = random

    def item(self, number: int) -> dict[str, Any]:
        moment = f"20{number % 7 + 18}-0{number % 9 + 1}-1{number % 10}"
        return {
            "added_at": f"{moment}T08:{number % 60:02}:31Z",
            "added_by": self._thing("user", name=False),
            "is_local": False,
            # Nobody's model has this one.
            "primary_color": None,
            "track": self._episode() if number % 20 == 19 else self._track(),
            "video_thumbnail": {"url": None},
        }

    def identity(self) -> str:
        return self._text(string.ascii_letters + string.digits, 22)

    def _text(self, letters: str, length: int) -> str:
        return "".join(self._random.choices(letters, k=length))

    def _title(self) -> str:
        count = self._random.randint(2, 5)
        return " ".join(self._random.choices(_WORDS, k=count)).capitalize()

    def _thing(self, kind: str, *, name: bool = True) -> dict[str, Any]:
        identity = self.identity()
        return {
            "external_urls": {"music": f"{_SITE}/{kind}/{identity}"},
            "href": f"{_API}/{kind}s/{identity}",
            "id": identity,
            "type": kind,
            "uri": f"music:{kind}:{identity}",
            **({"name": self._title()} if name else {}),
        }

    def artist(self) -> dict[str, Any]:
        return {
            **self._thing("artist"),
            "followers": {"href": None, "total": 123_456},
            "genres": ["art rock", "melancholia", "permanent wave"],
            "images": self._images(),
            "popularity": 77,
        }

    def _artists(self) -> list[dict[str, Any]]:
        return [self._thing("artist") for _ in range(self._random.choice((1, 1, 2)))]

    def _images(self) -> list[dict[str, Any]]:
        return [
            {
                "height": size,
                "url": f"{_IMAGES}/{self._text('0123456789abcdef', 40)}",
                "width": size,
            }
            for size in (640, 300, 64)
        ]

    def _album(self) -> dict[str, Any]:
        return {
            **self._thing("album"),
            "album_type": self._random.choice(("album", "single", "compilation")),
            "artists": self._artists(),
            "images": self._images(),
            "is_playable": True,
            "release_date": f"{self._random.randint(1965, 2025)}-06-13",
            "release_date_precision": "day",
            "total_tracks": self._random.randint(1, 24),
        }

    def _track(self) -> dict[str, Any]:
        return {
            **self._thing("track"),
            "album": self._album(),
            "artists": self._artists(),
            "disc_number": 1,
            "duration_ms": self._random.randint(90_000, 420_000),
            "episode": False,
            "explicit": self._random.random() < 0.2,
            "external_ids": {"isrc": self._text(string.ascii_uppercase, 12)},
            "is_local": False,
            "popularity": self._random.randint(0, 100),
            "preview_url": f"https://previews.music.example/mp3/{self.identity()}{self.identity()}",
            "track": True,
            "track_number": self._random.randint(1, 24),
        }

    def _episode(self) -> dict[str, Any]:
        return {
            **self._thing("episode"),
            "audio_preview_url": f"https://previews.music.example/mp3/{self.identity()}",
            "description": " ".join(self._title() for _ in range(24)),
            "duration_ms": self._random.randint(900_000, 7_200_000),
            "explicit": False,
            "images": self._images(),
            "languages": ["en"],
            "release_date": "2024-03-01",
            "show": {**self._thing("show"), "publisher": self._title()},
        }
