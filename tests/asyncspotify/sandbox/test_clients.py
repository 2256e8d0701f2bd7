"""
Clients that reach the sandbox in process, and on a socket.
"""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

import asyncspotify
import asyncspotify.sync
from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import ExpiredToken, Fault, Malformed, Reset, Status, Truncated
from clientcore.testing import FakeClock

BROKEN: list[Fault] = [Reset(), Truncated(), Malformed(), Status(503)]


async def test_user(sandbox: Sandbox):
    """
    There is a client for the known user.
    """
    async with sandbox.client() as client:
        me = await client.get_me()

    assert isinstance(client, asyncspotify.Client)
    assert me.name == "Kim Sandbox"


async def test_another_user(sandbox: Sandbox):
    """
    And for any other.
    """
    async with sandbox.client(user="synthetic.friend") as client:
        assert (await client.get_me()).name == "Alex Friend"


async def test_app(sandbox: Sandbox):
    """
    There is one for the app itself, which is nobody.
    """
    async with sandbox.client("app") as client:
        markets = await client.get_markets()
        with pytest.raises(asyncspotify.Unauthorized):
            await client.get_me()

    assert "SE" in markets


async def test_nobody(sandbox: Sandbox):
    """
    And one without credentials.
    """
    async with sandbox.client("none") as client:
        with pytest.raises(asyncspotify.Unauthorized):
            await client.get_markets()


def test_sync(sandbox: Sandbox):
    """
    The same holds for clients that block.
    """
    with sandbox.sync_client() as client, sandbox.sync_client("app") as app:
        assert client.get_me().name == "Kim Sandbox"
        assert app.get_markets()


async def test_renewal(sandbox: Sandbox, clock: FakeClock):
    """
    A user's client renews its token when that ends, or is said to have ended.
    """
    async with sandbox.client() as client:
        sandbox.world.accounts.expire_tokens()
        first = await client.get_me()
        clock.forward(3601)
        second = await client.get_me()
        sandbox.faults.add(ExpiredToken(), times=1)
        third = await client.get_me()

    renewals = [r for r in sandbox.requests if r.path == "/accounts/api/token"]
    assert first == second == third
    assert [renewal.status for renewal in renewals] == [200, 200, 200]


async def test_revoked(sandbox: Sandbox):
    """
    A client made after the user took the agreement back finds out by asking.
    """
    sandbox.world.accounts.revoke(sandbox.world.users["sandbox_me"])

    async with sandbox.client() as client:
        with pytest.raises(asyncspotify.RefreshTokenExpired):
            await client.get_me()
        # Whose setup() it is, is up to the program.
        with pytest.raises(NotImplementedError):
            await client.authorize()


async def test_reset(sandbox: Sandbox):
    """
    A client goes on after a reset.
    """
    async with sandbox.client() as client:
        await client.get_me()
        sandbox.reset()
        sandbox.world.accounts.expire_tokens()

        assert (await client.get_me()).id == "sandbox_me"


async def test_development(development: Sandbox):
    """
    A client knows its sandbox's tier.
    """
    ids = list(development.world.catalogue.tracks)[:3]
    async with development.client() as client:
        tracks = await client.get_tracks(*ids)

    assert [track.id for track in tracks if track] == ids
    assert {r.path for r in development.requests} == {f"/v1/tracks/{i}" for i in ids}


async def test_playlist_of_others(development: Sandbox):
    """
    Where no scope would help, the refusal names none.
    """
    friend = development.world.users["synthetic.friend"]
    playlist = development.world.add_playlist(friend, "Theirs")

    async with development.client() as client:
        found = await client.get_playlist(playlist.id)
        with pytest.raises(asyncspotify.Forbidden) as caught:
            await found.fill()

    assert str(caught.value).endswith(": 403 Forbidden: Forbidden")
    assert caught.value.scopes == ()


@pytest.mark.parametrize("fault", BROKEN)
async def test_faults_in_process(sandbox: Sandbox, fault: Fault):
    """
    Faults are the client's own errors.
    """
    sandbox.faults.add(fault, method="POST")
    async with sandbox.client() as client:
        with pytest.raises(asyncspotify.SpotifyException):
            await client.create_me_playlist("Fresh")


@pytest.mark.parametrize("fault", BROKEN)
def test_faults_in_process_sync(sandbox: Sandbox, fault: Fault):
    """
    They are so for clients that block.
    """
    sandbox.faults.add(fault, method="POST")
    with (
        sandbox.sync_client() as client,
        pytest.raises(asyncspotify.SpotifyException),
    ):
        client.create_me_playlist("Fresh")


def visit(link: str) -> str:
    """
    Follow a link, as a browser does, and return where it leads to.
    """
    url = urlsplit(link)
    with closing(HTTPConnection(url.netloc, timeout=20)) as connection:
        connection.request("GET", f"{url.path}?{url.query}")
        back: str = connection.getresponse().headers["location"]
    return back


def test_whole_sign_in(sandbox: Sandbox):
    """
    One GET leads through the whole sign-in, on real sockets.
    """
    redirect = "http://127.0.0.1:5321/callback"
    with sandbox.serve() as base_url:
        known = sandbox.environment(base_url)
        flow = asyncspotify.sync.PKCEFlow(
            known["SPOTIFY_CLIENT_ID"],
            asyncspotify.Scope(user_read_private=True),
            redirect,
            accounts_url=known["SPOTIFY_ACCOUNTS"],
        )
        client = asyncspotify.sync.Client(flow, base_url=known["SPOTIFY_API"])
        try:
            back = visit(str(flow.create_authorize_route()))
            flow.get_token_from_redirect(back)
            client.refresh()
            me = client.get_me()
        finally:
            client.close()

    assert urlsplit(back).netloc == "127.0.0.1:5321"
    assert me.country == "SE"
