"""
The emulation of the service.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import anyio
import attrs
from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from clientcore import sandbox as kit

from ._answers import HANDLERS, Refusal, gateway, invalid_token, rate_limited
from ._endpoint import API, WWW
from ._routes import ROUTES
from ._seed import OWNER, seed
from ._world import App, World, now

if TYPE_CHECKING:
    import aiomixcloud
    import aiomixcloud.sync

_HERE: Final = "http://sandbox"


@attrs.frozen
class Credentials:
    """
    Credentials that the sandbox accepts.

    Attributes:
        token: A token of :attr:`username`.
        username: Name of the token's owner.
        client_id: Id of a registered app.
        client_secret: Secret of the same app.
    """

    token: str = attrs.field(repr=False)
    username: str
    client_id: str
    client_secret: str = attrs.field(repr=False)


class Sandbox(kit.Sandbox[World]):
    """
    An emulation of Mixcloud for development and tests.

    The API is below ``/api``, and the web site (oEmbed, authorization) below ``/www``.

    Args:
        seeded: Whether the world starts with users, shows and events.
        clock: Returns the time, as an aware datetime.
        sleep: Waits, for faults that take time.

    Attributes:
        credentials: Credentials that are accepted. A reset does not change them.
    """

    # Uploads are large, and the content of their files is not looked at.
    body_limit = 1 << 16

    def __init__(
        self,
        *,
        seeded: bool = True,
        clock: Callable[[], datetime] = now,
        sleep: Callable[[float], Any] = anyio.sleep,
    ) -> None:
        self._seeded = seeded
        self._clock = clock
        self.credentials: Credentials = Credentials(
            secrets.token_urlsafe(24), OWNER, "sandbox", secrets.token_urlsafe(24)
        )
        super().__init__(sleep=sleep)

    def make_world(self) -> World:
        world, known = World(clock=self._clock), self.credentials
        if self._seeded:
            seed(world)
        else:
            world.visitor = world.add_user(OWNER, "DJ Okapi")
        world.tokens[known.token] = world.users[OWNER]
        world.apps[known.client_id] = App(known.client_id, known.client_secret)
        return world

    def routes(self) -> Sequence[BaseRoute]:
        return ROUTES

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        return HANDLERS

    def environment(self, base_url: str) -> Mapping[str, str]:
        return {
            "MIXCLOUD_API": base_url + API,
            "MIXCLOUD_ROOT": base_url + WWW,
            "MIXCLOUD_TOKEN": self.credentials.token,
            "MIXCLOUD_CLIENT_ID": self.credentials.client_id,
            "MIXCLOUD_CLIENT_SECRET": self.credentials.client_secret,
        }

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        if status == 429:
            # The service has another status for rate limits.
            return rate_limited(float(headers.get("retry-after", 1)))
        phrase = HTTPStatus(status).phrase
        if status >= 500:
            return gateway(status, phrase, headers)
        return Refusal(status, "HttpException", phrase).response(headers)

    def expire_token(self, scope: Scope) -> Scope | Response:
        if "access_token" in QueryParams(scope["query_string"]):
            return invalid_token().response()
        return scope

    def client(self, **options: Any) -> aiomixcloud.Mixcloud:
        """
        Return an async client that sends to the sandbox in process.

        Args:
            **options: Arguments for the client. By default it is strict, and
                ``access_token`` is that of :attr:`credentials`.
        """
        from aiomixcloud import Mixcloud

        return Mixcloud(**self._options(self.transport(), options))

    def sync_client(self, **options: Any) -> aiomixcloud.sync.MixcloudSync:
        """
        Return a blocking client that sends to the sandbox in process.

        Args:
            **options: See :meth:`client`.
        """
        from aiomixcloud.sync import MixcloudSync

        return MixcloudSync(**self._options(self.sync_transport(), options))

    def _options(self, transport: Any, options: Mapping[str, Any]) -> dict[str, Any]:
        if options.keys() & {"session", "http_client"}:
            # They have a transport of their own.
            transport = None
        return {
            "api_root": _HERE + API,
            "mixcloud_root": _HERE + WWW,
            "oembed_root": f"{_HERE}{WWW}/oembed",
            "access_token": self.credentials.token,
            "transport": transport,
            "strict": True,
            **options,
        }
