"""
Authenticators: getting tokens, renewing them, and signing people in.
"""

from __future__ import annotations

import logging
import pickle
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from respx import MockResponse

import asyncspotify
from asyncspotify import (
    AuthenticationError,
    Authenticator,
    AuthorizationCodeFlow,
    AuthorizationCodeFlowResponse,
    AuthorizationDenied,
    Client,
    ClientCredentialsFlow,
    ConnectionFailed,
    PKCEFlow,
    RedirectError,
    RefreshTokenExpired,
    Scope,
    Unauthorized,
)
from clientcore import MemoryStore, Token
from clientcore.testing import FakeClock, connect_error

from ..answers import TOKENS, answer, load

SCOPE = Scope(playlist_modify_private=True, user_top_read=True)
BACK = "https://app.example/callback"
SECRETS = ("the secret", "AQ-synthetic", "BQ-synthetic")


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still."""
    return FakeClock()


def held(clock: FakeClock, seconds: float, refresh: str | None = "AQ-1") -> Any:
    """Return a store with a token that is good for *seconds*."""
    end = clock() + timedelta(seconds=seconds)
    return MemoryStore(Token("BQ-old", "Bearer", end, refresh, SCOPE.string()))


def code_flow(clock: FakeClock, **options: Any) -> AuthorizationCodeFlow:
    """Return an authenticator for a user."""
    options.setdefault("now", clock)
    return AuthorizationCodeFlow("the id", "the secret", SCOPE, BACK, **options)


def form(route: Any) -> dict[str, str]:
    """Return what was last sent to a route, as a form."""
    content = route.calls.last.request.content.decode()
    return {name: values[0] for name, values in parse_qs(content).items()}


def me(api: Any) -> Any:
    """Return a route that answers with the user."""
    return api.get("/me").respond(json=load("me_full"))


# --- For an app ---------------------------------------------------------------


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


# --- For a user ---------------------------------------------------------------


async def test_sign_in(api: Any, clock: FakeClock):
    """
    A user is sent away with a state, and comes back with a code.
    """
    tokens = api.post(TOKENS).respond(json=load("token_authorization_code"))
    auth = code_flow(clock, pkce=True)
    sp = Client(auth)
    link = urlsplit(str(auth.create_authorize_route()))
    query = {name: values[0] for name, values in parse_qs(link.query).items()}
    token = await auth.get_token_from_redirect(f"{BACK}?code=c&state={query['state']}")
    await sp.close()

    assert f"{link.scheme}://{link.netloc}{link.path}" == (
        "https://accounts.spotify.com/authorize"
    )
    assert query["scope"] == "user-top-read playlist-modify-private"
    assert query["redirect_uri"] == BACK
    assert query["code_challenge_method"] == "S256"
    assert form(tokens)["code"] == "c"
    assert 43 <= len(form(tokens)["code_verifier"]) <= 128
    assert isinstance(token, AuthorizationCodeFlowResponse)
    assert token.refresh_token == "AQ-synthetic-refresh-1"


async def test_same_link(clock: FakeClock):
    """
    The link stays the same until somebody came back by it.
    """
    auth = code_flow(clock)

    assert str(auth.create_authorize_route()) == str(auth.create_authorize_route())


async def test_no_scope():
    """
    Without scopes there is none in the link.
    """
    auth = PKCEFlow("the id", Scope.none(), BACK, show_dialog=True)
    route = auth.create_authorize_route()

    assert "scope" not in route.params
    assert route.params["show_dialog"] == "true"
    assert "state" not in repr(route)


@pytest.mark.parametrize(
    ("query", "error", "words"),
    [
        ("code=c&state=other", RedirectError, "state"),
        ("code=c", RedirectError, "state"),
        ("error=access_denied&state={}", AuthorizationDenied, "access_denied"),
        ("error=server_error&state={}", RedirectError, "server_error"),
        ("state={}", RedirectError, "no code"),
    ],
)
def test_odd_redirect(query: str, error: Any, words: str, clock: FakeClock):
    """
    Fault 32: what comes back without a code for us says why, as a ValueError.
    """
    auth = code_flow(clock)
    state = auth.create_authorize_route().params["state"]

    with pytest.raises(error, match=words) as caught:
        auth.get_code_from_redirect(f"{BACK}?{query.format(state)}")

    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, AuthenticationError)


def test_code_alone(clock: FakeClock):
    """
    Who kept no link can still have the code, and what it is exchanged with.
    """
    auth = code_flow(clock)
    code = auth.get_code_from_redirect(f"  {BACK}?code=c&state=x\n")

    assert auth.create_token_data_from_code(code) == {
        "client_id": "the id",
        "client_secret": "the secret",
        "grant_type": "authorization_code",
        "code": "c",
        "redirect_uri": BACK,
    }


async def test_refused_code(api: Any, clock: FakeClock):
    """
    A code that is not taken is no reason to sign in anew by itself.
    """
    api.post(TOKENS).respond(**answer("auth_error_invalid_code", 400))
    auth = code_flow(clock)
    sp = Client(auth)

    with pytest.raises(AuthenticationError) as caught:
        await auth.get_token_from_redirect(f"{BACK}?code=c")
    await sp.close()

    assert not isinstance(caught.value, RefreshTokenExpired)


async def test_own_flow(api: Any, clock: FakeClock):
    """
    load, store and setup can be overridden: stored first, then used.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    told: list[Any] = []

    class Mine(AuthorizationCodeFlow):
        async def load(self) -> Any:
            told.append("load")
            return None

        async def store(self, response: Any) -> None:
            told.append(response.to_dict()["refresh_token"])

        async def setup(self) -> Any:
            return await self.get_token_from_redirect(f"{BACK}?code=c")

    async with Client(Mine("the id", "the secret", SCOPE, BACK)) as sp:
        header = sp.auth.header

    assert told == ["load", "AQ-synthetic-refresh-1"]
    assert header == {"Authorization": "Bearer BQ-synthetic-user-token"}
    assert sp.auth.market == "from_token"


