"""
Credentials that must be shown nowhere.
"""

from __future__ import annotations

import pickle
from base64 import b64encode
from typing import Any

import pytest

import polympics
from clientcore.testing import Broken, leaks, script
from polympics.sandbox import Sandbox

from ..answers import APP, USER, load
from ..opening import open_async

DISCORD = "discord/s3cret+"
SECRETS = (APP.password, USER.password, DISCORD, load("app_credentials")["password"])
PAIRS = tuple(
    b64encode(f"{one.username}:{one.password}".encode()).decode() for one in (APP, USER)
)

CALLS: dict[str, Any] = {
    "get_self": lambda client: client.get_self(),
    "reset_token": lambda client: client.reset_token(),
    "create_team": lambda client: client.create_team("Owls"),
    "discord_authenticate": lambda client: client.discord_authenticate(DISCORD),
    "update_account": lambda client: client.update_account(7, discord_token=DISCORD),
    "request": lambda client: client.request("GET", "auth/me"),
    "update": lambda client: polympics.Account.from_data(
        load("account_full"), client
    ).update(discord_token=DISCORD),
}
OF_APPS: dict[str, Any] = {
    "create_session": lambda client: client.create_session(7),
    "create_callback": lambda client: client.create_callback(
        "account_team_update", "https://a.example/", DISCORD
    ),
    "rotate_callback_secret": lambda client: client.rotate_callback_secret(
        "account_team_update", DISCORD
    ),
    "rotate_secret": lambda client: polympics.Callback.from_data(
        load("callback"), client
    ).rotate_secret(DISCORD),
}
OF_NOBODY = ("discord_authenticate", "update_account")


@pytest.mark.parametrize(
    ("kind", "call"),
    [
        *[("app", name) for name in (*CALLS, *OF_APPS)],
        *[("user", name) for name in CALLS],
        *[("unauthenticated", name) for name in OF_NOBODY],
    ],
)
async def test_frames(base_url: str, kind: str, call: str):
    """
    No frame of ours shows a token or password while a request is sent.
    """
    async with open_async(kind, base_url, transport=script()) as client:
        with pytest.raises(Broken) as caught:
            await (CALLS | OF_APPS)[call](client)

    assert leaks(caught.value, "polympics", *SECRETS, *PAIRS) == []


@pytest.mark.parametrize("kind", ["app", "user"])
@pytest.mark.parametrize("responses", [1, 2, 3])
async def test_frames_of_a_reset(base_url: str, kind: str, responses: int):
    """
    Nor while a token is replaced, used and replaced again.
    """
    name = "app_credentials" if kind == "app" else "reset_token_session_documented"
    new, me = load(name), load("app_self" if kind == "app" else "account_full")
    transport = script(*[new, me, new][:responses])

    async def use(client: Any) -> None:
        await client.reset_token()
        await client.get_self()
        await client.reset_token()
        await client.get_self()

    async with open_async(kind, base_url, transport=transport) as client:
        with pytest.raises(Broken) as caught:
            await use(client)

    assert leaks(caught.value, "polympics", *SECRETS, *PAIRS, new["password"]) == []


@pytest.mark.parametrize("response", [{"username": "A3"}, {"password": DISCORD}])
async def test_frames_of_a_lost_token(base_url: str, response: Any):
    """
    Nor where the response to a reset cannot be read.
    """
    async with open_async("app", base_url, transport=script(response)) as client:
        with pytest.raises(polympics.TokenLostError) as caught:
            await client.reset_token()

    assert leaks(caught.value, "polympics", *SECRETS, *PAIRS) == []


@pytest.mark.parametrize("response", [{}, [DISCORD], {"welcome": DISCORD}])
async def test_reset_by_another_server(base_url: str, response: Any):
    """
    Nor where the response is not one of the server. The token may be valid still, so
    the client continues with it.
    """
    transport = script(response, load("app_self"))
    async with open_async("app", base_url, transport=transport) as client:
        with pytest.raises(polympics.DecodeError, match="may not have") as caught:
            await client.reset_token()

        assert leaks(caught.value, "polympics", *SECRETS, *PAIRS) == []
        assert (await client.get_self()).username == "A3"


@pytest.mark.parametrize("call", ["discord_authenticate", "update_account"])
@pytest.mark.parametrize("status", [401, 403, 422, 500])
async def test_echoed(base_url: str, call: str, status: int):
    """
    A token that the server repeats is in no message, repr or pickle of the error.
    """
    echo = {"detail": [{"loc": ["body", "token"], "msg": DISCORD, "type": "x"}]}
    body = echo if status == 422 else {"detail": f"{DISCORD} of {APP.password}"}
    transport = script(*[(status, body)] * 3)

    async with open_async("app", base_url, transport=transport, retries=0) as client:
        with pytest.raises(polympics.PolympicsError) as caught:
            await CALLS[call](client)

    error = caught.value
    shown = f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
    assert DISCORD not in shown
    if call == "update_account":
        assert APP.password not in shown


@pytest.mark.parametrize("call", ["delete_team", "give_award", "take_award"])
async def test_echoed_with_success(base_url: str, call: str):
    """
    Nor if a server that is another one repeats it where nothing is read.
    """
    transport = script((200, {"authorization": PAIRS[0], "token": APP.password}))
    arguments = (1,) if call == "delete_team" else (1, 2)

    async with open_async("app", base_url, transport=transport) as client:
        with pytest.raises(polympics.DecodeError, match="200 is no response") as caught:
            await getattr(client, call)(*arguments)

    error = caught.value
    shown = f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
    assert "[secret]" in shown
    assert not any(one in shown for one in (APP.password, *PAIRS))
    assert error.path is not None
    assert error.path in str(error)


async def test_callback_secret():
    """
    The secret of a callback is in no error.
    """
    async with open_async("app", Sandbox()) as client:
        with pytest.raises(polympics.PolympicsError) as caught:
            await client.create_callback("account_team_update", "no url", DISCORD)

    assert DISCORD not in f"{caught.value} {vars(caught.value)}"


@pytest.mark.parametrize("value", [None, 5, b"s3cret"], ids=repr)
@pytest.mark.parametrize(
    "call",
    [
        lambda it, value: it.create_callback("x", "https://a.example/", value),
        lambda it, value: it.rotate_callback_secret("x", value),
        lambda it, value: it.discord_authenticate(value),
        lambda it, value: it.update_account(1, discord_token=value or 5),
    ],
    ids=["create", "rotate", "discord", "update"],
)
async def test_no_text(call: Any, value: Any):
    """
    A secret that is no text is refused, and not sent as "None" or "5".
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        with pytest.raises(TypeError, match="must be a str"):
            await call(client, value)

    assert sandbox.requests == []
