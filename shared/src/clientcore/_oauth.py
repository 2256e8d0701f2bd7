"""
OAuth 2 without the waiting: what to ask, and how to read what comes back.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs

import attrs

from ._errors import AuthError, StatusError, shorten
from ._request import POST, Request
from ._url import encode_query

_SECRET_FIELDS = ("refresh_token", "code", "code_verifier")


@attrs.frozen
class Pkce:
    """
    A proof key for code exchange (RFC 7636).

    Attributes:
        verifier: Kept until the code is exchanged.
    """

    verifier: str = attrs.field(repr=False, factory=lambda: secrets.token_urlsafe(64))

    @property
    def challenge(self) -> str:
        """What the authorization request carries."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def authorize_url(
    endpoint: str,
    *,
    client_id: str,
    redirect_uri: str,
    state: str,
    scope: str | Iterable[str] | None = None,
    pkce: Pkce | None = None,
    **extra: str,
) -> str:
    """
    Return the address to send a person to.

    Args:
        endpoint: The service's authorization page.

        client_id: The app.

        redirect_uri: Where the person comes back to.

        state: Told back to us, and checked then.

        scope: What to ask for, or ``None`` for the least.

        pkce: For apps that cannot keep a secret.

        **extra: What the service wants besides.
    """
    if scope is not None and not isinstance(scope, str):
        scope = " ".join(sorted(scope))
    values = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "scope": scope,
        "code_challenge": pkce and pkce.challenge,
        "code_challenge_method": pkce and "S256",
        **extra,
    }
    query = encode_query((name, value) for name, value in values.items() if value)
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"


def code_from_redirect(url: str, *, state: str | None) -> str:
    """
    Read the code out of the address that a person came back to.

    Args:
        url: The whole address, or its query.

        state: What the person was sent away with. ``None`` only if the service
            knows no state.

    Raises:
        AuthError: The person refused, the state is another one (somebody else
            may have made the link), or there is no code.
    """
    query = (url.partition("?")[2] or url).partition("#")[0]
    values = {name: found[0] for name, found in parse_qs(query).items()}
    if state is not None and not same_state(values.get("state"), state):
        raise AuthError("the state that came back is not the one we sent")
    if "error" in values:
        code = values["error"]
        raise AuthError(f"the authorization was refused: {code}", code=code)
    if not values.get("code"):
        raise AuthError("there is no code in the address")
    return values["code"]


def same_state(came_back: str | None, sent: str) -> bool:
    """Tell whether what came back is what we sent, in constant time."""
    # Nothing equals nothing, but proves nothing: a lost session would let
    # anybody's link in.
    if not came_back or not sent:
        return False
    return hmac.compare_digest(came_back.encode(), sent.encode())


@attrs.frozen
class App:
    """
    An app, as an authorization server knows it.

    Attributes:
        token_url: The token endpoint.

        client_id: The app's id.

        client_secret: Its secret, or ``None`` if it cannot keep one.

        basic: Whether id and secret travel as HTTP Basic. Otherwise they are
            fields of the form.
    """

    token_url: str
    client_id: str
    client_secret: str | None = attrs.field(default=None, repr=False)
    basic: bool = True

    def token_request(self, grant: str, **fields: Any) -> Request:
        """Make the request for a token by *grant*."""
        form = {"grant_type": grant, **fields}
        headers = {}
        if self.client_secret is not None and self.basic:
            headers["Authorization"] = basic(self.client_id, self.client_secret)
        else:
            form |= {"client_id": self.client_id, "client_secret": self.client_secret}
        request = POST(
            "(token)", base=self.token_url, form=form, headers=headers, auth=False
        )
        return request.at(self.token_url)

    def secrets(self, request: Request) -> list[str]:
        """Return what of a token *request* must not be repeated."""
        form = request.form or {}
        values = [self.client_secret, *map(form.get, _SECRET_FIELDS)]
        return [value for value in values if value]


def basic(username: str, password: str) -> str:
    """
    Return the header of HTTP Basic (RFC 7617).

    Raises:
        ValueError: There is a colon in *username*.
    """
    if ":" in username:
        raise ValueError("a user name of HTTP Basic has no colon")
    return f"Basic {base64.b64encode(f'{username}:{password}'.encode()).decode()}"


def refused(error: StatusError, secrets: Iterable[str]) -> AuthError:
    """
    Make the error for a token endpoint's refusal.

    Args:
        error: The answer.

        secrets: What must not be repeated, should the server echo it.
    """
    body: Any = error.body if isinstance(error.body, Mapping) else {}
    code = body.get("error")
    words = body.get("error_description")
    words = words if isinstance(words, str) else ""
    text = f"the token was refused ({error.status}): {code or 'no reason given'}"
    secrets = list(secrets)
    return AuthError(
        shorten(f"{text}, {words}" if words else text, secrets),
        request=error.request,
        code=code if isinstance(code, str) else None,
        description=shorten(words, secrets),
    )
