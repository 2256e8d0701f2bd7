"""
Odd values, lost responses and odd headers: every kind ends in a clear error, or in
the rest of what was sent.
"""

from __future__ import annotations

import itertools
import threading
from typing import Any
from unittest.mock import Mock

import anyio
import httpx  # noqa: TID251, a transport that loses responses
import pytest

import backtracked.sync
from backtracked import (
    BacktrackedError,
    Client,
    DecodeError,
    ProxyOptions,
    RestClient,
    User,
    utils,
)
from backtracked._async.models.room import Room
from backtracked._async.state import WIRE
from backtracked._text import LIMIT, split_message
from backtracked.sandbox import Sandbox

from .answers import (
    ALICE,
    BOB,
    COOKIE,
    ME,
    ROOM,
    SLUG,
    answer,
    data,
    load,
    log_in,
    wrapped,
)
from .endpoints import CASES

ODD = [None, {"$oid": "x"}, [], [1], "soon", -1, 1e400, True, {"a": {"b": []}}]


# --- Writes -------------------------------------------------------------------

#: Writes that have the same result if they are sent twice. All others are sent once.
REPEATABLE = {
    ("POST", "/room/{}/users"),
    ("POST", "/room/{}/playlist/{}/dubs"),
    ("POST", "/message/{}/read"),
}


@pytest.mark.usefixtures("no_backoff")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_lost_response(case: Any, base_url: str):
    """
    A write whose response is lost is repeated only if that does no harm.
    """
    sent: list[str] = []

    def lose(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json=wrapped([]))
        sent.append(request.method)
        raise httpx.ReadError("lost", request=request)

    transport = httpx.MockTransport(lose)
    async with RestClient(api=base_url, transport=transport, retries=1) as queup:
        queup.user = None
        with anyio.move_on_after(60):
            try:
                made = case.call(queup)
                if hasattr(made, "__await__"):
                    await made
                else:
                    await made.collect()
            except BacktrackedError:
                pass
    if not sent:
        return
    posts = case.method == "POST"
    template = "/".join(
        "{}" if len(part) >= 20 else part for part in case.path.split("/")
    )
    toggles = template.endswith("/pause") and "/user/" in template
    removes_next = case.method == "DELETE" and template.endswith("/queue/user/{}")
    is_once = (
        (posts and ("POST", template) not in REPEATABLE) or toggles or removes_next
    )
    assert len(sent) == (1 if is_once else 2), (case.method, template)


async def test_remove_next_song():
    """
    Removing the next song removes one, also if the response is lost.
    """
    sandbox = Sandbox()
    from clientcore.sandbox import Reset

    login = sandbox.credentials.moderator
    room = sandbox.room
    kit = sandbox.person("kit")
    kit.join(room)
    kit.queue(room, *itertools.islice(sandbox.world.media.values(), 3))
    kit.pause(room, paused=False)
    before = len(room.members[kit.user.id].queue)
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        sandbox.faults.add(Reset(handled=True), path="*/queue/user/*")
        with pytest.raises(ConnectionError):
            await client.remove_next_song(room.id, kit.user.id)

    assert len(room.members[kit.user.id].queue) == before - 1


# --- Odd responses ------------------------------------------------------------


@pytest.mark.parametrize("told", [{}, None, [], "yes", {"_id": {}}])
async def test_odd_login(told: Any, api: Any, base_url: str):
    """
    A login after which nobody is known is none.
    """
    log_in(api)
    api.get("/auth/session").respond(json=wrapped(told))

    async with Client(api=base_url) as queup:
        with pytest.raises(DecodeError):
            await queup.login("bot", "password")

        assert not queup.logged_in


@pytest.mark.parametrize("told", [None, "x", 1])
async def test_no_list(told: Any, api: Any, base_url: str):
    """
    Where a list is due, nothing else is one.
    """
    api.get("/room").respond(json=wrapped(told))
    api.get(f"/room/{ROOM}/users").respond(json=wrapped(told))

    async with Client(api=base_url) as queup:
        with pytest.raises(DecodeError):
            await queup.lobby().collect()
        with pytest.raises(DecodeError):
            await queup.fetch_members(ROOM)


