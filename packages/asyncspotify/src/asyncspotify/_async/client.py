"""
The client: all operations, and an authenticator.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from clientcore import Request, Response

from .._api import API_URL
from .._errors import RefreshTokenExpired
from .._operation import TierLike
from .._scope import Scope
from .auth import Authenticator, Credentials
from .code_flow import AuthorizationCodeFlow
from .http import HTTP
from .resources.albums import Albums
from .resources.artists import Artists
from .resources.browse import Browse
from .resources.library import Library
from .resources.people import People
from .resources.player import Player
from .resources.playlist_items import PlaylistItems
from .resources.playlists import Playlists
from .resources.search import Search
from .resources.spoken import Spoken
from .resources.tracks import Tracks

if TYPE_CHECKING:
    from typing import Unpack

    from clientcore import TokenStore
    from clientcore.aio import Auth, ClientOptions


class Client(
    Albums,
    Artists,
    Browse,
    Library,
    Player,
    PlaylistItems,
    Playlists,
    People,
    Search,
    Spoken,
    Tracks,
):
    """
    A client for Spotify's Web API.

    A parameter for an object of the service takes its ID, URI, link, short link or
    object. A method ``get_…`` that returns a list gets the first *limit* items, from
    as many pages as that takes; its ``list_…`` returns `Pages` instead.

    ``async with`` authorizes the client, and closes it at the end.

    Args:
        auth: An authenticator, or credentials of the transport, such as
            `clientcore.aio.Bearer`. ``None`` to send no credentials.
        tier: The access tier of the app. With ``"development"``, objects are requested
            one by one, because requests for several were withdrawn. With
            ``"extended"``, the older operations and larger pages are used too, without
            warnings. ``None`` to send what both tiers accept, until a refusal shows
            which tier it is.
        base_url: URL of the Web API.
        batch_fallback: Whether methods that get several objects may request them one
            by one in development mode: as many requests as objects, ``in_flight`` of
            them at the same time.
        keep_nulls: Whether lists keep ``None`` for what is not shown to the app.
        language: Language of titles and names, as in ``"ja"`` or ``"de-AT,de"``: the
            header ``Accept-Language``. ``None`` for the service's default.
        **options: See `clientcore.aio.ClientOptions`.

    Attributes:
        auth: The authenticator, or the credentials.
    """

    def __init__(
        self,
        auth: Authenticator | Auth | None,
        *,
        tier: TierLike = None,
        base_url: str = API_URL,
        batch_fallback: bool = True,
        keep_nulls: bool = False,
        language: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(
            Credentials(auth) if isinstance(auth, Authenticator) else auth,
            tier=tier,
            base_url=base_url,
            batch_fallback=batch_fallback,
            keep_nulls=keep_nulls,
            language=language,
            **options,
        )
        self.auth: Any = auth(self) if isinstance(auth, Authenticator) else auth

    @property
    def http(self) -> HTTP:
        """
        The low-level part, whose methods return raw JSON.

        A subclass of `HTTP` may be assigned.
        """
        return self.__dict__.get("_http") or HTTP(self)

    @http.setter
    def http(self, http: HTTP) -> None:
        self.__dict__["_http"] = http
        # Subclasses that were written for 0.12 set a client of their own.
        http.__dict__.setdefault("_client", self)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Subclasses that were written for 0.12 set ``auth`` and ``http``, and
            # don't call this class's constructor.
            if name == "_connection" or "_connection" in self.__dict__:
                missing = True
            else:
                missing = "auth" not in self.__dict__
            if missing:
                kind = type(self).__name__
                raise AttributeError(f"{kind!r} object has no attribute {name!r}")
            Client.__init__(self, self.__dict__["auth"])
            return getattr(self, name)

    @property
    def _market(self) -> str | None:
        return self.auth.market if isinstance(self.auth, Authenticator) else None

    @property
    def _granted(self) -> Scope | None:
        return self.auth._granted if isinstance(self.auth, Authenticator) else None

    def for_user(self, token_store: TokenStore) -> Self:
        """
        Return a copy that acts for another user of the app.

        It shares connections, rate limits and options with this client, which alone
        closes them, and has a token of its own. A copy takes a few kilobytes, so a
        backend may have one for each user.

        Args:
            token_store: Stores the user's token, such as a
                ``clientcore.redis.RedisStore``. A token that is there is used; without
                one, sign the user in by the copy's ``auth``.

        Raises:
            TypeError: The authenticator of this client is not for users.
        """
        if not isinstance(self.auth, AuthorizationCodeFlow):
            raise TypeError(f"{self.auth!r} is not an AuthorizationCodeFlow")
        flow = self.auth.for_user(token_store)
        copy = self.with_auth(Credentials(flow))
        copy.auth = flow(copy)
        return copy

    async def request(self, request: Request, /) -> Response:
        """See `BaseClient.request`."""
        try:
            return await super().request(request)
        except RefreshTokenExpired:
            auth = self.auth
            if not isinstance(auth, Authenticator) or not await auth._signed_in_again():
                raise
        return await super().request(request)

    async def authorize(self) -> None:
        """
        Get a token by the authenticator, which signs the user in if need be.

        Raises:
            AuthenticationError: The token endpoint refused, or the user
                did not sign in.
        """
        if isinstance(self.auth, Authenticator):
            await self.auth.authorize()

    async def authenticate(self) -> None:
        """Do what `authorize` does."""
        await self.authorize()

    async def refresh(self) -> None:
        """
        Renew the token now. It is also renewed when needed.

        Raises:
            AuthenticationError: The token endpoint refused, or the user
                did not sign in.

            TypeError: The credentials cannot be renewed.
        """
        if not isinstance(self.auth, Authenticator):
            raise TypeError(f"{self.auth!r} cannot be renewed")
        await self.auth.refresh()

    async def close(self) -> None:
        """Close authenticator and connections. More than once does no harm."""
        await super().aclose()

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        try:
            await self.authorize()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
