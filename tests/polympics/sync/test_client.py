# Generated from aio/test_client.py by `nox -s twins`: do not edit.
"""
What the clients decide, apart from the endpoints.
"""

from __future__ import annotations

import base64
import logging
from typing import Any

import pytest
from respx import MockResponse

import polympics.sync as polympics
from clientcore import GET, Policy
from clientcore.sandbox import Reset
from clientcore.testing import connect_error, read_error, read_timeout
from polympics.sandbox import Sandbox
from polympics.sync import (
    Account,
    AppClient,
    Credentials,
    Team,
    UnauthenticatedClient,
    UserClient,
)

from ..answers import APP, USER, answer, load, old_session
from ..opening import open_sync

pytestmark = pytest.mark.usefixtures("no_backoff")


# --- Making one ---------------------------------------------------------------


def test_defaults():
    """
    A client can be made without a loop, and is for the local server.
    """
    client = AppClient(APP)

    assert client.base_url == "http://127.0.0.1:8000"
    assert client.auth is APP
    assert client.client is None
    assert isinstance(client, UnauthenticatedClient)
    assert UnauthenticatedClient().auth is None


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("https://api.test", "/team/31"),
        ("https://api.test/", "/team/31"),
        ("https://api.test/prefix//", "/prefix/team/31"),
    ],
)
def test_base_url(api: Any, given: str, path: str):
    """
    Slashes at its end do not matter, and a prefix stays.
    """
    api.get(path).respond(**answer("team_full"))

    with UnauthenticatedClient(base_url=given) as client:
        assert client.get_team(31).id == 31


@pytest.mark.parametrize(
    "given", ["api.test", "ftp://api.test", "https://a:b@api.test"]
)
def test_odd_base_url(given: str):
    """
    An address that is none is refused at once, as a value and as our error.
    """
    with pytest.raises(polympics.UnsafeURLError) as caught:
        UnauthenticatedClient(base_url=given)

    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(("make", "wrong"), [(AppClient, USER), (UserClient, APP)])
def test_wrong_kind(make: Any, wrong: Credentials):
    """
    Credentials of the other kind are refused at once, and not shown.
    """
    with pytest.raises(ValueError, match="credentials of") as caught:
        make(wrong)

    assert wrong.password not in str(caught.value)


def test_no_credentials_object():
    """
    A name and a token by position are no credentials.
    """
    with pytest.raises(TypeError, match="needs Credentials, not str"):
        AppClient("A3")  # type: ignore[arg-type]


def test_secrets():
    """
    The repr shows no token.
    """
    assert repr(AppClient(APP)) == "<AppClient of http://127.0.0.1:8000/>"


def test_log(api: Any, base_url: str, caplog: pytest.LogCaptureFixture):
    """
    No token, neither ours nor Discord's, is logged.
    """
    caplog.set_level(logging.DEBUG)
    api.post("/auth/discord").respond(**answer("session_created"))
    api.get("/auth/me").respond(**answer("app_self"))

    with open_sync("app", base_url) as client:
        session = client.discord_authenticate("discord-token")
        client.get_self()

    encoded = base64.b64encode(f"A3:{APP.password}".encode()).decode()
    for secret in (APP.password, encoded, "discord-token", session.password):
        assert secret not in caplog.text


# --- Closing ------------------------------------------------------------------


def test_closing(api: Any, base_url: str):
    """
    Closing can be repeated, and a closed client says that it is.
    """
    api.get("/team/31").respond(**answer("team_full"))
    client = open_sync("none", base_url)
    client.close()
    client.close()
    with pytest.raises(polympics.ClosedError, match="the client is closed"):
        client.get_team(31)

    with open_sync("none", base_url) as other:
        other.get_team(31)
        assert other.client is not None
    other.close()
    with pytest.raises(polympics.PolympicsError):
        other.get_team(31)


# --- Finding ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("find_account", "/account/1"),
        ("find_team", "/team/1"),
        ("find_award", "/award/1"),
    ],
)
def test_finding(api: Any, base_url: str, method: str, path: str):
    """
    What does not exist is ``None``.
    """
    api.get(path).respond(**answer("error_422_account_not_found"))

    with open_sync("none", base_url) as client:
        assert getattr(client, method)(1) is None


