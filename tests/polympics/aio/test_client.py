"""
What the clients decide, apart from the endpoints.
"""

from __future__ import annotations

import base64
import logging
from typing import Any

import pytest
from respx import MockResponse

import polympics
from clientcore import GET, Policy
from clientcore.sandbox import Reset
from clientcore.testing import connect_error, read_error, read_timeout
from polympics import (
    Account,
    AppClient,
    Credentials,
    Team,
    UnauthenticatedClient,
    UserClient,
)
from polympics.sandbox import Sandbox

from ..answers import APP, USER, answer, load, old_session
from ..opening import open_async

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
async def test_base_url(api: Any, given: str, path: str):
    """
    Slashes at its end do not matter, and a prefix stays.
    """
    api.get(path).respond(**answer("team_full"))

    async with UnauthenticatedClient(base_url=given) as client:
        assert (await client.get_team(31)).id == 31


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


async def test_log(api: Any, base_url: str, caplog: pytest.LogCaptureFixture):
    """
    No token, neither ours nor Discord's, is logged.
    """
    caplog.set_level(logging.DEBUG)
    api.post("/auth/discord").respond(**answer("session_created"))
    api.get("/auth/me").respond(**answer("app_self"))

    async with open_async("app", base_url) as client:
        session = await client.discord_authenticate("discord-token")
        await client.get_self()

    encoded = base64.b64encode(f"A3:{APP.password}".encode()).decode()
    for secret in (APP.password, encoded, "discord-token", session.password):
        assert secret not in caplog.text


# --- Closing ------------------------------------------------------------------


async def test_closing(api: Any, base_url: str):
    """
    Closing can be repeated, and a closed client says that it is.
    """
    api.get("/team/31").respond(**answer("team_full"))
    client = open_async("none", base_url)
    await client.close()
    await client.close()
    with pytest.raises(polympics.ClosedError, match="the client is closed"):
        await client.get_team(31)

    async with open_async("none", base_url) as other:
        await other.get_team(31)
        assert other.client is not None
    await other.aclose()
    with pytest.raises(polympics.PolympicsError):
        await other.get_team(31)


# --- Finding ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("find_account", "/account/1"),
        ("find_team", "/team/1"),
        ("find_award", "/award/1"),
    ],
)
async def test_finding(api: Any, base_url: str, method: str, path: str):
    """
    What does not exist is ``None``.
    """
    api.get(path).respond(**answer("error_422_account_not_found"))

    async with open_async("none", base_url) as client:
        assert await getattr(client, method)(1) is None


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
async def test_other_404(api: Any, base_url: str, shape: dict[str, Any]):
    """
    A 404 is not how the server says that an account does not exist: the base URL is
    wrong, and nobody is missing.
    """
    api.route(path__startswith="/").respond(404, **shape)

    async with open_async("none", base_url) as client:
        for find in (client.find_account, client.find_team):
            with pytest.raises(polympics.UnknownPathError):
                await find(1)
        with pytest.raises(polympics.UnknownPathError) as caught:
            await client.get_accounts(range(100))

    assert caught.value.code == 404


async def test_unknown_path(api: Any):
    """
    A base URL that leads elsewhere is an error that says so.
    """
    api.get("/api/account/1").respond(**answer("error_404_unknown_path"))

    async with UnauthenticatedClient(base_url="https://api.test/api") as client:
        with pytest.raises(polympics.UnknownPathError, match="base URL right"):
            await client.find_account(1)


async def test_finding_fails(api: Any, base_url: str):
    """
    What could not be asked is not ``None``.
    """
    api.get("/account/1").respond(**answer("error_500.txt"))

    async with open_async("none", base_url) as client:
        with pytest.raises(polympics.ServerError):
            await client.find_account(1)


async def test_many(api: Any, base_url: str):
    """
    Many accounts come in the order asked for, each once, the missing told apart.
    """
    account = Account.from_data(load("account_full"))
    known = api.get(f"/account/{account.id}").respond(**answer("account_full"))
    other = api.get("/account/9007199254740993").respond(**answer("account_minimal"))
    api.get("/account/1").respond(**answer("error_422_account_not_found"))

    async with open_async("none", base_url) as client:
        found = await client.get_accounts(
            [9007199254740993, 1, account, "9007199254740993"]
        )

    assert [one.name for one in found] == ["Ines", "Marlow"]
    assert found.missing == [1]
    assert (known.call_count, other.call_count) == (1, 1)


async def test_none_of_many(base_url: str):
    """
    Nobody is asked for nobody.
    """
    async with open_async("none", base_url) as client:
        found = await client.get_accounts([])

    assert (found.accounts, found.missing) == ([], [])


# --- Trying again -------------------------------------------------------------


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_read_again(api: Any, base_url: str, status: int):
    """
    A read is repeated when the host in front of the server failed.
    """
    bad = answer("error_503_platform.html", status)
    route = api.get("/team/31")
    route.side_effect = [_response(bad), _response(answer("team_full"))]

    async with open_async("none", base_url) as client:
        assert (await client.get_team(31)).id == 31


