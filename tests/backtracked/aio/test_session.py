"""
Sessions: beginning them, keeping them, ending them.
"""

from __future__ import annotations

from typing import Any

import pytest

import clientcore
from backtracked import (
    AuthorizationError,
    Client,
    ServerError,
    SessionExpiredError,
    UnauthorizedError,
)

from ..answers import ALICE, COOKIE, ME, ROOM, answer, log_in, responses, wrapped

PASSWORD = "not-a-real-password"
TO_LOGIN = {"status_code": 302, "headers": {"location": "/auth/login"}}


def client(base_url: str, **options: Any) -> Client:
    """Return a client that asks for no conversations."""
    return Client(api=base_url, recent_conversations=False, **options)


async def test_login(api: Any, base_url: str):
    """
    Logging in gives the user, and the session goes with each request after that.
    """
    log_in(api)
    playlists = api.get("/playlist").respond(**answer("playlists.ok"))

    async with client(base_url) as queup:
        assert not queup.logged_in

        await queup.login("bot@example.invalid", PASSWORD)
        await queup.fetch_playlists()

        assert queup.logged_in
        assert queup.user is not None
        assert queup.users[ME] is queup.user

    assert playlists.calls.last.request.headers["cookie"] == COOKIE
    assert b"username=bot%40example.invalid" in api.calls[0].request.content


async def test_login_reads_conversations(api: Any, base_url: str):
    """
    By default one's conversations are read, too.
    """
    log_in(api)
    api.get("/message").respond(**answer("message_list.ok"))

    async with Client(api=base_url) as queup:
        await queup.login("bot", PASSWORD)

        assert len(queup.conversations) == 1


async def test_login_without_conversations(api: Any, base_url: str):
    """
    If they can't be read, that is no reason not to be logged in.
    """
    log_in(api)
    api.get("/message").respond(404)

    async with Client(api=base_url) as queup:
        await queup.login("bot", PASSWORD)

        assert queup.logged_in


async def test_cookie_stays(api: Any, base_url: str):
    """
    The session goes to the service's own host, and to no other.
    """
    log_in(api)
    elsewhere = api.get("https://elsewhere.test/any").respond(200)

    async with client(base_url) as queup:
        await queup.login("bot", PASSWORD)
        await queup.request(clientcore.GET("any", base="https://elsewhere.test"))

    assert "cookie" not in elsewhere.calls.last.request.headers


@pytest.mark.parametrize(
    ("name", "words"),
    [("bad_password", "refused"), ("bad_password_nested", "Missing credentials")],
)
async def test_refused(name: str, words: str, api: Any, base_url: str):
    """
    A refused login is an error that says what the service said.
    """
    api.post("/auth/login").respond(**answer(f"auth_login.{name}", 400))

    async with client(base_url) as queup:
        with pytest.raises(AuthorizationError, match=words) as caught:
            await queup.login("bot", PASSWORD)

        assert not queup.logged_in
    assert isinstance(caught.value, clientcore.AuthError)


async def test_password_is_not_repeated(api: Any, base_url: str):
    """
    A server that repeats the password does not get it into the error.
    """
    body = {"code": 400, "message": f"no such password: {PASSWORD}"}
    api.post("/auth/login").respond(400, json=body)

    async with client(base_url) as queup:
        with pytest.raises(AuthorizationError) as caught:
            await queup.login("bot", PASSWORD)

    assert PASSWORD not in f"{caught.value!r} {caught.value.__cause__!r}"


async def test_service_down(api: Any, base_url: str, no_backoff: None):
    """
    A service that fails is not a wrong password.
    """
    api.post("/auth/login").respond(**answer("error.envelope_only_message", 500))

    async with client(base_url) as queup:
        with pytest.raises(ServerError):
            await queup.login("bot", PASSWORD)


