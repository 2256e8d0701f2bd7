"""
OAuth 2 without I/O: apps, sign-ins, tokens, and where tokens are stored.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

import attrs

from ._credentials import Credentials
from ._errors import AuthError, StatusError, shorten
from ._files import lock_file, write_private
from ._json import parse_json, write_json
from ._request import POST, Request
from ._secrets import Secret
from ._url import encode_query

_SECRET_FIELDS = ("refresh_token", "code", "code_verifier")

#: A token counts as expired this long before its end.
_EARLY = timedelta(minutes=1)


def _check_state(_self: SignIn, _field: Any, value: str | None) -> None:
    if value == "":
        raise ValueError("an empty state proves nothing")


@attrs.frozen
class SignIn:
    """
    One visit to a service's sign-in page and back. Its repr shows no secret.

    Keep it, or what `to_data` returns, in the user's session until they come back.

    Attributes:
        redirect_uri: Where the service sends the user back to, as registered.
        verifier: The PKCE verifier (RFC 7636), or ``None`` without PKCE.
        state: Returned by the service and compared then. ``None`` only for services
            that do not return a state.
    """

    redirect_uri: str
    verifier: str | None = attrs.field(
        repr=False, factory=lambda: secrets.token_urlsafe(64)
    )
    state: str | None = attrs.field(
        repr=False, factory=lambda: secrets.token_urlsafe(24), validator=_check_state
    )

    def query(self, client_id: str, **extra: str | None) -> dict[str, str]:
        """
        Return the query of the link to the sign-in page.

        Args:
            client_id: The app's id.
            **extra: Further parameters, such as *scope*. ``None`` is left out.
        """
        values: dict[str, str | None] = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": self.redirect_uri,
            "state": self.state,
            **extra,
        }
        if self.verifier is not None:
            digest = hashlib.sha256(self.verifier.encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            values |= {"code_challenge": challenge, "code_challenge_method": "S256"}
        return {name: value for name, value in values.items() if value}

    def url(self, endpoint: str, client_id: str, **extra: str | None) -> str:
        """Return the link to the sign-in page at *endpoint*: see `query`."""
        query = encode_query(self.query(client_id, **extra))
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"

    def code(self, url: str) -> Secret:
        """
        Return the code in the address that the user came back to.

        Raises:
            AuthError: The user refused, the state is missing or a different one
                (the link may be an attacker's), or the address has no code.
        """
        url = Secret(url.strip())
        # No error may quote the address, so one that cannot be parsed has no state.
        try:
            url.encode()  # fails for a lone surrogate, as later steps would
            found = parse_qs(urlsplit(url).query)
        except ValueError:
            found = {}
        values = Credentials({name: value[0] for name, value in found.items()})
        del found
        if self.state is not None and not same_state(values.get("state"), self.state):
            raise AuthError("the state that came back is not the one that was sent")
        if error := values.get("error"):
            raise AuthError(f"the authorization was refused: {error}", code=error)
        if not values.get("code"):
            raise AuthError("there is no code in the address")
        return Secret(values["code"])

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON's types, secrets included, for the user's session."""
        return attrs.asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> SignIn:
        """
        Read what `to_data` returned.

        Raises:
            AuthError: *data* is not a sign-in.
        """
        try:
            return cls(data["redirect_uri"], data["verifier"], data["state"])
        except (KeyError, TypeError, ValueError):
            del data  # secret, so neither here nor in a chained error
            raise AuthError("these data are not a sign-in") from None


def same_state(returned: str | None, sent: str | None) -> bool:
    """Return whether both are the same text, compared in constant time."""
    # Two empty states are no proof: after a lost session any link would do.
    if not returned or not sent:
        return False
    return hmac.compare_digest(returned.encode(), sent.encode())


@attrs.frozen
class App:
    """
    An app that is registered with an authorization server.

    Attributes:
        token_url: The token endpoint.
        client_id: The app's id.
        client_secret: The app's secret, sent as HTTP Basic, or ``None`` for an app
            that cannot keep one.
    """

    token_url: str
    client_id: str
    client_secret: str | None = attrs.field(
        default=None, repr=False, converter=attrs.converters.optional(Secret)
    )

    def token_request(self, grant: str, **fields: str | None) -> Request:
        """
        Return the request for a token.

        Args:
            grant: The grant type, such as ``refresh_token``.
            **fields: Further fields of the form. ``None`` is left out.
        """
        form = Credentials({"grant_type": grant})
        form.update({name: value for name, value in fields.items() if value})
        headers = Credentials()
        if self.client_secret is None:
            form["client_id"] = self.client_id
        else:
            headers["Authorization"] = basic(self.client_id, self.client_secret)
        # Repeated also if the connection broke after it was sent. With a rotating
        # refresh token or a code, a server that had processed the first request
        # may refuse the second with invalid_grant, unless it allows a grace
        # period, as most do. Without a repetition the grant would be lost in
        # every case. The bucket is the endpoint's own: a 429 of the API must not
        # stop renewals, nor one of the token endpoint the API.
        return POST(
            "(token)",
            base=self.token_url,
            form=form,
            headers=headers,
            auth=False,
            idempotent=True,
            bucket=f"token {urlsplit(self.token_url).netloc}",
            secrets=[
                *headers.secrets,
                *(form.get(name, "") for name in _SECRET_FIELDS),
            ],
        ).at(self.token_url)


def basic(username: str, password: str) -> Secret:
    """
    Return the ``Authorization`` header of HTTP Basic (RFC 7617).

    Raises:
        ValueError: *username* has a colon.
    """
    password = Secret(password)
    if ":" in username:
        raise ValueError("a user name of HTTP Basic must not have a colon")
    pair = base64.b64encode(f"{username}:{password}".encode())
    return Secret(f"Basic {pair.decode()}")


def refused(error: StatusError) -> AuthError:
    """Return the error for a token endpoint's refusal, which *error* describes."""
    body: Any = error.body if isinstance(error.body, Mapping) else {}
    code = body.get("error")
    reason = body.get("error_description")
    reason = reason if isinstance(reason, str) else ""
    text = f"the token was refused ({error.status}): {code or 'no reason given'}"
    return AuthError(
        shorten(f"{text}, {reason}" if reason else text),
        request=error.request,
        code=code if isinstance(code, str) else None,
        description=shorten(reason),
    )


def _is_text(value: Any) -> bool:
    """Return whether *value* is printable ASCII, as RFC 6749, appendix A, wants."""
    if not isinstance(value, str) or not value:
        return False
    return value.isascii() and value.isprintable()


def _check_text(_self: Token, field: Any, value: Any) -> None:
    # It becomes a header, and the HTTP library's own check would quote it.
    if not _is_text(value):
        del value
        raise ValueError(f"{field.name} is printable ASCII, and not empty")


@attrs.frozen
class Token:
    """
    An OAuth 2 token. Its repr shows no secret.

    Attributes:
        access_token: Sent with each request.
        token_type: The scheme of the header, almost always ``Bearer``.
        expires_at: When it expires, in UTC, or ``None`` if the server did not say.
        refresh_token: Renews it, or ``None``.
        scope: The granted scopes, as the server wrote them, or ``None``.
    """

    access_token: str = attrs.field(repr=False, validator=_check_text)
    token_type: str = attrs.field(default="Bearer", validator=_check_text)
    expires_at: datetime | None = None
    refresh_token: str | None = attrs.field(default=None, repr=False)
    scope: str | None = None

    def is_expired(self, now: datetime) -> bool:
        """Return whether it expires within a minute after *now*."""
        return self.expires_at is not None and self.expires_at - now <= _EARLY

    def headers(self) -> Credentials:
        """Return the header that it is sent in."""
        is_bearer = self.token_type.lower() == "bearer"
        scheme = "Bearer" if is_bearer else self.token_type
        return Credentials({"Authorization": f"{scheme} {self.access_token}"})

    def is_same(self, other: Token | None) -> bool:
        """Return whether *other* has the same secrets; stores may change the rest."""
        return other is not None and (
            (self.access_token, self.refresh_token)
            == (other.access_token, other.refresh_token)
        )

    @classmethod
    def from_response(
        cls, data: Any, now: datetime, previous: Token | None = None
    ) -> Token:
        """
        Read a token endpoint's response.

        Args:
            data: The parsed JSON.
            now: When the response arrived.
            previous: The token that it replaces. Its refresh token and scope are
                kept if the response has none.

        Raises:
            AuthError: The response has no access token.
        """
        data = data if isinstance(data, Mapping) else {}
        expires_at = _end(data.get("expires_in"), now)
        data = Credentials({key: text for key, text in data.items() if _is_text(text)})
        if "access_token" not in data:
            raise AuthError("the token endpoint's response has no access token")
        return cls(
            data["access_token"],
            data.get("token_type", "Bearer"),
            expires_at,
            data.get("refresh_token", previous and previous.refresh_token),
            data.get("scope", previous and previous.scope),
        )

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON's types, secrets included."""
        data = attrs.asdict(self)
        data["expires_at"] = self.expires_at and self.expires_at.timestamp()
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Token:
        """
        Read what `to_data` returned.

        Raises:
            AuthError: *data* is not a token.
        """
        try:
            known = attrs.fields_dict(cls).keys() & data.keys()
            end = data.get("expires_at")
            expires_at = None if end is None else datetime.fromtimestamp(end, UTC)
            token = cls(**{name: data[name] for name in known - {"expires_at"}})
            return attrs.evolve(token, expires_at=expires_at)
        except (TypeError, ValueError, AttributeError, OverflowError, OSError):
            del data  # secret, so neither here nor in a chained error
            raise AuthError("the stored token cannot be read") from None


def _end(seconds: Any, now: datetime) -> datetime | None:
    try:
        return now + timedelta(seconds=float(seconds))
    except (TypeError, ValueError, OverflowError):
        return None


class TokenStore(Protocol):
    """
    Stores a token between runs of a program.

    For async clients the methods may be coroutine functions. Plain ones are called
    in a worker thread, so they may block. A store that several processes share may
    also have a method ``lock``, see `FileStore.lock`.
    """

    def load(self) -> Token | Awaitable[Token | None] | None:
        """Return the stored token, or ``None`` if there is none."""

    def save(self, token: Token) -> Awaitable[None] | None:
        """Store *token* at once: the one before may already be invalid."""


class MemoryStore:
    """Stores a token in memory, *token* at first."""

    def __init__(self, token: Token | None = None) -> None:
        self._token = token

    def load(self) -> Token | None:
        return self._token

    def save(self, token: Token) -> None:
        self._token = token


class FileStore:
    """
    Stores a token in a file of mode 0600: see `write_private`.

    Several processes may share a file: one renews the token, the others wait and
    read the new one.

    Args:
        path: The file. Its folder must exist.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self._path)!r})"

    def lock(self) -> Callable[[], None] | None:
        """
        Lock the file, so that no other process renews the token meanwhile.

        Returns:
            The function that unlocks it, or ``None`` while it is locked by another
            process or client.
        """
        return lock_file(self._path)

    def load(self) -> Token | None:
        """
        Return the stored token, or ``None`` if there is no file.

        Raises:
            AuthError: The file exists, but no token can be read from it.
        """
        try:
            return Token.from_data(parse_json(self._path.read_bytes()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise AuthError(f"the token in {self._path} cannot be read") from None

    def save(self, token: Token) -> None:
        """
        Store *token*.

        Raises:
            AuthError: The file cannot be written.
        """
        try:
            write_private(self._path, write_json(token.to_data()))
        except OSError as error:
            raise AuthError(f"the token cannot be stored: {error.strerror}") from error
