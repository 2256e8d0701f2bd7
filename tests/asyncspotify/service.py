"""
Clients of the sandbox for both halves, and a fault that only the tests need.
"""

from __future__ import annotations

from typing import Any

import attrs
from starlette.datastructures import Headers

import asyncspotify
from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import Answer, Fault

#: A playlist of the sandbox's user with more than 100 items, and a track of it.
RAINY = "hwJtjwNeLMLIlDQDHJjR7q"
TRACK = "YtkcAPblNlJ3luBsvhsOu4"


def asked(sandbox: Sandbox, method: str = "") -> list[str]:
    """Return the paths that were requested, without the tokens."""
    return [
        one.path.removeprefix("/v1/")
        for one in sandbox.requests
        if one.path.startswith("/v1/") and one.method.startswith(method)
    ]


def open_client(cls: Any, sandbox: Sandbox, *args: Any, **options: Any) -> Any:
    """Return a client of the sandbox that is a *cls*, async or blocking."""
    if cls is asyncspotify.Client:
        return sandbox.client(*args, **options)
    return sandbox.sync_client(*args, **options)


def transport_of(cls: Any, sandbox: Sandbox) -> Any:
    """Return a transport to the sandbox for a *cls*, async or blocking."""
    if cls is asyncspotify.Client:
        return sandbox.transport()
    return sandbox.sync_transport()


@attrs.frozen
class LostInAProxy(Fault):
    """The service handles the request, and a proxy responds with a 502."""

    kind = "lost_in_a_proxy"

    async def strike(self, exchange: Any) -> None:
        await exchange.capture()
        page = b"<html>Bad Gateway</html>"
        await exchange.send_head(Answer(502, Headers(), page), length=len(page))
        await exchange.send_body(page)
