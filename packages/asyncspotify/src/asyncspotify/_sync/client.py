# Generated from _async/client.py by `nox -s twins`: do not edit.
"""
The client: all operations, and an authenticator.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .._api import API_URL
from .._operation import TierLike
from .._scope import Scope
from .auth import Authenticator, Credentials
from .code_flow import AuthorizationCodeFlow
from .http import HTTP
from .resources.albums import Albums
from .resources.artists import Artists
from .resources.audiobooks import Audiobooks
from .resources.browse import Browse
from .resources.chapters import Chapters
from .resources.episodes import Episodes
from .resources.following import Following
from .resources.library import Library
from .resources.player import Player
from .resources.playlist_changes import PlaylistChanges
from .resources.playlists import Playlists
from .resources.saved import Saved
from .resources.search_kinds import SearchKinds
from .resources.shows import Shows
from .resources.tracks import Tracks
from .resources.users import Users

if TYPE_CHECKING:
    from typing import Unpack

    from clientcore import TokenStore
    from clientcore.sync import Auth, ClientOptions


class Client(
    Albums,
    Artists,
    Audiobooks,
    Browse,
    Chapters,
    Episodes,
    Following,
    Library,
    Player,
    PlaylistChanges,
    Playlists,
    Saved,
    SearchKinds,
    Shows,
    Tracks,
    Users,
):
    """
    A client for Spotify's Web API.

    Where something of the service is wanted, its id, URI, link, short link or
    object will do. A method ``get_…`` that returns a list gets the first
    *limit* items, of as many pages as it takes; the one called ``list_…``
    instead returns `Pages`.

    ``with`` authorizes it and closes it at the end.

    Args:
        auth: An authenticator, or credentials of the transport, such as
            `clientcore.sync.Bearer`.

        tier: What the app may call. ``"development"`` asks one by one where
            asking for several was withdrawn. ``"extended"`` uses the older
            operations too, larger pages, and warns of none of them. ``None``
            is careful, and finds out by the first refusal.

        base_url: Where the Web API is.

        batch_fallback: Whether methods that get several things may ask for
            one at a time in development mode. That is a request for each, as
            many at once as ``in_flight`` allows.

        keep_nulls: Whether lists keep the ``null`` that stands for what is
            not shown to the app, as ``None``.

        **options: See `clientcore.sync.ClientOptions`.

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
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(
            Credentials(auth) if isinstance(auth, Authenticator) else auth,
            tier=tier,
            base_url=base_url,
            batch_fallback=batch_fallback,
            keep_nulls=keep_nulls,
            **options,
        )
        self.auth: Any = auth(self) if isinstance(auth, Authenticator) else auth

    @property
    def http(self) -> HTTP:
        """Requests of your own, with JSON for an answer."""
        return HTTP(self)

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

    def authorize(self) -> None:
        """
        Have the authenticator get a token, signing the user in if need be.

        Raises:
            AuthenticationError: There is none to be had.
        """
        if isinstance(self.auth, Authenticator):
            self.auth.authorize()

    def authenticate(self) -> None:
        """Do what `authorize` does."""
        self.authorize()

    def refresh(self) -> None:
        """
        Get another token now. That happens by itself, too.

        Raises:
            AuthenticationError: There is none to be had.

            TypeError: The credentials cannot be renewed.
        """
        if not isinstance(self.auth, Authenticator):
            raise TypeError(f"{self.auth!r} cannot be renewed")
        self.auth.refresh()

    def close(self) -> None:
        """Close authenticator and connections. More than once does no harm."""
        super().close()

    def __enter__(self) -> Self:
        super().__enter__()
        try:
            self.authorize()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
