"""
Credentials of apps and of users.
"""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime

import attrs

from ._actor import Actor
from ._json import Jsonable
from ._permissions import Permissions, permissions_or_none

_KINDS = {"a": "an app", "s": "a session"}


def _printable(_: object, field: attrs.Attribute[str], value: str) -> None:
    """Validate a part of the header, and show no value, which may be secret."""
    if not isinstance(value, str):
        raise TypeError(f"{field.name} is a str")
    if not value.isascii() or not value.isprintable():
        raise ValueError(f"{field.name} is printable ASCII")


@attrs.frozen(slots=False)
class Credentials(Jsonable):
    """
    A user name and a token. The repr does not show the token.

    Attributes:
        username: ``A`` and a number for apps, ``S`` and a number for sessions.
        password: The token, printable ASCII.
    """

    username: str = attrs.field(validator=_printable)
    password: str = attrs.field(validator=_printable, repr=False)


@attrs.frozen(slots=False)
class Session(Credentials):
    """
    Credentials of an account, which expire.

    Attributes:
        expires_at: When they expire, in UTC.
    """

    expires_at: datetime = attrs.field(validator=attrs.validators.instance_of(datetime))

    @property
    def is_expired(self) -> bool:
        """Whether they have expired, by the clock of this machine."""
        return self.expired_at(datetime.now(UTC))

    def expired_at(self, now: datetime) -> bool:
        """Whether they have expired at *now*, an aware datetime."""
        end = self.expires_at
        return now >= (end if end.tzinfo else end.replace(tzinfo=UTC))


@attrs.frozen(slots=False)
class App(Actor, Jsonable):
    """
    An app: a program with credentials of its own.

    Attributes:
        username: ``A`` and a number.
        name: Name that the server's operator gave it.
        permissions: Permissions of the app.
    """

    username: str = attrs.field(validator=_printable)
    name: str
    permissions: Permissions = attrs.field(
        factory=Permissions,
        kw_only=True,
        validator=attrs.validators.instance_of(Permissions),
    )

    def _authenticates(self) -> bool:
        return self.permissions.authenticate_users


@attrs.frozen(slots=False)
class AppCredentials(Credentials, App):
    """
    An app with its token.

    Attributes:
        username: ``A`` and a number.
        name: Name that the server's operator gave it.
        password: The token, which the repr does not show.
        permissions: Permissions of the app; none if they cannot be decoded.
    """

    username: str = attrs.field(validator=_printable)
    name: str
    password: str = attrs.field(validator=_printable, repr=False)
    permissions: Permissions = attrs.field(
        factory=Permissions,
        kw_only=True,
        # The token is kept, whatever else cannot be decoded.
        converter=permissions_or_none,
        validator=attrs.validators.instance_of(Permissions),
    )


def check_kind(credentials: Credentials | None, kind: str | None, client: str) -> None:
    """
    Check that credentials are of the kind that a client needs.

    Args:
        credentials: Argument of the client's constructor, or ``None``.
        kind: First letter of the user names, or ``None`` for any.
        client: Name of the client's class, for the message.

    Raises:
        TypeError: *credentials* are not `Credentials`.
        ValueError: The user name is that of the other kind.
    """
    if credentials is None:
        return
    if not isinstance(credentials, Credentials):
        raise TypeError(f"{client} needs Credentials, not {type(credentials).__name__}")
    if kind is None:
        return
    found = re.match(r"([as])\d+$", credentials.username, re.IGNORECASE)
    # Names of any other form are left to the server.
    if found and found[1].lower() != kind:
        raise ValueError(
            f"{client} needs the credentials of {_KINDS[kind]}, and these are"
            f" those of {_KINDS[found[1].lower()]}"
        )


def authorization(credentials: Credentials) -> str:
    """Return the value of the header ``Authorization`` (RFC 7617)."""
    pair = f"{credentials.username}:{credentials.password}"
    return f"Basic {base64.b64encode(pair.encode('ascii')).decode()}"


def expiry_hint(credentials: Credentials | None, now: datetime) -> str | None:
    """
    Return a hint for errors if *credentials* are an expired session, else ``None``.
    """
    if isinstance(credentials, Session) and credentials.expired_at(now):
        return f"the session expired at {credentials.expires_at:%Y-%m-%d %H:%M:%S %Z}"
    return None


#: Credentials of no app and no user. Updating an account with a Discord token needs
#: no permission, but the server requires credentials.
NOBODY = Credentials("S0", "none")
