"""
The local variables of our frames, which error trackers record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from clientcore import (
    GET,
    POST,
    App,
    AuthError,
    Credentials,
    Error,
    FileStore,
    MemoryStore,
    SignIn,
    Token,
)
from clientcore.aio import (
    Auth,
    AuthorizationCode,
    Basic,
    Bearer,
    ClientCredentials,
    HeaderKey,
    QueryKey,
)
from clientcore.testing import Broken, FakeClock, leaks, script

from .toy import Toy

SECRET = "s3cret-t0ken"
APP = App("http://service.test/token", "id", SECRET)
BACK = "http://127.0.0.1/back"
TOKEN = {"access_token": SECRET, "refresh_token": SECRET, "expires_in": 3600}


def renewing() -> AuthorizationCode:
    clock = FakeClock()
    old = Token("old", refresh_token=SECRET, expires_at=clock())
    return AuthorizationCode(APP, store=MemoryStore(old), now=clock)


@pytest.mark.parametrize(
    "auth",
    [
        Bearer(SECRET),
        HeaderKey("X-Key", SECRET),
        QueryKey("k", SECRET),
        Basic("me", SECRET),
    ],
    ids=["bearer", "header", "query", "basic"],
)
@pytest.mark.parametrize("request_", [GET("things"), POST("things", json={"a": 1})])
async def test_call(auth: Auth, request_: Any) -> None:
    """
    No frame shows a key while a request is sent.
    """
    async with Toy("http://service.test", auth=auth, transport=script()) as client:
        with pytest.raises(Broken) as caught:
            await client.request(request_)

    assert leaks(caught.value, "tests", SECRET) == []


@pytest.mark.parametrize("kind", ["form", "json", "content", "query", "headers"])
async def test_secrets_of_a_request(kind: str) -> None:
    """
    Nor does one show the secrets in a request of the caller's.
    """
    values: Any = SECRET if kind == "content" else {"password": SECRET}
    request = POST("things", **{kind: values})
    del values

    async with Toy("http://service.test", transport=script()) as client:
        with pytest.raises(Broken) as caught:
            await client.request(request)

    assert leaks(caught.value, "clientcore", SECRET) == []


@pytest.mark.parametrize("responses", [0, 1, 2, 3])
@pytest.mark.parametrize("flow", ["app", "user"])
async def test_renewal(flow: str, responses: int) -> None:
    """
    Nor is there one while a token is requested, used, refused and requested again.
    """
    auth = ClientCredentials(APP) if flow == "app" else renewing()
    transport = script(*[TOKEN, (401, {"error": SECRET}), TOKEN][:responses])

    async with Toy("http://service.test", auth=auth, transport=transport) as client:
        with pytest.raises(Broken) as caught:
            await client.request(GET("things"))

    assert leaks(caught.value, "clientcore", SECRET) == []


@pytest.mark.parametrize(
    "response",
    [
        (400, {"error": "invalid_grant", "error_description": SECRET}),
        (400, {"error": SECRET}),
        (401, SECRET),
        (503, {"error": SECRET}),
        {"refresh_token": SECRET},
        {"access_token": f"{SECRET}\n"},
        [SECRET],
        SECRET,
    ],
    ids=range(8),
)
@pytest.mark.parametrize("flow", ["app", "user"])
async def test_refused(flow: str, response: Any) -> None:
    """
    Nor where the token endpoint refuses, or its response has no token.
    """
    auth = ClientCredentials(APP) if flow == "app" else renewing()
    transport = script(*[response] * 3)
    del response

    async with Toy("http://service.test", auth=auth, transport=transport) as client:
        with pytest.raises(Error) as caught:
            await client.request(GET("things"))

    assert leaks(caught.value, "clientcore", SECRET) == []
    assert SECRET not in f"{caught.value!r} {vars(caught.value)}"


@pytest.mark.parametrize("state", ["right", "another"])
@pytest.mark.parametrize("response", [None, (400, {"error": SECRET}), {}])
async def test_sign_in(state: str, response: Any) -> None:
    """
    Nor while a code is exchanged.
    """
    auth = AuthorizationCode(APP)
    sign_in = SignIn(BACK, verifier=SECRET, state="right")
    transport = script(*[] if response is None else [response])

    async with Toy("http://service.test", auth=auth, transport=transport) as client:
        with pytest.raises((Broken, AuthError)) as caught:
            await auth.finish(
                f"{BACK}?code={SECRET}&state={state}", sign_in, client.exchange
            )

    assert leaks(caught.value, "clientcore", SECRET) == []


@pytest.mark.parametrize(
    "content",
    [
        f'{{"access_token": "{SECRET}", "expires_at": "{SECRET}"}}',
        f'{{"refresh_token": "{SECRET}"}}',
        f'"{SECRET}"',
        SECRET,
    ],
    ids=range(4),
)
async def test_stored(tmp_path: Any, content: str) -> None:
    """
    Nor where a stored token cannot be read.
    """
    path = tmp_path / "token"
    path.write_text(content)
    auth = AuthorizationCode(APP, store=FileStore(path))

    async with Toy("http://service.test", auth=auth, transport=script()) as client:
        with pytest.raises(AuthError) as caught:
            await client.request(GET("things"))

    assert leaks(caught.value, "clientcore", SECRET) == []


class Own:
    """Credentials of the user's own."""

    async def headers(self, exchange: object) -> Mapping[str, str]:
        return {"X-Key": SECRET}

    async def refresh(self, rejected: Mapping[str, str], exchange: Any) -> bool:
        await exchange(POST("renew", form={"key": SECRET}))
        return True


@pytest.mark.parametrize("responses", [0, 1])
async def test_own_credentials(responses: int) -> None:
    """
    Nor with credentials of the user's own, which are plain dicts.
    """
    transport = script(*[(401, {"error": SECRET})][:responses])

    async with Toy("http://service.test", auth=Own(), transport=transport) as client:
        with pytest.raises(Broken) as caught:
            await client.request(GET("things"))

    assert leaks(caught.value, "clientcore", SECRET) == []


def test_leaks() -> None:
    """
    Plain texts and dicts are found, in causes too; types that hide them are not.
    """

    def fail(plain: Any, hidden: Any) -> None:
        raise Broken

    def outer(value: Any) -> None:
        try:
            fail(value, Credentials({"a": SECRET}))
        except Broken as error:
            raise Broken from error

    with pytest.raises(Broken) as caught:
        outer({"form": SECRET})
    found = leaks(caught.value, __name__.partition(".")[0], SECRET)

    assert {one.rpartition(": ")[2] for one in found} == {"value", "plain"}
