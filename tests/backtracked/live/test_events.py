"""
Events: each changes what it should, and has handlers called.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from backtracked import Client, Message, Presence, Role, Room, Song, User
from backtracked._async.state import WIRE, find_event
from backtracked._events import ALIASES, EVENTS

from ..answers import (
    ALICE,
    BOB,
    INDEX,
    ME,
    MOLLY,
    NEXT,
    PLAYING,
    ROOM,
    data,
    payload,
    wrapped,
)
from .socket import PATIENCE, Socket

CHAT = f"{BOB}-1700000000000"


@pytest.fixture
def tell(online: Client, room: Room, socket: Socket) -> Any:
    """Send an event, and return what handlers of *name* are called with."""

    async def send(name: str, event: str, **changes: Any) -> Any:
        await socket.event(event, **changes)
        return await online.wait_for(name, timeout=PATIENCE)

    return send


# --- Chat ---------------------------------------------------------------------


async def test_chat(tell: Any, online: Client, room: Room):
    """
    A message is plain, remembered, and knows where it was written and by whom.
    """
    message: Message = await tell("on_chat", "chat-message")

    assert message.content == "tom & jerry say <hi> it's ok"
    assert message.raw is not None
    assert "&amp;" in message.raw["message"]
    assert message.room is room
    assert message.author is online.users[BOB]
    assert message.member is room.members.from_user_id(BOB)
    assert message.member is not None
    assert message.member.role is Role.vip
    assert online.messages[CHAT] is message


async def test_slim_chat(tell: Any, room: Room):
    """
    One that says little of its author and nothing of the room does, too.
    """
    message: Message = await tell("on_chat", "chat-message.slim_user")

    assert message.room is room
    assert message.author is not None
    # What was known of them already is still known.
    assert message.author.avatar_url is not None


async def test_alias(online: Client, room: Room, socket: Socket):
    """
    ``on_message`` is another name for ``on_chat``.
    """

    @online.event
    async def on_message(message: Message) -> None:
        heard.append(message)

    heard: list[Message] = []
    await socket.event("chat-message")
    message = await online.wait_for("on_message", timeout=PATIENCE)

    assert heard == [message]


async def test_delete(tell: Any, online: Client):
    """
    A message that was deleted says so, and stays.
    """
    message = await tell("on_chat", "chat-message")
    deleted = await tell("on_chat_delete", "delete-chat-message")

    assert deleted is message
    assert message.deleted
    assert online.messages[CHAT] is message


async def test_clear(tell: Any, online: Client, room: Room):
    """
    Deleting all that somebody wrote marks all that was seen of it.
    """
    message = await tell("on_chat", "chat-message")
    cleared = await tell("on_chat_clear", "delete-chat-message-global")

    assert cleared == (room, online.users[BOB], [message])
    assert message.deleted


async def test_skip(tell: Any, room: Room):
    """
    A skip says who did it.
    """
    assert await tell("on_chat_skip", "chat-skip") == (room, "mod_molly")


# --- Songs --------------------------------------------------------------------


async def test_known_at_once(room: Room):
    """
    A room that was joined knows its song, queue and members.
    """
    assert room.now_playing is not None
    assert room.now_playing.id == PLAYING
    assert room.score is not None
    assert (room.score.up, room.score.down, room.score.net) == (4, 1, 3)
    assert NEXT in [song.id for song in room.queue]
    assert room.members.from_user_id(ALICE) is not None
    assert room.playlist is room.queue


async def test_time(room: Room):
    """
    The time that a song has left goes by.
    """
    assert room.now_playing is not None
    began = room.client.now()
    room._began_at = began - timedelta(seconds=30)
    room.client.now = lambda: began

    assert room.time_elapsed == timedelta(seconds=30)
    assert room.time_left == timedelta(seconds=204)


async def test_song_change(tell: Any, online: Client, room: Room):
    """
    A new song is now playing, and no longer in the queue.
    """
    former = room.now_playing
    changed = await tell("on_song_change", "room_playlist-update")

    assert changed == (room, room.now_playing, former)
    assert room.now_playing is not None
    assert room.now_playing.id == NEXT
    assert room.now_playing.song_info is not None
    assert room.now_playing.song_info.name == "Second Fixture Track"
    assert NEXT not in [song.id for song in room.queue]


async def test_same_song(online: Client, room: Room, socket: Socket):
    """
    The same event with the same song says that the queue changed, and no more.
    """
    await socket.event("room_playlist-update")
    _, song, _ = await online.wait_for("on_song_change", timeout=PATIENCE)
    calls: list[Any] = []

    @online.event
    async def on_song_change(*told: Any) -> None:
        calls.append(told)

    await socket.event("room_playlist-update.same_song")
    assert await online.wait_for("on_queue_update", timeout=PATIENCE) is room

    assert not calls
    assert room.now_playing is song


async def test_song_without_medium(tell: Any, room: Room):
    """
    A song whose medium is not said plays all the same.
    """
    _, song, _ = await tell("on_song_change", "room_playlist-update.songinfo_null")

    assert room.now_playing is song


async def test_song_add(online: Client, room: Room, socket: Socket, api: Any):
    """
    A song that comes into the queue is told once, and those before it are not.
    """
    added = {**data("queue_details.ok")[0], "_id": "fresh"}
    rows = [*data("queue_details.ok"), added]
    api.get(f"/room/{ROOM}/playlist/details").respond(json=wrapped(rows))
    told: list[Song] = []

    @online.event
    async def on_queue_song_add(song: Song) -> None:
        told.append(song)

    for _ in range(2):
        await socket.event("room_playlist-queue-update")
        await online.wait_for("on_queue_update", timeout=PATIENCE)

    assert [song.id for song in told] == ["fresh"]
    assert room.queue[-1].id == "fresh"


async def test_dub(tell: Any, room: Room):
    """
    A vote changes the score.
    """
    song, user, kind = await tell("on_dub", "room_playlist-dub")

    assert song is room.now_playing
    assert (user.id, kind) == (BOB, "updub")
    assert room.score is not None
    assert room.score.up == 5


async def test_grab(tell: Any, room: Room):
    """
    So does a grab.
    """
    song, user = await tell("on_grab", "room_playlist-queue-update-grabs")

    assert song is room.now_playing
    assert user.id == BOB
    assert room.score is not None
    assert (
        room.score.grabs
        == payload("room_playlist-queue-update-grabs")["playlist"]["grabs"]
    )


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("on_queue_song_remove", "room_playlist-queue-remove-user-song"),
        ("on_queue_user_remove", "room_playlist-queue-remove-user"),
    ],
)
async def test_queue_remove(
    name: str, event: str, tell: Any, online: Client, room: Room
):
    """
    What a moderator takes out says whose it was.
    """
    told = await tell(name, event)

    assert told == (room, online.users[BOB], online.users[MOLLY])


@pytest.mark.parametrize(
    "event",
    [
        "room_playlist-queue-update",
        "room_playlist-queue-update-dub",
        "room_playlist-queue-reorder",
    ],
)
async def test_queue_changed(event: str, tell: Any, room: Room):
    """
    Whatever changes the queue has it read again.
    """
    assert await tell("on_queue_update", event) is room


async def test_reorder(tell: Any, room: Room):
    """
    Putting DJs in order says who did it.
    """
    where, moderator = await tell("on_queue_reorder", "room_playlist-queue-reorder")

    assert where is room
    assert moderator.username == "mod_molly"


async def test_lock(tell: Any, room: Room):
    """
    A locked queue is locked.
    """
    await tell("on_queue_lock", "room-lock-queue")

    assert room.queue_locked


@pytest.mark.parametrize(
    ("event", "moderator"),
    [("user-pause-queue", None), ("user-pause-queue-mod", MOLLY)],
)
async def test_pause(event: str, moderator: str | None, tell: Any, room: Room):
    """
    Leaving the queue shows in the record, and so does who made somebody leave.
    """
    member, by = await tell("on_queue_pause", event)

    assert member is room.members.from_user_id(BOB)
    assert member.queue_paused
    assert (by.id if by else None) == moderator


# --- Rooms --------------------------------------------------------------------


async def test_room_update(tell: Any, room: Room):
    """
    Settings follow, and the people stay.
    """
    people = len(room.members)

    assert await tell("on_room_update", "room-update") is room
    assert room.name == "Testing Lounge II"
    assert len(room.members) == people


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("on_slow_mode", "room-slow-mode"),
        ("on_guest_chat", "room-allow-guest-chat"),
        ("on_guest_embed", "room-allow-guest-embed"),
    ],
)
async def test_switch(name: str, event: str, tell: Any, room: Room):
    """
    The newest events, of whose payload little is known, are told as well.
    """
    where, user = await tell(name, event)

    assert where is room
    assert user is None or user.id == MOLLY


async def test_slow_mode(tell: Any, room: Room):
    """
    Slow mode shows in the room.
    """
    await tell("on_slow_mode", "room-slow-mode")

    assert room.slow_mode is True


# --- People -------------------------------------------------------------------


async def test_leave_and_join(tell: Any, room: Room):
    """
    Who leaves is gone, and who comes is there.
    """
    where, user = await tell("on_member_leave", "user-leave")

    assert (where, user.id) == (room, BOB)
    assert room.members.from_user_id(BOB) is None

    member = await tell("on_member_join", "user-join")

    assert room.members.from_user_id(BOB) is member
    assert member.user is user
    assert member.room is room


async def test_member_update(tell: Any, room: Room):
    """
    A record changes in place.
    """
    known = room.members.from_user_id(BOB)
    member = await tell("on_member_update", "user_update_id")

    assert member is known
    assert member.dubs == 341


@pytest.mark.parametrize("event", ["user-update-id", "user-avatar-update"])
async def test_picture(event: str, tell: Any, online: Client):
    """
    So does a user.
    """
    user = await tell("on_user_update", event)

    assert user is online.users[BOB]


async def test_picture_by_name(online: Client, room: Room, socket: Socket):
    """
    An event that only names the user in its own name is understood.
    """
    image = {"url": "http://img.example.invalid/new.png"}
    await socket.event("user-update-id", {"img": image})
    user = await online.wait_for("on_user_update", timeout=PATIENCE)

    assert user is online.users[BOB]
    assert user.avatar_url == image["url"]


async def test_rename(online: Client, room: Room, socket: Socket):
    """
    Another name is noticed wherever it shows.
    """
    await socket.event("chat-message", user={"_id": BOB, "username": "robert"})
    user, before = await online.wait_for("on_user_rename", timeout=PATIENCE)

    assert user is online.users[BOB]
    assert (before, user.username) == ("bob_listener", "robert")


async def test_kick(tell: Any, online: Client, room: Room):
    """
    Who is kicked is gone, and the reason is plain text.
    """
    told = await tell("on_member_kick", "user-kick")

    assert told == (
        room, online.users[BOB], online.users[MOLLY], "calm down & come back"
    )  # fmt: skip
    assert room.members.from_user_id(BOB) is None


@pytest.mark.parametrize(
    ("time", "minutes"), [("30", 30), (45, 45), (0, 0), (None, 0), ("soon", 0)]
)
async def test_ban(time: Any, minutes: int, tell: Any, room: Room):
    """
    A ban is in minutes, whether they come as text or as a number.
    """
    told = await tell("on_member_ban", "user-ban", time=time)

    assert told[3] == minutes
    assert room.members.from_user_id(BOB) is None


async def test_unban(tell: Any, online: Client, room: Room):
    """
    Its end is told as well.
    """
    told = await tell("on_member_unban", "user-unban")

    assert told == (room, online.users[BOB], online.users[MOLLY])


async def test_mute(tell: Any, room: Room):
    """
    A mute shows in the record, and so does its end.
    """
    bob = room.members.from_user_id(BOB)
    assert bob is not None

    await tell("on_member_mute", "user-mute")
    assert bob.muted

    await tell("on_member_unmute", "user-unmute")
    assert not bob.muted


async def test_role(tell: Any, room: Room):
    """
    A role shows in the record with its rights, and so does its end.
    """
    bob = room.members.from_user_id(BOB)
    assert bob is not None

    *_, role = await tell("on_member_role_set", "user-setrole")
    assert bob.role is Role.vip
    assert role.id == Role.vip.id
    assert bob.has_right("skip")

    await tell("on_member_role_unset", "user-unsetrole")
    assert bob.role is None
    assert not bob.has_right("skip")


@pytest.mark.parametrize(
    ("kind", "presence"), [(0, "enter"), (1, "exit"), (2, "update"), (None, "enter")]
)
async def test_presence(
    kind: int | None, presence: str, online: Client, room: Room, socket: Socket
):
    """
    Who shows themselves is told, with what they did.
    """
    shown = {"clientId": BOB, "action": kind}
    if kind is None:
        del shown["action"]
    await socket.say({"action": 14, "channel": room.room_id, "presence": shown})
    told = await online.wait_for("on_member_presence", timeout=PATIENCE)

    assert told == (room, online.users[BOB], Presence[presence])


# --- All of them --------------------------------------------------------------


def test_complete():
    """
    Every event of the fixtures is known, save for the one made up not to be.
    """
    names = {
        case["name"]
        for case in INDEX["fixtures"]
        if case["kind"] == "event" and case["name"] != "new-message"
    }
    unknown = {name for name in names if find_event(name, {}) is None}

    assert unknown == {"totally-new-event"}


def test_handlers():
    """
    What events have called are known handlers, and each is called by something.
    """
    called = {name for event in WIRE.values() for name in event.tells}
    of_the_client = {
        "on_disconnect", "on_error", "on_joined_room", "on_left_room",
        "on_member_presence", "on_private_message", "on_raw_event", "on_ready",
        "on_reconnect", "on_user_rename", "on_close", "on_history_gap",
        "on_command_error",
    }  # fmt: skip

    assert called | of_the_client == set(EVENTS)
    assert not called & of_the_client
    assert set(ALIASES.values()) <= set(EVENTS)


async def test_own_message_once(online: Client, room: Room, socket: Socket):
    """
    What this client wrote is one message, in the answer and in the event.
    """
    sent = await room.send_message("Pong!")
    await socket.event(
        "chat-message", chatid=sent.id, message="Pong!", user={"_id": ME}
    )
    heard = await online.wait_for("on_chat", timeout=PATIENCE)

    assert heard is sent
    assert json.dumps(sent.to_data())
    assert isinstance(online.users[ME], User)
