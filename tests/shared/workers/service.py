"""
A service with a quota for the app, and refresh tokens that are good for one use.
"""

from __future__ import annotations

import time
from collections import deque
from urllib.parse import parse_qsl

import anyio
import attrs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clientcore.sandbox import Sandbox

#: Seconds for which a token is in use: clients renew it a minute before its end.
LIFETIME = 2.0


@attrs.define
class World:
    """
    What has happened.

    Attributes:
        served: When each request was served.
        refused: When each request was refused with 429.
        renewals: When each token was granted.
        dead: How often a refresh token was sent that is no longer valid.
        stuck: Set while token requests are lost.
        asked: How often a token was requested.
    """

    served: list[float] = attrs.field(factory=list)
    refused: list[float] = attrs.field(factory=list)
    renewals: list[float] = attrs.field(factory=list)
    dead: int = 0
    stuck: bool = False
    asked: int = 0
    _recent: deque[float] = attrs.field(factory=deque)

    def take(self, requests: int, per: float) -> float:
        """Return 0, or the seconds of ``Retry-After``."""
        now = time.monotonic()
        while self._recent and self._recent[0] <= now - per:
            self._recent.popleft()
        if len(self._recent) >= requests:
            self.refused.append(now)
            return per
        self._recent.append(now)
        self.served.append(now)
        return 0.0


class Service(Sandbox[World]):
    """
    Serves ``/things`` to the bearer of the newest token.

    Args:
        requests: Number of requests that are allowed in a window.
        per: Length of the window in seconds, which slides.
        latency: Seconds that a response takes.

    Attributes:
        quota: The first two.
        lifetime: Seconds for which a token is in use.
    """

    def __init__(self, requests: int, per: float, latency: float = 0.01) -> None:
        self.quota = requests, per
        self.lifetime = LIFETIME
        self._latency = latency
        super().__init__()

    def make_world(self) -> World:
        return World()

    def environment(self, base_url: str) -> dict[str, str]:
        return {}

    def routes(self) -> list[Route]:
        return [
            Route("/things", self.things),
            Route("/token", self.token, methods=["POST"]),
        ]

    async def things(self, request: Request) -> Response:
        newest = f"Bearer access-{len(self.world.renewals)}"
        if request.headers.get("Authorization") != newest:
            return JSONResponse({}, 401)
        wait = self.world.take(*self.quota)
        await anyio.sleep(self._latency)
        if wait:
            return JSONResponse({}, 429, {"Retry-After": f"{wait:.3f}"})
        return JSONResponse([])

    async def token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        self.world.asked += 1
        if form["refresh_token"] != f"refresh-{len(self.world.renewals)}":
            self.world.dead += 1
            return JSONResponse({"error": "invalid_grant"}, 400)
        if self.world.stuck:
            # The request is lost: the refresh token stays valid.
            await anyio.sleep(self._latency)
            return JSONResponse({}, 503, {"Retry-After": "1"})
        await anyio.sleep(self._latency)
        self.world.renewals.append(time.monotonic())
        number = len(self.world.renewals)
        return JSONResponse(
            {
                "access_token": f"access-{number}",
                "refresh_token": f"refresh-{number}",
                "expires_in": 60 + self.lifetime,
            }
        )
