"""
Help for testing what is built on recnetpy.
"""

from __future__ import annotations

from recnetpy import Servers
from recnetpy.sync import Client
from recnetpy.testing import Sandbox, recnet_sandbox, recnet_url

__all__ = ["recnet_sandbox", "recnet_url"]


def test_sandbox(recnet_sandbox: Sandbox) -> None:
    """
    A test gets a service of its own, and clients for it.
    """
    recnet_sandbox.world.add_account("Newcomer")
    with recnet_sandbox.sync_client() as client:
        assert client.accounts.get("newcomer") is not None


def test_served(recnet_sandbox: Sandbox, recnet_url: str) -> None:
    """
    It can be reached by address, as the same service.
    """
    servers = Servers.from_environment(recnet_sandbox.environment(recnet_url))
    with Client(recnet_sandbox.key, servers=servers) as client:
        assert client.rooms.hot(take=1).total == 27

    assert [r.path for r in recnet_sandbox.requests] == ["/apim/public/rooms/hot"]