@pytest.mark.parametrize(
    "shape",
    [
        {"json": {"detail": "Not Found"}},
        {"json": {}},
        {"json": {"detail": [{"loc": ["path"], "msg": "not found."}]}},
        {"html": "<h1>no such app</h1>"},
        {"text": ""},
        {"json": None},
    ],
    ids=["path", "nothing", "issues", "page", "empty", "null"],
)
def test_other_404(api: Any, base_url: str, shape: dict[str, Any]):
    """
    A 404 is not how the server says that an account does not exist: the base URL is
    wrong, and nobody is missing.
    """
    api.route(path__startswith="/").respond(404, **shape)

    with open_sync("none", base_url) as client:
        for find in (client.find_account, client.find_team):
            with pytest.raises(polympics.UnknownPathError):
                find(1)
        with pytest.raises(polympics.UnknownPathError) as caught:
            client.get_accounts(range(100))

    assert caught.value.code == 404


def test_unknown_path(api: Any):
    """
    A base URL that leads elsewhere is an error that says so.
    """
    api.get("/api/account/1").respond(**answer("error_404_unknown_path"))

    with UnauthenticatedClient(base_url="https://api.test/api") as client:
        with pytest.raises(polympics.UnknownPathError, match="base URL right"):
            client.find_account(1)


def test_finding_fails(api: Any, base_url: str):
    """
    What could not be asked is not ``None``.
    """
    api.get("/account/1").respond(**answer("error_500.txt"))

    with open_sync("none", base_url) as client:
        with pytest.raises(polympics.ServerError):
            client.find_account(1)


def test_many(api: Any, base_url: str):
    """
    Many accounts come in the order asked for, each once, the missing told apart.
    """
    account = Account.from_data(load("account_full"))
    known = api.get(f"/account/{account.id}").respond(**answer("account_full"))
    other = api.get("/account/9007199254740993").respond(**answer("account_minimal"))
    api.get("/account/1").respond(**answer("error_422_account_not_found"))

    with open_sync("none", base_url) as client:
        found = client.get_accounts([9007199254740993, 1, account, "9007199254740993"])

    assert [one.name for one in found] == ["Ines", "Marlow"]
    assert found.missing == [1]
    assert (known.call_count, other.call_count) == (1, 1)


def test_none_of_many(base_url: str):
    """
    Nobody is asked for nobody.
    """
    with open_sync("none", base_url) as client:
        found = client.get_accounts([])

    assert (found.accounts, found.missing) == ([], [])


# --- Trying again -------------------------------------------------------------


@pytest.mark.parametrize("status", [502, 503, 504])
def test_read_again(api: Any, base_url: str, status: int):
    """
    A read is repeated when the host in front of the server failed.
    """
    bad = answer("error_503_platform.html", status)
    route = api.get("/team/31")
    route.side_effect = [_response(bad), _response(answer("team_full"))]

    with open_sync("none", base_url) as client:
        assert client.get_team(31).id == 31


def _response(told: dict[str, Any]) -> Any:
    return MockResponse(**told)


def test_crash_is_final(api: Any, base_url: str):
    """
    A 500 is not repeated: this server means it.
    """
    route = api.delete("/team/31").respond(**answer("error_500.txt"))

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.ServerError) as caught:
            client.delete_team(31)

    assert caught.value.code == 500
    assert route.call_count == 1


def test_policy(api: Any, base_url: str):
    """
    Who brings a policy of their own gets that.
    """
    route = api.get("/team/31").respond(**answer("error_500.txt"))

    with open_sync("none", base_url, policy=Policy(), retries=1) as client:
        with pytest.raises(polympics.ServerError):
            client.get_team(31)

    assert route.call_count == 2


@pytest.mark.parametrize(
    ("method", "path", "call"),
    [
        ("POST", "/teams/new", lambda it: it.create_team("Owls")),
        ("POST", "/auth/discord", lambda it: it.discord_authenticate("t")),
        ("POST", "/auth/create_session", lambda it: it.create_session(1)),
        ("POST", "/auth/reset_token", lambda it: it.reset_token()),
        ("PATCH", "/account/1", lambda it: it.update_account(1, team=31)),
    ],
    ids=["create_team", "discord", "create_session", "reset_token", "update_account"],
)
def test_writes_once(api: Any, base_url: str, method: str, path: str, call: Any):
    """
    What might be done twice is sent once.
    """
    route = api.route(method=method, path=path).mock(side_effect=read_timeout())

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.TimedOutError) as caught:
            call(client)

    assert route.call_count == 1
    assert caught.value.sent is True
    assert caught.value.code == 0


def test_unsent_again(api: Any, base_url: str):
    """
    What was surely not sent is sent again, whatever it is.
    """
    route = api.post("/teams/new")
    route.side_effect = [connect_error(), _response(answer("team_created"))]

    with open_sync("app", base_url) as client:
        assert isinstance(client.create_team("Owls"), Team)


def test_no_connection(api: Any, base_url: str):
    """
    Without a server the error is ours, and says what was asked.
    """
    api.get("/team/31").mock(side_effect=connect_error())

    with open_sync("none", base_url, retries=0) as client:
        with pytest.raises(polympics.ConnectionFailedError, match=r"GET team/\{id\}"):
            client.get_team(31)


