"""
Players, oEmbed, and the way to a token.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from aiomixcloud.sandbox import Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]

SHOW = "/anna-lind/low-tide-sessions-12/"


async def test_embed_json(ask_seeded: Ask):
    """
    A player comes as JSON with HTML in it.
    """
    answer = await ask_seeded("GET", f"/api{SHOW}embed-json/")

    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.json() == {
        "html": '<iframe width="300" height="150" src="https://www.mixcloud.com/widget/'
        "iframe/?feed=%2Fanna-lind%2Flow-tide-sessions-12%2F&hide_cover=1"
        '" frameborder="0"></iframe>'
    }


async def test_embed_html(ask_seeded: Ask):
    """
    Or as HTML, in the size and colour that were asked for.
    """
    look = {"width": "100%", "height": 60, "color": "ff00aa"}
    answer = await ask_seeded("GET", f"/api{SHOW}embed-html/", **look)

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'width="100%" height="60"' in answer.text
    assert "ff00aa" in answer.text


@pytest.mark.parametrize(
    "look", [{"color": "#ff00aa"}, {"color": "fff"}, {"width": "wide"}]
)
async def test_bad_look(ask_seeded: Ask, look: dict[str, str]):
    """
    What is no size and no colour is refused.
    """
    assert (await ask_seeded("GET", f"/api{SHOW}embed-html/", **look)).status == 400


@pytest.mark.parametrize("site", ["http://sandbox/www", "https://www.mixcloud.com"])
async def test_oembed(ask_seeded: Ask, site: str):
    """
    It takes a show's address here, and the one it has on the real site.
    """
    answer = await ask_seeded("GET", "/www/oembed", url=f"{site}{SHOW}", height=200)
    data = answer.json()

    assert answer.headers["content-type"] == "application/json"
    assert (data["type"], data["title"]) == ("rich", "Low Tide Sessions #12")
    assert (data["width"], data["height"]) == ("100%", 200)
    assert 'height="200"' in data["html"]


async def test_oembed_xml(ask_seeded: Ask):
    """
    It says the same as XML.
    """
    url = f"http://sandbox/www{SHOW}"
    data = (await ask_seeded("GET", "/www/oembed/", url=url)).json()
    answer = await ask_seeded("GET", "/www/oembed/", url=url, format="xml")
    found = {child.tag: child.text for child in ET.fromstring(answer.body)}

    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert found == {name: str(value) for name, value in data.items()}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 404),
        ({"url": "https://elsewhere.example/anna-lind/x/"}, 404),
        ({"url": "https://www.mixcloud.com/anna-lind/"}, 404),
        ({"url": f"https://www.mixcloud.com{SHOW}", "format": "yaml"}, 501),
    ],
)
async def test_oembed_refused(ask_seeded: Ask, query: dict[str, str], status: int):
    """
    It knows shows only, and two formats.
    """
    assert (await ask_seeded("GET", "/www/oembed", **query)).status == status


BACK = "https://me.example/cb/?from=mixcloud"


async def authorize(ask: Ask, back: str = BACK) -> dict[str, list[str]]:
    """
    What comes back from the page where users let apps in.
    """
    answer = await ask(
        "GET", "/www/oauth/authorize", client_id="sandbox", redirect_uri=back
    )
    assert answer.status == 302
    location = answer.headers["location"]
    assert location.startswith(back)
    return parse_qs(urlsplit(location).query)


def exchange(ask: Ask, sandbox: Sandbox, **changes: Any) -> Awaitable[Answer]:
    """
    Asks for a token.
    """
    query = {
        "client_id": "sandbox",
        "client_secret": sandbox.credentials.client_secret,
        "redirect_uri": BACK,
        **changes,
    }
    return ask("GET", "/www/oauth/access_token", **query)


async def test_way_to_a_token(ask: Ask, sandbox: Sandbox):
    """
    The user comes back with a code, and the code is good for a token, once.
    """
    back = await authorize(ask)
    first = await exchange(ask, sandbox, code=back["code"][0])
    again = await exchange(ask, sandbox, code=back["code"][0])
    me = await ask("GET", "/api/me/", token=first.json()["access_token"])

    assert back["from"] == ["mixcloud"]
    assert me.json()["username"] == "dj_okapi"
    assert (again.status, again.json()) == (
        400,
        {"error": "The code is invalid or has expired"},
    )


async def test_user_refuses(ask: Ask, sandbox: Sandbox):
    """
    A user who refuses comes back with an error.
    """
    sandbox.world.consents = False

    assert await authorize(ask, "https://me.example/") == {"error": ["access_denied"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "another"},
        {"client_secret": "wrong"},
        {"redirect_uri": "https://elsewhere.example/"},
    ],
)
async def test_exchange_refused(ask: Ask, sandbox: Sandbox, changes: dict[str, str]):
    """
    A code is good only for whom it was given to, where it was sent to.
    """
    code = (await authorize(ask))["code"][0]
    answer = await exchange(ask, sandbox, code=code, **changes)

    assert answer.status == 400
    assert isinstance(answer.json()["error"], str)


@pytest.mark.parametrize(
    "query", [{}, {"client_id": "sandbox"}, {"redirect_uri": "https://me.example/"}]
)
async def test_authorize_refused(ask: Ask, query: dict[str, str]):
    """
    Nobody is sent to where they can't be, or by one who is not known.
    """
    assert (await ask("GET", "/www/oauth/authorize", **query)).status == 400