@pytest.mark.parametrize(
    "odd", [one for one in ODD if one not in [-1, True, 1e400]], ids=repr
)
async def test_odd_rows(odd: Any, api: Any, base_url: str):
    """
    A row with an odd id is read by what is in it, or left out; the others are given.
    """
    rows = data("room_users.ok")
    broken = [{**rows[0], "_id": odd}, {**rows[0], "userid": odd, "_user": odd}, odd]
    api.get(f"/room/{ROOM}/users").respond(json=wrapped([*broken, *rows]))
    api.get("/message").respond(
        json=wrapped(
            [{**data("message_list.ok")[0], "_id": odd}, *data("message_list.ok")]
        )
    )

    async with Client(api=base_url) as queup:
        members = await queup.fetch_members(ROOM)
        await queup.fetch_conversations()

        assert {one["_id"] for one in rows} <= {one.id for one in members}
        assert len(queup.conversations) >= len(data("message_list.ok"))


class Session:
    """The session of a room, of which only what is fired counts."""

    def __init__(self, queup: Client) -> None:
        self.room = Room.from_data(data("room.ok"), queup)
        self.caches = queup._caches
        self.caches.rooms.add(self.room)
        self.my_id = ME
        self.fired: list[str] = []
        self.upkeep = Mock()

    def fire(self, name: str, *arguments: Any) -> None:
        self.fired.append(name)
        for one in arguments:
            assert isinstance(repr(one), str)
            assert isinstance(str(one), str)

    def is_false_leave(self, user_id: str) -> bool:
        return False

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


# --- Cookies, names, caches ---------------------------------------------------


async def test_odd_cookie(api: Any, base_url: str):
    """
    A byte that is no ASCII in another cookie changes nothing for the session.
    """
    log_in(api)
    api.post("/auth/login").respond(
        json=load("rest.auth_login.ok"),
        headers=[
            ("set-cookie", "theme=d\xe4rk; Path=/".encode("latin-1")),  # type: ignore[list-item]
            ("set-cookie", f"{COOKIE}; Path=/".encode()),  # type: ignore[list-item]
        ],
    )
    route = api.get("/message").respond(**answer("message_list.ok"))

    async with Client(api=base_url) as queup:
        await queup.login("bot", "password")

    assert route.calls.last.request.headers["cookie"] == COOKIE


def test_deleted_user():
    """
    A user without a name has one that says so.
    """
    for name in (None, "", {}):
        assert str(User.from_data({"_id": BOB, "username": name})) == "(deleted user)"


def test_full_cache():
    """
    Neither the bot nor anybody in a joined room is forgotten, and the others by use.
    """
    queup = Client(cache_size=1)
    session = Session(queup)
    caches = queup._caches
    queup.user = caches.user({"_id": ME, "username": "me"})  # type: ignore[assignment]
    for number in range(20):
        record = {"_id": f"r{number}", "userid": f"in{number}", "roomid": ROOM}
        caches.user({"_id": f"in{number}", "username": f"in{number}"})
        member = caches.member(session.room, record)
        assert member is not None
        session.room.members.arrive(member)
    for number in range(500):
        caches.user({"_id": f"out{number}", "username": "x"})
        caches.user({"_id": "regular", "username": "regular"})

    kept = queup.users.keys()
    assert {ME, "regular", *(f"in{number}" for number in range(20))} <= kept
    assert len(kept) < 60


def test_no_limit():
    """
    ``cache_size=None`` keeps all.
    """
    caches = Client(cache_size=None)._caches
    for number in range(20_000):
        caches.user({"_id": str(number), "username": "x"})

    assert len(caches.users) == 20_000


async def test_keep_no_raw(api: Any, base_url: str):
    """
    Without the JSON, what is known stays known when a part comes again.
    """
    api.get("/user/alice_dj").respond(**answer("user.ok"))
    api.get(f"/room/{ROOM}/users").respond(**answer("room_users.ok"))
    api.get(f"/room/{SLUG}").respond(**answer("room.ok"))

    async with Client(api=base_url, keep_raw=False) as queup:
        user = await queup.fetch_user("alice_dj")
        dubs, created = user.dubs, user.created_at
        queup._caches.user({"_id": user.id, "username": "other"})

        assert (user.username, user.dubs, user.created_at) == ("other", dubs, created)
        assert user.raw is None

        room = await queup.fetch_room(SLUG)
        queup._caches.rooms.add(room)
        members = await queup.fetch_members(room)
        session = Session(queup)
        session.room = room
        alice = room.members.from_user_id(ALICE)
        assert alice is not None
        played, order = alice.played, alice.order
        apply: Any = WIRE["user_update_<uid>"].apply
        apply(session, {"user": {"userid": ALICE, "dubs": 99}})

        assert (alice.dubs, alice.played, alice.order) == (99, played, order)
        name, slug = room.name, room.slug
        WIRE["room-lock-queue"].apply(session, {"room": {"_id": ROOM, "lockQueue": 1}})  # type: ignore[arg-type]

        assert (room.name, room.slug, room.queue_locked) == (name, slug, True)
        assert all(one.raw is None for one in members)


