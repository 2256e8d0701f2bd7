"""
Authenticators: for an app, of one's own, and what none of them shows.
"""

from __future__ import annotations

import logging
import pickle
from pathlib import Path
from typing import Any

import pytest
from respx import MockResponse

from asyncspotify import (
    AuthenticationError,
    Authenticator,
    Client,
    ClientCredentialsFlow,
    ConnectionFailed,
    Unauthorized,
)
from clientcore import FileStore
from clientcore.testing import FakeClock, connect_error

from ..answers import TOKENS, answer, load
from .flows import back, code_flow, form, me

SECRETS = ("the secret", "AQ-synthetic", "BQ-synthetic")


async def test_client_credentials(api: Any):
    """
    An app sends id and secret in a header, and its token with each request.
    """
    tokens = api.post(TOKENS).respond(json=load("token_client_credentials"))
    route = me(api)

    auth = ClientCredentialsFlow("the id", "the secret")
    async with Client(auth) as sp:
        await sp.get_me()
        await sp.get_me()

    assert form(tokens) == {"grant_type": "client_credentials"}
    assert tokens.calls.last.request.headers["authorization"].startswith("Basic ")
    assert tokens.call_count == 1
    sent = route.calls.last.request.headers["authorization"]
    assert sent == "Bearer BQ-synthetic-app-token"
    assert auth.header == {"Authorization": sent}
    assert auth.market == "US"
    assert auth.client is sp


@pytest.mark.parametrize("is_path", [False, True])
async def test_app_token_shared(
    api: Any, clock: FakeClock, tmp_path: Path, is_path: bool
):
    """
    Many clients of an app with one store request one token, and one at its end.
    """
    tokens = api.post(TOKENS).respond(json=load("token_client_credentials"))
    me(api)
    path = tmp_path / "app.json"
    for _ in range(2):
        clients = [
            Client(
                ClientCredentialsFlow(
                    "id", "secret", storage=path if is_path else store, now=clock
                )
            )
            for store in [FileStore(path)] * 5
        ]
        for sp in clients:
            async with sp:
                await sp.get_me()
        clock.forward(3600)

    assert tokens.call_count == 2


async def test_lazy(api: Any, clock: FakeClock):
    """
    Fault 28: there is no task: a minute before its end a token is renewed.
    """
    tokens = api.post(TOKENS).respond(json=load("token_client_credentials"))
    me(api)

    async with Client(ClientCredentialsFlow("id", "secret", now=clock)) as sp:
        clock.forward(3500)
        await sp.get_me()
        before = tokens.call_count
        clock.forward(41)
        await sp.get_me()

    assert (before, tokens.call_count) == (1, 2)


async def test_refused_token(api: Any):
    """
    Fault 8: after a 401 the token is renewed once, and the request repeated.
    """
    api.post(TOKENS).respond(json=load("token_client_credentials"))
    expired = MockResponse(401, json=load("error_401_expired"))
    route = api.get("/me").mock(
        side_effect=[expired, MockResponse(json=load("me_full")), expired, expired]
    )

    async with Client(ClientCredentialsFlow("id", "secret")) as sp:
        await sp.get_me()
        with pytest.raises(Unauthorized):
            await sp.get_me()

    assert route.call_count == 4


@pytest.mark.parametrize("name", ["invalid_client", "unsupported_grant"])
async def test_refused_app(name: str, api: Any):
    """
    Fault 30: the real error is raised, with the service's words and no secret.
    """
    api.post(TOKENS).respond(**answer(f"auth_error_{name}", 400))

    with pytest.raises(AuthenticationError) as caught:
        async with Client(ClientCredentialsFlow("the id", "the secret")):
            pass

    assert caught.value.error == load(f"auth_error_{name}")["error"]
    assert caught.value.description == load(f"auth_error_{name}")["error_description"]
    assert caught.value.description in str(caught.value)
    assert "the secret" not in f"{caught.value!r}{pickle.dumps(caught.value)!r}"


@pytest.mark.usefixtures("no_backoff")
async def test_unreachable(api: Any):
    """
    Fault 30: so it is when there is no answer.
    """
    api.post(TOKENS).mock(side_effect=connect_error())

    with pytest.raises(ConnectionFailed):
        async with Client(ClientCredentialsFlow("id", "secret")):
            pass


async def test_names(api: Any):
    """
    The page's name for authorizing works, too; refreshing gets another token.
    """
    tokens = api.post(TOKENS).respond(json=load("token_client_credentials"))

    sp = Client(ClientCredentialsFlow("id", "secret"))
    await sp.authenticate()
    await sp.authorize()
    await sp.refresh()
    await sp.close()
    await sp.aclose()

    assert tokens.call_count == 2


async def test_own_authenticator(api: Any):
    """
    An authenticator may be anything that has a header.
    """

    class Mine(Authenticator):
        @property
        def header(self) -> dict[str, str]:
            return {"Authorization": "Bearer mine"}

        async def authorize(self) -> None:
            self.asked = True

    route = api.get("/me").respond(**answer("error_401_invalid", 401))
    auth = Mine("the id")

    async with Client(auth) as sp:
        with pytest.raises(Unauthorized):
            await sp.get_me()
        with pytest.raises(TypeError, match="cannot refresh"):
            await sp.refresh()

    assert auth.asked
    assert route.calls.last.request.headers["authorization"] == "Bearer mine"
    assert route.call_count == 1


async def test_no_header():
    """
    One that has none to send is an authentication error.
    """

    class Mine(Authenticator):
        @property
        def header(self) -> None:
            return None

    async with Client(None):
        pass
    sp = Client(Mine("the id"))
    with pytest.raises(AuthenticationError, match="no header"):
        await sp.get_me()
    with pytest.raises(NotImplementedError):
        await sp.authorize()
    with pytest.raises(RuntimeError, match="names no market"):
        await sp.get_artist_top_tracks("0aB1cD2eF3gH4iJ5kL6mN7")
    await sp.close()


async def test_secrets(api: Any, clock: FakeClock, caplog: pytest.LogCaptureFixture):
    """
    Fault 35: no repr, log or error shows a secret.
    """
    caplog.set_level(logging.DEBUG)
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    api.get("/me").respond(**answer("error_401_invalid", 401))
    auth = code_flow(clock)
    sp = Client(auth)
    response = await auth.get_token_from_redirect(back(auth))
    with pytest.raises(Unauthorized) as caught:
        await sp.get_me()
    await sp.close()

    shown = f"{sp!r} {auth!r} {response!r} {caught.value!r} {caplog.text}"
    assert not any(secret in shown for secret in SECRETS)
