"""
Sessions, and what is to be had without one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Sandbox
from clientcore.sandbox import Answer, ExpiredToken, call

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]


async def log_in(sandbox: Sandbox, name: str, password: str, **how: Any) -> Answer:
    fields = {"username": name, "password": password}
    return await call(sandbox, "POST", "/auth/login", json=fields, **how)


@pytest.mark.parametrize("name", ["deckhand", "DECKHAND", "deckhand@harbour.example"])
async def test_login(sandbox: Sandbox, name: str):
    """
    A name or an e-mail address logs in, and a cookie is the session.
    """
    answer = await log_in(sandbox, name, sandbox.credentials.bot.password)
    cookie, _, attributes = answer.headers["set-cookie"].partition(";")
    me = await call(sandbox, "GET", "/auth/session", headers={"cookie": cookie})

    assert answer.json()["data"]["username"] == "deckhand"
    assert cookie.startswith("connect.sid=s%3A")
    assert attributes == " Path=/; HttpOnly"
    assert me.json()["data"]["username"] == "deckhand"


async def test_login_by_form(sandbox: Sandbox, ask: Ask):
    """
    A form does as well as JSON.
    """
    login = sandbox.credentials.moderator
    form = {"username": login.username, "password": login.password}

    assert (await ask("POST", "/auth/login", form=form)).status == 200


async def test_wrong_password(sandbox: Sandbox):
    """
    A wrong password is 400, and so are somebody unknown and somebody scripted.
    """
    for name in ("deckhand", "nobody", "ada_dj"):
        answer = await log_in(sandbox, name, "x")

        assert answer.status == 400
        assert answer.json() == {
            "code": 400,
            "message": "Bad Request",
            "data": {
                "details": {"code": 400, "message": "Invalid username or password"}
            },
        }


async def test_missing_credentials(sandbox: Sandbox):
    """
    Without credentials the leaf of the refusal is an object.
    """
    answer = await log_in(sandbox, "", "")
    details = answer.json()["data"]["details"]

    assert details == {"code": 400, "message": {"message": "Missing credentials"}}


PRIVATE = [
    ("GET", "/auth/session"),
    ("POST", "/room"),
    ("POST", "/room/{harbour-lights}/users"),
    ("DELETE", "/room/{harbour-lights}/users"),
    ("GET", "/room/{harbour-lights}/playlist/details"),
    ("POST", "/room/{harbour-lights}/playlist"),
    ("POST", "/chat/{harbour-lights}"),
    ("POST", "/chat/kick/{harbour-lights}/user/{bo_listener}"),
    ("GET", "/user/session/room/{harbour-lights}/queue"),
    ("POST", "/user/updateUsername"),
    ("GET", "/playlist"),
    ("GET", "/message"),
    ("GET", "/message/new"),
]


@pytest.mark.parametrize(("method", "path"), PRIVATE)
async def test_private(ask: Ask, method: str, path: str):
    """
    What is private is a redirect to the login's page without a body.
    """
    answer = await ask(method, path)

    assert (answer.status, answer.body) == (302, b"")
    assert answer.headers["location"] == "/auth/login"


async def test_login_page(ask: Ask):
    """
    That page is HTML.
    """
    assert (await ask("GET", "/auth/login")).text.startswith("<!DOCTYPE html>")


PUBLIC = [
    "/room",
    "/room/{harbour-lights}",
    "/room/{harbour-lights}/users",
    "/room/{harbour-lights}/users/staff",
    "/room/{harbour-lights}/users/ban",
    "/room/{harbour-lights}/users/mute",
    "/room/{harbour-lights}/users/{ada_dj}",
    "/room/{harbour-lights}/audit",
    "/room/{harbour-lights}/playlist",
    "/room/{harbour-lights}/playlist/active",
    "/room/{harbour-lights}/playlist/active/dubs",
    "/room/{harbour-lights}/playlist/history",
    "/room/{harbour-lights}/playlist/waitlist",
    "/room/room:{harbour-lights}",
    "/chat/{harbour-lights}",
    "/user/{ada_dj}",
    "/user/{ada_dj}/following",
    "/user/{ada_dj}/follows",
    "/song",
    "/auth/token",
]


@pytest.mark.parametrize("path", PUBLIC)
async def test_public(data: Data, path: str):
    """
    What is public needs no session.
    """
    assert await data("GET", path) is not None


async def test_logout(sandbox: Sandbox, ask: Ask):
    """
    Logging out ends the session.
    """
    cookie = sandbox.world.log_in(sandbox.person("deckhand").user)
    header = {"cookie": f"connect.sid={cookie}"}
    await call(sandbox, "GET", "/auth/logout", headers=header)
    answer = await call(sandbox, "GET", "/auth/session", headers=header)

    assert answer.status == 302


async def test_session_ends(sandbox: Sandbox):
    """
    A session ends by itself, or when the test says so.
    """
    user = sandbox.person("deckhand").user
    cookies = [sandbox.world.log_in(user) for _ in range(2)]
    statuses = []
    for cookie in cookies:
        header = {"cookie": f"connect.sid={cookie}"}
        statuses += [await call(sandbox, "GET", "/auth/session", headers=header)]
        if cookie == cookies[0]:
            sandbox.expire_sessions("deckhand")
        else:
            sandbox.advance(sandbox.world.limits.session_lifetime)
        statuses += [await call(sandbox, "GET", "/auth/session", headers=header)]

    assert [s.status for s in statuses] == [200, 302, 302, 302]


async def test_expired_token(sandbox: Sandbox, ask: Ask):
    """
    The kit's fault takes one request's cookie away.
    """
    sandbox.faults.add(ExpiredToken(), times=1)
    answers = [await ask("GET", "/auth/session", by="deckhand") for _ in range(2)]

    assert [answer.status for answer in answers] == [302, 200]


async def test_token(sandbox: Sandbox, data: Data):
    """
    A token for the socket says whose it is, a guest's too; each is new.
    """
    own = [await data("GET", "/auth/token", by="deckhand") for _ in range(2)]
    guest = await data("GET", "/auth/token")

    assert own[0]["clientId"] == sandbox.person("deckhand").user.id
    assert own[0]["token"] != own[1]["token"]
    assert guest["clientId"] not in sandbox.world.users
