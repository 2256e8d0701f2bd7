"""
The service, embedded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import anyio
import attrs
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from clientcore import MemoryStore, Token
from clientcore import sandbox as kit

from ._accounts import App, new_secret, now
from ._ids import new_hash
from ._problems import HANDLERS, failure
from ._routes import ROUTES
from ._scopes import SCOPES
from ._seed import ME, seed
from ._tiers import Tier
from ._world import World

if TYPE_CHECKING:
    import asyncspotify
    import asyncspotify.sync

#: Credentials of a client: of a user, of the app itself, or none.
Kind: TypeAlias = Literal["user", "app", "none"]

_HERE = "http://sandbox"
#: Where the sandbox's app may have browsers sent to.
REDIRECT_URIS = (
    "http://127.0.0.1/",
    "http://127.0.0.1/callback",
    "http://[::1]/",
    "http://[::1]/callback",
    "http://127.0.0.1:8888/callback",
    "https://app.example/callback",
)


@attrs.frozen
class Credentials:
    """
    What the sandbox's own app has.

    Attributes:
        token: An access token for the seed world's user, with all scopes.

        refresh_token: What it can be renewed with.

        app_token: An access token for the app itself.
    """

    client_id: str
    client_secret: str = attrs.field(repr=False)
    token: str = attrs.field(repr=False)
    refresh_token: str = attrs.field(repr=False)
    app_token: str = attrs.field(repr=False)


class Sandbox(kit.Sandbox[World]):
    """
    Spotify's Web API and accounts host, for development and tests.

    Args:
        seeded: Whether to start with a catalogue, playlists and so on, and not
            with a lone user.

        tier: Which access apps have.

        tidy: Whether the world has no gaps in its lists, no local files and no
            device without an id, for clients that cannot read those.

        clock: What the time is.

        sleep: How to wait, for faults that take time.
    """

    def __init__(
        self,
        *,
        seeded: bool = True,
        tier: Tier | str = Tier.EXTENDED,
        tidy: bool = False,
        clock: Callable[[], datetime] = now,
        sleep: Callable[[float], Any] = anyio.sleep,
    ) -> None:
        self._seeded = seeded
        self._tier = Tier(tier)
        self._tidy = tidy
        self._clock = clock
        # They outlive a reset: clients go on with them.
        self.credentials: Credentials = Credentials(
            client_id=new_hash("sandbox")[:32],
            client_secret=new_secret(24),
            token=new_secret(),
            refresh_token=new_secret(96),
            app_token=new_secret(),
        )
        super().__init__(sleep=sleep)

    def make_world(self) -> World:
        world = World(clock=self._clock, tier=self._tier)
        if self._seeded:
            seed(world)
            if self._tidy:
                world.tidy()
        else:
            world.accounts.visitor = world.add_user(ME, "Kim Sandbox")
        self._sign_in(world)
        return world

    def _sign_in(self, world: World) -> None:
        known, accounts = self.credentials, world.accounts
        app = accounts.add_app(known.client_id, known.client_secret, *REDIRECT_URIS)
        lasting = timedelta(days=3650)
        grant = accounts.grant(app, world.users[ME], SCOPES)
        accounts.issue(app, grant, value=known.token, lifetime=lasting)
        accounts.issue_refresh(grant, known.refresh_token)
        accounts.issue(app, value=known.app_token, lifetime=lasting)

    def routes(self) -> Sequence[BaseRoute]:
        return ROUTES

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        return HANDLERS

    def environment(self, base_url: str) -> Mapping[str, str]:
        known = self.credentials
        return {
            "SPOTIFY_API": f"{base_url}/v1",
            "SPOTIFY_ACCOUNTS": f"{base_url}/accounts",
            "SPOTIFY_CLIENT_ID": known.client_id,
            "SPOTIFY_CLIENT_SECRET": known.client_secret,
            "SPOTIFY_TOKEN": known.token,
        }

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        return failure(status, headers)

    def expire_token(self, scope: Scope) -> Scope | Response:
        is_told = any(name == b"authorization" for name, _ in scope["headers"])
        if is_told and scope["path"].startswith("/v1/"):
            return failure(401, {})
        return scope

    @property
    def app(self) -> App:
        """
        The sandbox's own app.
        """
        return self.world.accounts.apps[self.credentials.client_id]

    def client(
        self, kind: Kind = "user", *, user: str | None = None, **options: Any
    ) -> asyncspotify.Client:
        """
        Make an async client that reaches the sandbox in process.

        Args:
            kind: As whom: a user with all scopes, whose token is renewed when
                it ends; the app itself; or no credentials.

            user: Which user, by id; ``None`` for the one that the sandbox's
                token is for. Others are forgotten by :meth:`reset`.

            options: More arguments for the client. It is strict by default.
        """
        import asyncspotify as face

        options.setdefault("transport", self.transport())
        auth: Any = self._auth(face, kind, user)
        return face.Client(auth, base_url=f"{_HERE}/v1", **self._tiered(options))

    def sync_client(
        self, kind: Kind = "user", *, user: str | None = None, **options: Any
    ) -> asyncspotify.sync.Client:
        """
        Make a sync client that reaches the sandbox in process.

        Args:
            kind: As whom: see :meth:`client`.

            user: Which user: see :meth:`client`.

            options: More arguments for the client. It is strict by default.
        """
        import asyncspotify.sync as face

        options.setdefault("transport", self.sync_transport())
        auth: Any = self._auth(face, kind, user)
        return face.Client(auth, base_url=f"{_HERE}/v1", **self._tiered(options))

    def _tiered(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"tier": self.world.tier.value, "strict": True, **options}

    def _auth(self, face: Any, kind: Kind, user: str | None) -> Any:
        known = self.credentials
        app = (known.client_id, known.client_secret)
        more = {"accounts_url": f"{_HERE}/accounts", "now": self._clock}
        if kind == "none":
            return None
        if kind == "app":
            return face.ClientCredentialsFlow(*app, **more)
        store = MemoryStore(self._signed_in(user))
        scope = face.Scope.all()
        home = REDIRECT_URIS[0]
        return face.AuthorizationCodeFlow(*app, scope, home, storage=store, **more)

    def _signed_in(self, user: str | None) -> Token:
        """
        What a client that has signed a user in before has stored.
        """
        accounts, known = self.world.accounts, self.credentials
        if user is None:
            value, refresh = known.token, known.refresh_token
        else:
            grant = accounts.grant(self.app, self.world.users[user], SCOPES)
            value, refresh = accounts.issue(self.app, grant).value, new_secret(96)
            accounts.issue_refresh(grant, refresh)
        # What was revoked the client still has, and does not know it.
        issued = accounts.tokens.get(value)
        ends = issued.expires_at if issued else None
        scope = " ".join(sorted(SCOPES))
        return Token(value, expires_at=ends, refresh_token=refresh, scope=scope)
