"""
The service that commands use: addresses, credentials and clients.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import attrs
import typer

from aiomixcloud import (
    API_ROOT,
    MIXCLOUD_ROOT,
    Mixcloud,
    MixcloudError,
    NotFoundError,
)
from clientcore import AuthError, FileStore, Policy
from clientcore.cli import Session

#: Waits for rate limits of up to an hour, which is what uploads have.
_PATIENT = Policy(retry_after_max=3600)


@attrs.frozen
class Service:
    """
    Where a command finds Mixcloud, and what it signs in with.

    Attributes:
        values: Addresses and credentials by the names of environment variables.
        sandbox: Whether it is a sandbox.
    """

    values: Mapping[str, str] = attrs.field(repr=False)
    sandbox: bool = False

    @property
    def api(self) -> str:
        """Address of the API."""
        return self.values.get("MIXCLOUD_API") or API_ROOT

    @property
    def site(self) -> str:
        """Address of the web site."""
        return self.values.get("MIXCLOUD_ROOT") or MIXCLOUD_ROOT

    @property
    def token_file(self) -> Path:
        """Path of the file with the token of ``login``."""
        name = "sandbox-token.json" if self.sandbox else "token.json"
        return Path(typer.get_app_dir("aiomixcloud")) / name

    def token(self) -> str | None:
        """
        Return the token in the environment or in the file, or ``None``.

        Raises:
            MixcloudError: The file cannot be read.
        """
        if token := self.values.get("MIXCLOUD_TOKEN", "").strip():
            return token
        try:
            stored = FileStore(self.token_file).load()
        except AuthError:
            raise MixcloudError(
                f"the token in {self.token_file} cannot be read: run aiomixcloud login"
            ) from None
        return None if stored is None else stored.access_token


@contextmanager
def find_service(session: Session) -> Iterator[Service]:
    """Yield the service of a command: Mixcloud, or a sandbox."""
    if not session.sandbox:
        yield Service(os.environ)
    elif session.sandbox_url is not None:
        url = session.sandbox_url.rstrip("/")
        there = {"MIXCLOUD_API": f"{url}/api", "MIXCLOUD_ROOT": f"{url}/www"}
        yield Service({**os.environ, **there}, sandbox=True)
    else:
        from aiomixcloud.sandbox import Sandbox

        sandbox = Sandbox()
        with sandbox.serve() as url:
            yield Service(sandbox.environment(url), sandbox=True)


@contextmanager
def naming(key: str) -> Iterator[None]:
    """Name *key* in the error that nothing has it."""
    try:
        yield
    except NotFoundError as error:
        raise MixcloudError(
            f"Mixcloud has no {key}; a key is the path of a page, such as"
            " spartacus/party-time"
        ) from error


@asynccontextmanager
async def connect(
    session: Session, *, signed_in: bool = False
) -> AsyncIterator[Mixcloud]:
    """
    Yield a client, with the user's token if there is one.

    Args:
        session: The session of the command.
        signed_in: Whether the command needs a token.

    Raises:
        MixcloudError: A token is needed, and there is none.
    """
    with find_service(session) as service:
        token = service.token()
        if signed_in and token is None:
            raise MixcloudError(
                "no access token: run aiomixcloud login, or set MIXCLOUD_TOKEN"
            )
        async with open_client(service, session, token) as client:
            yield client


def open_client(service: Service, session: Session, token: str | None) -> Mixcloud:
    """Return a client of *service* that shows its waits."""
    return Mixcloud(
        service.api,
        mixcloud_root=service.site,
        access_token=token,
        raise_exceptions=True,
        policy=_PATIENT,
        **session.options,
    )
