"""
Requests for tokens that fail, and credentials that must be shown nowhere.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
from respx import MockResponse

from asyncspotify import (
    AuthorizationCodeFlow,
    Client,
    ClientCredentialsFlow,
    Forbidden,
    SecretFile,
    ServerError,
    SpotifyException,
)
from clientcore.aio import in_thread
from clientcore.testing import Broken, FakeClock, connect_error, leaks, script

from ..answers import TOKENS, load
from .flows import CODE, SCOPE, SelfMade, back, code_flow, held, me

SECRETS = ("the secret", "BQ-old", "BQ-new", "AQ-1", CODE)
TOKEN = {"access_token": "BQ-new", "refresh_token": "AQ-1", "expires_in": 3600}

pytestmark = pytest.mark.usefixtures("no_backoff")


# --- A token endpoint that fails ----------------------------------------------


def flows(clock: FakeClock) -> dict[str, Any]:
    return {
        "app": ClientCredentialsFlow("the id", "the secret"),
        "stored": code_flow(clock, storage=held(clock, -1)),
        "signing in": code_flow(clock, SelfMade),
    }


@pytest.mark.parametrize("retries", [0, 2, 5])
@pytest.mark.parametrize("flow", ["app", "stored", "signing in"])
@pytest.mark.parametrize("failure", ["503", "lost"])
async def test_fails_once(
    api: Any, clock: FakeClock, flow: str, failure: str, retries: int
):
    """
    `authorize` repeats a request for a token that failed, whatever *retries* is.
    """
    fails = MockResponse(503) if failure == "503" else connect_error()
    tokens = api.post(TOKENS).mock(
        side_effect=[fails, MockResponse(json=load("token_authorization_code"))]
    )

    async with Client(flows(clock)[flow], retries=retries) as sp:
        await sp.authorize()

    assert tokens.call_count == 2


@pytest.mark.parametrize("retries", [0, 2, 5])
@pytest.mark.parametrize("flow", ["app", "stored", "signing in"])
async def test_fails_always(api: Any, clock: FakeClock, flow: str, retries: int):
    """
    It is sent three times at most, by `authorize` and by `refresh`.
    """
    tokens = api.post(TOKENS).respond(503)
    sp = Client(flows(clock)[flow], retries=retries)

    with pytest.raises(ServerError):
        await sp.authorize()
    await sp.close()

    assert tokens.call_count == 3


async def test_refresh_fails_once(api: Any, clock: FakeClock):
    """
    So does `refresh`.
    """
    answers = [MockResponse(503), MockResponse(json=load("token_refresh_rotated"))]
    tokens = api.post(TOKENS).mock(side_effect=answers)
    sp = Client(code_flow(clock, storage=held(clock, 3000)), retries=0)

    await sp.authorize()
    await sp.auth.refresh()
    await sp.close()

    assert tokens.call_count == 2


async def test_two_clients(api: Any, clock: FakeClock, tmp_path: Path):
    """
    The file of a token is locked while it is renewed.
    """
    file = SecretFile(tmp_path / "secret.json", "the id", SCOPE)
    token = held(clock, -1).load()
    assert token is not None
    file.save(token)
    locked: list[bool] = []

    def granted(request: Any) -> Any:
        locked.append(file.lock() is None)
        return MockResponse(json=load("token_refresh_rotated"))

    api.post(TOKENS).mock(side_effect=granted)
    me(api)

    for _ in range(2):
        async with Client(code_flow(clock, storage=tmp_path / "secret.json")) as sp:
            await sp.get_me()

    unlock = file.lock()
    assert locked == [True]
    assert unlock is not None
    unlock()


# --- Secrets ------------------------------------------------------------------


@pytest.mark.parametrize("responses", [0, 1, 2, 3])
@pytest.mark.parametrize("flow", ["app", "stored", "signing in"])
async def test_frames(clock: FakeClock, flow: str, responses: int):
    """
    No frame of ours shows a credential, wherever a sign-in, call or renewal breaks.
    """
    refused = (401, {"error": {"status": 401, "message": "BQ-new expired"}})
    transport = script(*[TOKEN, refused, TOKEN][:responses])
    auth = flows(clock)[flow]

    with pytest.raises(Broken) as caught:
        async with Client(auth, transport=transport) as sp:
            await sp.get_me()

    assert leaks(caught.value, "asyncspotify", *SECRETS) == []


@pytest.mark.parametrize("step", ["redirect", "data", "code"])
@pytest.mark.parametrize("response", [None, (400, {"error": CODE}), {"x": CODE}])
async def test_frames_of_steps(clock: FakeClock, step: str, response: Any):
    """
    Nor where the steps of a sign-in are taken one by one.
    """
    transport = script(*[] if response is None else [response])
    auth: AuthorizationCodeFlow = code_flow(clock, pkce=True)
    url = back(auth)
    assert auth.sign_in is not None
    verifier = auth.sign_in.verifier or ""
    sp = Client(auth, transport=transport)

    async def take() -> None:
        if step == "redirect":
            await auth.get_token_from_redirect(url)
        elif step == "data":
            await auth.request_token(auth.create_token_data_from_code(CODE))
        else:
            auth.get_code_from_redirect(url.replace("state=", "state=x"))

    with pytest.raises((Broken, SpotifyException, ValueError)) as caught:
        await take()
    await sp.close()

    assert leaks(caught.value, "asyncspotify", *SECRETS, verifier) == []


async def test_frames_of_a_file(clock: FakeClock, tmp_path: Path):
    """
    Nor where a token cannot be stored.
    """
    token = held(clock, 3000).load()
    assert token is not None

    with pytest.raises(SpotifyException) as caught:
        await in_thread(SecretFile(tmp_path / "no folder" / "x").save, token)

    assert leaks(caught.value, "asyncspotify", *SECRETS) == []


@pytest.mark.parametrize("field", ["access_token", "expires_in", "token_type"])
async def test_frames_of_data(field: str):
    """
    Nor where data are no token.
    """
    data = {"access_token": "BQ-new", "refresh_token": "AQ-1", field: ["BQ-new"]}
    flow = ClientCredentialsFlow("the id", "the secret")

    with pytest.raises(SpotifyException) as caught:
        flow.response_class(data).to_token()

    assert leaks(caught.value, "asyncspotify", *SECRETS) == []


@pytest.mark.parametrize("where", ["message", "body", "header"])
async def test_echoed(api: Any, clock: FakeClock, where: str):
    """
    A token that the service repeats is in no message, repr or pickle of the error.
    """
    body = {"error": {"status": 403, "message": "no"}, "echo": ["no"]}
    if where == "message":
        body["error"] = {"status": 403, "message": "BQ-old is bad"}
    if where == "body":
        body["echo"] = ["Bearer BQ-old"]
    headers = {"X-Echo": "BQ-old"} if where == "header" else {}
    api.get("/me").respond(403, json=body, headers=headers)

    async with Client(code_flow(clock, storage=held(clock, 3000))) as sp:
        with pytest.raises(Forbidden) as caught:
            await sp.get_me()

    error = caught.value
    shown = f"{error} {error!r} {error.body} {dict(error.headers)} {vars(error)}"
    assert "BQ-old" not in shown
    assert b"BQ-old" not in pickle.dumps(error)


async def test_echoed_by_token_endpoint(api: Any, clock: FakeClock):
    """
    Nor are the refresh token and the app's secret, which the token endpoint repeats.
    """
    body = {"error": "invalid_request", "error_description": "AQ-1 of the secret"}
    api.post(TOKENS).respond(400, json=body)
    sp = Client(code_flow(clock, storage=held(clock, -1)))

    with pytest.raises(SpotifyException) as caught:
        await sp.get_me()
    await sp.close()

    error = caught.value
    assert "[secret] of [secret]" in str(error)
    for secret in SECRETS:
        assert secret not in f"{error!r} {vars(error)}"
        assert secret.encode() not in pickle.dumps(error)
