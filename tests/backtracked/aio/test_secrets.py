"""
Passwords and cookies that must be shown nowhere.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from respx import MockResponse

from backtracked import BacktrackedError, Client
from clientcore.testing import Broken, leaks, script

from ..answers import COOKIE, SLUG, load

PASSWORD = "not-a-real-password"
TOKEN = "s3cret-token"
SECRETS = (PASSWORD, COOKIE, COOKIE.partition("=")[2], TOKEN)
TO_LOGIN = MockResponse(302, headers={"location": "/auth/login"})


def logged_in() -> Any:
    return MockResponse(
        json=load("rest.auth_login.ok"), headers={"set-cookie": f"{COOKIE}; Path=/"}
    )


@pytest.mark.parametrize("responses", range(6))
async def test_frames(base_url: str, responses: int):
    """
    No frame of ours shows password or cookie, wherever a login, call or renewal breaks.
    """
    me = load("rest.auth_session.ok")
    answers = [logged_in(), me, TO_LOGIN, logged_in(), me][:responses]
    transport = script(*answers)

    async def use(queup: Client) -> None:
        await queup.login("bot", PASSWORD)
        await queup.fetch_session()
        await queup.fetch_token()

    async with Client(
        api=base_url, recent_conversations=False, transport=transport
    ) as queup:
        with pytest.raises(Broken) as caught:
            await use(queup)

    assert leaks(caught.value, "backtracked", *SECRETS) == []


@pytest.mark.parametrize("responses", [0, 1])
async def test_frames_of_a_room(base_url: str, responses: int):
    """
    Nor the password of a room.
    """
    transport = script(*[load("rest.room.ok")][:responses])

    async with Client(api=base_url, transport=transport) as queup:
        with pytest.raises(Broken) as caught:
            await queup.join_room(SLUG, password=PASSWORD)

    assert leaks(caught.value, "backtracked", *SECRETS) == []


@pytest.mark.parametrize("status", [400, 401, 403, 500])
async def test_echoed(base_url: str, status: int):
    """
    A password that the service repeats is in no message, repr, pickle or frame.
    """
    body = {"code": status, "message": "no", "data": {"details": {"x": PASSWORD}}}
    body["message"] = f"no such password: {PASSWORD}"
    transport = script(*[(status, body)] * 3)

    async with Client(api=base_url, retries=0, transport=transport) as queup:
        with pytest.raises(BacktrackedError) as caught:
            await queup.login("bot", PASSWORD)

    error = caught.value
    assert PASSWORD not in f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
    assert leaks(error, "backtracked", PASSWORD) == []


async def test_echoed_cookie(base_url: str):
    """
    Nor is a cookie.
    """
    body = {"code": 403, "message": COOKIE, "data": {"x": [COOKIE]}}
    me = load("rest.auth_session.ok")
    transport = script(logged_in(), me, (403, body))

    async with Client(
        api=base_url, recent_conversations=False, transport=transport
    ) as queup:
        await queup.login("bot", PASSWORD)
        with pytest.raises(BacktrackedError) as caught:
            await queup.fetch_session()

    error = caught.value
    shown = f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
    assert COOKIE.partition("=")[2] not in shown
