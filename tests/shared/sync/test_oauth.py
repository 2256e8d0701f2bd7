# Generated from aio/test_oauth.py by `nox -s twins`: do not edit.
"""
OAuth 2 against a token endpoint that may refuse.
"""

from __future__ import annotations

import base64
import hashlib
import pickle
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from clientcore import (
    GET,
    POST,
    App,
    AuthError,
    FileStore,
    MemoryStore,
    ServerError,
    SignIn,
    Token,
)
from clientcore._sync.runtime import map_concurrently, maybe_await
from clientcore.sync import AuthorizationCode, ClientCredentials
from clientcore.testing import FakeClock

from ..servers import Play, Server, Talk, answer, reset, routes
from .toy import Toy

Serve = Callable[..., Server]

SECRET = "app-s3cret"
OLD = "old-refresh-s3cret"
BACK = "http://127.0.0.1/back"


def app(server: Server, *, secret: str | None = SECRET) -> App:
    return App(f"{server.url}/token", "the-app", secret)


def service(*tokens: Play) -> Play:
    """
    Play a service whose tokens come from *tokens*, one after another.
    """
    left = list(tokens)

    def token(talk: Talk) -> None:
        play = left.pop(0) if len(left) > 1 else left[0]
        play(talk)

    return routes({"/token": token, "/things": answer(body={"items": []})})


def granted(number: int, **more: object) -> Play:
    """
    Grant the n-th token.
    """
    token = {"access_token": f"access-{number}", "token_type": "bearer", **more}
    return answer(body=token)


def test_client_credentials(serve: Serve) -> None:
    """
    An app gets its token with its own id and secret, and uses it until it ends.
    """
    clock = FakeClock()
    tokens = [granted(1, expires_in=3600), granted(2, expires_in=3600)]
    server = serve(service(*tokens))
    auth = ClientCredentials(app(server), scope="a b", now=clock)

    with Toy(server.url, auth=auth) as client:
        client.request(GET("things"))
        clock.forward(3530)
        client.request(GET("things"))
        clock.forward(20)
        client.request(GET("things"))

    first, *others = server.requests
    pair = base64.b64encode(f"the-app:{SECRET}".encode()).decode()
    assert first.method == "POST"
    assert first.form == {"grant_type": "client_credentials", "scope": "a b"}
    assert first.headers["Authorization"] == f"Basic {pair}"
    assert [one.headers["Authorization"] for one in others if one.method == "GET"] == [
        "Bearer access-1",
        "Bearer access-1",
        "Bearer access-2",
    ]


def signing_in(server: Server, **options: Any) -> AuthorizationCode:
    return AuthorizationCode(app(server), **options)


def test_code_and_proof(serve: Serve) -> None:
    """
    Who comes back with a code gets a token for it, and proves who asked.
    """
    server = serve(service(granted(1, refresh_token=OLD)))
    auth = signing_in(server)
    sign_in = SignIn(BACK)
    link = sign_in.url("https://service.test/authorize", "the-app", scope="a b")
    asked = parse_qs(urlsplit(link).query)

    with Toy(server.url, auth=auth) as client:
        back = f"{BACK}?code=the-code&state={sign_in.state}"
        token = auth.finish(back, sign_in, client.exchange)
        client.request(GET("things"))

    form = server.requests[0].form
    digest = hashlib.sha256(form.pop("code_verifier").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert asked["code_challenge"] == [challenge]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["a b"]
    assert form == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": BACK,
    }
    assert token.access_token == "access-1"
    assert server.requests[1].headers["Authorization"] == "Bearer access-1"


@pytest.mark.parametrize("state", ["another", "", "rändom"])
def test_another_state(serve: Serve, state: str) -> None:
    """
    A code that comes with another state is not exchanged: it may be anybody's.
    """
    server = serve(answer())
    auth = signing_in(server)

    with Toy(server.url, auth=auth) as client:
        back = f"{BACK}?code=the-code&state={quote(state)}"
        with pytest.raises(AuthError, match="state"):
            auth.finish(back, SignIn(BACK, state="random"), client.exchange)

    assert server.requests == []


def test_person_refused(serve: Serve) -> None:
    """
    A person who says no is an error with the service's code.
    """
    server = serve(answer())
    auth = signing_in(server)

    with Toy(server.url, auth=auth) as client:
        with pytest.raises(AuthError) as caught:
            auth.finish(
                f"{BACK}?error=access_denied&state=random",
                SignIn(BACK, state="random"),
                client.exchange,
            )

    assert caught.value.code == "access_denied"


