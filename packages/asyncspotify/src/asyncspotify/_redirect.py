"""
Errors of coming back from Spotify's sign-in page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import clientcore
from clientcore import SignIn

from ._errors import AuthenticationError, AuthorizationDenied

__all__ = ["RedirectDenied", "RedirectError", "SignIn", "redirect_errors"]


class RedirectError(AuthenticationError, ValueError):
    """The address that the user came back to has no code for this sign-in."""


class RedirectDenied(AuthorizationDenied, RedirectError):
    """The user did not agree."""


@contextmanager
def redirect_errors() -> Iterator[None]:
    """Raise errors of `clientcore.SignIn.code` as errors of this module."""
    try:
        yield
    except AuthenticationError:
        raise
    except clientcore.AuthError as error:
        kind = RedirectDenied if error.code == "access_denied" else RedirectError
        raise kind(str(error), code=error.code) from None
