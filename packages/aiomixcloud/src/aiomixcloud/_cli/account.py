"""
Commands for the user who is signed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aiomixcloud import MixcloudError
from clientcore import FileStore, Token
from clientcore.cli import Session

from .line import is_for_people, line
from .service import Service, connect, find_service, open_client

if TYPE_CHECKING:
    from aiomixcloud import User

_REDIRECT_URI = "http://127.0.0.1/callback"


@line.command()
async def login(
    session: Session,
    client_id: Annotated[
        str, typer.Option(help="Id of your app. Default: MIXCLOUD_CLIENT_ID.")
    ] = "",
    redirect_uri: Annotated[
        str,
        typer.Option(help="Address that your app is registered with, on this machine."),
    ] = _REDIRECT_URI,
    browser: Annotated[
        bool, typer.Option(help="Open the browser, or only print the address.")
    ] = True,
    timeout: Annotated[
        float, typer.Option(min=1, help="Seconds to wait for you in the browser.")
    ] = 300,
) -> None:
    """
    Sign in with a browser, and keep the access token.

    Needs an app, which you register at https://www.mixcloud.com/developers/, and its
    secret in the environment variable MIXCLOUD_CLIENT_SECRET.
    """
    with find_service(session) as service:
        token = await _sign_in(
            session, service, client_id, redirect_uri, browser=browser, timeout=timeout
        )
        async with open_client(service, session, token) as client:
            me = await client.me()
        file = service.token_file
        file.parent.mkdir(parents=True, exist_ok=True)
        FileStore(file).save(Token(token))
        session.note(f"The token is in {file}, which only you can read.")
    _print(session, me)


async def _sign_in(
    session: Session,
    service: Service,
    client_id: str,
    redirect_uri: str,
    *,
    browser: bool,
    timeout: float,
) -> str:
    """Let the user sign in, and return the token."""
    from aiomixcloud import MixcloudOAuth

    values = service.values
    client_id = client_id or values.get("MIXCLOUD_CLIENT_ID", "")
    secret = values.get("MIXCLOUD_CLIENT_SECRET", "")
    if not client_id or not secret:
        name = "MIXCLOUD_CLIENT_SECRET" if client_id else "MIXCLOUD_CLIENT_ID"
        raise MixcloudError(
            f"{name} is not set: register an app at"
            " https://www.mixcloud.com/developers/"
        )
    oauth = MixcloudOAuth(
        f"{service.site}/oauth",
        client_id=client_id,
        client_secret=secret,
        redirect_uri=redirect_uri,
    )

    async def open_browser(url: str) -> None:
        session.note(f"Sign in at {url}")
        if browser:
            await _visit(url, as_user=service.sandbox)

    return await oauth.sign_in(open_browser=open_browser, timeout=timeout)


async def _visit(url: str, *, as_user: bool) -> None:
    """
    Open the sign-in page.

    Args:
        url: Address of the page.
        as_user: Whether to accept as well, as the user of a sandbox does.
    """
    import webbrowser
    from urllib.request import urlopen

    from anyio.to_thread import run_sync

    def accept() -> None:
        urlopen(url, timeout=30).close()  # noqa: S310, a sandbox on this machine

    await run_sync(accept if as_user else lambda: webbrowser.open(url))


@line.command()
async def whoami(session: Session) -> None:
    """
    Show who is signed in.
    """
    async with connect(session, signed_in=True) as client:
        _print(session, await client.me())


def _print(session: Session, me: User) -> None:
    row = {
        "name": me.get("name"),
        "city": me.city,
        "shows": me.cloudcast_count,
        "followers": me.follower_count,
        "key": me.get("key"),
    }
    session.output.all([row if is_for_people(session) else me.to_data()], *row)