# --- Callbacks ----------------------------------------------------------------


@pytest.mark.parametrize("secret", ["", "s ", "a\nb", "a\0b", "s" * 2048], ids=ascii)
def test_bad_secret(secret: str):
    """
    A secret that could not be verified is refused, and the callback before stays.
    """
    sandbox = Sandbox()
    event, url = polympics.EventType.ACCOUNT_TEAM_UPDATE, "https://a.example/hook"
    with open_sync("app", sandbox) as client:
        before = client.create_callback(event, url, "good")
        sent = len(sandbox.requests)
        with pytest.raises(ValueError, match="secret"):
            client.create_callback(event, url, secret)
        with pytest.raises(ValueError, match="secret"):
            client.rotate_callback_secret(event, secret)
        assert len(sandbox.requests) == sent
        assert client.get_callback(event) == before


def test_rotating():
    """
    Another secret for the same URL; also when the response is lost.
    """
    sandbox = Sandbox()
    event, url = polympics.EventType.ACCOUNT_TEAM_UPDATE, "https://a.example/hook"
    with open_sync("app", sandbox) as client:
        with pytest.raises(polympics.NotFoundError):
            client.rotate_callback_secret(event, "new")
        client.create_callback(event, url, "old")
        sandbox.faults.add(Reset(handled=True), method="PUT", times=1)
        callback = client.rotate_callback_secret(event, "new")

    (kept,) = sandbox.world.callbacks.values()
    assert (kept.secret, kept.url, kept.id) == ("new", url, callback.id)


@pytest.mark.parametrize("url", [None, 5])
def test_rotation_without_a_url(api: Any, base_url: str, url: Any):
    """
    A callback whose URL the server does not send keeps its secret, and that is an error
    of the package.
    """
    told = {"id": 3, "event": "account_team_update", "url": url}
    api.get("/callback/account_team_update").respond(json=told)

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.DecodeError):
            client.rotate_callback_secret("account_team_update", "new")


# --- Deleting -----------------------------------------------------------------


def test_deleted_before(api: Any, base_url: str):
    """
    When the answer was lost, and the thing is gone, it was us.
    """
    missing = _response(answer("error_422_account_not_found"))
    route = api.delete("/account/1")
    route.side_effect = [read_error(), missing]
    seen: list[Any] = []

    with open_sync("app", base_url, on_retry=seen.append) as client:
        client.delete_account(1)

    assert route.call_count == 2
    assert len(seen) == 1


def test_deleted_after_refusal(api: Any, base_url: str):
    """
    A request that exceeded the rate limit has deleted nothing.
    """
    missing = _response(answer("error_422_account_not_found"))
    refused = MockResponse(429, headers={"retry-after": "0"})
    api.delete("/account/1").side_effect = [refused, missing]

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.NotFoundError):
            client.delete_account(1)


def test_hook_of_deletion(api: Any, base_url: str):
    """
    A coroutine function as ``on_retry`` runs for deletions, too.
    """
    api.delete("/account/1").side_effect = [read_error(), MockResponse(204)]
    seen: list[Any] = []

    def note(facts: Any) -> None:
        seen.append(facts)

    with open_sync("app", base_url, on_retry=note) as client:
        client.delete_account(1)

    assert [one.attempt for one in seen] == [1]


@pytest.mark.parametrize(
    ("method", "path", "call"),
    [
        ("DELETE", "/account/1", lambda it: it.delete_account(1)),
        ("DELETE", "/account/1/award/2", lambda it: it.take_award(2, 1)),
        ("DELETE", "/callback/x", lambda it: it.delete_callback("x")),
    ],
    ids=["account", "award", "callback"],
)
@pytest.mark.parametrize("body", ["<h1>no such app</h1>", " "])
def test_deleted_or_not(
    api: Any, base_url: str, body: str, method: str, path: str, call: Any
):
    """
    A 404 of another server does not show that it was us.
    """
    wrong = MockResponse(404, text=body)
    route = api.route(method=method, path=path)
    route.side_effect = [read_error(), wrong]

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.UnknownPathError):
            call(client)


def test_bare_404_of_another(api: Any, base_url: str):
    """
    Nor does one without a body, except for an award.
    """
    api.delete("/team/1").side_effect = [read_error(), MockResponse(404)]
    taken = api.delete("/account/1/award/2")
    taken.side_effect = [read_error(), MockResponse(404)]

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.UnknownPathError):
            client.delete_team(1)
        client.take_award(2, 1)

    assert taken.call_count == 2


