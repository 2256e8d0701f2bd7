# Generated from aio/test_attempts.py by `nox -s twins`: do not edit.
"""
What is asked again, and where.
"""

from __future__ import annotations

from typing import Any

import pytest
from respx import MockResponse

from aiomixcloud.sync import (
    RateLimitError,
    UnsafeURLError,
)
from clientcore import Policy

from ..answers import TOKEN, USER, answer, javascript
from ..opening import open_sync

pytestmark = pytest.mark.usefixtures("no_backoff")


# --- Again --------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "follow", "unfollow"])
def test_again(api: Any, method: str):
    """
    Reading, and doing what twice is no more than once, is tried again.
    """
    route = api.route()
    failed = MockResponse(502, text="<p>")
    told = {"key": "/x/", "result": {"success": True}}
    route.side_effect = [failed, failed, MockResponse(200, json=told)]

    with open_sync() as client:
        result = getattr(client, method)("x")

    assert result == told
    assert route.call_count == 3


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_upload_once(api: Any, status: int):
    """
    An upload that may have arrived is not repeated, whenever the server says.
    """
    failed = MockResponse(status, text="<p>", headers={"retry-after": "0"})
    route = api.post("/upload/").mock(return_value=failed)

    with open_sync(access_token=TOKEN) as client:
        result = client.upload(b"mp3", "Once Only")

    assert "error" in result
    assert route.call_count == 1


@pytest.mark.parametrize("header", [True, False])
def test_rate_limit_waited_out(api: Any, header: bool):
    """
    A short limit is waited out, whether a header or the body tells it.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 0}
    limit = javascript({"error": told}, 403)
    headers = limit["headers"] | ({"retry-after": "0"} if header else {})
    limited = MockResponse(403, text=limit["text"], headers=headers)
    route = api.get("/x/")
    route.side_effect = [limited, MockResponse(200, json={"key": "/x/"})]

    with open_sync(raise_exceptions=True) as client:
        result = client.get("x")

    assert result.key == "/x/"
    assert route.call_count == 2


def test_rate_limit_raised(api: Any):
    """
    A long one is raised at once, and then holds all back without asking.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 452}
    route = api.get("/x/").respond(**javascript({"error": told}, 403))

    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(RateLimitError) as caught:
            client.get("x")
        with pytest.raises(RateLimitError, match="held back") as held:
            client.follow("bob")

    assert (caught.value.retry_after, caught.value.status) == (452, 403)
    assert held.value.retry_after == pytest.approx(452, abs=5)
    assert route.call_count == 1


def test_rate_limit_told(api: Any):
    """
    A client that does not raise tells it, sent or held back, in the same way.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 452}
    route = api.get("/x/").respond(**javascript({"error": told}, 403))

    with open_sync() as client:
        first = client.get("x")
        second = client.follow("bob")

    assert first.error.type == second.error.type == "RateLimitException"
    assert second.error.retry_after == pytest.approx(452, abs=5)
    assert second.response is not None
    assert second.response.status == 403
    assert route.call_count == 1


def test_own_policy(api: Any):
    """
    Who wants no second attempt gets none.
    """
    route = api.get("/x/").respond(**answer("error_gateway.http"))

    with open_sync(retries=0, policy=Policy(backoff=1)) as client:
        client.get("x")

    assert route.call_count == 1


# --- Redirects ----------------------------------------------------------------


def test_redirect(api: Any):
    """
    A redirect of the API's own is followed, with the token: `me` may be one.
    """
    api.get("/me/").respond(302, headers={"location": f"{USER}?metadata=1"})
    route = api.get(USER).respond(**answer("user_full"))

    with open_sync() as client:
        user = client.me()

    assert user.key == USER
    assert route.calls.last.request.url.params["access_token"] == TOKEN


@pytest.mark.parametrize("location", ["https://evil.test/", "http://api.test/me/"])
def test_foreign_redirect(api: Any, location: str):
    """
    One to anywhere else is refused, and nobody there learns the token.
    """
    api.get("/me/").respond(302, headers={"location": location})

    with open_sync() as client:
        with pytest.raises(UnsafeURLError, match="refused a redirect"):
            client.me()

    assert len(api.calls) == 1
