"""
Each endpoint sends what it should, in both layouts.
"""

from __future__ import annotations

from typing import Any

import pytest

from clientcore.aio import Bearer
from recnetpy import HostGoneError, NotFound, NotOfferedError, RateLimited, Servers

from ..endpoints import CASES, Case
from ..opening import open_async
from ..recorded import form_of

#: Of which it is an error that they do not exist.
UNFORGIVING = {
    "image file": NotFound,
    "loading tips": NotFound,
    "name server": NotFound,
    "player feed": NotOfferedError,
    "global feed": NotOfferedError,
}
KEY = "Ocp-Apim-Subscription-Key"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_gateway(case: Case, net: Any):
    """
    With the gateway: method, address, query, form, and the key where it belongs.
    """
    route = net.route(method=case.method, url=case.gateway).respond(**case.response)

    async with open_async(strict=True) as client:
        await case.call(client)

    sent = route.calls.last.request
    assert dict(sent.url.params) == case.query
    assert form_of(sent) == case.form
    assert sent.headers.get(KEY) == ("test-key" if case.keyed else None)
    assert sent.headers.get("Api-Version") == ("v1" if case.keyed else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_hosts(case: Case, net: Any):
    """
    With the older hosts: the same, at other addresses and without a key.
    """
    route = net.route(method=case.method, url=case.hosts).respond(**case.response)

    async with open_async(servers=Servers.hosts(), strict=True) as client:
        await case.call(client)

    sent = route.calls.last.request
    assert dict(sent.url.params) == case.query
    assert form_of(sent) == case.form
    assert KEY not in sent.headers
    assert "Api-Version" not in sent.headers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_bearer(case: Case, net: Any):
    """
    Credentials of a person's own go to the API's hosts and to no other.
    """
    route = net.route(method=case.method, url=case.hosts).respond(**case.response)

    servers = Servers.hosts()
    async with open_async(servers=servers, auth=Bearer("token")) as client:
        await case.call(client)

    open_hosts = ("clubs", "cdn", "img", "ns")
    sent = route.calls.last.request
    trusted = not sent.url.host.startswith(open_hosts)
    assert sent.headers.get("Authorization") == ("Bearer token" if trusted else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_missing(case: Case, net: Any):
    """
    A 404 is nothing, or an empty list; for files and feeds it is an error, and for
    routes of many IDs it is no answer about any of them.
    """
    net.route(url=case.gateway).respond(404, text="")

    async with open_async() as client:
        expected = NotOfferedError if case.form else UNFORGIVING.get(case.name)
        if expected is not None:
            with pytest.raises(expected):
                await case.call(client)
            return
        found = await case.call(client)

    assert not found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_gone(case: Case, net: Any):
    """
    A host that has a web page for everything, its root included, is gone.
    """
    page = "<!DOCTYPE html><p>The service has closed.</p>"
    net.route(method=case.method, url=case.gateway).respond(404, html=page)
    net.get(f"{case.gateway[: case.gateway.index('.net') + 4]}/").respond(
        404, html=page
    )

    async with open_async() as client:
        with pytest.raises(HostGoneError):
            await case.call(client)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_quota(case: Case, net: Any):
    """
    A used up quota is known for what it is, wherever it is met.
    """
    told = {"Retry-After": "1800"}
    net.route(method=case.method, url=case.gateway).respond(403, headers=told)

    async with open_async() as client:
        with pytest.raises(RateLimited) as caught:
            await case.call(client)

    assert caught.value.retry_after == 1800