async def test_no_setup(clock: FakeClock):
    """
    Without a token and a way to get one there is nothing to be done.
    """
    with pytest.raises(NotImplementedError):
        async with Client(code_flow(clock)):
            pass


@pytest.mark.parametrize("given", [None, "token", {"access_token": "x"}])
async def test_odd_setup(given: Any, clock: FakeClock):
    """
    setup() returns a token, and nothing else.
    """

    class Mine(AuthorizationCodeFlow):
        async def setup(self) -> Any:
            return given

    with pytest.raises(TypeError, match="AuthenticationResponse"):
        async with Client(Mine("id", "secret", SCOPE, BACK)):
            pass


def test_odd_flow():
    """
    Mistakes are found at once.
    """
    with pytest.raises(TypeError, match="Scope"):
        AuthorizationCodeFlow("id", "secret", "user-top-read", BACK)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="PKCE"):
        AuthorizationCodeFlow("id", None, SCOPE, BACK, pkce=False)


def test_unbound(clock: FakeClock):
    """
    An authenticator without client or token says so.
    """
    auth = code_flow(clock)

    with pytest.raises(ValueError, match="no client"):
        auth.client  # noqa: B018
    with pytest.raises(ValueError, match="authorize first"):
        auth.header  # noqa: B018


async def test_nobody(api: Any, clock: FakeClock):
    """
    A request before anybody signed in is an error, not a question.
    """
    sp = Client(code_flow(clock))

    with pytest.raises(AuthenticationError, match="nobody has signed in"):
        await sp.get_me()
    await sp.close()


# --- Renewing -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("token_refresh_rotated", "AQ-synthetic-refresh-2"),
        ("token_refresh_no_rotation", "AQ-1"),
    ],
)
async def test_rotation(name: str, kept: str, api: Any, clock: FakeClock):
    """
    Fault 31: a new refresh token takes the old one's place, else that stays.
    """
    store = held(clock, -1)
    tokens = api.post(TOKENS).respond(json=load(name))
    me(api)

    async with Client(code_flow(clock, storage=store)) as sp:
        await sp.get_me()

    assert form(tokens) == {"grant_type": "refresh_token", "refresh_token": "AQ-1"}
    assert store.load().refresh_token == kept