def test_never_there(api: Any, base_url: str):
    """
    When nothing was sent before, it was not us.
    """
    missing = _response(answer("error_404_take_award.txt"))
    route = api.delete("/account/1/award/2")
    route.side_effect = [connect_error(), missing]

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.NotFoundError) as caught:
            client.take_award(2, 1)

    assert isinstance(caught.value, polympics.ClientError)
    assert caught.value.code == 404


# --- Refusals -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("error_401_unknown_credentials", polympics.UnauthorizedError),
        ("error_403_scope", polympics.ForbiddenError),
    ],
)
def test_expired(api: Any, base_url: str, name: str, cls: type[Exception]):
    """
    Whose session has expired is told so.
    """
    route = api.post("/teams/new").respond(**answer(name))

    with UserClient(old_session(), base_url) as client:
        with pytest.raises(cls, match="session expired at 2021-07-08 10:26:40 UTC"):
            client.create_team("Owls")

    assert route.call_count == 1


def test_not_expired(api: Any, base_url: str):
    """
    Discord's refusal has nothing to do with our session.
    """
    api.post("/auth/discord").respond(**answer("error_401_bad_discord_token"))

    with UserClient(old_session(), base_url) as client:
        with pytest.raises(polympics.UnauthorizedError) as caught:
            client.discord_authenticate("bad")

    assert "expired" not in str(caught.value)


def test_conflict(api: Any, base_url: str):
    """
    Who is registered already is told apart.
    """
    api.post("/accounts/new").respond(**answer("error_409_duplicate_account"))

    with open_sync("app", base_url) as client:
        with pytest.raises(polympics.ConflictError) as caught:
            client.create_account(1, "Ines", "0001")

    assert caught.value.detail == "That Discord ID is already registered."
    assert caught.value.code == 409


@pytest.mark.parametrize(
    "call",
    [
        lambda it: it.create_callback("account_team_update", "u" * 2048, "s"),
        lambda it: it.create_callback("account_team_update", "u", "s" * 2048),
        lambda it: it.create_award("t" * 33, "u", 1),
        lambda it: it.create_team("a\0b"),
        lambda it: it.create_account(2**63, "Ines", "0001"),
        lambda it: it.update_account(1, name=""),
        lambda it: it.update_award(1, title=""),
        lambda it: it.get_account("owl"),
        lambda it: it.discord_authenticate("a\0b"),
    ],
    ids=["url", "secret", "title", "nul", "id", "name", "new title", "owl", "token"],
)
def test_refused_here(api: Any, base_url: str, call: Any):
    """
    What the server cannot take is not sent.
    """
    with open_sync("app", base_url) as client:
        with pytest.raises(ValueError):  # noqa: PT011, tests/test_bodies.py tells
            call(client)

    assert len(api.calls) == 0


@pytest.mark.parametrize("strict", [True, False])
def test_null_permissions(api: Any, base_url: str, strict: bool):
    """
    An app whose permissions cannot be decoded is an error, not an app without them.
    """
    api.get("/auth/me").respond(200, json={**load("app_self"), "permissions": None})

    with open_sync("app", base_url, strict=strict) as client:
        with pytest.raises(polympics.DecodeError):
            client.get_self()


# --- Requests of one's own ----------------------------------------------------


def test_request(api: Any, base_url: str):
    """
    A request by method and path gives a dict, or what is asked for.
    """
    route = api.get("/team/31").respond(**answer("team_full"))

    with open_sync("app", base_url) as client:
        raw = client.request("GET", "/team/31")
        team = client.request("get", "/team/{team}", Team, team=31, params={"a": 1})
        nothing = client.request("GET", "/team/31", None)

    assert raw == load("team_full")
    assert team == Team.from_data(raw)
    assert nothing is None
    assert dict(route.calls[1].request.url.params) == {"a": "1"}


@pytest.mark.parametrize("method", ["OPTIONS", "", "get "])
def test_odd_method(method: str):
    """
    A method that no request has is refused.
    """
    with open_sync("app", Sandbox()) as client:
        with pytest.raises(ValueError, match="is not one of GET, HEAD, POST"):
            client.request(method, "/team/1")


def test_whole_request(api: Any, base_url: str):
    """
    A request of the transport's gives the transport's response.
    """
    api.get("/openapi.json").respond(200, json={"openapi": "3.0.2"})

    with open_sync("app", base_url) as client:
        response = client.request(GET("openapi.json"))

    assert response.status == 200
    assert response.json() == {"openapi": "3.0.2"}


def test_bound(api: Any, base_url: str):
    """
    Models know the client that got them.
    """
    api.get("/team/31").respond(**answer("team_full"))

    with open_sync("none", base_url) as client:
        team = client.get_team(31)
        assert team.client is client
