"""
The connection: lost, and made again, with nothing stale afterwards.
"""

from __future__ import annotations

import logging
import pickle
from typing import Any

import anyio
import anyio.lowlevel
import attrs
import pytest

import clientcore
from backtracked import Actions, AuthorizationError, Backoff, Client, Presence, Room
from backtracked._async.room_session import RoomState

from ..answers import ALICE, ME, ROOM, SLUG, answer, data, responses, wrapped
from .socket import PATIENCE, Socket, connected, record, until

TO_LOGIN = {"status_code": 302, "headers": {"location": "/auth/login"}}


async def lose(socket: Socket, how: str) -> None:
    """Lose the connection in one of many ways."""
    if how == "cut":
        await socket.cut()
    elif how == "packet":
        await socket.send("1")
    else:
        await socket.close(int(how))


@pytest.mark.parametrize("how", ["cut", "packet", "1000", "1001", "1011", "4000"])
async def test_reconnect(how: str, online: Client, room: Room, socket: Socket):
    """
    However it is lost, it comes back with a new token, and nothing is stale.
    """
    happened = record(online, "on_ready", "on_disconnect", "on_reconnect")
    await room.change_presence(Presence.enter)
    await socket.hears(Actions.presence_change, 1)
    room.members.clear()
    room.queue.clear()
    await socket.event("room-update")
    await online.wait_for("on_room_update", timeout=PATIENCE)

    await lose(socket, how)
    await online.wait_for("on_reconnect", timeout=PATIENCE)
    attached = await socket.hears(Actions.join_room, 2)
    shown = await socket.hears(Actions.presence_change, 2)

    assert happened == ["on_disconnect", "on_reconnect"]
    assert attached["channel"] == f"user:{ME}"
    assert shown["presence"]["connectionId"] == "c2"
    assert len(socket.tokens) == 2
    assert online.rooms[ROOM] is room
    assert room.name == "Testing Lounge"
    assert room.members.from_user_id(ALICE) is not None
    assert room.queue


async def test_missed(online: Client, room: Room, socket: Socket, api: Any):
    """
    What happened meanwhile is told when the connection is back.
    """
    playing = data("playlist_active.ok")
    playing["song"]["_id"] = "another"
    api.get(f"/room/{ROOM}/playlist/active").respond(json=wrapped(playing))

    await socket.cut()
    _, song, _ = await online.wait_for("on_song_change", timeout=PATIENCE)

    assert song.id == "another"
    assert room.now_playing is song


async def test_shut_out_meanwhile(online: Client, room: Room, socket: Socket, api: Any):
    """
    A room that one may not come back to is forgotten.
    """
    api.post(f"/room/{ROOM}/users").respond(**answer("room_join.banned", 401))

    await socket.cut()

    assert await online.wait_for("on_left_room", timeout=PATIENCE) is room
    assert not online.rooms


async def test_slow_to_come_back(online: Client, room: Room, socket: Socket, api: Any):
    """
    If the socket is back before the rest of the service, the room is tried again.
    """
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await anyio.lowlevel.checkpoint()

    object.__setattr__(online._realtime.options, "sleep", sleep)
    online._use(attrs.evolve(online.settings, retries=0))
    api.post(f"/room/{ROOM}/users").side_effect = responses(
        {"status_code": 503}, {"status_code": 502}, answer("room_join.ok")
    )

    session = online._realtime.sessions[ROOM]
    await socket.cut()
    await online.wait_for("on_reconnect", timeout=PATIENCE)
    await until(lambda: session.state is RoomState.IN)

    assert [wait for wait in waits if wait in {1, 2}] == [1, 2]
    assert online.rooms[ROOM] is room


async def test_refused_token(queup: Client, socket: Socket):
    """
    A token that is refused is tried again with a fresh one, and that once.
    """
    socket.refusals = [401, 401, 401]
    await queup.login("bot", "password")

    async with queup:
        with pytest.raises(AuthorizationError):
            await queup.connect()

    assert len(socket.tokens) == 2


async def test_refused_once(queup: Client, socket: Socket):
    """
    If the fresh one is taken, all is well.
    """
    socket.refusals = [401]
    await queup.login("bot", "password")
    async with connected(queup):
        assert queup.is_connected


async def test_busy(queup: Client, socket: Socket):
    """
    A service that is busy is waited for.
    """
    socket.refusals = [503, 502, 429]
    await queup.login("bot", "password")
    async with connected(queup):
        assert len(socket.tokens) == 4


async def test_token_lost(queup: Client, socket: Socket, api: Any):
    """
    So is one that gives no token for a while.
    """
    api.get("/auth/token").side_effect = responses(
        {"status_code": 200, "html": "<p>back soon</p>"},
        {"status_code": 200, "json": wrapped(None)},
        answer("auth_token.ok"),
    )
    await queup.login("bot", "password")
    async with connected(queup):
        assert socket.tokens == ["fixture-token-0001"]


