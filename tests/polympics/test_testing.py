"""
Help for testing what is built on polympics.
"""

from __future__ import annotations

from polympics.sync import UnauthenticatedClient
from polympics.testing import Sandbox, polympics_sandbox, polympics_url

__all__ = ["polympics_sandbox", "polympics_url"]


def test_sandbox(polympics_sandbox: Sandbox) -> None:
    """
    A test gets a server of its own, and clients for it.
    """
    with polympics_sandbox.sync_client("app") as client:
        client.create_team("Lantern Crew")

    assert any(
        team.name == "Lantern Crew" for team in polympics_sandbox.world.teams.values()
    )


def test_served(polympics_sandbox: Sandbox, polympics_url: str) -> None:
    """
    It can be reached by address, as the same server.
    """
    with UnauthenticatedClient(base_url=polympics_url) as client:
        assert client.check_signups() is True

    assert [request.path for request in polympics_sandbox.requests] == [
        "/accounts/signups"
    ]
