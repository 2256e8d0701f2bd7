"""
What the service refuses to an app or user, and odd responses.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify import (
    Client,
    DecodeError,
    OwnerPremiumRequired,
    PlayerNotFound,
    Unauthorized,
)
from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import Status

from ..service import RAINY, TRACK, asked, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


# --- Refusals -----------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda it: it.get_me(), id="get_me 0"),
        pytest.param(lambda it: it.get_tracks(*[TRACK] * 300), id="get_tracks 14"),
        pytest.param(
            lambda it: it.get_artists("zWUgLmrSsEPNBiLUvTeQPK"), id="get_artists 24"
        ),
        pytest.param(lambda it: it.get_markets(), id="get_markets 0"),
        pytest.param(lambda it: it.search_tracks("a"), id="search_tracks 3"),
        pytest.param(lambda it: it.player_pause(), id="player_pause 0"),
        pytest.param(
            lambda it: it.get_playlist_tracks(RAINY), id="get_playlist_tracks 5"
        ),
        pytest.param(lambda it: it.save_tracks(TRACK), id="save_tracks 5"),
    ],
)
@pytest.mark.parametrize("tier", [None, "development"])
async def test_owner_without_premium(development: Sandbox, call: Any, tier: Any):
    """
    An app whose owner has no Premium is told so, and its tier is not guessed.
    """
    development.app.owner_pays = False
    async with open_client(Client, development, tier=tier) as client:
        with pytest.raises(OwnerPremiumRequired, match="owner of the app") as caught:
            await call(client)
        assert client.tier == tier

    assert "subscribe" in caught.value.__notes__[0]
    # All that are on their way at the same time, and no more.
    assert len(asked(development)) <= 10
    if tier is None:
        assert len(asked(development)) <= 7


async def test_owner_without_premium_as_json(development: Sandbox):
    """
    The same is known in JSON.
    """
    text = "Active premium subscription required for the owner of the app."
    body = f'{{"error": {{"status": 403, "message": "{text}"}}}}'
    fault = Status(403, body=body, content_type="application/json")
    development.faults.add(fault, path="/v1/*")
    async with open_client(Client, development) as client:
        with pytest.raises(OwnerPremiumRequired):
            await client.get_me()


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        pytest.param(
            lambda it: it.get_player(), "user-read-playback-state", id="get_player"
        ),
        pytest.param(
            lambda it: it.player_pause(),
            "user-modify-playback-state",
            id="player_pause",
        ),
        pytest.param(
            lambda it: it.get_recently_played(),
            "user-read-recently-played",
            id="get_recently_played",
        ),
        pytest.param(
            lambda it: it.player_currently_playing(),
            "user-read-currently-playing",
            id="player_currently_playing",
        ),
        pytest.param(
            lambda it: it.get_devices(), "user-read-playback-state", id="get_devices"
        ),
    ],
)
async def test_player_without_scope(sandbox: Sandbox, call: Any, scope: str):
    """
    The player's 401 for want of a scope names it, and leads to no new token.
    """
    token: Any = sandbox.world.accounts.tokens[sandbox.credentials.token]
    token.grant.scopes = frozenset({"user-read-private"})
    async with open_client(Client, sandbox) as client:
        with pytest.raises(Unauthorized, match=scope) as caught:
            await call(client)

    assert scope in caught.value.scopes
    assert not [one for one in sandbox.requests if "token" in one.path]


async def test_expired_token_at_the_player(sandbox: Sandbox):
    """
    A 401 of the player for an expired token leads to a new one.
    """
    async with open_client(Client, sandbox) as client:
        sandbox.world.accounts.expire_tokens()
        await client.get_devices()

    assert [one for one in sandbox.requests if "token" in one.path]


@pytest.mark.parametrize("command", ["player_pause", "player_next", "player_play"])
async def test_device_that_is_gone(sandbox: Sandbox, command: str):
    """
    A command to a device that is gone is PlayerNotFound.
    """
    async with open_client(Client, sandbox) as client:
        with pytest.raises(PlayerNotFound):
            await getattr(client, command)("0" * 40)
        with pytest.raises(PlayerNotFound):
            await client.player_transfer("0" * 40)


# --- Odd responses ------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "call", "empty"),
    [
        pytest.param(
            "me/player/devices", lambda it: it.get_devices(), [], id="get_devices"
        ),
        pytest.param("me/player", lambda it: it.get_player(), None, id="get_player"),
        pytest.param(
            "me/tracks", lambda it: it.get_saved_tracks(), [], id="get_saved_tracks"
        ),
        pytest.param(
            "me/following",
            lambda it: it.get_followed_artists(),
            [],
            id="get_followed_artists",
        ),
        pytest.param(
            "me/player/recently-played",
            lambda it: it.get_recently_played(),
            [],
            id="get_recently_played",
        ),
    ],
)
async def test_no_content(sandbox: Sandbox, path: str, call: Any, empty: Any):
    """
    A 204 is an empty list, or None.
    """
    sandbox.faults.add(Status(204), path=f"/v1/{path}")
    async with open_client(Client, sandbox) as client:
        assert await call(client) == empty


async def test_queue_without_device(sandbox: Sandbox):
    """
    Without a device the queue is empty.
    """
    for device in sandbox.world.users["sandbox_me"].player.devices:
        device.is_active = False
    async with open_client(Client, sandbox) as client:
        queue = await client.get_queue()

    assert (queue.currently_playing, queue.queue) == (None, [])
    assert queue.client is client


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda it: it.get_player(), id="get_player 0"),
        pytest.param(
            lambda it: it.player_currently_playing(), id="player_currently_playing 0"
        ),
        pytest.param(lambda it: it.get_devices(), id="get_devices 0"),
        pytest.param(lambda it: it.get_queue(), id="get_queue 0"),
    ],
)
async def test_error_page_of_the_player(sandbox: Sandbox, call: Any):
    """
    HTML with status 200 is requested again, then it is a clear error.
    """
    page = Status(200, body="<html>Oops</html>")
    async with open_client(Client, sandbox) as client:
        sandbox.faults.add(page, path="/v1/me/player*", times=1)
        await call(client)
        sandbox.faults.add(page, path="/v1/me/player*")
        with pytest.raises(DecodeError, match="me/player"):
            await call(client)
