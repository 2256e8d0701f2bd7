"""
What only apps can do.
"""

from __future__ import annotations

from clientcore import DELETE, GET, POST, PUT, Secret

from .. import _bodies as bodies
from .._bodies import AccountLike
from .._credentials import App, AppCredentials, Session
from .._ids import id_of
from .._models import Account, Callback, CallbackList, EventType
from .authenticated import AuthenticatedClient


class AppClient(AuthenticatedClient):
    """
    A client for a program that acts for itself.

    Args:
        credentials: The app's, with a user name such as ``A3``.

        base_url: Where the server is.

        **options: See `clientcore.aio.ClientOptions`.

    Raises:
        ValueError: The credentials are those of a user.
    """

    _kind = "a"

    async def get_self(self) -> App:
        """
        Get the app itself, with what it may do.

        Raises:
            UnauthorizedError: The credentials are wrong.
        """
        return await self.call(GET("auth/me"), App)

    async def reset_token(self) -> AppCredentials:
        """
        Replace the token by a new one, and go on with that.

        The old one is worthless at once. Calls of this client and its copies
        that were on their way are repeated with the new one; other clients
        have to be made anew. Store the new credentials: nobody can get them a
        second time. Several calls at once have one result. It is never
        repeated by itself, so after a `NoAnswerError` either token may be the
        right one.

        Returns:
            The new credentials.

        Raises:
            TokenLostError: The token was replaced, but the answer cannot be
                read.
        """
        return await self._replace_token(AppCredentials)

    async def create_session(self, account: AccountLike) -> Session:
        """
        Sign somebody in.

        Each call makes another session, and earlier ones live on.

        Args:
            account: Whom.

        Returns:
            Credentials for `UserClient`.

        Raises:
            DataError: The account does not exist.
        """
        body = {"account": id_of(account, Account)}
        return await self.call(POST("auth/create_session", json=body), Session)

    # --- Callbacks ------------------------------------------------------------

    async def create_callback(
        self, event: EventType | str, url: str, secret: str
    ) -> Callback:
        """
        Have events of a kind sent to an address, instead of to the one before.

        Args:
            event: The kind.

            url: Where to send them: http or https, with a host that has a top
                level domain or is an IP address.

            secret: What `CallbackReceiver` knows them by.

        Raises:
            DataError: The server does not take the address.

            ValueError: *url* or *secret* is too long.
        """
        secret = Secret(secret)
        body = bodies.callback(url, secret)
        request = PUT("callback/{event}", event=event, json=body, secrets=[secret])
        return await self.call(request, Callback)

    async def get_callbacks(self) -> dict[EventType | str, str]:
        """
        Get the addresses that events are sent to, by the kind of event.

        Kinds that are newer than this library are plain strings.
        """
        answer = await self.call(GET("callbacks"), CallbackList)
        return dict(answer.callbacks)

    async def get_callback(self, event: EventType | str) -> Callback:
        """
        Get what is registered for a kind of event.

        Args:
            event: The kind.

        Raises:
            NotFoundError: Nothing is.
        """
        return await self.call(GET("callback/{event}", event=event), Callback)

    async def delete_callback(self, event: EventType | str) -> None:
        """
        Have events of a kind sent no longer.

        Args:
            event: The kind.

        Raises:
            NotFoundError: They were not.
        """
        await self._delete(DELETE("callback/{event}", event=event))
