"""
The clients of the commands: which server, and whose credentials.
"""

from __future__ import annotations

import os
from typing import Annotated, TypeAlias

import typer

from clientcore.cli import Session
from polympics import (
    LOCAL_URL,
    AppClient,
    Credentials,
    UnauthenticatedClient,
    UserClient,
)

#: The option of all commands.
Server: TypeAlias = Annotated[
    str,
    typer.Option(envvar="POLYMPICS_BASE_URL", metavar="URL", help="URL of the server."),
]
DEFAULT = LOCAL_URL

_USER, _PASSWORD = "POLYMPICS_APP_USER", "POLYMPICS_APP_PASSWORD"


def reader(session: Session, server: str) -> UnauthenticatedClient:
    """
    Return a client that can read, with the credentials of the environment if any.

    Args:
        session: What the command works with.
        server: URL of the server, which a sandbox takes the place of.
    """
    if session.sandbox and session.sandbox_url is None:
        from polympics.sandbox import Sandbox

        sandbox = Sandbox()
        return sandbox.client("app", **session.options)
    url = session.sandbox_url if session.sandbox else None
    credentials = _credentials()
    kind: type[UnauthenticatedClient] = UnauthenticatedClient
    if credentials is not None:
        is_session = credentials.username[:1].lower() == "s"
        kind = UserClient if is_session else AppClient
    return kind(credentials, url or server, **session.options)


def writer(session: Session, server: str) -> AppClient | UserClient:
    """
    Return a client that can write: see `reader`.

    Raises:
        ValueError: The environment has no credentials.
    """
    client = reader(session, server)
    if isinstance(client, AppClient | UserClient):
        return client
    raise ValueError(f"no credentials: set {_USER} and {_PASSWORD}")


def app(session: Session, server: str) -> AppClient:
    """
    Return a client of an app: see `reader`.

    Raises:
        ValueError: There are no credentials, or they are those of a session.
    """
    client = writer(session, server)
    if isinstance(client, AppClient):
        return client
    raise ValueError(f"only apps have callbacks: set {_USER} to that of an app")


def _credentials() -> Credentials | None:
    user, password = os.environ.get(_USER), os.environ.get(_PASSWORD)
    if not user and not password:
        return None
    if not user or not password:
        missing = _PASSWORD if user else _USER
        raise ValueError(f"{missing} is not set")
    return Credentials(user, password)