def _response(told: dict[str, Any]) -> Any:
    return MockResponse(**told)


async def test_crash_is_final(api: Any, base_url: str):
    """
    A 500 is not repeated: this server means it.
    """
    route = api.delete("/team/31").respond(**answer("error_500.txt"))

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.ServerError) as caught:
            await client.delete_team(31)

    assert caught.value.code == 500
    assert route.call_count == 1


async def test_policy(api: Any, base_url: str):
    """
    Who brings a policy of their own gets that.
    """
    route = api.get("/team/31").respond(**answer("error_500.txt"))

    async with open_async("none", base_url, policy=Policy(), retries=1) as client:
        with pytest.raises(polympics.ServerError):
            await client.get_team(31)

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
async def test_writes_once(api: Any, base_url: str, method: str, path: str, call: Any):
    """
    What might be done twice is sent once.
    """
    route = api.route(method=method, path=path).mock(side_effect=read_timeout())

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.TimedOutError) as caught:
            await call(client)

    assert route.call_count == 1
    assert caught.value.sent is True
    assert caught.value.code == 0


async def test_unsent_again(api: Any, base_url: str):
    """
    What was surely not sent is sent again, whatever it is.
    """
    route = api.post("/teams/new")
    route.side_effect = [connect_error(), _response(answer("team_created"))]

    async with open_async("app", base_url) as client:
        assert isinstance(await client.create_team("Owls"), Team)


async def test_no_connection(api: Any, base_url: str):
    """
    Without a server the error is ours, and says what was asked.
    """
    api.get("/team/31").mock(side_effect=connect_error())

    async with open_async("none", base_url, retries=0) as client:
        with pytest.raises(polympics.ConnectionFailedError, match=r"GET team/\{id\}"):
            await client.get_team(31)


# --- Callbacks ----------------------------------------------------------------


@pytest.mark.parametrize("secret", ["", "s ", "a\nb", "a\0b", "s" * 2048], ids=ascii)
async def test_bad_secret(secret: str):
    """
    A secret that could not be verified is refused, and the callback before stays.
    """
    sandbox = Sandbox()
    event, url = polympics.EventType.ACCOUNT_TEAM_UPDATE, "https://a.example/hook"
    async with open_async("app", sandbox) as client:
        before = await client.create_callback(event, url, "good")
        sent = len(sandbox.requests)
        with pytest.raises(ValueError, match="secret"):
            await client.create_callback(event, url, secret)
        with pytest.raises(ValueError, match="secret"):
            await client.rotate_callback_secret(event, secret)
        assert len(sandbox.requests) == sent
        assert await client.get_callback(event) == before


async def test_rotating():
    """
    Another secret for the same URL; also when the response is lost.
    """
    sandbox = Sandbox()
    event, url = polympics.EventType.ACCOUNT_TEAM_UPDATE, "https://a.example/hook"
    async with open_async("app", sandbox) as client:
        with pytest.raises(polympics.NotFoundError):
            await client.rotate_callback_secret(event, "new")
        await client.create_callback(event, url, "old")
        sandbox.faults.add(Reset(handled=True), method="PUT", times=1)
        callback = await client.rotate_callback_secret(event, "new")

    (kept,) = sandbox.world.callbacks.values()
    assert (kept.secret, kept.url, kept.id) == ("new", url, callback.id)


@pytest.mark.parametrize("url", [None, 5])
async def test_rotation_without_a_url(api: Any, base_url: str, url: Any):
    """
    A callback whose URL the server does not send keeps its secret, and that is an error
    of the package.
    """
    told = {"id": 3, "event": "account_team_update", "url": url}
    api.get("/callback/account_team_update").respond(json=told)

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.DecodeError):
            await client.rotate_callback_secret("account_team_update", "new")


# --- Deleting -----------------------------------------------------------------


async def test_deleted_before(api: Any, base_url: str):
    """
    When the answer was lost, and the thing is gone, it was us.
    """
    missing = _response(answer("error_422_account_not_found"))
    route = api.delete("/account/1")
    route.side_effect = [read_error(), missing]
    seen: list[Any] = []

    async with open_async("app", base_url, on_retry=seen.append) as client:
        await client.delete_account(1)

    assert route.call_count == 2
    assert len(seen) == 1


async def test_deleted_after_refusal(api: Any, base_url: str):
    """
    A request that exceeded the rate limit has deleted nothing.
    """
    missing = _response(answer("error_422_account_not_found"))
    refused = MockResponse(429, headers={"retry-after": "0"})
    api.delete("/account/1").side_effect = [refused, missing]

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.NotFoundError):
            await client.delete_account(1)


