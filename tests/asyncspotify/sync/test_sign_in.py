# Generated from aio/test_sign_in.py by `nox -s twins`: do not edit.
"""
Sending users away, and taking them back.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from asyncspotify.sync import (
    AuthenticationError,
    AuthorizationCodeFlow,
    AuthorizationCodeFlowResponse,
    AuthorizationDenied,
    Client,
    PKCEFlow,
    RedirectError,
    RefreshTokenExpired,
    Scope,
    SignIn,
)
from clientcore import AuthError
from clientcore.testing import FakeClock

from ..answers import TOKENS, answer, load
from .flows import BACK, CODE, SCOPE, SelfMade, back, code_flow, form


def test_sign_in(api: Any, clock: FakeClock):
    """
    A user is sent away with a state, and comes back with a code.
    """
    tokens = api.post(TOKENS).respond(json=load("token_authorization_code"))
    auth = code_flow(clock, pkce=True)
    sp = Client(auth)
    link = urlsplit(str(auth.create_authorize_route()))
    query = {name: values[0] for name, values in parse_qs(link.query).items()}
    token = auth.get_token_from_redirect(back(auth))
    sp.close()

    assert f"{link.scheme}://{link.netloc}{link.path}" == (
        "https://accounts.spotify.com/authorize"
    )
    assert query["scope"] == "user-top-read playlist-modify-private"
    assert query["redirect_uri"] == BACK
    assert query["code_challenge_method"] == "S256"
    assert form(tokens)["code"] == CODE
    assert 43 <= len(form(tokens)["code_verifier"]) <= 128
    assert isinstance(token, AuthorizationCodeFlowResponse)
    assert token.refresh_token == "AQ-synthetic-refresh-1"


def test_same_link(clock: FakeClock):
    """
    The link stays the same until somebody came back by it.
    """
    auth = code_flow(clock)

    assert str(auth.create_authorize_route()) == str(auth.create_authorize_route())


def test_no_scope():
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
    The code may be had alone, and what it is exchanged with.
    """
    auth = code_flow(clock)
    code = auth.get_code_from_redirect(f"  {back(auth)}\n")

    assert auth.create_token_data_from_code(code) == {
        "client_id": "the id",
        "client_secret": "the secret",
        "grant_type": "authorization_code",
        "code": CODE,
        "redirect_uri": BACK,
    }


# --- Without the object that made the link ------------------------------------


@pytest.mark.parametrize("pkce", [False, True])
def test_nothing_under_way(pkce: bool, api: Any, clock: FakeClock):
    """
    Who was not sent away is not taken back: anybody could have made the link.
    """
    auth = code_flow(clock, pkce=pkce)
    sp = Client(auth)

    with pytest.raises(RedirectError, match="no sign-in is under way") as caught:
        auth.get_token_from_redirect(f"{BACK}?code=c&state=x")
    sp.close()

    assert isinstance(caught.value, ValueError)
    assert not api.calls


