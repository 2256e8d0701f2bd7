"""
The way to Spotify's sign-in page and back.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs

from clientcore import Pkce

from ._errors import AuthenticationError, AuthorizationDenied


class RedirectError(AuthenticationError, ValueError):
    """The address that somebody came back to has no code for us."""


class RedirectDenied(AuthorizationDenied, RedirectError):
    """It says that the user did not agree."""


@attrs.frozen
class SignIn:
    """
    One way to the sign-in page and back. Its repr shows no secret.

    Attributes:
        redirect_uri: Where the user comes back to.

        pkce: Proves that who comes back is who went, or ``None``.

        state: What they have to bring along.
    """

    redirect_uri: str
    pkce: Pkce | None = None
    state: str = attrs.field(
        factory=lambda: secrets.token_urlsafe(24),
        repr=False,
        validator=attrs.validators.min_len(1),
    )

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON's types, secrets included, for the user's session."""
        verifier = self.pkce and self.pkce.verifier
        return {**attrs.asdict(self), "pkce": verifier}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> SignIn:
        """
        Read what `to_data` wrote.

        Raises:
            AuthenticationError: It is no such thing.
        """
        try:
            verifier = data["pkce"]
            pkce = None if verifier is None else Pkce(verifier)
            return cls(data["redirect_uri"], pkce, data["state"])
        except (KeyError, TypeError, ValueError):
            # What it holds is secret, so it is in no chained error either.
            raise AuthenticationError("there is no sign-in in these data") from None


def read_code(url: str, state: str) -> str:
    """
    Return the code in the address that a user came back to.

    Args:
        url: The address, space around it allowed.

        state: What they were sent away with.

    Raises:
        RedirectError: There is no code in it, the state is another one, or the
            user did not agree.
    """
    query = parse_qs(urlsplit(url.strip()).query)
    told = {name: values[0] for name, values in query.items()}
    if not hmac.compare_digest(told.get("state", "").encode(), state.encode()):
        # Somebody else may have made the link.
        raise RedirectError("the state that came back is not the one we sent")
    if error := told.get("error"):
        kind = RedirectDenied if error == "access_denied" else RedirectError
        raise kind(f"the authorization was refused: {error}", code=error)
    if "code" not in told:
        raise RedirectError("there is no code in the address")
    return told["code"]
