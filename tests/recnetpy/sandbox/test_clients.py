"""
Clients that reach the sandbox in process, and on a socket.
"""

from __future__ import annotations

from typing import Any

import pytest

import recnetpy
import recnetpy.sync
from clientcore.sandbox import Fault, Malformed, Reset, Status, Truncated
from recnetpy.sandbox import Sandbox
from recnetpy.sandbox._sandbox import Layout

LAYOUTS: list[Layout] = ["gateway", "hosts"]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_layouts(sandbox: Sandbox, layout: Layout):
    """
    There is a client for each layout; strictly read, its models fit.
    """
    async with sandbox.client(layout, strict=True) as client:
        account: Any = await client.accounts.get("testotter")
        room: Any = await client.rooms.get("OtterPlaza", 366)
        await room.resolve_role_owners()
        images = await client.images.all_from_account(1001, take=20).collect()
        events = await client.events.get_events()
        inventions = await client.inventions.top_today()
        hot = await client.rooms.hot(take=3)
        picture = await client.images.download(images[0], height=90, square=True)

    assert account.display_name == "Otter the Tester"
    assert [role.account and role.account.username for role in room.roles] == [
        "TestOtter",
        "SampleHeron",
        "PlainNewt",
        None,
    ]
    assert len(images) > 60
    assert [event.name for event in events] == ["Otter Friday", "Heron Night"]
    assert inventions[0].name == "Bubble Lamp"
    assert (len(hot), hot.total) == (3, 27)
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_sync(sandbox: Sandbox, layout: Layout):
    """
    The same holds for clients that block.
    """
    with sandbox.sync_client(layout) as client:
        account: Any = client.accounts.fetch(1002)
        assert account.get_subscriber_count() == 48_213


async def test_key_goes_where_it_belongs(sandbox: Sandbox):
    """
    The key is sent to the gateway, and not with files, tips and names.
    """
    async with sandbox.client() as client:
        await client.accounts.fetch(1001)
        await client.images.download("image4001.jpg")
        await client.loading_tips()
        await client.services()
    gateway, *others = sandbox.requests

    assert gateway.headers["ocp-apim-subscription-key"] == sandbox.key
    assert not any("ocp-apim-subscription-key" in r.headers for r in others)


async def test_name_server(sandbox: Sandbox):
    """
    What the name server says is where a client finds the rest.
    """
    with sandbox.serve() as url:
        servers = await recnetpy.Client.discover(f"{url}/ns")
        async with recnetpy.Client(servers=servers) as client:
            room: Any = await client.rooms.get("^OtterPlaza")
            health = await client.health()

    assert room.id == 2001
    assert all(service.is_healthy for service in health)


async def test_environment(sandbox: Sandbox):
    """
    What the command prints is where a client finds all of it.
    """
    with sandbox.serve() as url:
        environment = sandbox.environment(url)
        servers = recnetpy.Servers.from_environment(environment)
        async with recnetpy.Client(
            environment["RECNET_KEY"], servers=servers
        ) as client:
            image: Any = await client.images.fetch(4001)
            await image.resolve_commenters()

    people = [comment.player and comment.player.username for comment in image.comments]
    assert people == ["SampleHeron", "PlainNewt", None, "SampleHeron"]


BROKEN: list[Fault] = [Reset(), Truncated(), Malformed(), Status(503)]


@pytest.mark.parametrize("fault", BROKEN, ids=lambda fault: fault.kind)
async def test_faults(sandbox: Sandbox, fault: Fault):
    """
    Whatever goes wrong ends in an error of the client's own.
    """
    sandbox.faults.add(fault)
    async with sandbox.client(retries=0) as client:
        with pytest.raises(recnetpy.RecNetError):
            await client.accounts.fetch(1001)