def test_only_once(api: Any, clock: FakeClock):
    """
    A link that has led to a token leads to no other.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    auth = code_flow(clock)
    sp = Client(auth)
    url = back(auth)
    auth.get_token_from_redirect(url)

    with pytest.raises(RedirectError, match="under way"):
        auth.get_token_from_redirect(url)
    sp.close()

    assert auth.sign_in is None


@pytest.mark.parametrize("pkce", [False, True])
def test_another_process(pkce: bool, api: Any, clock: FakeClock):
    """
    A sign-in can be kept as JSON, and be gone on with elsewhere.
    """
    tokens = api.post(TOKENS).respond(json=load("token_authorization_code"))
    here, there = code_flow(clock, pkce=pkce), code_flow(clock, pkce=pkce)
    url = back(here)
    assert here.sign_in is not None
    session = json.dumps(here.sign_in.to_data())

    sp = Client(there)
    there.sign_in = SignIn.from_data(json.loads(session))
    with pytest.raises(RedirectError, match="state"):
        there.get_token_from_redirect(f"{BACK}?code=c&state=x")
    there.get_token_from_redirect(url)
    sp.close()

    verifier = here.sign_in.verifier
    assert there.header == {"Authorization": "Bearer BQ-synthetic-user-token"}
    assert form(tokens).get("code_verifier") == verifier
    assert (verifier is not None) is pkce


def test_sign_in_without_proof(clock: FakeClock):
    """
    With PKCE no code is exchanged without the proof.
    """
    auth = code_flow(clock, pkce=True)

    with pytest.raises(ValueError, match="verifier"):
        auth.sign_in = SignIn(BACK, verifier=None)
    with pytest.raises(ValueError, match="state"):
        auth.sign_in = SignIn(BACK, state=None)
    with pytest.raises(RedirectError, match="under way"):
        auth.create_token_data_from_code("c")


def test_link_of_ones_own(clock: FakeClock):
    """
    Without PKCE a link, and what its state is compared with, may be one's own.
    """
    auth = code_flow(clock)

    assert auth.create_token_data_from_code("c")["redirect_uri"] == BACK


@pytest.mark.parametrize(
    "data",
    [
        {},
        None,
        {"redirect_uri": BACK, "verifier": None},
        {"redirect_uri": BACK, "verifier": None, "state": ""},
    ],
)
def test_odd_sign_in(data: Any):
    """
    What is no sign-in is not taken for one, nor is one without a state.
    """
    with pytest.raises(AuthError, match="not a sign-in"):
        SignIn.from_data(data)


def test_secret_sign_in():
    """
    A sign-in's repr shows neither state nor proof.
    """
    sign_in = SignIn(BACK)

    assert f"{sign_in.state}" not in repr(sign_in)
    assert sign_in.verifier is not None
    assert sign_in.verifier not in repr(sign_in)


# --- What can go wrong --------------------------------------------------------


def test_refused_code(api: Any, clock: FakeClock):
    """
    A code that is not taken is no reason to sign in anew by itself.
    """
    api.post(TOKENS).respond(**answer("auth_error_invalid_code", 400))
    auth = code_flow(clock)
    sp = Client(auth)

    with pytest.raises(AuthenticationError) as caught:
        auth.get_token_from_redirect(back(auth))
    sp.close()

    assert not isinstance(caught.value, RefreshTokenExpired)
    told = load("auth_error_invalid_code")
    assert caught.value.description == told["error_description"]


def test_own_flow(api: Any, clock: FakeClock):
    """
    load, store and setup can be overridden: a new token is stored.
    """
    api.post(TOKENS).respond(json=load("token_authorization_code"))
    told: list[Any] = []

    class Mine(SelfMade):
        def load(self) -> Any:
            told.append("load")
            return None

        def store(self, response: Any) -> None:
            told.append(response.to_dict()["refresh_token"])

    with Client(code_flow(clock, Mine)) as sp:
        header = sp.auth.header

    assert told == ["load", "AQ-synthetic-refresh-1"]
    assert header == {"Authorization": "Bearer BQ-synthetic-user-token"}
    assert sp.auth.market == "from_token"


def test_no_setup(clock: FakeClock):
    """
    Without a token and a way to get one there is nothing to be done.
    """
    with pytest.raises(NotImplementedError):
        with Client(code_flow(clock)):
            pass


@pytest.mark.parametrize("given", [None, "token", {"access_token": "x"}])
def test_odd_setup(given: Any, clock: FakeClock):
    """
    setup() returns a token, and nothing else.
    """

    class Mine(AuthorizationCodeFlow):
        def setup(self) -> Any:
            return given

    with pytest.raises(TypeError, match="AuthenticationResponse"):
        with Client(code_flow(clock, Mine)):
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


def test_nobody(api: Any, clock: FakeClock):
    """
    A request before anybody signed in is an error, not a question.
    """
    sp = Client(code_flow(clock))

    with pytest.raises(AuthenticationError, match="sign in first"):
        sp.get_me()
    sp.close()
