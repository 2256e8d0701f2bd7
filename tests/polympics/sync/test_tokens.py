# Generated from aio/test_tokens.py by `nox -s twins`: do not edit.
"""
Replacing a token while calls are on their way.
"""

from __future__ import annotations

from typing import Any

import pytest
from respx import MockResponse

import polympics.sync as polympics
from polympics._credentials import authorization
from polympics.sandbox import Sandbox
from polympics.sync import AppCredentials

from ..answers import APP, answer, load, new_app_credentials
from ..opening import open_sync

NEW = new_app_credentials()


def _response(name: str) -> Any:
    return MockResponse(**answer(name))


def test_app(api: Any, base_url: str):
    """
    An app goes on with the new token, and so do its copies.
    """
    api.post("/auth/reset_token").respond(**answer("app_credentials"))
    route = api.get("/auth/me").respond(**answer("app_self"))

    with open_sync("app", base_url) as client:
        patient = client.with_options(timeout=90)
        given = client.reset_token()
        client.get_self()
        patient.get_self()

    assert given == NEW == client.auth == patient.auth
    assert isinstance(given, AppCredentials)
    for call in route.calls:
        assert call.request.headers["authorization"] == authorization(NEW)


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("field", ["permissions", "name"])
def test_odd_fields(api: Any, base_url: str, field: str, strict: bool):
    """
    A new token is not lost because something else in the response cannot be decoded.
    """
    told = load("app_credentials") | {field: None}
    api.post("/auth/reset_token").respond(200, json=told)
    api.get("/auth/me").respond(**answer("app_self"))

    with open_sync("app", base_url, strict=strict) as client:
        credentials = client.reset_token()
        client.get_self()

    assert credentials.password == told["password"]
    assert client.auth is credentials
    assert api.calls.last.request.headers["authorization"] == authorization(credentials)


@pytest.mark.parametrize(
    "refusal", ["error_401_unknown_credentials", "error_403_scope"]
)
def test_refused_meanwhile(api: Any, base_url: str, refusal: str):
    """
    A call that was refused, because its token was replaced, is repeated.
    """
    sent: list[str] = []

    def first(request: Any) -> Any:
        sent.append(request.headers["authorization"])
        client._auth.use(NEW)
        route.side_effect = second
        return _response(refusal)

    def second(request: Any) -> Any:
        sent.append(request.headers["authorization"])
        return _response("team_created")

    with open_sync("app", base_url) as client:
        route = api.post("/teams/new")
        route.side_effect = first
        client.create_team("Owls")

    assert sent == [authorization(APP), authorization(NEW)]


def test_refused_for_good(api: Any, base_url: str):
    """
    A call that was refused with the current token is not repeated.
    """
    route = api.post("/teams/new").respond(**answer("error_403_scope"))

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.ForbiddenError, match="wrong or expired"):
            client.create_team("Owls")

    assert route.call_count == 1


def test_refused_reset(api: Any, base_url: str):
    """
    A reset that was refused, in whatever way, leaves the credentials as they are.
    """
    route = api.post("/auth/reset_token").respond(**answer("error_403_scope"))

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.ForbiddenError):
            client.reset_token()

    assert client.auth is APP
    assert route.call_count == 1


def test_user(api: Any, base_url: str):
    """
    A server that tells the new token of a session is believed.
    """
    api.post("/auth/reset_token").respond(**answer("reset_token_session_documented"))

    with open_sync("user", base_url) as client:
        session = client.reset_token()

    assert client.auth == session
    assert session.username == "S12"


@pytest.mark.parametrize("kind", ["app", "user"])
def test_lost(api: Any, base_url: str, kind: str):
    """
    A server that does not is reported, and the client is of no use any more.
    """
    api.post("/auth/reset_token").respond(**answer("reset_token_session_answer"))

    with open_sync(kind, base_url) as client:
        with pytest.raises(polympics.TokenLostError, match="does not disclose"):
            client.reset_token()
        with pytest.raises(polympics.PolympicsError, match="does not disclose"):
            client.get_self()
        with pytest.raises(polympics.TokenLostError):
            client.reset_token()


def test_session_of_the_sandbox(caplog: pytest.LogCaptureFixture):
    """
    The known server does not tell, and an account's session is lost. The error says
    so, and nothing is logged about fields of the account.
    """
    with open_sync("user", Sandbox()) as client:
        assert client.get_self().name == "Ada"
        with pytest.raises(polympics.TokenLostError):
            client.reset_token()

    assert [line for line in caplog.records if line.levelname == "WARNING"] == []


def test_at_once():
    """
    A hundred calls around a reset all succeed: those refused are sent again.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        calls = [client.get_self, _create(client)] * 50
        calls.insert(10, client.reset_token)
        results = client.map(_call, calls)
        me = client.get_self()

    created = [team for team in sandbox.world.teams.values() if team.name == "Owls"]
    assert client.auth is results[10]
    assert len(created) == 50
    assert me.name == "Sandbox"


def test_resets_at_once():
    """
    Of several resets that are asked for at once, one serves all.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        results = client.map(_call, [client.reset_token] * 4)

    asked = [one for one in sandbox.requests if one.path == "/auth/reset_token"]
    assert client.auth == results[-1]
    assert len({one.password for one in results}) == len(asked)


def _create(client: Any) -> Any:
    def create() -> Any:
        return client.create_team("Owls")

    return create


def _call(function: Any) -> Any:
    return function()
