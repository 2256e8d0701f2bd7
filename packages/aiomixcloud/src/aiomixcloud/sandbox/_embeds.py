"""
Players for other people's pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import urlencode
from xml.sax.saxutils import escape as escape_xml

from ._answers import JSON
from ._shapes import pictures
from ._world import Cloudcast

_WIDTH, _HEIGHT = "300", "150"
#: Where players are, and shows stand, for people.
SITE: Final = "https://www.mixcloud.com"


def player(cast: Cloudcast, look: Mapping[str, str]) -> str:
    """
    The HTML of a player.

    Args:
        cast: What it plays.

        look: Its width, its height and its colour, if they were asked for.
    """
    query = {"feed": cast.key, "hide_cover": "1"}
    if "color" in look:
        query["stylecolor"] = look["color"]
    source = f"{SITE}/widget/iframe/?{urlencode(query)}"
    width, height = look.get("width", _WIDTH), look.get("height", _HEIGHT)
    size = f'width="{escape(width)}" height="{escape(height)}"'
    return f'<iframe {size} src="{source}" frameborder="0"></iframe>'


def oembed(cast: Cloudcast, www: str, look: Mapping[str, str]) -> JSON:
    """
    What oEmbed says of a show.
    """
    height = look.get("height", "120")
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Mixcloud",
        "provider_url": SITE,
        "title": cast.name,
        "author_name": cast.user.name,
        "author_url": www + cast.user.key,
        "url": www + cast.key,
        "description": cast.description,
        "image": pictures("extaudio", cast.key)["extra_large"],
        "width": look.get("width", "100%"),
        "height": int(height) if height.isdecimal() else height,
        "html": player(cast, look),
    }


def oembed_xml(data: JSON) -> str:
    """
    The same as XML.
    """
    items = (f"<{name}>{escape_xml(str(v))}</{name}>" for name, v in data.items())
    head = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{head}\n<oembed>{''.join(items)}</oembed>"
