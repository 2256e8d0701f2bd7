"""
The service, embedded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

import anyio
import attrs
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from clientcore import sandbox as kit

from ._authentication import basic
from ._delivery import Deliver, post
from ._permissions import OF_APPS
from ._problems import HANDLERS, crashed
from ._routes import ROUTES
from ._seed import seed
from ._world import World, new_token, now

if TYPE_CHECKING:
    import polympics
    import polympics.sync

Kind: TypeAlias = Literal["app", "bare", "user", "none"]

_HERE = "http://sandbox"


@attrs.frozen
class Login:
    """
    A name and a token.
    """

    username: str
    password: str = attrs.field(repr=False)


@attrs.frozen
class Logins:
    """
    Whom the sandbox knows.

    Attributes:
        app: An app with every permission an app can have.

        bare: An app with none.

        user: A session of a known account, or ``None`` in an empty world.
    """

    app: Login
    bare: Login
    user: Login | None


class Sandbox(kit.Sandbox[World]):
    """
    A Polympics server for development and tests.

    Args:
        seeded: Whether to start with teams, accounts and awards.

        clock: What the time is.

        deliver: How callbacks are reached, instead of over the network.

        sleep: How to wait, for faults that take time.
    """

    def __init__(
        self,
        *,
        seeded: bool = True,
        clock: Callable[[], datetime] = now,
        deliver: Deliver = post,
        sleep: Callable[[float], Any] = anyio.sleep,
    ) -> None:
        self.deliver = deliver
        self._seeded = seeded
        self._clock = clock
        # The credentials outlive a reset: clients go on with them.
        self._tokens = {name: new_token() for name in ("app", "bare", "user")}
        super().__init__(sleep=sleep)

    def make_world(self) -> World:
        world = World(clock=self._clock)
        world.add_app("Sandbox", OF_APPS, self._tokens["app"])
        world.add_app("Sandbox, bare", 0, self._tokens["bare"])
        if self._seeded:
            seed(world)
            known = next(iter(world.accounts.values()))
            world.add_session(known, self._tokens["user"])
        return world

    def routes(self) -> Sequence[BaseRoute]:
        return ROUTES

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        return HANDLERS

    def environment(self, base_url: str) -> Mapping[str, str]:
        logins = self.credentials
        return {
            "POLYMPICS_BASE_URL": base_url,
            "POLYMPICS_APP_USER": logins.app.username,
            "POLYMPICS_APP_PASSWORD": logins.app.password,
            "POLYMPICS_BARE_USER": logins.bare.username,
            "POLYMPICS_BARE_PASSWORD": logins.bare.password,
        }

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        if status < 500:
            return super().failure(status, headers)
        if status == 500:
            return crashed()
        # The service knows no other; these come from the host in front of it.
        page = "<!DOCTYPE html>\n<title>Application error</title>"
        return HTMLResponse(page, status, dict(headers))

    def expire_token(self, scope: Scope) -> Scope | Response:
        # The service takes such a token for nobody's and goes on, so that it
        # ends in 403 or 401 depending on the endpoint.
        others = [pair for pair in scope["headers"] if pair[0] != b"authorization"]
        if len(others) == len(scope["headers"]):
            return scope
        nobody = (b"authorization", basic("S0", "expired").encode())
        return {**scope, "headers": [*others, nobody]}

    @property
    def credentials(self) -> Logins:
        """
        The credentials at this moment; replaced tokens are known here.
        """
        app, bare = self.world.apps[1], self.world.apps[2]
        session = self.world.sessions.get(1) if self._seeded else None
        return Logins(
            Login(app.username, app.token),
            Login(bare.username, bare.token),
            Login(session.username, session.token) if session else None,
        )

    @overload
    def client(
        self, kind: Literal["app", "bare"] = "app", **options: Any
    ) -> polympics.AppClient: ...

    @overload
    def client(self, kind: Literal["user"], **options: Any) -> polympics.UserClient: ...

    @overload
    def client(
        self, kind: Literal["none"], **options: Any
    ) -> polympics.UnauthenticatedClient: ...

    def client(self, kind: Kind = "app", **options: Any) -> Any:
        """
        Make an async client that reaches the sandbox in process.

        Args:
            kind: As whom: one of :attr:`credentials`, or ``"none"``.

            options: More arguments for the client. It is strict by default.
        """
        import polympics

        return self._client(polympics, kind, transport=self.transport(), **options)

    @overload
    def sync_client(
        self, kind: Literal["app", "bare"] = "app", **options: Any
    ) -> polympics.sync.AppClient: ...

    @overload
    def sync_client(
        self, kind: Literal["user"], **options: Any
    ) -> polympics.sync.UserClient: ...

    @overload
    def sync_client(
        self, kind: Literal["none"], **options: Any
    ) -> polympics.sync.UnauthenticatedClient: ...

    def sync_client(self, kind: Kind = "app", **options: Any) -> Any:
        """
        Make a sync client that reaches the sandbox in process.

        Args:
            kind: As whom: one of :attr:`credentials`, or ``"none"``.

            options: More arguments for the client. It is strict by default.
        """
        import polympics.sync as face

        return self._client(face, kind, transport=self.sync_transport(), **options)

    def _client(self, face: Any, kind: Kind, **options: Any) -> Any:
        options.setdefault("strict", True)
        if kind == "none":
            return face.UnauthenticatedClient(None, _HERE, **options)
        login: Login | None = getattr(self.credentials, kind)
        if login is None:
            raise ValueError(f"the sandbox knows no {kind}")
        make = face.UserClient if kind == "user" else face.AppClient
        credentials = face.Credentials(login.username, login.password)
        return make(credentials, _HERE, **options)
