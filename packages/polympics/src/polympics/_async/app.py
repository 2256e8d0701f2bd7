"""
The client for apps.
"""

from __future__ import annotations

from clientcore import DELETE, GET, POST, PUT

from .. import _bodies as bodies
from .. import _limits as limits
from .._bodies import AccountLike
from .._credentials import App, AppCredentials, Session
from .._models import CallbackList, EventType
from .authenticated import AuthenticatedClient
from .models import Callback


class AppClient(AuthenticatedClient):
    """
    A client for an app: a program with credentials of its own.

    Args:
        credentials: Credentials of the app, with a user name such as ``A3``.
        base_url: URL of the server.
        **options: See `clientcore.aio.ClientOptions`.

    Raises:
        ValueError: The credentials are those of a session.
    """

    _kind = "a"

    async def get_self(self) -> App:
        """
        Get the app itself, with its permissions.

        Raises:
            UnauthorizedError: The credentials are wrong.
        """
        return await self.call(GET("auth/me"), App)

    async def reset_token(self) -> AppCredentials:
        """
        Replace the token of the app. The client and its copies continue with the new
        one.

        The old token stops working at once. Calls of this client that are under way are
        sent again with the new one; other clients have to be created again. Store the
        new credentials, because they cannot be requested a second time. Several calls
        at the same time have one result. The request is never repeated, so after a
        `NoAnswerError` either token may be the valid one.

        Returns:
            The new credentials.

        Raises:
            DecodeError: The response is not one of the server. Either token may be the
                valid one.
            TokenLostError: The token was replaced, but the response does not disclose
                the new one.
        """
        return await self._replace_token(AppCredentials)

    async def create_session(self, account: AccountLike) -> Session:
        """
        Create a session, which are credentials of an account.

        Each call creates another session. Earlier ones stay valid.

        Args:
            account: Account, or its id, that the session belongs to.

        Returns:
            Credentials for `UserClient`.

        Raises:
            DataError: No account has this id.
        """
        body = {"account": bodies.account_id(account)}
        return await self.call(POST("auth/create_session", json=body), Session)

    # --- Callbacks ------------------------------------------------------------

    async def create_callback(
        self, event: EventType | str, url: str, secret: str
    ) -> Callback:
        """
        Register a callback for events of a kind, in place of the one before.

        Args:
            event: Kind of the events.
            url: URL to send them to: http or https, with a host that has a top level
                domain or is an IP address.
            secret: Sent along as ``Authorization: Bearer <secret>``, by which a
                `CallbackReceiver` verifies them. Up to 2047 printable characters,
                the last of them no space.

        Raises:
            DataError: The server does not accept the URL, and keeps the callback
                before.
            ValueError: *url* is too long, or *secret* could not be verified. Nothing
                was sent.
        """
        secret = limits.hidden("secret", secret)
        body = bodies.callback(url, secret)
        request = PUT("callback/{event}", event=event, json=body, secrets=[secret])
        return await self.call(request, Callback)

    async def rotate_callback_secret(
        self, event: EventType | str, secret: str
    ) -> Callback:
        """
        Replace the secret of a callback, and keep its URL.

        Events may still arrive with the secret before for a while. So first have the
        receiver accept both: ``CallbackReceiver(new, old)``.

        Args:
            event: Kind of the events.
            secret: The new secret: see `create_callback`.

        Raises:
            NotFoundError: No callback is registered for this kind.
            ValueError: *secret* could not be verified. Nothing was sent.
        """
        secret = limits.hidden("secret", limits.secret(secret))
        before = await self.get_callback(event)
        return await self.create_callback(event, before.url, secret)

    async def get_callbacks(self) -> dict[EventType | str, str]:
        """
        Get the URLs of all callbacks of the app, by kind of event.

        Kinds that are newer than this library are plain strings.
        """
        answer = await self.call(GET("callbacks"), CallbackList)
        return dict(answer.callbacks)

    async def get_callback(self, event: EventType | str) -> Callback:
        """
        Get the callback for a kind of event.

        Args:
            event: Kind of the events: an `EventType` or its name.

        Raises:
            NotFoundError: No callback is registered for this kind.
        """
        return await self.call(GET("callback/{event}", event=event), Callback)

    async def delete_callback(self, event: EventType | str) -> None:
        """
        Remove the callback for a kind of event, so that the server stops sending them.

        Args:
            event: Kind of the events: an `EventType` or its name.

        Raises:
            NotFoundError: No callback is registered for this kind.
        """
        await self._delete(DELETE("callback/{event}", event=event))
