"""
Uploads that are repeated, on request, when it is not known whether they were done.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud import MixcloudError, NoAnswerError, ServerError
from aiomixcloud.sandbox import Sandbox
from clientcore import Policy
from clientcore.sandbox import Malformed, Reset, Status, Truncated

from ..opening import open_async

UPLOADS = "/api/upload/"
QUICK = Policy(backoff=0.001, jitter=0.001)
MUSIC = b"la" * 100_000


def shows(sandbox: Sandbox, name: str = "Mix") -> list[str]:
    """Return the keys of all shows of a name."""
    return [c.key for c in sandbox.world.cloudcasts.values() if c.name == name]


@pytest.mark.parametrize("raising", [True, False])
@pytest.mark.parametrize(
    "fault",
    [
        Reset(),
        Reset(handled=True),
        Status(502),
        Truncated(),
        Malformed(),
        Status(200, body=""),
    ],
    ids=["reset", "lost", "gateway", "truncated", "malformed", "empty"],
)
@pytest.mark.parametrize("times", [1, 2])
async def test_once(tmp_path: Path, fault: Any, times: int, raising: bool):
    """
    However the response is lost, the show is there once, and its key is the result.
    """
    path = tmp_path / "mix.mp3"
    path.write_bytes(MUSIC)
    sandbox = Sandbox()
    sandbox.faults.add(fault, path=UPLOADS, times=times)
    async with open_async(sandbox, raise_exceptions=raising, policy=QUICK) as client:
        result = await client.upload(path, "Mix", retries=2, picture=b"jpeg")

    assert shows(sandbox) == [result.result.key]
    assert result.result.success


async def test_another_of_the_name():
    """
    A show that had the name before is not taken for the new one.
    """
    sandbox = Sandbox()
    async with open_async(sandbox, policy=QUICK) as client:
        first = await client.upload(MUSIC, "Mix")
        sandbox.faults.add(Reset(), path=UPLOADS, times=1)
        second = await client.upload(MUSIC, " Mix ", retries=1)
        sandbox.faults.add(Reset(handled=True), path=UPLOADS, times=1)
        third = await client.upload(MUSIC, "Mix", retries=1)

    keys = [answer.result.key for answer in (first, second, third)]
    assert len(set(keys)) == 3
    assert shows(sandbox) == keys


async def test_given_up():
    """
    It ends with the error of the last attempt, and the show is not there.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), path=UPLOADS)
    async with open_async(sandbox, policy=QUICK) as client:
        with pytest.raises(NoAnswerError):
            await client.upload(MUSIC, "Mix", retries=2)
        sandbox.faults.clear()
        sandbox.faults.add(Status(503), path=UPLOADS)
        result = await client.upload(MUSIC, "Mix", retries=1)
    async with open_async(sandbox, policy=QUICK, raise_exceptions=True) as client:
        with pytest.raises(ServerError):
            await client.upload(MUSIC, "Mix", retries=1)

    paths = [asked.path for asked in sandbox.requests]
    assert paths.count(UPLOADS) == 3 + 2 + 2
    assert result.error.type == "GatewayError"
    assert shows(sandbox) == []


@pytest.mark.parametrize("raising", [True, False])
async def test_lost_in_the_end(raising: bool):
    """
    A show that the last attempt has added is found as well.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), path=UPLOADS, calls=[1, 2])
    sandbox.faults.add(Reset(handled=True), path=UPLOADS, calls=[3])
    async with open_async(sandbox, policy=QUICK, raise_exceptions=raising) as client:
        result = await client.upload(MUSIC, "Mix", retries=2)

    assert shows(sandbox) == [result.result.key]


@pytest.mark.parametrize(
    ("odd", "error", "words"),
    [
        (-1, ValueError, "retries is 0 or more"),
        (1.5, TypeError, "retries is a number, not float"),
        (True, TypeError, "retries is a number, not bool"),
        (None, TypeError, "retries is a number, not NoneType"),
    ],
)
async def test_odd_retries(odd: Any, error: type[Exception], words: str):
    """
    The number of attempts is checked before anything is sent.
    """
    sandbox = Sandbox()
    async with open_async(sandbox) as client:
        with pytest.raises(error, match=words):
            await client.upload(MUSIC, "Mix", retries=odd)

    assert not sandbox.requests


@pytest.mark.parametrize("odd", [0, -1, "5"])
async def test_odd_timeout(odd: Any):
    """
    So is the timeout.
    """
    sandbox = Sandbox()
    async with open_async(sandbox) as client:
        with pytest.raises((TypeError, ValueError), match="the read timeout must be"):
            await client.upload(MUSIC, "Mix", timeout=odd, retries=1)

    assert not sandbox.requests


async def test_not_without_asking():
    """
    Without knowing what is there, nothing is sent again.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), path=UPLOADS)
    sandbox.faults.add(Status(500), path="/api/me/cloudcasts/", calls=[2, 3, 4])
    async with open_async(sandbox, policy=QUICK) as client:
        with pytest.raises(MixcloudError):
            await client.upload(MUSIC, "Mix", retries=3)

    assert len(shows(sandbox)) == 1


async def test_refusals_are_final():
    """
    What the service refused is not sent again.
    """
    sandbox = Sandbox()
    async with open_async(sandbox, policy=QUICK) as client:
        result = await client.upload(MUSIC, "Mix", retries=3, hosts=["anna-lind"])

    assert result.error.type == "ValidationException"
    assert [asked.path for asked in sandbox.requests].count(UPLOADS) == 1


@pytest.mark.parametrize("argument", ["mp3", "picture"])
async def test_read_once(argument: str):
    """
    A source that can be read only once cannot be repeated, which is said before.
    """

    def pieces() -> Iterator[bytes]:
        yield MUSIC

    sandbox = Sandbox()
    given: Any = {"mp3": MUSIC, "name": "Mix"} | {argument: pieces()}
    async with open_async(sandbox) as client:
        with pytest.raises(ValueError, match="can be read only once"):
            await client.upload(**given, retries=1)

    assert not sandbox.requests


async def test_default():
    """
    Unless it is asked for, nothing is repeated and nothing is looked up.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), path=UPLOADS)
    async with open_async(sandbox) as client:
        with pytest.raises(NoAnswerError):
            await client.upload(MUSIC, "Mix")

    assert [asked.path for asked in sandbox.requests] == [UPLOADS]


async def test_find_upload():
    """
    A show of one's own is found by its name, unlisted or not.
    """
    sandbox = Sandbox()
    async with open_async(sandbox) as client:
        assert await client.find_upload("Mix") is None
        first = await client.upload(MUSIC, "Mix", unlisted=True)
        found = await client.find_upload(" Mix ")
        second = await client.upload(MUSIC, "Mix")
        newest = await client.find_upload("Mix")
        other = await client.find_upload("Low Tide Sessions #12")
    async with open_async(sandbox, access_token=None) as client:
        with pytest.raises(AssertionError, match="access_token must be set"):
            await client.find_upload("Mix")

    assert found is not None
    assert newest is not None
    assert found.key == first.result.key
    assert newest.key == second.result.key
    assert other is None


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Late  Night ", "Late Night"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("2021-01-02T03:04:05Z", "2021-01-02T03:04:05Z"),
    ],
    ids=["blanks", "decomposed", "a time"],
)
async def test_names_of_the_service(name: str, stored: str):
    """
    A show is also found if the service has removed blanks or composed letters.
    """
    sandbox = Sandbox()
    world = sandbox.world
    world.add_cloudcast(world.users["dj_okapi"], stored)
    async with open_async(sandbox) as client:
        found = await client.find_upload(name)

    assert found is not None