def test_named_beside_threads():
    """
    The blocking client's users can be searched while other threads add some.
    """
    queup = backtracked.sync.Client()
    done = threading.Event()
    failures: list[BaseException] = []

    def fill() -> None:
        for number in range(20_000):
            queup._caches.user({"_id": str(number), "username": f"user {number}"})
        done.set()

    def search() -> None:
        try:
            while not done.is_set():
                queup.users.named("nobody")
        except BaseException as error:  # noqa: BLE001, shown by the test
            failures.append(error)

    threads = [threading.Thread(target=one) for one in (fill, search, search)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert not failures


# --- Text ---------------------------------------------------------------------


def units(text: str) -> int:
    """Return the length as JavaScript counts it."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    "sign",
    [
        "😀",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "👍🏽",
        "🇩🇪",
        "e\u0301",
        "🏴\U000e0067\U000e0062\U000e007f",
    ],
)
def test_emoji(sign: str):
    """
    Emoji are counted as the service counts, and not split within one.
    """
    parts = split_message(sign * 200)

    assert "".join(parts) == sign * 200
    assert all(units(part) <= LIMIT for part in parts)
    assert all(part == sign * (len(part) // len(sign)) for part in parts)


def test_endless_sign():
    """
    A sign that is longer than a message is split all the same.
    """
    parts = split_message("e" + "\u0301" * 1000)

    assert all(units(part) <= LIMIT for part in parts)
    assert sum(map(len, parts)) == 1001


async def test_emoji_are_accepted():
    """
    The sandbox counts as the service does.
    """
    sandbox = Sandbox()
    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        await client.join_room("harbour-lights")
        sent = await client.send_messages(sandbox.room.id, "😀" * 200)

    assert [len(one.content) for one in sent] == [127, 73]


def test_escape_mentions():
    """
    Mentions are made ineffective, but those that are allowed.
    """
    text = "@everyone @Mods @ada @adam a@b"

    assert utils.escape_mentions(text, ["ada"]) == (
        "@\u200beveryone @\u200bMods @ada @\u200badam a@\u200bb"
    )
    assert utils.escape_mentions("@ADA @ada-b @x.y @xzy @", ["@Ada", "x.y", "@"]) == (
        "@ADA @\u200bada-b @x.y @\u200bxzy @\u200b"
    )


@pytest.mark.parametrize(
    ("length", "format", "text"),
    [
        (234000, "%M:%S", "03:54"),
        (4_000_000, "%M:%S", "66:40"),
        (4_000_000, "%H h %M", "01 h 06"),
        (234500, "%M:%S.%f", "03:54.500000"),
        (4_000_000, "%I %p", "01 AM"),
        (60000, "%M%%H", "01%H"),
    ],
)
def test_song_length(length: int, format: str, text: str):
    """
    All formats of ``strftime`` work.
    """
    assert utils.song_length(length, format) == text


# --- Options ------------------------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {"proxy_options": ProxyOptions("socks4://127.0.0.1:1080")},
        {"proxy": "socks4a://u:s3cret@127.0.0.1:1080"},
        {"proxy": "ftp://127.0.0.1"},
        {"connector": object()},
        {"verify": "/nowhere"},
        {"queue_delay": -1},
        {"chat_interval": -1},
        {"cache_size": 0},
        {"rooms": "harbour-lights"},
        {"attach_timeout": 0},
    ],
    ids=str,
)
def test_mistakes(options: dict[str, Any]):
    """
    Options that can't be used are refused when the client is made.
    """
    with pytest.raises((BacktrackedError, TypeError, ValueError)) as caught:
        Client(**options)

    assert "s3cret" not in str(caught.value)
