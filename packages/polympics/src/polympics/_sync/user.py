# Generated from _async/user.py by `nox -s twins`: do not edit.
"""
The client for users.
"""

from __future__ import annotations

from clientcore import GET

from .._credentials import Session
from .authenticated import AuthenticatedClient
from .models import Account


class UserClient(AuthenticatedClient):
    """
    A client for a program that acts for a user.

    Args:
        credentials: A session, with a user name such as ``S3``.
        base_url: URL of the server.
        **options: See `clientcore.sync.ClientOptions`.

    Raises:
        ValueError: The credentials are those of an app.
    """

    _kind = "s"

    def get_self(self) -> Account:
        """
        Get the user's own account.

        Raises:
            UnauthorizedError: The credentials are wrong, or the session has expired.
        """
        return self.call(GET("auth/me"), Account)

    def reset_token(self) -> Session:
        """
        Replace the token of the session. The client continues with the new one.

        .. warning::

            The released server replaces the token, but does not return the new one, so
            **the session is lost**: this method raises `TokenLostError`, and so does
            every later call of the client. It is still the only way to end a session
            early.

        Returns:
            The new session, if the server returns it.

        Raises:
            DecodeError: The response is not one of the server. Either token may be the
                valid one.
            TokenLostError: The server does not return it.
        """
        return self._replace_token(Session)
