"""
The token, which nobody else is to see.
"""

from __future__ import annotations

import json
import logging
import pickle
from typing import Any

import pytest
from respx import MockResponse

from aiomixcloud import (
    MixcloudError,
)
from clientcore import GET, POST
from clientcore.testing import Broken, leaks, script

from ..answers import TOKEN, answer
from ..opening import API, open_async

pytestmark = pytest.mark.usefixtures("no_backoff")


@pytest.mark.parametrize(
    "odd", ["", " ", "x y\n", "tok\ud800en", "to\x00ken", "token ", "\ttoken"]
)
def test_odd_token(odd: str):
    """
    A token that cannot be sent is refused at once, without being shown.
    """
    with pytest.raises(ValueError, match="access_token is empty, or has") as made:
        open_async(access_token=odd)
    client = open_async()
    with pytest.raises(ValueError, match="access_token is empty, or has") as later:
        client.access_token = odd

    for caught in (made, later):
        assert not isinstance(caught.value, UnicodeError)
        assert "token" not in str(caught.value).replace("access_token", "")
    assert client.access_token == TOKEN


def test_token_of_another_type():
    """
    So is one that is no text.
    """
    odd: Any = b"token"
    with pytest.raises(TypeError, match="access_token is text, not bytes"):
        open_async(access_token=odd)


async def test_token_set_later(api: Any):
    """
    A token may be set and changed, and copies have the same.
    """
    route = api.get("/me/").respond(**answer("user_authorized"))

    async with open_async(access_token=None) as client:
        copy = client.with_options(timeout=5)
        client.access_token = "one"
        await copy.me()
        copy.access_token = "two"
        await client.me()

    tokens = [call.request.url.params["access_token"] for call in route.calls]
    assert tokens == ["one", "two"]


async def test_token_is_secret(api: Any, caplog: pytest.LogCaptureFixture):
    """
    It is in no log, ours or the HTTP library's, no repr and no error.
    """
    body = json.dumps({"error": {"type": "T", "message": f"bad token {TOKEN}"}})
    headers = {"location": f"/x/?access_token={TOKEN}"}
    api.get("/x/").respond(400, text=body, headers=headers)

    with caplog.at_level(logging.DEBUG):
        async with open_async(raise_exceptions=True) as client:
            with pytest.raises(MixcloudError) as caught:
                await client.get("x")
            shown = [repr(client), repr(client._token), repr(caught.value)]

    assert "bad token [secret]" in str(caught.value)
    for text in (caplog.text, *shown):
        assert TOKEN not in text
        assert "s3cret" not in text


async def test_refused_token(api: Any):
    """
    A token that was refused is not tried twice, unless there is another by now.
    """

    def other(_: Any) -> Any:
        client.access_token = "new"
        return MockResponse(401)

    route = api.get("/me/")
    route.side_effect = [MockResponse(401), other, MockResponse(200, json={"key": "/"})]
    async with open_async() as client:
        assert (await client.me()).message
        route.side_effect = other
        assert (await client.me()).message

    tokens = [call.request.url.params["access_token"] for call in route.calls]
    assert tokens == [TOKEN, TOKEN, "new"]


async def test_no_token_in_links(api: Any):
    """
    A request of one's own has it added by the client alone, to the API alone.
    """
    route = api.get("/x/").respond(200, json={})
    elsewhere = api.get("https://else.test/x/").respond(200, json={})

    async with open_async() as client:
        await client.request(GET("x/", query={"a": 1}))
        await client.request(GET("x/", base="https://else.test"))

    assert dict(route.calls.last.request.url.params) == {
        "a": "1",
        "access_token": TOKEN,
    }
    assert elsewhere.calls.last.request.url.query == b""
    assert client.base_url == API


@pytest.mark.parametrize("call", ["me", "post"])
async def test_frames(call: str):
    """
    No frame of ours shows the token while a request is sent.
    """
    async with open_async(transport=script()) as client:
        request = GET("me/") if call == "me" else POST("x/", form={"a": "b"})
        with pytest.raises(Broken) as caught:
            await client.request(request)

    assert leaks(caught.value, "aiomixcloud", TOKEN) == []


@pytest.mark.parametrize("where", ["message", "extra", "header"])
async def test_echoed(api: Any, where: str):
    """
    A token that the service repeats is in no pickle of the error either.
    """
    error = {"type": "T", "message": "no"}
    headers = {"x-echo": TOKEN} if where == "header" else {}
    error |= {} if headers else {where: f"token {TOKEN}"}
    api.get("/me/").respond(400, json={"error": error}, headers=headers)

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError) as caught:
            await client.me()

    shown = f"{caught.value} {caught.value!r} {vars(caught.value)}"
    assert TOKEN not in shown
    assert TOKEN.encode() not in pickle.dumps(caught.value)


async def test_page_that_repeats_the_token(api: Any):
    """
    A page that shows the address it was asked for is kept without the token.
    """
    page = f"<p>/me/?access_token={TOKEN}</p>"
    api.get("/me/").respond(200, html=page, headers={"x-echo": TOKEN})

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError) as caught:
            await client.me()
    async with open_async() as client:
        result = await client.me()

    assert TOKEN not in f"{caught.value} {caught.value!r} {vars(caught.value)}"
    assert TOKEN not in f"{result!r} {result.to_json()}"
