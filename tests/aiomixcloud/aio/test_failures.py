"""
Responses that are no success, whatever they look like.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from aiomixcloud import (
    AccessDict,
    AnswerError,
    DecodeError,
    ForbiddenError,
    Mixcloud,
    MixcloudError,
)
from aiomixcloud.sandbox import Sandbox

from ..answers import CAST, TOKEN, answer, javascript
from ..opening import API, Response, open_async

pytestmark = pytest.mark.usefixtures("no_backoff")

#: Responses of captive portals and proxies, and what the error says.
PORTALS: dict[str, tuple[dict[str, Any], str]] = {
    "301": (
        {
            "status_code": 301,
            "headers": {"location": "https://api.mixcloud.com/x/?a=1"},
        },
        r"301 Moved Permanently: redirect to https://api\.mixcloud\.com/x/ not",
    ),
    "302": (
        {
            "status_code": 302,
            "headers": {"location": "http://portal.example/login?t=1"},
        },
        r"302 Found: redirect to http://portal\.example/login not followed",
    ),
    "303": ({"status_code": 303}, "303 See Other: redirect to nowhere"),
    "304": ({"status_code": 304}, "304 Not Modified$"),
    "307": (
        {"status_code": 307, "headers": {"location": "/there"}},
        "307 Temporary Redirect: redirect to /there",
    ),
    "308": (
        {"status_code": 308, "headers": {"location": "http://[/"}},
        "308 Permanent Redirect: redirect to an invalid address",
    ),
    "302 with a page": (
        {"status_code": 302, "html": "<p>sign in</p>"},
        "302 Found: redirect to nowhere",
    ),
    "empty": ({"status_code": 200, "text": ""}, "it is empty"),
    "blank": ({"status_code": 200, "text": " \n"}, "it is empty"),
    "page": ({"status_code": 200, "html": "<p>sign in</p>"}, "cannot be read"),
    "403": ({"status_code": 403, "html": "<p>blocked</p>"}, "403 Forbidden"),
}

CALLS: dict[str, Any] = {
    "upload": lambda client: client.upload(b"la", "Name"),
    "edit": lambda client: client.edit(CAST, name="x"),
    "follow": lambda client: client.follow("anna-lind"),
    "unfavorite": lambda client: client.unfavorite(CAST),
    "embed_json": lambda client: client.embed_json(CAST),
}


@pytest.mark.parametrize("portal", PORTALS)
@pytest.mark.parametrize("name", CALLS)
async def test_portal(api: Any, name: str, portal: str):
    """
    What a portal in between responds is a failure of any write, raised or not.
    """
    told, words = PORTALS[portal]
    if name == "embed_json" and "redirect to" in words:
        pytest.skip("reads follow redirects of the same origin, and refuse others")
    api.route().respond(**told)

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError, match=words):
            await CALLS[name](client)
    async with open_async() as client:
        result: Any = await CALLS[name](client)

    assert type(result) is AccessDict
    assert result.error.type in {"AnswerError", "DecodeError", "ForbiddenError"}
    assert result.message == result.error.message
    response: Any = result.response
    assert response.status == told["status_code"]


@pytest.mark.parametrize("error", [None, {}, "", False, []])
async def test_error_that_says_nothing(api: Any, error: Any):
    """
    Where the service says nothing about a failure, the status does.
    """
    api.post("/anna-lind/follow/").respond(400, json={"error": error})

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError, match="400 Bad Request"):
            await client.follow("anna-lind")
    async with open_async() as client:
        result: Any = await client.follow("anna-lind")

    assert result.message == "400 Bad Request"
    assert result.response.status == 400


@pytest.mark.parametrize("portal", ["empty", "page", "403", "304", "303"])
async def test_portal_while_reading(api: Any, portal: str):
    """
    And of reads, lists among them.
    """
    told, words = PORTALS[portal]
    api.route().respond(**told)

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError, match=words):
            await client.popular()
    async with open_async() as client:
        result: Any = await client.popular()
        with pytest.raises(MixcloudError, match=words):
            await client.all("popular").collect()

    assert "error" in result
    assert result.message


async def test_embed_html_of_portal(api: Any):
    """
    Nothing at all is no widget.
    """
    api.route().respond(200, text="")

    async with open_async() as client:
        result: Any = await client.embed_html(CAST)

    assert "it is empty" in result.message


#: Responses with a good status that confirm no write, and what the error says.
UNCONFIRMED: dict[str, tuple[dict[str, Any], str, str]] = {
    "204": ({"status_code": 204}, "DecodeError", "204, but .* it has no result"),
    "{}": (javascript({}), "DecodeError", "it has no result"),
    "another object": (javascript({"status": "sign in"}), "DecodeError", "no result"),
    "no result": (javascript({"result": {}}), "DecodeError", "it has no result"),
    "refused": (
        javascript({"result": {"success": False, "message": "Not today"}}),
        "AnswerError",
        "Not today",
    ),
    "refused without a message": (
        javascript({"result": {"success": False}}),
        "AnswerError",
        "the service did not do this",
    ),
}

WRITES = ("upload", "edit", "follow", "unfavorite")


@pytest.mark.parametrize("unconfirmed", UNCONFIRMED)
@pytest.mark.parametrize("name", WRITES)
async def test_unconfirmed_write(api: Any, name: str, unconfirmed: str):
    """
    A write that the service does not confirm is a failure, whatever the status is.
    """
    told, kind, words = UNCONFIRMED[unconfirmed]
    api.route().respond(**told)

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError, match=words) as caught:
            await CALLS[name](client)
    async with open_async() as client:
        result: Any = await CALLS[name](client)

    assert type(caught.value).__name__ == result.error.type == kind
    assert re.search(words, result.message)
    assert result.response.status == told["status_code"]


async def test_confirmed_without_success(api: Any):
    """
    A result that does not mention success is one.
    """
    told = {"result": {"message": "Done"}}
    api.route().respond(**javascript(told))

    async with open_async(raise_exceptions=True) as client:
        assert await client.follow("anna-lind") == told


@pytest.mark.parametrize("told", [{"x": 1}, {}])
async def test_edit_without_an_owner(api: Any, told: dict[str, Any]):
    """
    If the owner of a slug cannot be found out, nothing is edited, which is a failure.
    """
    api.get("/me/").respond(json=told)

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(DecodeError, match="is not a user"):
            await client.edit("night-bus", name="x")
    async with open_async() as client:
        result: Any = await client.edit("night-bus", name="x")

    assert "is not a user" in result.message


async def test_write_results_of_a_subclass(api: Any):
    """
    A subclass that replaces the documented hook decides what a write returns.
    """

    class Own(Mixcloud):
        async def _native_result(self, response: Any) -> Any:
            return AccessDict({"a": response.status_code}, mixcloud=self)

    api.route().respond(204)

    async with Own(API, access_token=TOKEN, raise_exceptions=True) as client:
        assert await client.follow("anna-lind") == {"a": 204}


async def test_bodies_of_a_subclass(api: Any):
    """
    A subclass may unwrap the bodies that it reads.
    """

    class Unwrapping(Mixcloud):
        async def _process_response(self, response: Any) -> Any:
            return (await super()._process_response(response))["result"]

    told = {"success": True, "message": "Done"}
    api.route().respond(**javascript({"result": told}))

    async with Unwrapping(API, access_token=TOKEN, raise_exceptions=True) as client:
        assert await client.follow("anna-lind") == told


async def test_error_is_shown(api: Any):
    """
    The message is in what is printed.
    """
    api.route().respond(**answer("error_rate_limit.http"))

    async with open_async(retries=0) as client:
        result = await client.get("x")

    assert "You have hit your rate limit" in repr(result.error)
    assert "You have hit your rate limit" in repr(result)
    assert "You have hit your rate limit" in result.message


async def test_failure_with_a_body(api: Any):
    """
    A status of failure counts, also if the body looks like a resource.
    """
    api.route().respond(**javascript({"key": "/x/", "type": "user"}, 500))

    async with open_async() as client:
        got = await client.get("x")
        done = await client.follow("x")
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(AnswerError):
            await client.get("x")

    assert type(got) is AccessDict
    assert got.error.type == done.error.type == "ServerError"
    assert done.key == "/x/"


@pytest.mark.parametrize("data", [5, "abc", None, {}, True])
async def test_data_of_another_type(api: Any, data: Any):
    """
    A list whose data is none cannot be read.
    """
    api.route().respond(**javascript({"data": data}))

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(DecodeError, match="its data is not a list"):
            await client.popular()
    async with open_async() as client:
        result: Any = await client.popular()
        with pytest.raises(DecodeError, match="its data is not a list"):
            await client.all("popular").collect()

    assert "its data is not a list" in result.message


# --- Headers --------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        (b"x-note", "Café".encode()),
        (b"x-note", "Café".encode("latin-1")),
        (b"content-type", "text/javascript; charset=utf-8; x=é".encode()),
        (b"x-note", b"\xff\xfe"),
        (b"server", "日本".encode()),
        (b"retry-after", "²".encode("latin-1")),
    ],
)
async def test_header_beyond_ascii(api: Any, header: tuple[bytes, bytes]):
    """
    A header may have any bytes in it; reads, writes and failures go on.
    """
    body = json.dumps({"result": {"success": True}})
    api.post("/upload/").mock(
        return_value=Response(200, content=body, headers=[header])
    )
    api.get("/x/").mock(return_value=Response(404, content=b"{}", headers=[header]))

    async with open_async() as client:
        done: Any = await client.upload(b"la", "Name")
        missing = await client.get("x")
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError):
            await client.get("x")

    assert done.result.success
    assert header[0].decode() in done.response.headers
    assert missing.response.status == 404


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
async def test_redirect_beyond_ascii(api: Any, encoding: str):
    """
    A redirect may lead to an address beyond ASCII; one that is refused is named.
    """
    header = (b"location", "/zoë-k/".encode(encoding))
    api.get("/z/").mock(return_value=Response(301, headers=[header]))
    api.get("/zo%C3%AB-k/").respond(**javascript({"key": "/zoë-k/", "type": "user"}))
    api.post("/z/follow/").mock(return_value=Response(301, headers=[header]))

    async with open_async() as client:
        user = await client.get("z")
        failed = await client.follow("z")

    assert user.key == "/zoë-k/"
    assert "redirect to /zoë-k/ not followed" in failed.message


async def test_many_at_once():
    """
    Of a hundred calls at once, each has its own result or error.
    """
    sandbox = Sandbox()
    keys = ["anna-lind", "nobody"] * 50
    async with open_async(sandbox) as client:
        results = await client.map(client.get, keys)

    assert [result.get("username") for result in results] == ["anna-lind", None] * 50
    assert [result.response.status for result in results] == [200, 404] * 50
    assert all(result.message == "Object not found" for result in results[1::2])


# --- Responses of subclasses ----------------------------------------------------


class Own(Mixcloud):
    """
    Reads what it likes.
    """

    async def _process_response(self, response: Any) -> Any:
        return response


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"a": 1}, {"a": 1}), (None, {}), ({}, {}), ({"error": {"type": "T"}}, None)],
)
async def test_response_of_a_subclass(given: Any, expected: Any):
    """
    What a subclass's ``_process_response`` reads becomes the result.
    """
    async with Own() as client:
        result = await client._native_result(given)
        assert result == (given or {})
        assert result.response is None
    async with Own(raise_exceptions=True) as client:
        if expected is None:
            with pytest.raises(MixcloudError, match="T"):
                await client._native_result(given)
        else:
            assert await client._native_result(given) == expected


async def test_http_response_of_a_subclass():
    """
    With a response of the HTTP library, its status counts as well.
    """

    class Nothing(Mixcloud):
        async def _process_response(self, response: Any) -> Any:
            return {"a": 1}

    async with Nothing(raise_exceptions=True) as client:
        assert await client._native_result(Response(200, text="?")) == {"a": 1}
        with pytest.raises(ForbiddenError):
            await client._native_result(Response(403, text="?"))
