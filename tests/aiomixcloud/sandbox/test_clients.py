"""
Clients that reach the sandbox in process, and on a socket.
"""

from __future__ import annotations

import logging
from urllib.parse import parse_qs, urlsplit

import pytest

import aiomixcloud
import aiomixcloud.sync
from aiomixcloud import Mixcloud, MixcloudOAuth
from aiomixcloud.sandbox import Sandbox
from clientcore import GET
from clientcore.sandbox import Fault, Malformed, Reset, Status, Truncated, call

from ..opening import AsyncSession, SyncSession


async def test_client(seeded: Sandbox):
    """
    A client reads, goes from one thing to another, and acts for the token's owner.
    """
    async with seeded.client(raise_exceptions=True) as mixcloud:
        me = await mixcloud.me()
        anna = await mixcloud.get("anna-lind")
        (show, *_) = await anna.cloudcasts()
        await show.load()
        comments = await show.comments()
        answer = await show.repost()
        followers = await mixcloud.all("anna-lind/followers").collect()
        tag = await mixcloud.genre("Funk", city="Athens")
        popular = await tag.popular()

    assert me.username == "dj_okapi"
    assert [comment.comment for comment in comments][-1] == "What is the one at 12:30?"
    assert answer.result.message == "Reposted Low Tide Sessions #12"
    assert len(followers) == len(seeded.world.users) - 1
    assert next(iter(popular)).key == "/dj_okapi/night-bus-home/"


def test_sync(seeded: Sandbox):
    """
    So does a client that blocks.
    """
    with seeded.sync_client(raise_exceptions=True) as mixcloud:
        friday = mixcloud.get("dj_okapi/2019")

    assert [tag.name for tag in friday.tags][:3] == ["Friday", "May", "10"]


@pytest.mark.parametrize("option", ["session", "http_client"])
async def test_given_session(seeded: Sandbox, option: str):
    """
    Clients of the sandbox send by a session that is given to them.
    """
    given = AsyncSession(transport=seeded.transport())
    async with given, seeded.client(**{option: given}) as mixcloud:
        assert mixcloud.http_client is given
        assert (await mixcloud.me()).username == "dj_okapi"
    blocking = SyncSession(transport=seeded.sync_transport())
    with blocking, seeded.sync_client(**{option: blocking}) as client:
        assert client.me().username == "dj_okapi"


async def test_embeds(seeded: Sandbox):
    """
    Players are found by the client's own addresses.
    """
    show = "/anna-lind/low-tide-sessions-12/"
    async with seeded.client(raise_exceptions=True) as mixcloud:
        told = await mixcloud.oembed(show)
        xml = await mixcloud.oembed(show, format="xml")
        html = await mixcloud.embed_html(show, color="ff00aa")

    assert isinstance(told, aiomixcloud.AccessDict)
    assert told.title == "Low Tide Sessions #12"
    assert "<title>Low Tide Sessions #12</title>" in xml
    assert "ff00aa" in html


async def test_upload_and_edit(seeded: Sandbox):
    """
    What a client uploads arrives whole.
    """
    async with seeded.client(raise_exceptions=True) as mixcloud:
        answer = await mixcloud.upload(
            bytes(200_000),
            "Made in a test",
            tags=["Funk"],
            sections=[{"start_time": 5, "artist": "Okonkwo", "song": "May"}],
        )
        await mixcloud.edit(answer.result.key, unlisted=True, sections=[])
        others = await mixcloud.search("made in a test")
    cast = seeded.world.cloudcasts[answer.result.key]

    assert cast.audio is not None
    assert cast.audio.size == 200_000
    assert (cast.tags, cast.sections) == (["funk"], [])
    # Its owner sees it, and nobody else.
    assert [one.key for one in others] == [cast.key]
    assert (await call(seeded, "GET", f"/api{cast.key}")).status == 404


async def test_way_to_a_token(seeded: Sandbox):
    """
    A token can be had by the way that is for browsers.
    """
    known = seeded.credentials
    with seeded.serve() as url:
        environment = seeded.environment(url)
        oauth = MixcloudOAuth(
            f"{environment['MIXCLOUD_ROOT']}/oauth",
            client_id=known.client_id,
            client_secret=known.client_secret,
            redirect_uri="https://me.example/back",
            raise_exceptions=True,
        )
        page = urlsplit(oauth.authorization_url)
        back = await call(seeded, "GET", page.path, query=page.query)
        code = parse_qs(urlsplit(back.headers["location"]).query)["code"][0]
        token = await oauth.access_token(code)
        api = environment["MIXCLOUD_API"]
        async with Mixcloud(api, access_token=token) as mixcloud:
            me = await mixcloud.me()

    assert me.username == "dj_okapi"
    assert token != known.token


def test_logs(seeded: Sandbox, caplog: pytest.LogCaptureFixture):
    """
    The HTTP library logs addresses, those of redirects too, without their secrets.
    """
    with seeded.serve() as url, caplog.at_level(logging.DEBUG):
        api, token = seeded.environment(url)["MIXCLOUD_API"], seeded.credentials.token
        with aiomixcloud.sync.Mixcloud(api, access_token=token) as mixcloud:
            mixcloud.request(GET("anna-lind", redirects=True))

    blotted = {
        record.name.replace("2", "")
        for record in caplog.records
        if "access_token=[secret]" in record.getMessage()
    }
    assert blotted == {"httpcore.http11"}
    assert token not in caplog.text


async def test_revoked_token(seeded: Sandbox):
    """
    A revoked token is an error of its own.
    """
    seeded.world.revoke(seeded.credentials.token)
    async with seeded.client(raise_exceptions=True) as mixcloud:
        with pytest.raises(aiomixcloud.InvalidTokenError):
            await mixcloud.me()


BROKEN: list[Fault] = [Reset(), Truncated(), Malformed(), Status(502)]


@pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: fault.kind)
async def test_faults(seeded: Sandbox, fault: Fault):
    """
    Whatever goes wrong ends in an error of the client's own.
    """
    seeded.faults.add(fault)
    async with seeded.client(raise_exceptions=True, retries=0) as mixcloud:
        with pytest.raises(aiomixcloud.MixcloudError):
            await mixcloud.popular()
