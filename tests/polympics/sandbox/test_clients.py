"""
Clients that reach the sandbox in process, and on a socket.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import aiohttp
import pytest

import polympics
import polympics.sync
from clientcore.sandbox import Fault, Malformed, Reset, Status, Truncated
from polympics.sandbox import Sandbox

BROKEN: list[Fault] = [Reset(), Truncated(), Malformed(), Status(503)]


@pytest.mark.parametrize(
    ("kind", "cls", "name"),
    [
        ("app", polympics.AppClient, "Sandbox"),
        ("bare", polympics.AppClient, "Sandbox, bare"),
        ("user", polympics.UserClient, "Ada"),
    ],
)
async def test_kinds(seeded: Sandbox, kind: Any, cls: type, name: str):
    """
    There is a client for each of the sandbox's credentials.
    """
    async with seeded.client(kind) as client:
        found = await client.get_self()

    assert isinstance(client, cls)
    assert found.name == name


async def test_nobody(seeded: Sandbox):
    """
    And one without credentials.
    """
    async with seeded.client("none") as client:
        assert await client.check_signups()
    assert "authorization" not in seeded.requests[0].headers


async def test_no_user(sandbox: Sandbox):
    """
    An empty sandbox has no user to be.
    """
    with pytest.raises(ValueError, match="no credentials of kind"):
        sandbox.client("user")


@pytest.mark.parametrize(
    ("kind", "name"), [("app", "Sandbox"), ("bare", "Sandbox, bare"), ("user", "Ada")]
)
def test_sync_kinds(seeded: Sandbox, kind: Any, name: str):
    """
    The same holds for clients that block.
    """
    with seeded.sync_client(kind) as client:
        assert client.get_self().name == name


async def test_sync_inside_an_event_loop(seeded: Sandbox):
    """
    A client that blocks works inside an event loop too.
    """
    with seeded.sync_client("none") as client:
        assert client.check_signups()


async def test_writes(seeded: Sandbox):
    """
    What is written is in the world.
    """
    async with seeded.client() as client:
        team = await client.create_team("Owls")

    assert seeded.world.teams[team.id].name == "Owls"


async def test_other_ways_to_it(seeded: Sandbox):
    """
    A client can be given another transport, HTTP client, address or credentials.
    """
    bare = seeded.credentials.bare
    credentials = polympics.Credentials(bare.username, bare.password)
    with seeded.serve() as url:
        async with seeded.client(transport="aiohttp") as client:
            assert client.base_url == url
            assert await client.check_signups()
        async with (
            aiohttp.ClientSession() as session,
            seeded.client("none", http_client=session) as other,
        ):
            assert await other.check_signups()
    async with seeded.client(transport=seeded.transport()) as client:
        assert await client.check_signups()
    async with seeded.client(credentials=credentials, base_url="http://x") as client:
        assert (await client.get_self()).name == "Sandbox, bare"
        assert client.base_url == "http://x"


def test_sync_transport(seeded: Sandbox):
    """
    So can a client that blocks.
    """
    transport = seeded.sync_transport()
    with seeded.sync_client(transport=transport) as client:
        assert client.check_signups()
    with seeded.sync_client("none", wrap_transport=lambda inner: inner) as client:
        assert client.check_signups()


@pytest.mark.parametrize("fault", BROKEN)
async def test_faults_in_process(seeded: Sandbox, fault: Fault):
    """
    Faults are the client's own errors.
    """
    seeded.faults.add(fault, method="POST")
    async with seeded.client() as client:
        with pytest.raises(polympics.PolympicsError):
            await client.create_team("Owls")


@pytest.mark.parametrize("fault", BROKEN)
def test_faults_in_process_sync(seeded: Sandbox, fault: Fault):
    """
    They are so for clients that block.
    """
    seeded.faults.add(fault, method="POST")
    with seeded.sync_client() as client, pytest.raises(polympics.PolympicsError):
        client.create_team("Owls")


@pytest.mark.parametrize("fault", BROKEN)
async def test_faults_on_a_socket(seeded: Sandbox, fault: Fault):
    """
    They are so on a socket.
    """
    seeded.faults.add(fault, method="POST")
    login = seeded.credentials.app
    credentials = polympics.Credentials(login.username, login.password)
    with seeded.serve() as base_url:
        async with polympics.AppClient(credentials, base_url) as client:
            with pytest.raises(polympics.PolympicsError):
                await client.create_team("Owls")


async def test_lost_answers_are_told_apart(seeded: Sandbox):
    """
    After a reset the world tells whether the work was done.
    """
    seeded.faults.add(Reset(handled=True), method="POST", times=1)
    before = len(seeded.world.teams)
    async with seeded.client() as client:
        with pytest.raises(polympics.PolympicsError):
            await client.create_team("Owls")

    assert len(seeded.world.teams) == before + 1


def test_threads(seeded: Sandbox):
    """
    Threads that read and write at the same time do not see changes half done.
    """
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with seeded.sync_client(in_flight=8) as client, ThreadPoolExecutor(8) as pool:
            work = [
                pool.submit(client.create_account, 10_000 + number, "New")
                if number % 2
                else pool.submit(client.get_team, 1)
                for number in range(400)
            ]
            for one in work:
                one.result(timeout=60)
    finally:
        sys.setswitchinterval(interval)

    made = [one for one in seeded.world.accounts.values() if one.name == "New"]
    assert len(made) == 200