async def test_no_cookie(api: Any, base_url: str):
    """
    A login that no session came of is none.
    """
    api.post("/auth/login").respond(**answer("auth_login.ok"))
    api.get("/auth/session").respond(**TO_LOGIN)

    async with client(base_url) as queup:
        with pytest.raises(AuthorizationError, match="no session"):
            await queup.login("bot", PASSWORD)


@pytest.mark.parametrize("over", [TO_LOGIN, {"status_code": 401}])
async def test_renewed(over: dict[str, Any], api: Any, base_url: str):
    """
    A session that is over is begun again, once, and the request sent again.
    """
    log_in(api)
    route = api.get("/playlist")
    route.side_effect = responses(over, answer("playlists.ok"))

    async with client(base_url) as queup:
        await queup.login("bot", PASSWORD)
        found = await queup.fetch_playlists()

    assert len(found) == 1
    assert logins(api) == 2


async def test_renewed_once(api: Any, base_url: str):
    """
    If that does not help either, it is an error.
    """
    log_in(api)
    api.get("/playlist").respond(**TO_LOGIN)

    async with client(base_url) as queup:
        await queup.login("bot", PASSWORD)
        with pytest.raises(SessionExpiredError) as caught:
            await queup.fetch_playlists()

    assert caught.value.status == 302
    assert isinstance(caught.value, clientcore.Unauthorized)
    assert logins(api) == 2


async def test_other_password(api: Any, base_url: str):
    """
    Somebody who changed the password meanwhile gets to know.
    """
    log_in(api)
    api.get("/playlist").respond(**TO_LOGIN)

    async with client(base_url) as queup:
        await queup.login("bot", PASSWORD)
        api.post("/auth/login").respond(**answer("auth_login.bad_password", 400))
        with pytest.raises(AuthorizationError):
            await queup.fetch_playlists()


async def test_missing_right_renews_nothing(api: Any, base_url: str):
    """
    A 401 about a right is no reason to log in again.
    """
    log_in(api)
    api.post(f"/chat/mute/{ROOM}/user/{ALICE}").respond(
        **answer("set_role.forbidden", 401)
    )

    async with client(base_url) as queup:
        await queup.login("bot", PASSWORD)
        with pytest.raises(UnauthorizedError, match="permission") as caught:
            await queup.mute(ROOM, ALICE)

    assert caught.value.details == "You do not have permission to do this"
    assert logins(api) == 1


async def test_guest(api: Any, base_url: str):
    """
    Who is not logged in may read, and is told what takes a login.
    """
    api.get(f"/room/{ROOM}").respond(**answer("room.ok"))
    api.get("/playlist").respond(**TO_LOGIN)

    async with client(base_url) as queup:
        room = await queup.fetch_room(ROOM)
        with pytest.raises(SessionExpiredError, match="log in"):
            await queup.fetch_playlists()

    assert room.id == ROOM
    assert "cookie" not in api.calls.last.request.headers


async def test_logout(api: Any, base_url: str):
    """
    After logging out there is neither user nor session, nor what belonged to it.
    """
    log_in(api)
    api.get("/auth/logout").respond(json=wrapped(None))
    room = api.get(f"/room/{ROOM}").respond(**answer("room.ok"))

    api.get("/message").respond(**answer("message_list.ok"))

    async with Client(api=base_url) as queup:
        await queup.login("bot", PASSWORD)
        queup.rooms.add(await queup.fetch_room(ROOM))
        assert queup.conversations
        await queup.logout()
        await queup.fetch_room(ROOM)

        assert not queup.logged_in
        assert not queup.rooms
        assert not queup.conversations
    assert "cookie" not in room.calls.last.request.headers


def test_repr():
    """
    Neither client nor session shows a secret.
    """
    queup = Client()
    queup._session._cookies = {"connect.sid": "secret"}

    assert "secret" not in f"{queup!r} {queup._session!r}"


def logins(api: Any) -> int:
    """Return how often somebody logged in."""
    return sum(call.request.url.path == "/auth/login" for call in api.calls)
