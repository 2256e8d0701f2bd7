# No twin: it is about tasks, and about an async client of httpx.
"""
Many tasks at once, and connections of one's own.
"""

from __future__ import annotations

from typing import Any

import anyio
import httpx  # noqa: TID251, the one that is lent
from respx import MockResponse

from asyncspotify import AuthorizationCodeFlow, Client, RefreshTokenExpired, Scope
from clientcore import MemoryStore, Token
from clientcore.aio import Bearer

from ..answers import TOKENS, answer, load

A = "0aB1cD2eF3gH4iJ5kL6mN7"


def client(**options: Any) -> Client:
    """Return a client."""
    return Client(Bearer("a token"), **options)


async def test_at_once(api: Any):
    """
    Fault 5: requests do not wait for each other.
    """
    everyone, arrived = anyio.Event(), []

    async def answered(request: Any) -> Any:
        arrived.append(request)
        if len(arrived) == 3:
            everyone.set()
        with anyio.fail_after(5):
            await everyone.wait()
        return MockResponse(json=load("artist_full"))

    api.get(f"/artists/{A}").mock(side_effect=answered)

    async with client() as sp, anyio.create_task_group() as tasks:
        for _ in range(3):
            tasks.start_soon(sp.get_artist, A)

    assert len(arrived) == 3


async def test_own_connections(api: Any):
    """
    Fault 16: no connection is made by making a client, and a given one stays.
    """
    api.get("/me").respond(json=load("me_full"))

    async with httpx.AsyncClient() as mine:
        async with client(http_client=mine) as sp:
            await sp.get_me()

        assert not mine.is_closed


def user() -> Client:
    """Return a client whose token will be refused."""
    store = MemoryStore(Token("BQ-old", refresh_token="AQ-1"))
    auth = AuthorizationCodeFlow(
        "id", "secret", Scope(), "http://127.0.0.1/", storage=store
    )
    return Client(auth, in_flight=50)


def _guarded(request: Any) -> Any:
    if request.headers["authorization"] == "Bearer BQ-old":
        return MockResponse(401, json=load("error_401_expired"))
    return MockResponse(json=load("me_full"))


async def test_single_flight(api: Any):
    """
    Fault 29: however many tasks find the token refused, it is renewed once.
    """
    tokens = api.post(TOKENS).respond(json=load("token_refresh_rotated"))
    route = api.get("/me").mock(side_effect=_guarded)

    async with user() as sp, anyio.create_task_group() as tasks:
        for _ in range(50):
            tasks.start_soon(sp.get_me)

    assert tokens.call_count == 1
    assert route.call_count >= 51


async def test_expired_for_all(api: Any):
    """
    If it cannot be renewed, all of them are told, and one has asked.
    """
    tokens = api.post(TOKENS).respond(**answer("auth_error_invalid_grant", 400))
    api.get("/me").mock(side_effect=_guarded)
    told: list[RefreshTokenExpired] = []

    async def ask(sp: Client) -> None:
        try:
            await sp.get_me()
        except RefreshTokenExpired as error:
            told.append(error)

    async with user() as sp, anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(ask, sp)

    assert len(told) == 20
    assert tokens.call_count == 1
