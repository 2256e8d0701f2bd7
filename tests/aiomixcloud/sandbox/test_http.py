"""
What is the same for all endpoints.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from aiomixcloud.sandbox import Sandbox
from clientcore.sandbox import Answer, ExpiredToken, RateLimit, Status, call

Ask = Callable[..., Awaitable[Answer]]


@pytest.mark.parametrize(
    ("path", "query", "location"),
    [
        ("/api/anna-lind", "", "/api/anna-lind/"),
        (
            "/api/anna-lind",
            "metadata=1&limit=1",
            "/api/anna-lind/?metadata=1&metadata=1&limit=1",
        ),
        ("/api/zo%C3%AB-k", "limit=1", "/api/zo%C3%AB-k/?limit=1"),
        ("/api/genres/a%2Fb", "", "/api/genres/a%2Fb/"),
        ("/api/nobody", "", "/api/nobody/"),
    ],
)
async def test_missing_slash(seeded: Sandbox, path: str, query: str, location: str):
    """
    A path without its last slash is a redirect to the one with it, unread.
    """
    answer = await call(seeded, "GET", path, query=query)

    assert (answer.status, answer.body) == (301, b"")
    assert answer.headers["location"] == location
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT"])
async def test_missing_slash_of_a_write(ask_seeded: Ask, method: str):
    """
    Writes are not redirected.
    """
    assert (await ask_seeded(method, "/api/anna-lind/follow", token=True)).status == 404


async def test_content_type(ask_seeded: Ask):
    """
    JSON is called JavaScript, and any page may read it.
    """
    answer = await ask_seeded("GET", "/api/popular/")

    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_wrong_method(ask_seeded: Ask):
    """
    A list can't be written to.
    """
    assert (await ask_seeded("POST", "/api/popular/", token=True)).status == 404


@pytest.mark.parametrize("path", ["/elsewhere", "/www/anna-lind/"])
async def test_elsewhere(ask_seeded: Ask, path: str):
    """
    There is nothing but the API, and what of the site belongs to it.
    """
    answer = await ask_seeded("GET", path)

    assert answer.status == 404
    assert answer.json()["error"]["type"] == "HttpException"


async def test_rate_limit(ask_seeded: Ask, seeded: Sandbox):
    """
    The fault says it with the service's status, body and header.
    """
    seeded.faults.add(RateLimit(17))
    answer = await ask_seeded("GET", "/api/popular/")

    assert (answer.status, answer.headers["retry-after"]) == (403, "17")
    assert answer.json()["error"] == {
        "message": "You have hit your rate limit. Retry after 17 seconds.",
        "type": "RateLimitException",
        "retry_after": 17,
    }


async def test_gateway(ask_seeded: Ask, seeded: Sandbox):
    """
    The host in front of the service says it in HTML.
    """
    seeded.faults.add(Status(502))
    answer = await ask_seeded("GET", "/api/popular/")

    assert answer.text == "<html><body><h1>502 Bad Gateway</h1></body></html>"


async def test_other_failures(ask_seeded: Ask, seeded: Sandbox):
    """
    Other failures have the service's body.
    """
    seeded.faults.add(Status(410))
    answer = await ask_seeded("GET", "/api/popular/")

    assert answer.json() == {"error": {"message": "Gone", "type": "HttpException"}}


async def test_expired_token(ask_seeded: Ask, seeded: Sandbox):
    """
    The fault concerns those who have a token.
    """
    seeded.faults.add(ExpiredToken())
    without = await ask_seeded("GET", "/api/popular/")
    answer = await ask_seeded("GET", "/api/popular/", token=True)

    assert (without.status, answer.status) == (200, 400)
    assert "invalid access token" in answer.json()["error"]["message"]
