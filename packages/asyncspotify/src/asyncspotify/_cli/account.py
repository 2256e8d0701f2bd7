"""
The account that commands act for: signing in and out, and the client.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientcore.cli import Session

from .line import NotSignedIn, line

if TYPE_CHECKING:
    from asyncspotify import (
        AuthenticationResponse,
        Authenticator,
        Client,
        Scope,
    )
    from clientcore.aio import Auth

#: Permissions that are needed to read.
_READ = (
    "user_read_private",
    "user_library_read",
    "user_follow_read",
    "user_top_read",
    "user_read_recently_played",
    "user_read_playback_state",
    "user_read_currently_playing",
    "user_read_playback_position",
    "playlist_read_private",
    "playlist_read_collaborative",
)
#: Permissions that are needed to change something.
_CHANGE = (
    "user_library_modify",
    "user_follow_modify",
    "user_modify_playback_state",
    "playlist_modify_public",
    "playlist_modify_private",
)


def token_file() -> Path:
    """Return the path of the file for the user's token."""
    if given := os.environ.get("SPOTIFY_TOKEN_FILE"):
        return Path(given)
    return Path(typer.get_app_dir("asyncspotify")) / "token.json"


@asynccontextmanager
async def connected(
    session: Session, *, is_public: bool = False, keep_nulls: bool = False
) -> AsyncIterator[Any]:
    """
    Yield a client for a command.

    Args:
        session: The session of the command.
        is_public: Whether the command reads what is public, so that an app without a
            user may do it.
        keep_nulls: Whether lists have ``None`` for what is gone.

    Raises:
        NotSignedIn: No token is stored, and the environment has none.
    """
    async with _client(session, is_public=is_public) as client:
        yield client.with_options(keep_nulls=keep_nulls)


def _client(session: Session, *, is_public: bool) -> Client:
    options: dict[str, Any] = {**session.options, "keep_raw": False}
    if session.sandbox and session.sandbox_url is None:
        from asyncspotify.sandbox import Sandbox

        return Sandbox().client(strict=False, **options)
    from asyncspotify import API_URL, Client

    options["tier"] = os.environ.get("SPOTIFY_TIER") or None
    address = os.environ.get("SPOTIFY_API") or API_URL
    if session.sandbox:
        address = f"{session.sandbox_url}/v1"
    return Client(_credentials(session, is_public), base_url=address, **options)


def _credentials(session: Session, is_public: bool) -> Authenticator | Auth:
    """Return the credentials of the environment, or of the last `login`."""
    from asyncspotify import ClientCredentialsFlow
    from clientcore.aio import Bearer

    if token := os.environ.get("SPOTIFY_TOKEN"):
        return Bearer(token)
    path, environment = token_file(), os.environ
    names = ("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET")
    if is_public and not path.exists() and all(map(environment.get, names)):
        return ClientCredentialsFlow.from_env(accounts_url=_accounts(session))
    client_id = environment.get("SPOTIFY_CLIENT_ID") or _client_id(path)
    if client_id is None:
        raise NotSignedIn("not signed in")
    return _signed_in(client_id, path, _accounts(session))


def _accounts(session: Session) -> str:
    """Return the URL of the accounts host."""
    from asyncspotify import ACCOUNTS_URL

    if session.sandbox and session.sandbox_url is not None:
        return f"{session.sandbox_url}/accounts"
    return os.environ.get("SPOTIFY_ACCOUNTS") or ACCOUNTS_URL


def _client_id(path: Path) -> str | None:
    """Return the app that a token file is for, or ``None``."""
    try:
        found = json.loads(path.read_bytes()).get("client_id")
    except (OSError, ValueError, AttributeError):
        return None
    return found if isinstance(found, str) else None


def _signed_in(client_id: str, path: Path, accounts_url: str) -> Authenticator:
    """Return an authenticator that uses a stored token, and does not sign in."""
    from asyncspotify import AuthorizationCodeFlow, Scope

    class Stored(AuthorizationCodeFlow):
        async def setup(self) -> AuthenticationResponse:
            raise NotSignedIn("not signed in, or the sign-in has ended")

    return Stored(
        client_id,
        None,
        Scope.none(),
        "http://127.0.0.1/",
        storage=path,
        accounts_url=accounts_url,
    )


def _scope(*, read_only: bool) -> Scope:
    from asyncspotify import Scope

    names = _READ if read_only else _READ + _CHANGE
    return Scope.parse(" ".join(name.replace("_", "-") for name in names))


# --- Commands -----------------------------------------------------------------


@line.command()
async def login(
    session: Session,
    client_id: Annotated[
        str | None,
        typer.Option(
            help="Client ID of your app, from developer.spotify.com/dashboard.",
            envvar="SPOTIFY_CLIENT_ID",
        ),
    ] = None,
    redirect_uri: Annotated[
        str,
        typer.Option(
            help="Redirect address, as registered for the app.",
            envvar="SPOTIFY_REDIRECT_URI",
        ),
    ] = "http://127.0.0.1/callback",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Ask for no permission to change.")
    ] = False,
    browser: Annotated[
        bool, typer.Option(help="Open the browser, or only print the link.")
    ] = True,
    paste: Annotated[
        bool,
        typer.Option("--paste", help="Ask for the address where the browser ended."),
    ] = False,
) -> None:
    """
    Sign in, and store the token for all other commands.

    The app needs the redirect address http://127.0.0.1/callback. Its secret is not
    needed.
    """
    if session.sandbox and session.sandbox_url is None:
        session.note("the sandbox needs no sign-in")
        return
    from asyncspotify import API_URL, Client, EasyAuthorizationCodeFlow

    if client_id is None:
        raise ValueError(
            "give the Client ID of your app with --client-id: an app is made at"
            " developer.spotify.com/dashboard"
        )
    path = token_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    auth = EasyAuthorizationCodeFlow(
        client_id,
        scope=_scope(read_only=read_only),
        storage=path,
        redirect_uri=redirect_uri,
        open_browser=browser,
        paste=paste,
        accounts_url=_accounts(session),
    )
    address = os.environ.get("SPOTIFY_API") or API_URL
    if session.sandbox:
        address = f"{session.sandbox_url}/v1"
    client = Client(auth, base_url=address, **session.options)
    try:
        # A token that is stored already is replaced: it may allow less.
        await auth.setup()
        me = await client.get_me()
    finally:
        await client.close()
    session.note(f"signed in as {me.name or me.id}, token stored in {path}")


@line.command()
def logout(session: Session) -> None:
    """Remove the stored token from this machine."""
    path = token_file()
    for each in (path, path.with_name(f"{path.name}.bak")):
        each.unlink(missing_ok=True)
    session.note(f"removed {path}")


@line.command()
async def whoami(session: Session) -> None:
    """Show the account that commands act for."""
    async with connected(session) as client:
        me = await client.get_me()
    row = {
        "name": me.name,
        "id": me.id,
        "country": me.country,
        "product": me.product,
        "email": me.email,
        "followers": me.follower_count,
        "link": me.link,
    }
    session.output.all([row], "name", "country", "product", "followers", "id")
