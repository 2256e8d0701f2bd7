"""
The emulation of the service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

import anyio
import attrs
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from clientcore import sandbox as kit

from ._authentication import basic
from ._delivery import Deliver, post
from ._openapi import description_of
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


_KINDS = ("app", "bare", "user")


def _tokens(given: Mapping[str, str]) -> dict[str, str]:
    if unknown := given.keys() - set(_KINDS):
        raise ValueError(f"passwords are those of {_KINDS}, not of {min(unknown)!r}")
    return {name: given.get(name) or new_token() for name in _KINDS}


@attrs.frozen
class Login:
    """
    Credentials of the sandbox.

    Attributes:
        username: The user name.
        password: The token, which the repr does not show.
    """

    username: str
    password: str = attrs.field(repr=False)


@attrs.frozen
class Logins:
    """
    All credentials of the sandbox.

    Attributes:
        app: An app with all permissions that an app can have.
        bare: An app without permissions.
        user: A session of the first account, or ``None`` in an empty
            world.
    """

    app: Login
    bare: Login
    user: Login | None


class Sandbox(kit.Sandbox[World]):
    """
    An in-memory Polympics server for development and tests.

    Args:
        seeded: Whether to start with teams, accounts and awards.
        signups_open: Whether accounts can be registered. This and the next are
            settings of the server: they are in force again after :meth:`reset`.
        session_lifetime: How long a session is valid.
        passwords: Tokens of the credentials ``app``, ``bare`` and ``user``, so that
            programs need no others after the sandbox was started again. Those that
            are missing are random.
        clock: Returns the time.
        deliver: Delivers callbacks, instead of a POST over the network.
        sleep: Waits for seconds, in faults that take time.

    Raises:
        ValueError: *passwords* has other names.
    """

    def __init__(
        self,
        *,
        seeded: bool = True,
        signups_open: bool = True,
        session_lifetime: timedelta = timedelta(days=30),
        passwords: Mapping[str, str] | None = None,
        clock: Callable[[], datetime] = now,
        deliver: Deliver = post,
        sleep: Callable[[float], Any] = anyio.sleep,
    ) -> None:
        self.deliver = deliver
        #: Held while a request reads and changes the world.
        self.lock: Lock = Lock()
        self._seeded = seeded
        self._clock = clock
        self._signups_open = signups_open
        self._session_lifetime = session_lifetime
        # Credentials outlive a reset: clients continue with them.
        self._tokens = _tokens(passwords or {})
        super().__init__(sleep=sleep)
        self._service.router.routes.extend(description_of(ROUTES))
        # The website calls the service from browsers.
        self._service.add_middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=["*"],
            allow_headers=["*"],
        )

    def make_world(self) -> World:
        world = World(
            clock=self._clock,
            signups_open=self._signups_open,
            session_lifetime=self._session_lifetime,
        )
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
        # The service ignores such a token at first, and answers 403 or 401
        # depending on the endpoint.
        others = [pair for pair in scope["headers"] if pair[0] != b"authorization"]
        if len(others) == len(scope["headers"]):
            return scope
        nobody = (b"authorization", basic("S0", "expired").encode())
        return {**scope, "headers": [*others, nobody]}

    @property
    def credentials(self) -> Logins:
        """The current credentials, with tokens that were replaced meanwhile."""
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
        Make an async client that calls the sandbox in process.

        Args:
            kind: Which of :attr:`credentials` to use, or ``"none"``.
            options: Options of the client, which is strict by default. With another
                *transport* or *http_client*, requests are sent by that;
                :meth:`serve` has a URL for ``base_url=``.
        """
        import polympics

        return self._client(polympics, kind, self.transport, options)

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
        Make a sync client that calls the sandbox in process.

        Args:
            kind: Which of :attr:`credentials` to use, or ``"none"``.
            options: Options of the client, which is strict by default. With another
                *transport* or *http_client*, requests are sent by that;
                :meth:`serve` has a URL for ``base_url=``.
        """
        import polympics.sync as face

        return self._client(face, kind, self.sync_transport, options)

    def _client(
        self,
        face: Any,
        kind: Kind,
        transport: Callable[[], Any],
        options: dict[str, Any],
    ) -> Any:
        options.setdefault("strict", True)
        if not {"transport", "http_client"} & options.keys():
            options["transport"] = transport()
        options.setdefault("base_url", self.base_url or _HERE)
        if kind == "none":
            return face.UnauthenticatedClient(None, **options)
        login: Login | None = getattr(self.credentials, kind)
        if login is None:
            raise ValueError(f"an empty sandbox has no credentials of kind {kind!r}")
        make = face.UserClient if kind == "user" else face.AppClient
        options.setdefault(
            "credentials", face.Credentials(login.username, login.password)
        )
        return make(**options)
