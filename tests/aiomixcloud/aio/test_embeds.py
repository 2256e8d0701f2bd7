"""
Widgets.
"""

from __future__ import annotations

from typing import Any

import pytest

from aiomixcloud import AccessDict, NotFoundError, UnsafeURLError

from ..answers import CAST, answer, text
from ..opening import open_async

WEB = "https://www.test"


@pytest.mark.parametrize("key", [CAST, CAST.strip("/"), f"{WEB}{CAST}", {"key": CAST}])
async def test_oembed(api: Any, key: Any):
    """
    OEmbed is asked about the page on the web, without the token.
    """
    route = api.get(f"{WEB}/oembed").respond(**answer("oembed"))

    async with open_async() as client:
        result = await client.oembed(key, width=5, color="#fff")

    query = dict(route.calls.last.request.url.params)
    assert query.pop("url").rstrip("/") == f"{WEB}{CAST}".rstrip("/")
    assert query == {"format": "json", "width": "5", "color": "fff"}
    assert type(result) is AccessDict
    assert result.provider_name == "Mixcloud"


async def test_xml(api: Any):
    """
    XML is text.
    """
    api.get(f"{WEB}/oembed", params={"format": "xml"}).respond(**answer("oembed.xml"))

    async with open_async() as client:
        assert await client.oembed(CAST, format="xml") == text("oembed.xml")


async def test_failure_in_text(api: Any):
    """
    A failure is not taken for the widget.
    """
    api.get(f"{CAST}embed-html/").respond(404, html="<p>gone</p>")

    async with open_async() as client:
        result: Any = await client.embed_html(CAST)
        assert result.message == "404 Not Found"
        assert result.response.text == "<p>gone</p>"
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(NotFoundError):
            await client.embed_html(CAST)


async def test_redirect(api: Any):
    """
    The documented address leads to another one of Mixcloud's, which is followed.
    """
    there = "https://app.mixcloud.com/oembed/"
    api.get("https://www.mixcloud.com/oembed").respond(301, headers={"location": there})
    api.get(there).respond(302, headers={"location": "/oembed/x"})
    route = api.get("https://app.mixcloud.com/oembed/x").respond(**answer("oembed"))

    async with open_async(oembed_root="https://www.mixcloud.com/oembed") as client:
        result = await client.oembed(CAST)

    assert result.title == "Low Tide Sessions #12"
    assert "access_token" not in route.calls.last.request.url.params


@pytest.mark.parametrize(
    "location", ["https://evil.test/", "http://app.mixcloud.com/", "https://api.test/x"]
)
async def test_foreign_redirect(api: Any, location: str):
    """
    One to anybody else is refused.
    """
    root = "https://www.mixcloud.com/oembed"
    api.get(root).respond(301, headers={"location": location})

    async with open_async(oembed_root=root) as client:
        with pytest.raises(UnsafeURLError, match="refused"):
            await client.oembed(CAST)


async def test_endless(api: Any):
    """
    One that leads in a circle ends, in an error.
    """
    route = api.get(f"{WEB}/oembed").respond(301, headers={"location": "/oembed"})

    async with open_async() as client:
        result = await client.oembed(CAST)

    assert result.message.startswith("301 Moved Permanently: redirect to /oembed")
    assert route.call_count == 3