def test_nobody_signed_in(serve: Serve) -> None:
    """
    Without a token nothing is sent.
    """
    server = serve(answer())

    with Toy(server.url, auth=signing_in(server)) as client:
        with pytest.raises(AuthError, match="sign in first"):
            client.request(GET("things"))

    assert server.requests == []


def test_another_person(serve: Serve) -> None:
    """
    Who signs in gets nothing of who was signed in before.
    """
    server = serve(service(granted(1)))
    before = Token("access-0", refresh_token=OLD, scope="everything")
    auth = signing_in(server, store=MemoryStore(before))

    with Toy(server.url, auth=auth) as client:
        client.request(GET("things"))
        back = f"{BACK}?code=the-code&state=random"
        token = auth.finish(back, SignIn(BACK, state="random"), client.exchange)

    assert token.refresh_token is None
    assert token.scope is None


class Witness:
    """
    A store that remembers what had been sent when it was called.
    """

    def __init__(self, server: Server, token: Token) -> None:
        self._server = server
        self._token = token
        self.saved: list[tuple[str, int]] = []

    def load(self) -> Token:
        return self._token

    def save(self, token: Token) -> None:
        self.saved.append((token.refresh_token or "", len(self._server.requests)))


def test_rotated(serve: Serve) -> None:
    """
    A rotated refresh token is stored before the new token is used.
    """
    clock = FakeClock()
    server = serve(service(granted(1, refresh_token="rotated")))
    store = Witness(server, Token("access-0", refresh_token=OLD, expires_at=clock()))
    auth = signing_in(server, store=store, now=clock)

    with Toy(server.url, auth=auth) as client:
        client.request(GET("things"))

    assert server.requests[0].form["refresh_token"] == OLD
    assert store.saved == [("rotated", 1)]
    assert [one.path for one in server.requests] == ["/token", "/things"]


def test_rotated_and_used(serve: Serve) -> None:
    """
    The next renewal uses the refresh token of the last, or still the first one.
    """
    clock = FakeClock()
    tokens = [
        granted(1, refresh_token="second", expires_in=3600),
        granted(2, expires_in=3600),
        granted(3, expires_in=3600),
    ]
    server = serve(service(*tokens))
    store = MemoryStore(Token("access-0", refresh_token=OLD, expires_at=clock()))
    auth = signing_in(server, store=store, now=clock)

    with Toy(server.url, auth=auth) as client:
        for _ in range(3):
            client.request(GET("things"))
            clock.forward(3600)

    forms = [one.form for one in server.requests if one.path == "/token"]
    sent = [form["refresh_token"] for form in forms]
    assert sent == [OLD, "second", "second"]
    assert [form["grant_type"] for form in forms] == ["refresh_token"] * 3


def test_invalid_grant(serve: Serve) -> None:
    """
    A refresh token that is refused is an error with the code, and without secrets.
    """
    clock = FakeClock()
    refusal = {
        "error": "invalid_grant",
        "error_description": f"the token {OLD} of app {SECRET} was revoked",
    }
    server = serve(service(answer(400, refusal)))
    store = MemoryStore(Token("access-0", refresh_token=OLD, expires_at=clock()))
    auth = signing_in(server, store=store, now=clock)

    with Toy(server.url, auth=auth) as client:
        with pytest.raises(AuthError, match="no longer valid") as caught:
            client.request(GET("things"))

    error = caught.value
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    for frame in shown.stack:
        if "clientcore" not in frame.filename:
            frame.locals = None
    text = "".join(shown.format()) + repr(error) + repr(pickle.dumps(error))
    assert error.code == "invalid_grant"
    assert error.description.endswith("was revoked")
    assert OLD not in text
    assert SECRET not in text
    assert [one.path for one in server.requests] == ["/token"]


@pytest.mark.parametrize(
    "body", [b"<html>", {"no": "token"}, [], {"access_token": 7}, b""]
)
def test_no_token(serve: Serve, body: object) -> None:
    """
    An answer without a token is an error that does not show the answer.
    """
    server = serve(service(answer(200, body)))

    with Toy(server.url, auth=ClientCredentials(app(server))) as client:
        with pytest.raises(AuthError):
            client.request(GET("things"))


def test_token_that_breaks_out(serve: Serve) -> None:
    """
    A token that cannot stand in a header is an error of the tree that hides it.
    """
    token = "access-s3cret\r\nX-Evil: 1"
    server = serve(service(answer(body={"access_token": token})))
    auth = ClientCredentials(app(server))

    with Toy(server.url, auth=auth, retries=0) as client:
        with pytest.raises(AuthError) as caught:
            client.request(GET("things"))

    assert "access-s3cret" not in "".join(traceback.format_exception(caught.value))


