"""
The token endpoint.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from asyncspotify.sandbox import Sandbox
from asyncspotify.sandbox._accounts import challenge_of
from clientcore.sandbox import Answer, call
from clientcore.testing import FakeClock

HOME = "http://127.0.0.1:5321/callback"
VERIFIER = "v" * 43

Ask = Callable[..., Awaitable[Answer]]
Post = Callable[..., Awaitable[Answer]]


@pytest.fixture
def post(sandbox: Sandbox) -> Post:
    """
    Asks for a token: as the app, or with the header that is given.
    """

    async def post(basic: str | None = "", **form: str) -> Answer:
        known = sandbox.credentials
        pair = basic or f"{known.client_id}:{known.client_secret}"
        headers = {"content-type": "application/x-www-form-urlencoded"}
        if basic is not None:
            encoded = b64encode(pair.encode()).decode()
            headers["authorization"] = f"Basic {encoded}"
        body = urlencode(form).encode()
        path = "/accounts/api/token"
        return await call(sandbox, "POST", path, headers=headers, body=body)

    return post


@pytest.fixture
def code(sandbox: Sandbox) -> Callable[..., dict[str, str]]:
    """
    Has the user let the app in; gives the form for the token endpoint.
    """

    def code(*scopes: str, verifier: str | None = None) -> dict[str, str]:
        made = sandbox.world.accounts.authorize(
            sandbox.app,
            sandbox.world.users["sandbox_me"],
            scopes,
            redirect_uri=HOME,
            challenge=challenge_of(verifier) if verifier else None,
        )
        form = {"grant_type": "authorization_code", "code": made.value}
        return {**form, "redirect_uri": HOME}

    return code


def refresh(token: dict[str, Any], **more: str) -> dict[str, str]:
    form = {"grant_type": "refresh_token", "refresh_token": token["refresh_token"]}
    return {**form, **more}


def refused(answer: Answer) -> tuple[int, str, str]:
    body = answer.json()
    return answer.status, body["error"], body["error_description"]


async def test_client_credentials(post: Post):
    """
    An app gets a token of its own, without scopes and without a way to renew it.
    """
    answer = await post(grant_type="client_credentials")
    token = answer.json()

    assert answer.headers["cache-control"] == "no-store"
    assert token.keys() == {"access_token", "token_type", "expires_in"}
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 3600)


async def test_token_of_an_app(post: Post, ask: Ask):
    """
    With it, what is nobody's can be read, and what is somebody's cannot.
    """
    answer = await post(grant_type="client_credentials")
    token = answer.json()["access_token"]
    markets = await ask("GET", "/markets", token=token)
    me = await ask("GET", "/me", token=token)
    player = await ask("GET", "/me/player", token=token)

    assert [markets.status, me.status, player.status] == [200, 401, 401]
    assert me.json()["error"]["message"] == "Valid user authentication required"


async def test_secret_in_the_form(post: Post, sandbox: Sandbox):
    """
    The secret may stand in the form.
    """
    known = sandbox.credentials
    answer = await post(
        None,
        grant_type="client_credentials",
        client_id=known.client_id,
        client_secret=known.client_secret,
    )

    assert answer.status == 200


@pytest.mark.parametrize("basic", ["nobody:secret", "nobody:"])
async def test_unknown_client(post: Post, basic: str):
    """
    An app that nobody registered is refused.
    """
    answer = await post(basic, grant_type="client_credentials")

    assert refused(answer) == (400, "invalid_client", "Invalid client")


async def test_wrong_secret(post: Post, sandbox: Sandbox):
    """
    So is a wrong secret, be it in the header or in the form.
    """
    client_id = sandbox.credentials.client_id
    form = {"grant_type": "client_credentials"}
    header = await post(f"{client_id}:wrong", **form)
    none = await post(None, client_id=client_id, **form)
    body = await post(None, client_id=client_id, client_secret="wrong", **form)

    expected = (400, "invalid_client", "Invalid client secret")
    assert [refused(answer) for answer in (header, none, body)] == [expected] * 3


async def test_broken_header(sandbox: Sandbox):
    """
    A header that cannot be read is nobody's.
    """
    headers = {
        "authorization": "Basic é",
        "content-type": "application/x-www-form-urlencoded",
    }
    answer = await call(sandbox, "POST", "/accounts/api/token", headers=headers)

    assert refused(answer) == (400, "invalid_client", "Invalid client")


async def test_no_form(sandbox: Sandbox):
    """
    What is no form is not read.
    """
    answer = await call(sandbox, "POST", "/accounts/api/token", json={})

    assert answer.status == 415


async def test_unsupported_grants(post: Post):
    """
    There are three kinds of grants.
    """
    none, other = await post(), await post(grant_type="password")
    kind = "unsupported_grant_type"

    assert refused(none) == (400, kind, "grant_type parameter is missing")
    assert refused(other) == (400, kind, "grant_type password is not supported")


async def test_code(post: Post, code: Callable[..., dict[str, str]], ask: Ask):
    """
    A code is changed for a token with the user's scopes.
    """
    answer = await post(**code("user-top-read", "streaming"))
    token = answer.json()
    me = await ask("GET", "/me", token=token["access_token"])

    assert token["scope"] == "streaming user-top-read"
    assert token["refresh_token"]
    assert me.json()["id"] == "sandbox_me"


async def test_code_works_once(post: Post, code: Callable[..., dict[str, str]]):
    """
    A code works once.
    """
    form = code()
    await post(**form)
    again = await post(**form)

    assert refused(again) == (400, "invalid_grant", "Invalid authorization code")


async def test_old_code(
    post: Post, code: Callable[..., dict[str, str]], clock: FakeClock
):
    """
    After ten minutes it does not work at all.
    """
    form = code()
    clock.forward(600)

    assert refused(await post(**form))[1:] == (
        "invalid_grant",
        "Invalid authorization code",
    )


async def test_missing_code(post: Post):
    """
    Without a code there is nothing to change.
    """
    answer = await post(grant_type="authorization_code")

    assert refused(answer) == (400, "invalid_request", "code must be supplied")


async def test_other_redirect(post: Post, code: Callable[..., dict[str, str]]):
    """
    The address has to be the one that the code was asked for with.
    """
    answer = await post(**{**code(), "redirect_uri": "http://127.0.0.1/callback"})

    assert refused(answer) == (400, "invalid_grant", "Invalid redirect URI")


async def test_code_without_a_secret(
    post: Post, code: Callable[..., dict[str, str]], sandbox: Sandbox
):
    """
    A code that was asked for without PKCE needs the secret.
    """
    client_id = sandbox.credentials.client_id
    bare = await post(None, client_id=client_id, **code())
    verified = await post(None, client_id=client_id, code_verifier=VERIFIER, **code())

    assert refused(bare) == (400, "invalid_request", "code_verifier must be supplied")
    assert refused(verified) == (400, "invalid_client", "Invalid client secret")


async def test_pkce(post: Post, code: Callable[..., dict[str, str]], sandbox: Sandbox):
    """
    With PKCE the verifier stands for the secret.
    """
    form = {
        **code(verifier=VERIFIER),
        "client_id": sandbox.credentials.client_id,
        "code_verifier": VERIFIER,
    }
    answer = await post(None, **form)

    assert answer.status == 200


@pytest.mark.parametrize("secret", [True, False])
async def test_wrong_verifier(
    post: Post, code: Callable[..., dict[str, str]], sandbox: Sandbox, secret: bool
):
    """
    It has to be the right one, whether the secret is known or not.
    """
    form = {
        **code(verifier=VERIFIER),
        "client_id": sandbox.credentials.client_id,
        "code_verifier": "w" * 43,
    }
    answer = await post("" if secret else None, **form)

    assert refused(answer) == (400, "invalid_grant", "code_verifier was incorrect")


async def test_refresh(post: Post, code: Callable[..., dict[str, str]], ask: Ask):
    """
    With a secret the refresh token stays as it is.
    """
    token = (await post(**code("user-top-read"))).json()
    first = (await post(**refresh(token))).json()
    second = (await post(**refresh(token))).json()

    assert "refresh_token" not in first
    assert first["scope"] == "user-top-read"
    assert len({t["access_token"] for t in (token, first, second)}) == 3


async def test_rotation(
    post: Post, code: Callable[..., dict[str, str]], sandbox: Sandbox
):
    """
    With PKCE each refresh replaces it, and the one before ends.
    """
    client_id = sandbox.credentials.client_id
    proof = {"client_id": client_id, "code_verifier": VERIFIER}
    token = (await post(None, **code(verifier=VERIFIER), **proof)).json()
    renewed = (await post(None, **refresh(token, client_id=client_id))).json()
    again = await post(None, **refresh(token, client_id=client_id))
    further = await post(None, **refresh(renewed, client_id=client_id))

    assert renewed["refresh_token"] != token["refresh_token"]
    assert refused(again) == (400, "invalid_grant", "Invalid refresh token")
    assert further.status == 200


async def test_refresh_without_a_secret(
    post: Post, code: Callable[..., dict[str, str]], sandbox: Sandbox
):
    """
    Without PKCE a refresh needs the secret.
    """
    token = (await post(**code())).json()
    answer = await post(None, **refresh(token, client_id=sandbox.credentials.client_id))

    assert refused(answer) == (400, "invalid_client", "Invalid client secret")


async def test_missing_refresh_token(post: Post):
    """
    Without a refresh token there is nothing to refresh.
    """
    answer = await post(grant_type="refresh_token")

    assert refused(answer) == (
        400,
        "invalid_request",
        "refresh_token must be supplied",
    )


async def test_refresh_ends_after_half_a_year(
    post: Post, code: Callable[..., dict[str, str]], clock: FakeClock
):
    """
    After 180 days the user has to sign in again, however often it was refreshed.
    """
    token = (await post(**code())).json()
    clock.forward(timedelta(days=100).total_seconds())
    between = await post(**refresh(token))
    clock.forward(timedelta(days=80).total_seconds())
    answer = await post(**refresh(token))

    assert between.status == 200
    assert refused(answer) == (400, "invalid_grant", "Refresh token expired")


async def test_revoked(
    post: Post, code: Callable[..., dict[str, str]], sandbox: Sandbox, ask: Ask
):
    """
    Users can take back what they let apps do.
    """
    token = (await post(**code())).json()
    sandbox.world.accounts.revoke(sandbox.world.users["sandbox_me"])
    answer = await post(**refresh(token))
    me = await ask("GET", "/me", token=token["access_token"])

    assert refused(answer) == (400, "invalid_grant", "Invalid refresh token")
    assert me.json()["error"]["message"] == "Invalid access token"