async def test_stored_first(api: Any, clock: FakeClock):
    """
    Fault 31: it is stored before a request is sent with it.
    """
    order: list[str] = []

    class Store(MemoryStore):
        def save(self, token: Token) -> None:
            order.append("stored")

    def answered(request: Any) -> Any:
        order.append("sent")
        return MockResponse(json=load("me_full"))

    api.post(TOKENS).respond(json=load("token_refresh_rotated"))
    api.get("/me").mock(side_effect=answered)
    store = Store(held(clock, -1).load())

    async with Client(code_flow(clock, storage=store)) as sp:
        await sp.get_me()

    assert order == ["stored", "sent"]


async def test_pkce_refresh(api: Any, clock: FakeClock):
    """
    Without a secret the app names itself in the form.
    """
    tokens = api.post(TOKENS).respond(json=load("token_refresh_rotated"))
    auth = PKCEFlow("the id", SCOPE, BACK, storage=held(clock, -1), now=clock)

    async with Client(auth):
        pass

    assert form(tokens)["client_id"] == "the id"
    assert "authorization" not in tokens.calls.last.request.headers


async def test_expired(api: Any, clock: FakeClock):
    """
    A refresh token that has ended has an error of its own, and is asked for once.
    """
    tokens = api.post(TOKENS).respond(**answer("auth_error_invalid_grant", 400))
    sp = Client(code_flow(clock, storage=held(clock, -1)))

    for _ in range(3):
        with pytest.raises(RefreshTokenExpired, match="sign in again"):
            await sp.get_me()
    await sp.close()

    assert tokens.call_count == 1


async def test_reauthorize(api: Any, clock: FakeClock):
    """
    Then somebody may be asked, and the request goes on with the new token.
    """
    grants = ["auth_error_invalid_grant", "token_authorization_code"]
    api.post(TOKENS).mock(
        side_effect=[
            MockResponse(400 if "error" in name else 200, json=load(name))
            for name in grants
        ]
    )
    route = me(api)
    store = held(clock, -1)

    async def again(auth: Any) -> Any:
        return await auth.get_token_from_redirect(f"{BACK}?code=c")

    auth = code_flow(clock, storage=store, on_reauthorize=again)
    sp = Client(auth)
    await sp.get_me()
    await sp.close()

    sent = route.calls.last.request.headers["authorization"]
    assert sent == "Bearer BQ-synthetic-user-token"
    assert store.load().access_token == "BQ-synthetic-user-token"


async def test_signed_in_anew(api: Any, clock: FakeClock):
    """
    Authorizing with a refresh token that has ended signs the user in anew.
    """
    grants = ["auth_error_invalid_grant", "token_authorization_code"]
    api.post(TOKENS).mock(
        side_effect=[
            MockResponse(400 if "error" in name else 200, json=load(name))
            for name in grants
        ]
    )

    class Mine(AuthorizationCodeFlow):
        async def setup(self) -> Any:
            return await self.get_token_from_redirect(f"{BACK}?code=c")

    store = held(clock, -1)
    auth = Mine("the id", "the secret", SCOPE, BACK, storage=store, now=clock)
    async with Client(auth):
        pass

    assert store.load().access_token == "BQ-synthetic-user-token"


async def test_two_users(api: Any, clock: FakeClock):
    """
    Several users in a process do not mix.
    """
    route = me(api)

    async with (
        Client(code_flow(clock, storage=MemoryStore(Token("BQ-ada")))) as ada,
        Client(code_flow(clock, storage=MemoryStore(Token("BQ-bob")))) as bob,
    ):
        await ada.get_me()
        await bob.get_me()
        await ada.get_me()

    sent = [call.request.headers["authorization"] for call in route.calls]
    assert sent == ["Bearer BQ-ada", "Bearer BQ-bob", "Bearer BQ-ada"]


# --- One's own ----------------------------------------------------------------


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


# --- Secrets ------------------------------------------------------------------


async def test_secrets(api: Any, clock: FakeClock, caplog: pytest.LogCaptureFixture):
    """
    Fault 35: no repr, log or error shows a secret.
    """
    caplog.set_level(logging.DEBUG)
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    api.get("/me").respond(**answer("error_401_invalid", 401))
    auth = code_flow(clock)
    sp = Client(auth)
    response = await auth.get_token_from_redirect(f"{BACK}?code=c")
    with pytest.raises(asyncspotify.Unauthorized) as caught:
        await sp.get_me()
    await sp.close()

    shown = f"{sp!r} {auth!r} {response!r} {caught.value!r} {caplog.text}"
    assert not any(secret in shown for secret in SECRETS)