async def test_hook_of_deletion(api: Any, base_url: str):
    """
    A coroutine function as ``on_retry`` runs for deletions, too.
    """
    api.delete("/account/1").side_effect = [read_error(), MockResponse(204)]
    seen: list[Any] = []

    async def note(facts: Any) -> None:
        seen.append(facts)

    async with open_async("app", base_url, on_retry=note) as client:
        await client.delete_account(1)

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
async def test_deleted_or_not(
    api: Any, base_url: str, body: str, method: str, path: str, call: Any
):
    """
    A 404 of another server does not show that it was us.
    """
    wrong = MockResponse(404, text=body)
    route = api.route(method=method, path=path)
    route.side_effect = [read_error(), wrong]

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.UnknownPathError):
            await call(client)


async def test_bare_404_of_another(api: Any, base_url: str):
    """
    Nor does one without a body, except for an award.
    """
    api.delete("/team/1").side_effect = [read_error(), MockResponse(404)]
    taken = api.delete("/account/1/award/2")
    taken.side_effect = [read_error(), MockResponse(404)]

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.UnknownPathError):
            await client.delete_team(1)
        await client.take_award(2, 1)

    assert taken.call_count == 2


async def test_never_there(api: Any, base_url: str):
    """
    When nothing was sent before, it was not us.
    """
    missing = _response(answer("error_404_take_award.txt"))
    route = api.delete("/account/1/award/2")
    route.side_effect = [connect_error(), missing]

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.NotFoundError) as caught:
            await client.take_award(2, 1)

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
async def test_expired(api: Any, base_url: str, name: str, cls: type[Exception]):
    """
    Whose session has expired is told so.
    """
    route = api.post("/teams/new").respond(**answer(name))

    async with UserClient(old_session(), base_url) as client:
        with pytest.raises(cls, match="session expired at 2021-07-08 10:26:40 UTC"):
            await client.create_team("Owls")

    assert route.call_count == 1


async def test_not_expired(api: Any, base_url: str):
    """
    Discord's refusal has nothing to do with our session.
    """
    api.post("/auth/discord").respond(**answer("error_401_bad_discord_token"))

    async with UserClient(old_session(), base_url) as client:
        with pytest.raises(polympics.UnauthorizedError) as caught:
            await client.discord_authenticate("bad")

    assert "expired" not in str(caught.value)


async def test_conflict(api: Any, base_url: str):
    """
    Who is registered already is told apart.
    """
    api.post("/accounts/new").respond(**answer("error_409_duplicate_account"))

    async with open_async("app", base_url) as client:
        with pytest.raises(polympics.ConflictError) as caught:
            await client.create_account(1, "Ines", "0001")

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
async def test_refused_here(api: Any, base_url: str, call: Any):
    """
    What the server cannot take is not sent.
    """
    async with open_async("app", base_url) as client:
        with pytest.raises(ValueError):  # noqa: PT011, tests/test_bodies.py tells
            await call(client)

    assert len(api.calls) == 0


@pytest.mark.parametrize("strict", [True, False])
async def test_null_permissions(api: Any, base_url: str, strict: bool):
    """
    An app whose permissions cannot be decoded is an error, not an app without them.
    """
    api.get("/auth/me").respond(200, json={**load("app_self"), "permissions": None})

    async with open_async("app", base_url, strict=strict) as client:
        with pytest.raises(polympics.DecodeError):
            await client.get_self()


# --- Requests of one's own ----------------------------------------------------


async def test_request(api: Any, base_url: str):
    """
    A request by method and path gives a dict, or what is asked for.
    """
    route = api.get("/team/31").respond(**answer("team_full"))

    async with open_async("app", base_url) as client:
        raw = await client.request("GET", "/team/31")
        team = await client.request(
            "get", "/team/{team}", Team, team=31, params={"a": 1}
        )
        nothing = await client.request("GET", "/team/31", None)

    assert raw == load("team_full")
    assert team == Team.from_data(raw)
    assert nothing is None
    assert dict(route.calls[1].request.url.params) == {"a": "1"}


@pytest.mark.parametrize("method", ["OPTIONS", "", "get "])
async def test_odd_method(method: str):
    """
    A method that no request has is refused.
    """
    async with open_async("app", Sandbox()) as client:
        with pytest.raises(ValueError, match="is not one of GET, HEAD, POST"):
            await client.request(method, "/team/1")


async def test_whole_request(api: Any, base_url: str):
    """
    A request of the transport's gives the transport's response.
    """
    api.get("/openapi.json").respond(200, json={"openapi": "3.0.2"})

    async with open_async("app", base_url) as client:
        response = await client.request(GET("openapi.json"))

    assert response.status == 200
    assert response.json() == {"openapi": "3.0.2"}


async def test_bound(api: Any, base_url: str):
    """
    Models know the client that got them.
    """
    api.get("/team/31").respond(**answer("team_full"))

    async with open_async("none", base_url) as client:
        team = await client.get_team(31)
        assert team.client is client