def test_token_endpoint_down(serve: Serve) -> None:
    """
    A token endpoint that fails is no reason to sign in again.
    """
    server = serve(service(answer(500)))
    auth = ClientCredentials(app(server))

    with Toy(server.url, auth=auth, retries=0) as client:
        with pytest.raises(ServerError) as caught:
            client.request(GET("things"))

    assert str(caught.value.request) == "POST (token)"


def test_lost_token(serve: Serve) -> None:
    """
    A token that got lost on its way is asked for with the next attempt.
    """
    server = serve(service(reset, granted(1)))

    with Toy(server.url, auth=ClientCredentials(app(server))) as client:
        client.request(GET("things"))

    assert [one.path for one in server.requests] == ["/token", "/token", "/things"]


def test_public_app(serve: Serve) -> None:
    """
    An app without a secret says its id in the form.
    """
    server = serve(service(granted(1)))
    auth = ClientCredentials(app(server, secret=None))

    with Toy(server.url, auth=auth) as client:
        client.request(GET("things"))

    assert server.requests[0].form["client_id"] == "the-app"
    assert "Authorization" not in server.requests[0].headers


def test_kept_in_a_file(serve: Serve, tmp_path: object) -> None:
    """
    A token in a file serves the next process.
    """
    server = serve(service(granted(1, expires_in=3600)))
    path = f"{tmp_path}/token.json"

    for _ in range(2):
        auth = ClientCredentials(app(server), store=FileStore(path))
        with Toy(server.url, auth=auth) as client:
            client.request(GET("things"))

    paths = [one.path for one in server.requests]
    assert paths == ["/token", "/things", "/things"]


def test_expired_for_everybody(serve: Serve) -> None:
    """
    However many tasks find the token expired, it is renewed once.
    """
    clock = FakeClock()
    server = serve(service(granted(1, expires_in=3600), granted(2, expires_in=3600)))
    auth = ClientCredentials(app(server), now=clock)

    with Toy(server.url, auth=auth) as client:

        def ask(number: int) -> None:
            client.request(GET("things", query={"number": number}))

        client.request(GET("things"))
        clock.forward(3600)
        map_concurrently(ask, range(10))

    assert [one.path for one in server.requests].count("/token") == 2


def test_refused_for_everybody(serve: Serve) -> None:
    """
    A refresh token that was refused is not sent again, by whomever; another is.
    """
    clock = FakeClock()
    server = serve(service(answer(400, {"error": "invalid_grant"}), granted(1)))
    store = MemoryStore(Token("access-0", refresh_token=OLD, expires_at=clock()))
    auth = signing_in(server, store=store, now=clock)

    with Toy(server.url, auth=auth) as client:
        for _ in range(3):
            with pytest.raises(AuthError, match="no longer valid") as caught:
                client.request(GET("things"))
            assert caught.value.code == "invalid_grant"
        maybe_await(
            store.save(Token("access-0", refresh_token="new", expires_at=clock()))
        )
        client.request(GET("things"))

    assert [one.path for one in server.requests] == ["/token", "/token", "/things"]
    assert server.requests[1].form["refresh_token"] == "new"


def test_refused_elsewhere(serve: Serve) -> None:
    """
    A process that reads a token without a refresh token raises the same error.
    """
    clock = FakeClock()
    server = serve(service(answer(400, {"error": "invalid_grant"})))
    store = MemoryStore(Token("access-0", refresh_token=OLD, expires_at=clock()))

    for _ in range(2):
        auth = signing_in(server, store=store, now=clock)
        with Toy(server.url, auth=auth) as client:
            with pytest.raises(AuthError, match="no longer valid") as caught:
                client.request(GET("things"))
        assert caught.value.code == "invalid_grant"

    assert [one.path for one in server.requests] == ["/token"]


# --- Stores and hooks that fail -----------------------------------------------


class Unlockable(MemoryStore):
    """
    A store whose lock fails, either when it is taken or when it is released.
    """

    def __init__(self, failing: str) -> None:
        super().__init__()
        self._failing = failing

    def lock(self) -> Callable[[], None]:
        if self._failing == "locked":
            raise OSError("database is locked, with access-1")
        return self.unlock

    def unlock(self) -> None:
        raise OSError("database is locked, with access-1")


