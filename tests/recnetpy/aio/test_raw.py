"""
Raw access: requests of one's own.
"""

from __future__ import annotations

from typing import Any

import pytest

import clientcore
from recnetpy import ClosedError

from ..opening import P, open_async
from ..recorded import form_of


async def test_chain(net: Any):
    """
    Attributes and arguments make a path, and the answer has what it always had.
    """
    route = net.get(f"{P}/accounts/1/bio").respond(json={"bio": "a"})

    async with open_async() as client:
        found = await client.rec_net.accounts(1).bio.make_request("get", {"a": [1, 2]})

    sent = route.calls.last.request
    assert (found.status, found.success, found.data) == (200, True, {"bio": "a"})
    assert found.url == f"{P}/accounts/1/bio"
    assert sent.url.query == b"a=1&a=2"
    assert sent.headers["Ocp-Apim-Subscription-Key"] == "test-key"
    assert sent.headers["Api-Version"] == "v1"


async def test_chain_forms(net: Any):
    """
    A body is a form, and a version of the API can be chosen.
    """
    route = net.post(f"{P}/images/bulk/id").respond(json=[])

    async with open_async() as client:
        builder = client.rec_net.images.bulk.id
        await builder.make_request("POST", body={"Ids": [1, 2]}, api_version="v2")

    assert form_of(route.calls.last.request) == [["Ids", "1"], ["Ids", "2"]]
    assert route.calls.last.request.headers["Api-Version"] == "v2"


async def test_chain_missing(net: Any):
    """
    A 404 is an answer like any other; text stays text.
    """
    net.get("https://cdn.rec.net/nothing").respond(404, text="gone")

    async with open_async() as client:
        found = await client.rec_net.cdn.nothing.make_request("get")

    assert (found.status, found.success, found.data) == (404, False, "gone")


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("apim", P),
        ("api", "https://api.rec.net/api"),
        ("events", f"{P}/playerevents"),
        ("images", f"{P}/images"),
        ("rooms", f"{P}/rooms"),
        ("accounts", f"{P}/accounts"),
        ("clubs", "https://clubs.rec.net"),
        ("cdn", "https://cdn.rec.net"),
        ("namespace", "https://ns.rec.net"),
    ],
)
async def test_beginnings(name: str, base: str):
    """
    Each beginning is a service's address, and fresh each time.
    """
    async with open_async() as client:
        builder = getattr(client.rec_net, name)
        builder.more("parts")

        assert builder.base.rstrip("/") == base
        assert builder.route == []
        assert builder.use_auth is base.startswith((P, "https://api."))


async def test_chain_refuses():
    """
    Paths cannot climb, and methods are HTTP's.
    """
    async with open_async() as client:
        with pytest.raises(clientcore.UnsafeURL):
            await client.rec_net.apim("..", "x").make_request("get")
        with pytest.raises(ValueError, match="no method"):
            await client.rec_net.apim.make_request("jump")


async def test_chain_text(net: Any):
    """
    What is no JSON is text.
    """
    net.get("https://fan.test/health").respond(text="Healthy")

    async with open_async() as client:
        builder = client.rec_net.custom("https://fan.test/health")
        found = await builder.make_request("get")

    assert found.data == "Healthy"
    assert repr(builder.more("parts")) == (
        "<RouteBuilder https://fan.test/health/more/parts>"
    )
    assert not hasattr(builder, "__deepcopy__")


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("https://fan.test", "https://fan.test/"),
        ("https://fan.test/", "https://fan.test/"),
        ("https://fan.test/a%20b", "https://fan.test/a%20b"),
        ("https://fan.test/a/", "https://fan.test/a/"),
    ],
)
async def test_address_alone(host: str, asked: str, net: Any):
    """
    An address without further parts is asked for as it is.
    """
    net.get(asked).respond(json=[])

    async with open_async() as client:
        found = await client.rec_net.custom(host).make_request("get")

    assert (found.url, found.data) == (asked, [])


async def test_beginning_alone(net: Any):
    """
    A beginning alone is asked for with its slash, as the gateway knows it.
    """
    net.get(f"{P}/accounts/", params={"username": "a"}).respond(json={"accountId": 1})

    async with open_async() as client:
        found = await client.rec_net.accounts.make_request("get", {"username": "a"})

    assert found.data == {"accountId": 1}


async def test_stop():
    """
    Stopping raw access closes the client.
    """
    client = open_async()
    await client.rec_net.stop()

    with pytest.raises(ClosedError):
        await client.accounts.fetch(1)
