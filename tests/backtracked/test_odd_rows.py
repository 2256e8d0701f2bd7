"""
Rows of lists and fields of events of which one value is odd: nothing else is lost.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable, Iterator
from itertools import product
from typing import Any

import attrs
import pytest
import respx

from backtracked import Client, RestClient, Room, Song
from backtracked._async.room_session import RoomState
from backtracked._async.state import WIRE

from .answers import (
    BOB,
    CONVERSATION,
    FIXTURES,
    PLAYLIST,
    ROOM,
    answer,
    data,
    load,
    payload,
    wrapped,
)

#: What a value may be instead: nothing, of another type, or out of range.
ODD: list[Any] = [
    *(None, {}, {"$oid": "x"}, {"a": {"b": []}}, [], [1], [None], "", "soon", "\ud800"),
    *(True, -1, 0.5, 10**30, -(10**30), 10**400, 1e308),
]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """
    The places of all values in a JSON object, those in nested objects included.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from paths(inner, (*path, key))


def mutated(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    """
    Return a JSON object with another value in one place.
    """
    if not path:
        return odd
    return {**value, path[0]: mutated(value[path[0]], path[1:], odd)}


def look_at(value: Any) -> None:
    """
    Read all that a model shows, as programs do.
    """
    for name, _ in inspect.getmembers(
        type(value), lambda one: isinstance(one, property)
    ):
        if not name.startswith("_"):
            getattr(value, name)
    if isinstance(value, Song):
        # What a room works out from it.
        room = Room(id="x").bind(value.client)
        room.play(value)
        assert room.time_left is not None
    assert isinstance(repr(value), str)
    assert isinstance(str(value), str)


@attrs.frozen
class Listing:
    """
    An endpoint that returns a list.

    Attributes:
        path: Its path.
        fixture: The recorded response.
        call: Sends the request, and returns the list.
        key: Where the rows are, if the payload is an object.
        ids: The fields without which a row is nothing.
    """

    path: str
    fixture: str
    call: Callable[[RestClient], Awaitable[Any]]
    key: str | None = None
    ids: tuple[str, ...] = ("_id",)

    @property
    def rows(self) -> list[Any]:
        found = data(self.fixture)
        rows = found[self.key] if self.key else found
        return [row for row in rows if row is not None]

    def answer(self, rows: list[Any]) -> Any:
        if self.key is None:
            return wrapped(rows)
        return wrapped({**data(self.fixture), "nextPageToken": None, self.key: rows})


async def _conversations(client: RestClient) -> list[Any]:
    client.conversations.clear()
    await client.fetch_conversations()
    return client.conversations.all()


async def _voters(client: RestClient) -> list[str]:
    votes = await client.fetch_votes(ROOM)
    return list(votes.up) if votes else []


_ROOM = f"/room/{ROOM}"
LISTS = {
    "lobby": Listing("/room", "rooms.ok", lambda c: c.lobby().collect()),
    "search_rooms": Listing(
        "/room/term/x", "rooms_search.ok", lambda c: c.search_rooms("x").collect()
    ),
    "members": Listing(
        f"{_ROOM}/users", "room_users.ok", lambda c: c.fetch_members(ROOM)
    ),
    "staff": Listing(
        f"{_ROOM}/users/staff", "room_staff.ok", lambda c: c.fetch_staff(ROOM)
    ),
    "banned": Listing(
        f"{_ROOM}/users/ban", "room_banned.ok", lambda c: c.fetch_banned(ROOM)
    ),
    "muted": Listing(
        f"{_ROOM}/users/mute", "room_muted.ok", lambda c: c.fetch_muted(ROOM)
    ),
    "audit": Listing(
        f"{_ROOM}/audit", "room_audit.ok", lambda c: c.fetch_audit(ROOM), ids=()
    ),
    "djs": Listing(
        f"{_ROOM}/playlist",
        "queue_users.ok",
        lambda c: c.fetch_djs(ROOM),
        ids=("_id", "userid"),
    ),
    "queue": Listing(
        f"{_ROOM}/playlist/details", "queue_details.ok", lambda c: c.fetch_queue(ROOM)
    ),
    "waitlist": Listing(
        f"{_ROOM}/playlist/waitlist",
        "queue_details.ok",
        lambda c: c.fetch_waitlist(ROOM),
    ),
    "own queue": Listing(
        f"/user/session{_ROOM}/queue", "queue_own.ok", lambda c: c.fetch_own_queue(ROOM)
    ),
    "history": Listing(
        f"{_ROOM}/playlist/history", "history.ok", lambda c: c.history(ROOM).collect(19)
    ),
    "search_songs": Listing(
        "/song", "song_search.ok", lambda c: c.search_songs("x").collect(19), "items"
    ),
    "playlists": Listing("/playlist", "playlists.ok", lambda c: c.fetch_playlists()),
    "playlist songs": Listing(
        f"/playlist/{PLAYLIST}/songs",
        "playlist_songs.ok",
        lambda c: c.playlist_songs(PLAYLIST).collect(19),
    ),
    "conversations": Listing("/message", "message_list.ok", _conversations),
    "messages": Listing(
        f"/message/{CONVERSATION}",
        "message_get.ok",
        lambda c: c.fetch_messages(CONVERSATION),
    ),
    "chat history": Listing(
        f"/chat/{ROOM}",
        "chat_history.ok",
        lambda c: c.fetch_chat_history(ROOM),
        ids=("chatid", "type"),
    ),
    "chat events": Listing(
        f"/chat/{ROOM}", "chat_history.ok", lambda c: c.fetch_chat_events(ROOM), ids=()
    ),
    "following": Listing(
        f"/user/{BOB}/following", "user_following.ok", lambda c: c.fetch_following(BOB)
    ),
    "search_users": Listing(
        "/search", "search.ok", lambda c: c.search_users("x"), "users"
    ),
    "votes": Listing(
        f"{_ROOM}/playlist/active/dubs",
        "playlist_active_dubs.ok",
        _voters,
        "upDubs",
        ("userid",),
    ),
}


def _ids(found: list[Any]) -> list[Any]:
    return [
        getattr(one, "id", one if isinstance(one, str) else repr(one)) for one in found
    ]


@pytest.fixture
def api(base_url: str) -> Iterator[respx.Router]:
    """
    The service; not every list requests media.
    """
    with respx.mock(base_url=base_url, assert_all_called=False) as router:
        yield router


@pytest.mark.parametrize("keep_raw", [True, False])
@pytest.mark.parametrize("name", LISTS)
async def test_odd_rows(name: str, keep_raw: bool, api: Any, base_url: str):
    """
    Whatever one value of a row is, the other rows are given, and the row itself
    unless the value is its id.
    """
    case = LISTS[name]
    rows = case.rows
    api.get(path__regex="^/song/").respond(**answer("song.ok"))
    route = api.get(case.path)

    async def ask(listed: list[Any]) -> list[Any]:
        # By the standard library, as the HTTP library writes no lone surrogates.
        route.respond(content=json.dumps(case.answer(listed)).encode())
        async with RestClient(api=base_url, keep_raw=keep_raw) as client:
            found: list[Any] = await case.call(client)
            for one in found:
                look_at(one)
            return _ids(found)

    known = await ask(rows)
    # Few at a time: 20 rows would be a whole page, after which there is another.
    for path, odd_values in product([(), *paths(rows[0])], (ODD[::2], ODD[1::2])):
        odd_rows = [mutated(rows[0], path, odd) for odd in odd_values]
        is_id = not path or path[0] in case.ids
        if not is_id and "_id" in rows[0]:
            odd_rows = [{**row, "_id": f"odd{n}"} for n, row in enumerate(odd_rows)]
        # Among the good rows, so that those before and after are seen.
        found = await ask([rows[0], *odd_rows, *rows[1:]])

        assert set(known) <= set(found), path
        if not is_id and case.ids == ("_id",):
            assert len(found) == len(known) + len(odd_rows), path


# --- Events -------------------------------------------------------------------

#: What an event is about: without it, it is logged and nothing is changed.
ABOUT = {
    "delete-chat-message": "chatid",
    "room_playlist-dub": "user playlist",
    "room_playlist-queue-update-grabs": "user playlist",
    "room_playlist-update": "song",
    "user-join": "roomUser",
    "user-leave": "user",
    "user-kick": "kickedUser",
    "user-ban": "kickedUser",
    "user-unban": "kickedUser",
    "user-mute": "mutedUser",
    "user-unmute": "mutedUser",
    "user-setrole": "modUser",
    "user-unsetrole": "modUser",
    "user-pause-queue": "user_queue",
    "user-pause-queue-mod": "user_queue",
    "user_update_<uid>": "user",
    "user-update-<uid>": "user",
    "user-avatar-update": "user",
}
#: These lead to requests, whose results are events.
SILENT = {"room_playlist-queue-update", "room_playlist-queue-update-dub"}


class Told(list[str]):
    """
    A client with one joined room that notes the events that it fires.
    """

    def __init__(self, client: Client) -> None:
        super().__init__()
        for cache in (client.rooms, client.users, client.messages, client.song_cache):
            cache.clear()
        client._realtime.sessions.clear()
        client._realtime.fire = self._fire  # type: ignore[method-assign]
        self._client = client
        self.room = Room.from_data(data("room.ok"), client)
        client.rooms.add(self.room)
        for row in data("room_users.ok"):
            member = client._caches.member(self.room, row)
            assert member is not None
            self.room.members.arrive(member)
        self.room.play(client._caches.song(data("playlist_active.ok")["song"]), 0)
        session = client._realtime.open_session(self.room)
        session.state = RoomState.IN
        said = payload("chat-message")
        client._caches.message(self.room, {**said, "chatid": "known"}, None)

    def _fire(self, name: str, *arguments: Any) -> None:
        self.append(name)
        for one in arguments:
            look_at(one)

    def receive(self, message: Any) -> None:
        self._client._realtime.receiver.take(message)

    def state(self) -> Any:
        """
        Return what may not be half of something.
        """
        room = self.room
        return (
            [(one.id, one.muted, one.role, one.raw) for one in room.members.values()],
            (room.now_playing, room.score, room.queue_locked, room.name),
        )


def event(name: str, body: Any) -> dict[str, Any]:
    """
    Return an event as it is on the wire.
    """
    found: dict[str, Any] = load(f"event.{name}")
    message = {**found["message"], "data": json.dumps(body)}
    return {**found, "message": message}


EVENTS = [
    name
    for name in WIRE
    if (FIXTURES / f"event.{name.replace('<uid>', 'id')}.json").exists()
]


def test_all_events():
    """
    Each event has a recorded example.
    """
    assert sorted(EVENTS) == sorted(WIRE)


@pytest.mark.parametrize("name", EVENTS)
async def test_odd_fields(name: str, caplog: pytest.LogCaptureFixture):
    """
    Whatever one value of an event is, the event arrives with the rest, unless the
    value is what it is about: then it is logged, and the room is as before.
    """
    caplog.set_level("DEBUG", "backtracked")
    fixture = name.replace("<uid>", "id")
    body = payload(fixture)
    if name == "delete-chat-message":
        body["chatid"] = "known"
    client = Client()
    usual = Told(client)
    usual.receive(event(fixture, body))
    expected = [one for one in usual if one != "on_user_rename"]
    assert expected or name in SILENT

    for path, odd in product(paths(body), ODD):
        told = Told(client)
        before = told.state()
        caplog.clear()
        told.receive(event(fixture, mutated(body, path, odd)))

        found = [one for one in told if one != "on_user_rename"]
        assert "ERROR" not in {one.levelname for one in caplog.records}, (path, odd)
        if found != expected:
            assert path[0] in ABOUT[name].split(), (path, odd)
            assert told.state() == before, (path, odd)
            assert caplog.records or path == ("chatid",), (path, odd)


@pytest.mark.parametrize("name", ["chat-message", "user-kick", "room_playlist-update"])
async def test_odd_messages(name: str):
    """
    Whatever one value around an event is, the next event arrives.
    """
    client = Client()
    message = event(name, payload(name))
    for path, odd in product(paths(message), ODD):
        told = Told(client)
        told.receive(mutated(message, path, odd))
        before = len(told)
        told.receive(event("chat-message", {**payload("chat-message"), "chatid": "n"}))

        assert told[before:] == ["on_chat"], (path, odd)
