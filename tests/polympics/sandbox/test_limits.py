"""
What the service does not check, and breaks on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import App, Sandbox, World

Ask = Callable[..., Awaitable[Answer]]


ACCOUNT = {"id": 9, "name": "x", "discriminator": "1"}
AWARD = {"title": "x", "image_url": "u", "team": 1, "accounts": []}
CALLBACK = {"url": "http://a.example/", "secret": "s"}
PATH = "/callback/account_team_update"


@pytest.fixture
def world(sandbox: Sandbox):
    """
    A team, an account and an award, all number 1.
    """
    world = sandbox.world
    world.add_award("t", "u", world.add_team("Owls"), world.add_account(1, "x", "1"))
    return world


LENGTHS = [
    ("POST", "/teams/new", {}, "name", 255),
    ("PATCH", "/team/1", {}, "name", 255),
    ("POST", "/accounts/new", ACCOUNT, "name", 255),
    ("POST", "/accounts/new", ACCOUNT, "discriminator", 255),
    ("POST", "/accounts/new", ACCOUNT, "avatar_url", 512),
    ("PATCH", "/account/1", {}, "name", 255),
    ("PATCH", "/account/1", {}, "discriminator", 255),
    ("PATCH", "/account/1", {}, "avatar_url", 512),
    ("POST", "/awards/new", AWARD, "title", 32),
    ("POST", "/awards/new", AWARD, "image_url", 512),
    ("PATCH", "/award/1", {}, "title", 32),
    ("PATCH", "/award/1", {}, "image_url", 512),
    ("PUT", PATH, CALLBACK, "secret", 2047),
]


@pytest.mark.parametrize(("method", "path", "body", "name", "length"), LENGTHS)
async def test_length(
    ask: Ask,
    *,
    app: App,
    world: World,
    method: str,
    path: str,
    body: Any,
    name: Any,
    length: int,
):
    """
    The longest that fits is taken, one more is 500, and so is NUL.
    """
    fits = {**body, name: "x" * length}
    too_long = {**body, "id": 10, name: "x" * (length + 1)}
    nul = {**body, "id": 11, name: "x\0"}
    answers = [await ask(method, path, b, by=app) for b in (too_long, nul, fits)]

    assert [a.status < 300 for a in answers] == [False, False, True]
    assert [a.status for a in answers[:2]] == [500, 500]


@pytest.mark.parametrize(
    ("length", "status"), [(2047, 200), (2048, 500), (2083, 500), (2084, 422)]
)
async def test_length_of_urls(ask: Ask, app: App, length: int, status: int):
    """
    Too long a URL breaks the service, far too long a one is refused.
    """
    url = "http://a.example/".ljust(length, "x")

    assert (await ask("PUT", PATH, {**CALLBACK, "url": url}, by=app)).status == status


@pytest.mark.parametrize("id", [2**63, -(2**63) - 1])
async def test_id(ask: Ask, app: App, id: Any):
    """
    An id of more than 64 bits breaks the service on creation, not on reading.
    """
    answer = await ask("POST", "/accounts/new", {**ACCOUNT, "id": id}, by=app)

    assert answer.status == 500
    assert (await ask("GET", f"/account/{id}")).status == 422


@pytest.mark.parametrize(
    "query",
    [{"page": -1}, {"per_page": 0}, {"per_page": -1}, {"page": 2**63}, {"q": "\0"}],
)
@pytest.mark.parametrize("path", ["/accounts/search", "/teams/search"])
async def test_search(ask: Ask, path: str, query: Any):
    """
    Pages that cannot be break the service.
    """
    assert (await ask("GET", path, query=query)).status == 500


async def test_half_a_surrogate_pair(ask: Ask, app: App):
    """
    So does half a surrogate pair.
    """
    assert (await ask("POST", "/teams/new", {"name": "\ud800"}, by=app)).status == 500