@pytest.mark.parametrize("failing", ["locked", "unlocked"])
def test_lock_that_fails(
    serve: Serve, failing: str, caplog: pytest.LogCaptureFixture
) -> None:
    """
    A token of a store that cannot be locked is renewed and used.
    """
    server = serve(service(granted(1, expires_in=3600)))
    auth = ClientCredentials(app(server), store=Unlockable(failing))
    with Toy(server.url, auth=auth) as client:
        client.request(GET("things"))

    assert auth.current is not None
    assert f"cannot be {failing}: OSError" in caplog.text
    assert "access-1" not in caplog.text


class Broken(MemoryStore):
    """
    A store whose first save fails.
    """

    failures = 1

    def save(self, token: Token) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError(30, "Read-only file system, with access-1")
        super().save(token)


def test_store_that_fails(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """
    A token that cannot be stored is used, for all; the next one is stored again.
    """
    clock = FakeClock()
    tokens = [granted(number, expires_in=3600) for number in (1, 2)]
    server = serve(service(*tokens))
    store = Broken()
    auth = ClientCredentials(app(server), store=store, now=clock)

    with Toy(server.url, auth=auth) as client:
        map_concurrently(client.request, [GET("things")] * 100)
        lost = store.load()
        clock.forward(3600)
        client.request(GET("things"))

    assert lost is None
    assert getattr(store.load(), "access_token", None) == "access-2"
    assert [one.path for one in server.requests].count("/token") == 2
    assert "cannot be stored: OSError" in caplog.text
    assert "access-1" not in caplog.text


def test_read_only_file(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A token file that cannot be written, with an old token in it, hides no new one.
    """

    def read_only(*args: Any, **options: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    clock = FakeClock()
    store = FileStore(tmp_path / "token")
    store.save(Token("access-0", refresh_token=OLD, expires_at=clock()))
    tokens = [granted(n, refresh_token=f"next-{n}", expires_in=3600) for n in (1, 2)]
    server = serve(service(*tokens))
    auth = signing_in(server, store=store, now=clock)
    monkeypatch.setattr(tempfile, "mkstemp", read_only)

    with Toy(server.url, auth=auth) as client:
        for _ in range(2):
            client.request(GET("things"))
            clock.forward(3600)

    sent = [one.form["refresh_token"] for one in server.requests if one.form]
    assert sent == [OLD, "next-1"]


# --- Several processes with one store -----------------------------------------


def test_renewed_elsewhere(serve: Serve, tmp_path: Path) -> None:
    """
    A token that another process has renewed is used instead of renewing it again.
    """
    clock = FakeClock()
    server = serve(service(granted(1, refresh_token="next", expires_in=3600)))
    path = tmp_path / "token"
    FileStore(path).save(Token("access-0", refresh_token=OLD, expires_at=clock()))
    one, two = (signing_in(server, store=FileStore(path), now=clock) for _ in "ab")
    maybe_await(two.load())

    with Toy(server.url, auth=one) as client:
        map_concurrently(client.request, [GET("things")] * 50)
    with Toy(server.url, auth=two) as client:
        map_concurrently(client.request, [GET("things")] * 50)

    assert [one.path for one in server.requests].count("/token") == 1


def test_verdict_and_newer_token(serve: Serve, tmp_path: Path) -> None:
    """
    A refusal neither overwrites nor hides a token that was stored meanwhile.
    """
    clock = FakeClock()
    store = FileStore(tmp_path / "token")
    store.save(Token("access-0", refresh_token=OLD, expires_at=clock()))
    newer = Token("access-9", refresh_token="newer")
    refuse = answer(400, {"error": "invalid_grant"})

    def signed_in(talk: Talk) -> None:
        store.save(newer)
        refuse(talk)

    server = serve(service(signed_in))

    with Toy(server.url, auth=signing_in(server, store=store, now=clock)) as client:
        client.request(GET("things"))

    assert server.requests[-1].headers["Authorization"] == "Bearer access-9"
    assert store.load() == newer


# --- A token endpoint that fails once -----------------------------------------


@pytest.mark.parametrize("failure", [answer(503), reset], ids=["503", "reset"])
@pytest.mark.parametrize("method", [GET, POST])
def test_repeated(serve: Serve, failure: Play, method: Any) -> None:
    """
    A token request is repeated, also below a POST, which is sent once.
    """
    server = serve(service(failure, granted(1)))

    with Toy(server.url, auth=ClientCredentials(app(server))) as client:
        client.request(method("things"))

    assert [one.path for one in server.requests] == ["/token", "/token", "/things"]
