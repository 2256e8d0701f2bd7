"""
Help for testing what is built on aiomixcloud.
"""

from __future__ import annotations

from aiomixcloud.sync import MixcloudSync
from aiomixcloud.testing import Sandbox, mixcloud_sandbox, mixcloud_url

__all__ = ["mixcloud_sandbox", "mixcloud_url"]


def test_sandbox(mixcloud_sandbox: Sandbox) -> None:
    """
    A test gets a service of its own, and clients for it.
    """
    with mixcloud_sandbox.sync_client() as mixcloud:
        mixcloud.follow("HarbourRadio")

    newest = mixcloud_sandbox.world.follows[-1]
    assert newest.target.username == "HarbourRadio"


def test_served(mixcloud_sandbox: Sandbox, mixcloud_url: str) -> None:
    """
    It can be reached by address, as the same service.
    """
    api = mixcloud_sandbox.environment(mixcloud_url)["MIXCLOUD_API"]
    with MixcloudSync(api) as mixcloud:
        assert mixcloud.get("anna-lind").city == "Göteborg"

    assert [r.path for r in mixcloud_sandbox.requests] == ["/api/anna-lind/"]