async def test_give_up(api: Any, base_url: str):
    """
    Who does not want to try for ever says so, and gets our error.
    """
    queup = Client(
        api=base_url,
        ws="ws://127.0.0.1:9/ws/",
        backoff=Backoff(first=0.001, cap=0.001, attempts=2),
    )
    async with queup:
        with pytest.raises(clientcore.ConnectionFailed) as caught:
            await queup.connect(guest=True)

    assert type(caught.value).__module__.startswith("backtracked")


async def test_silent(queup: Client, socket: Socket):
    """
    A service that answers no ping is left for a new connection.
    """
    socket.opening |= {"pingInterval": 5, "pingTimeout": 5}
    await queup.login("bot", "password")
    async with connected(queup):
        # The fake answers, so nothing happens until it stops to.
        socket._take = ignore  # type: ignore[method-assign]
        await queup.wait_for("on_disconnect", timeout=PATIENCE)


async def ignore(*_: Any) -> None:
    """Do nothing."""


async def test_ping(online: Client, socket: Socket):
    """
    A ping of the service's is answered with what was in it.
    """
    await socket.send("2probe")
    await until(lambda: "3probe" in socket.frames)

    assert "3probe" in socket.frames


async def test_cut_while_it_begins(
    online: Client,
    room: Room,
    socket: Socket,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """
    A connection that is lost while rooms are attached is one that is lost.
    """
    send = online._realtime._send
    cuts = [clientcore.Closed("gone")]

    async def lose_first(*told: Any, **fields: Any) -> None:
        if cuts:
            await socket.cut()
            raise cuts.pop()
        await send(*told, **fields)

    monkeypatch.setattr(online._realtime, "_send", lose_first)
    await socket.cut()
    await online.wait_for("on_reconnect", timeout=PATIENCE)

    assert len(socket.tokens) == 3
    assert not [one for one in caplog.records if one.levelno > logging.WARNING]


# --- The session, which may be over -------------------------------------------


async def test_session_over(online: Client, room: Room, socket: Socket, api: Any):
    """
    Taken for a guest, one logs in again before one comes back.
    """
    asked = api.get("/auth/session")
    asked.side_effect = responses(TO_LOGIN, answer("auth_session.ok"))
    socket.strangers = ["somebody-new"]

    await socket.cut()
    await online.wait_for("on_reconnect", timeout=PATIENCE)

    assert logins(api) == 2
    assert len(socket.tokens) == 3
    assert online.connection_id == "c3"


async def test_session_lost(queup: Client, socket: Socket, api: Any):
    """
    If one can't, that is the end, with an error that says so.
    """
    await queup.login("bot", "password")
    api.get("/auth/session").respond(**TO_LOGIN)
    api.post("/auth/login").respond(**answer("auth_login.bad_password", 400))
    socket.strangers = ["somebody-new"]

    async with queup:
        with anyio.fail_after(PATIENCE), pytest.raises(AuthorizationError):
            await queup.connect()


async def test_always_a_stranger(
    queup: Client, socket: Socket, caplog: pytest.LogCaptureFixture
):
    """
    If another session does not help, one stays, and says so in the log.
    """
    socket.strangers = ["somebody", "somebody"]
    await queup.login("bot", "password")
    async with connected(queup):
        assert len(socket.tokens) == 2

    assert any("for a guest" in line for line in caplog.messages)


def logins(api: Any) -> int:
    """Return how often somebody logged in."""
    return sum(call.request.url.path == "/auth/login" for call in api.calls)


# --- Secrets ------------------------------------------------------------------


async def test_no_token_in_logs(
    queup: Client, socket: Socket, caplog: pytest.LogCaptureFixture
):
    """
    The token is in the address, and so in no log.
    """
    caplog.set_level(logging.DEBUG, "backtracked")
    caplog.set_level(logging.DEBUG, "clientcore")
    socket.refusals = [503]
    await queup.login("bot", "password")
    async with connected(queup):
        await socket.cut()
        await queup.wait_for("on_reconnect", timeout=PATIENCE)

    assert "fixture-token" not in caplog.text
    assert "password" not in caplog.text


async def test_password_again(
    online: Client, socket: Socket, api: Any, caplog: pytest.LogCaptureFixture
):
    """
    A room's password is sent again when one comes back, and shown nowhere.
    """
    caplog.set_level(logging.DEBUG)
    joined = api.post(f"/room/{ROOM}/users").respond(**answer("room_join.ok"))
    room = await online.join_room(SLUG, password="sesame")
    await socket.cut()
    await online.wait_for("on_reconnect", timeout=PATIENCE)

    assert joined.call_count == 2
    assert joined.calls.last.request.content == b"password-room=sesame"
    assert b"sesame" not in pickle.dumps(room)
    assert "sesame" not in f"{caplog.text} {room!r} {online!r} {room.to_data()}"

    await room.leave()
    await online.join_room(SLUG)

    assert joined.calls.last.request.content == b""
