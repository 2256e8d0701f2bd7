"""
The accounts host: the page a browser is sent to, and the token endpoint.
"""

from __future__ import annotations

from base64 import b64decode
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import (
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from asyncspotify.sandbox._accounts import Accounts, App, Grant
from asyncspotify.sandbox._json import SpotifyJSON
from asyncspotify.sandbox._problems import RefusedError
from asyncspotify.sandbox._redirects import is_allowed, is_secure
from asyncspotify.sandbox._scopes import SCOPES

_NO_STORE = {"cache-control": "no-store"}


async def authorize(request: Request) -> Response:
    """
    The page where users let an app in; here they have already made up their mind.
    """
    accounts: Accounts = request.app.state.sandbox.world.accounts
    query = request.query_params
    app = accounts.apps.get(query.get("client_id", ""))
    uri = query.get("redirect_uri", "")
    if problem := _problem(app, uri):
        return PlainTextResponse(problem, 400)
    assert app is not None
    answer = _answer(accounts, app, dict(query))
    if state := query.get("state"):
        answer["state"] = state
    return RedirectResponse(_with(uri, answer), 302)


async def issue_token(request: Request) -> Response:
    """
    The token endpoint.
    """
    body = await request.body()
    if not request.headers.get("content-type", "").startswith(
        "application/x-www-form-urlencoded"
    ):
        return Response(status_code=415)
    accounts: Accounts = request.app.state.sandbox.world.accounts
    form = dict(parse_qsl(body.decode(errors="replace")))
    app, is_proved = _app(accounts, request.headers.get("authorization", ""), form)
    match form.get("grant_type"):
        case "client_credentials":
            answer = _by_itself(accounts, app, is_proved)
        case "authorization_code":
            answer = _by_code(accounts, app, is_proved, form)
        case "refresh_token":
            answer = _by_refresh(accounts, app, is_proved, form)
        case None:
            raise RefusedError(
                "unsupported_grant_type", "grant_type parameter is missing"
            )
        case other:
            raise RefusedError(
                "unsupported_grant_type", f"grant_type {other} is not supported"
            )
    return SpotifyJSON(answer, headers=_NO_STORE)


ROUTES = [
    Route("/accounts/authorize", authorize, methods=["GET"]),
    Route("/accounts/api/token", issue_token, methods=["POST"]),
]


def _problem(app: App | None, uri: str) -> str | None:
    """
    What is so wrong that the browser cannot be sent back.
    """
    if app is None:
        return "INVALID_CLIENT: Invalid client"
    if not is_secure(uri):
        return "INVALID_CLIENT: Insecure redirect URI"
    if not is_allowed(uri, app.redirect_uris):
        return "INVALID_CLIENT: Invalid redirect URI"
    return None


def _answer(accounts: Accounts, app: App, query: dict[str, str]) -> dict[str, str]:
    """
    What the browser takes back to the app.
    """
    scopes = query.get("scope", "").split()
    challenge = query.get("code_challenge") or None
    if query.get("response_type") != "code":
        return {"error": "unsupported_response_type"}
    if not SCOPES.issuperset(scopes):
        return {"error": "invalid_scope"}
    if challenge and query.get("code_challenge_method") != "S256":
        return {"error": "invalid_request"}
    if not accounts.consents or accounts.visitor is None:
        return {"error": "access_denied"}
    code = accounts.authorize(
        app,
        accounts.visitor,
        scopes,
        redirect_uri=query["redirect_uri"],
        challenge=challenge,
    )
    return {"code": code.value}


def _with(uri: str, query: dict[str, str]) -> str:
    separator = "&" if urlsplit(uri).query else "?"
    return f"{uri}{separator}{urlencode(query)}"


def _app(accounts: Accounts, header: str, form: dict[str, str]) -> tuple[App, bool]:
    """
    Which app asks, and whether it proved that with its secret.
    """
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
        except ValueError:
            raise RefusedError("invalid_client", "Invalid client") from None
    else:
        name, secret = form.get("client_id", ""), form.get("client_secret", "")
    app = accounts.apps.get(name)
    if app is None:
        raise RefusedError("invalid_client", "Invalid client")
    if secret and secret != app.client_secret:
        raise RefusedError("invalid_client", "Invalid client secret")
    return app, bool(secret)


def _by_itself(accounts: Accounts, app: App, is_proved: bool) -> dict[str, Any]:
    if not is_proved:
        raise RefusedError("invalid_client", "Invalid client secret")
    return _token(accounts, app)


def _by_code(
    accounts: Accounts, app: App, is_proved: bool, form: dict[str, str]
) -> dict[str, Any]:
    value, verifier = form.get("code", ""), form.get("code_verifier", "")
    if not value:
        raise RefusedError("invalid_request", "code must be supplied")
    if not is_proved and not verifier:
        raise RefusedError("invalid_request", "code_verifier must be supplied")
    grant = accounts.redeem(app, value, form.get("redirect_uri", ""), verifier)
    if not is_proved and not grant.pkce:
        raise RefusedError("invalid_client", "Invalid client secret")
    return _token(accounts, app, grant, accounts.issue_refresh(grant))


def _by_refresh(
    accounts: Accounts, app: App, is_proved: bool, form: dict[str, str]
) -> dict[str, Any]:
    if not (value := form.get("refresh_token", "")):
        raise RefusedError("invalid_request", "refresh_token must be supplied")
    grant = accounts.renewed(app, value)
    if not is_proved and not grant.pkce:
        raise RefusedError("invalid_client", "Invalid client secret")
    # With PKCE each refresh replaces the refresh token, and ends the one before.
    renewed = accounts.issue_refresh(grant) if grant.pkce else None
    return _token(accounts, app, grant, renewed)


def _token(
    accounts: Accounts,
    app: App,
    grant: Grant | None = None,
    refresh_token: str | None = None,
) -> dict[str, Any]:
    token = accounts.issue(app, grant)
    answer: dict[str, Any] = {
        "access_token": token.value,
        "token_type": "Bearer",
        "expires_in": int(accounts.token_lifetime.total_seconds()),
    }
    if grant is not None:
        answer["scope"] = " ".join(sorted(grant.scopes))
    if refresh_token is not None:
        answer["refresh_token"] = refresh_token
    return answer
