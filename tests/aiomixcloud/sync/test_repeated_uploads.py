# Generated from aio/test_repeated_uploads.py by `nox -s twins`: do not edit.
"""
Uploads that are repeated, on request, when it is not known whether they were done.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud.sandbox import Sandbox
from aiomixcloud.sync import MixcloudError, NoAnswerError, ServerError
from clientcore import Policy
from clientcore.sandbox import Malformed, Reset, Status, Truncated

from ..opening import open_sync

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
def test_once(tmp_path: Path, fault: Any, times: int, raising: bool):
    """
    However the response is lost, the show is there once, and its key is the result.
    """
    path = tmp_path / "mix.mp3"
    path.write_bytes(MUSIC)
    sandbox = Sandbox()
    sandbox.faults.add(fault, path=UPLOADS, times=times)
    with open_sync(sandbox, raise_exceptions=raising, policy=QUICK) as client:
        result = client.upload(path, "Mix", retries=2, picture=b"jpeg")

    assert shows(sandbox) == [result.result.key]
    assert result.result.success


def test_another_of_the_name():
    """
    A show that had the name before is not taken for the new one.
    """
    sandbox = Sandbox()
    with open_sync(sandbox, policy=QUICK) as client:
        first = client.upload(MUSIC, "Mix")
        sandbox.faults.add(Reset(), path=UPLOADS, times=1)
        second = client.upload(MUSIC, " Mix ", retries=1)
        sandbox.faults.add(Reset(handled=True), path=UPLOADS, times=1)
        third = client.upload(MUSIC, "Mix", retries=1)

    keys = [answer.result.key for answer in (first, second, third)]
    assert len(set(keys)) == 3
    assert shows(sandbox) == keys


def test_given_up():
    """
    It ends with the error of the last attempt, and the show is not there.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), path=UPLOADS)
    with open_sync(sandbox, policy=QUICK) as client:
        with pytest.raises(NoAnswerError):
            client.upload(MUSIC, "Mix", retries=2)
        sandbox.faults.clear()
        sandbox.faults.add(Status(503), path=UPLOADS)
        result = client.upload(MUSIC, "Mix", retries=1)
    with open_sync(sandbox, policy=QUICK, raise_exceptions=True) as client:
        with pytest.raises(ServerError):
            client.upload(MUSIC, "Mix", retries=1)

    paths = [asked.path for asked in sandbox.requests]
    assert paths.count(UPLOADS) == 3 + 2 + 2
    assert result.error.type == "GatewayError"
    assert shows(sandbox) == []


@pytest.mark.parametrize("raising", [True, False])
def test_lost_in_the_end(raising: bool):
    """
    A show that the last attempt has added is found as well.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), path=UPLOADS, calls=[1, 2])
    sandbox.faults.add(Reset(handled=True), path=UPLOADS, calls=[3])
    with open_sync(sandbox, policy=QUICK, raise_exceptions=raising) as client:
        result = client.upload(MUSIC, "Mix", retries=2)

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
def test_odd_retries(odd: Any, error: type[Exception], words: str):
    """
    The number of attempts is checked before anything is sent.
    """
    sandbox = Sandbox()
    with open_sync(sandbox) as client:
        with pytest.raises(error, match=words):
            client.upload(MUSIC, "Mix", retries=odd)

    assert not sandbox.requests


@pytest.mark.parametrize("odd", [0, -1, "5"])
def test_odd_timeout(odd: Any):
    """
    So is the timeout.
    """
    sandbox = Sandbox()
    with open_sync(sandbox) as client:
        with pytest.raises((TypeError, ValueError), match="the read timeout must be"):
            client.upload(MUSIC, "Mix", timeout=odd, retries=1)

    assert not sandbox.requests


def test_not_without_asking():
    """
    Without knowing what is there, nothing is sent again.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), path=UPLOADS)
    sandbox.faults.add(Status(500), path="/api/me/cloudcasts/", calls=[2, 3, 4])
    with open_sync(sandbox, policy=QUICK) as client:
        with pytest.raises(MixcloudError):
            client.upload(MUSIC, "Mix", retries=3)

    assert len(shows(sandbox)) == 1


def test_refusals_are_final():
    """
    What the service refused is not sent again.
    """
    sandbox = Sandbox()
    with open_sync(sandbox, policy=QUICK) as client:
        result = client.upload(MUSIC, "Mix", retries=3, hosts=["anna-lind"])

    assert result.error.type == "ValidationException"
    assert [asked.path for asked in sandbox.requests].count(UPLOADS) == 1


@pytest.mark.parametrize("argument", ["mp3", "picture"])
def test_read_once(argument: str):
    """
    A source that can be read only once cannot be repeated, which is said before.
    """

    def pieces() -> Iterator[bytes]:
        yield MUSIC

    sandbox = Sandbox()
    given: Any = {"mp3": MUSIC, "name": "Mix"} | {argument: pieces()}
    with open_sync(sandbox) as client:
        with pytest.raises(ValueError, match="can be read only once"):
            client.upload(**given, retries=1)

    assert not sandbox.requests


def test_default():
    """
    Unless it is asked for, nothing is repeated and nothing is looked up.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), path=UPLOADS)
    with open_sync(sandbox) as client:
        with pytest.raises(NoAnswerError):
            client.upload(MUSIC, "Mix")

    assert [asked.path for asked in sandbox.requests] == [UPLOADS]


def test_find_upload():
    """
    A show of one's own is found by its name, unlisted or not.
    """
    sandbox = Sandbox()
    with open_sync(sandbox) as client:
        assert client.find_upload("Mix") is None
        first = client.upload(MUSIC, "Mix", unlisted=True)
        found = client.find_upload(" Mix ")
        second = client.upload(MUSIC, "Mix")
        newest = client.find_upload("Mix")
        other = client.find_upload("Low Tide Sessions #12")
    with open_sync(sandbox, access_token=None) as client:
        with pytest.raises(AssertionError, match="access_token must be set"):
            client.find_upload("Mix")

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
def test_names_of_the_service(name: str, stored: str):
    """
    A show is also found if the service has removed blanks or composed letters.
    """
    sandbox = Sandbox()
    world = sandbox.world
    world.add_cloudcast(world.users["dj_okapi"], stored)
    with open_sync(sandbox) as client:
        found = client.find_upload(name)

    assert found is not None
