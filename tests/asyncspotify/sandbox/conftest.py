"""
The emulator, asked in process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest

from asyncspotify.sandbox import SCOPES, Album, Sandbox, User, World
from clientcore.sandbox import Answer, call
from clientcore.testing import FakeClock


@pytest.fixture
def sandbox(clock: FakeClock) -> Sandbox:
    """
    The seed world, as apps with extended access see it.
    """
    return Sandbox(clock=clock)


@pytest.fixture
def development(clock: FakeClock) -> Sandbox:
    """
    The same, as apps in development see it.
    """
    return Sandbox(clock=clock, tier="development")


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    return sandbox.world


@pytest.fixture
def me(world: World) -> User:
    """
    The user whose token the sandbox has.
    """
    return world.users["sandbox_me"]


@pytest.fixture
def friend(world: World) -> User:
    """
    Another user.
    """
    return world.users["synthetic.friend"]


Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """
    Asks the Web API: as the known user, or with a given token.
    """

    async def ask(
        method: str,
        path: str,
        json: Any = ...,
        *,
        token: str | None = None,
        on: Sandbox = sandbox,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        **query: object,
    ) -> Answer:
        headers = {
            "authorization": f"Bearer {token or on.credentials.token}",
            **(headers or {}),
        }
        more = {} if json is ... else {"json": json}
        path = f"/v1{path}"
        return await call(
            on, method, path, query=query, headers=headers, body=body, **more
        )

    return ask


@pytest.fixture
def token(sandbox: Sandbox) -> Callable[..., str]:
    """
    Makes an access token: ``token("user-top-read")``, ``token(user=friend)``.
    """

    def token(
        *scopes: str,
        user: User | str = "sandbox_me",
        on: Sandbox = sandbox,
        all_but: str | None = None,
    ) -> str:
        world = on.world
        who = world.users[user] if isinstance(user, str) else user
        given = SCOPES - {all_but} if all_but else scopes
        return world.accounts.sign_in(on.app, who, *given).value

    return token


@pytest.fixture
def follow(ask: Ask) -> Callable[[str], Awaitable[Answer]]:
    """
    Follows a link that the service gave.
    """

    async def follow(link: str) -> Answer:
        origin, _, rest = link.partition("/v1")
        assert origin == "http://sandbox"
        path, _, query = rest.partition("?")
        return await ask("GET", path, **dict(parse_qsl(query)))

    return follow


@pytest.fixture
def album(world: World) -> Album:
    """
    An album with twelve tracks.
    """
    return next(iter(world.catalogue.albums.values()))


@pytest.fixture
async def playing(ask: Ask, album: Album) -> Album:
    """
    The same, playing.
    """
    answer = await ask("PUT", "/me/player/play", {"context_uri": album.uri})
    assert (answer.status, answer.body) == (204, b"")
    return album
