"""
Models: what is read, what is missing, and what is remembered.
"""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from backtracked import (
    AuditEntry,
    AuthenticatedUser,
    Client,
    Collection,
    Conversation,
    Following,
    Member,
    Message,
    Playlist,
    PlaylistItem,
    Role,
    Room,
    RoomPlaylist,
    Song,
    SongInfo,
    UnboundError,
    User,
    converter,
)
from backtracked._async.models.collections import MemberCollection
from backtracked._async.models.record import forget_raw, renew

from .answers import ALICE, BOB, ME, PLAYING, ROOM, SLUG, data, payload

EXAMPLES: list[tuple[Any, Any]] = [
    (User, data("user.ok")),
    (User, data("user.no_avatar")),
    (AuthenticatedUser, data("auth_session.ok")),
    (Room, data("room.ok")),
    (Room, data("room.idle")),
    (Member, data("room_user.ok")),
    (Member, data("room_users.quirks")[0]),
    (Message, payload("chat-message")),
    (Conversation, data("message_list.ok")[0]),
    (Song, data("playlist_active.ok")["song"]),
    (Song, data("history.ok")[0]),
    (SongInfo, data("song.ok")),
    (SongInfo, data("song.minimal")),
    (Playlist, data("playlists.ok")[0]),
    (PlaylistItem, data("playlist_songs.ok")[0]),
    (Following, data("user_following.ok")[0]),
    (AuditEntry, data("room_audit.ok")[0]),
]
IDS = [f"{kind.__name__}{place}" for place, (kind, _) in enumerate(EXAMPLES)]


@pytest.fixture
def queup() -> Client:
    """Return a client that asks nothing."""
    return Client()


@pytest.mark.parametrize(("kind", "document"), EXAMPLES, ids=IDS)
def test_round_trip(kind: Any, document: dict[str, Any]):
    """
    A model that was written is read as the same, and keeps its JSON.
    """
    model = kind.from_data(document)

    assert model.raw is document
    assert kind.from_data(model.to_data()) == model
    assert converter.structure(document, kind) == model


@pytest.mark.parametrize(("kind", "document"), EXAMPLES, ids=IDS)
def test_pickle(kind: Any, document: dict[str, Any]):
    """
    It is pickled and copied without its client.
    """
    model = kind.from_data(document, Client())

    for other in (pickle.loads(pickle.dumps(model)), copy.deepcopy(model)):
        assert other == model
        with pytest.raises(UnboundError):
            other.client  # noqa: B018


@pytest.mark.parametrize(("kind", "document"), EXAMPLES, ids=IDS)
def test_ids_are_enough(kind: Any, document: dict[str, Any]):
    """
    An id is all that has to be there; any other field may be null.
    """
    key = "chatid" if kind is Message else "_id"
    bare = kind.from_data({key: "x"})
    empty = kind.from_data({**dict.fromkeys(document), key: "x"})

    assert bare.id == empty.id == "x"
    assert isinstance(repr(bare), str)


def test_items():
    """
    Attributes can be had by name, and are ``None`` if there are none.
    """
    user = User.from_data(data("user.ok"))

    assert user["username"] == "alice_dj"
    assert user["colour"] is None
    assert str(user) == "alice_dj"


def test_from_data_makes_one():
    """
    Each kind makes one of itself.
    """
    made = AuthenticatedUser.from_data(data("auth_session.ok"))

    assert type(made) is AuthenticatedUser
    assert made.id == ME


# --- Fields -------------------------------------------------------------------


def test_times():
    """
    Times are in UTC, whatever they come as; 0 is no ban.
    """
    member = Member.from_data(
        {"_id": "m", "bannedTime": 1_700_000_000_000, "bannedUntil": 0}
    )
    song = Song.from_data({"_id": "s", "played": None, "created": "1700000000000"})
    info = SongInfo.from_data({"_id": "i", "created": "2017-06-02T16:23:14Z"})

    assert member.banned_time == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert member.banned_until is None
    assert song.played_at is None
    assert song.created_at == member.banned_time
    assert info.created_at == datetime(2017, 6, 2, 16, 23, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"), [(1, True), (0, False), ("false", False), (None, False)]
)
def test_flags(value: Any, expected: bool):
    """
    Flags may be numbers.
    """
    member = Member.from_data({"_id": "m", "queuePaused": value})

    assert member.queue_paused is expected


def test_room():
    """
    A room has its settings, and those of what it shows.
    """
    room = Room.from_data(data("room.ok"))

    assert (room.id, room.slug, room.type) == (ROOM, SLUG, "room")
    assert room.room_id == f"room:{ROOM}"
    assert room.url.endswith(f"/join/{SLUG}")
    assert room.display.user_leave is False
    assert room.display.user_join is True
    assert room.max_song_length == 10
    assert room.dj_recycle is True
    assert room.slow_mode is False
    assert str(room) == "Testing Lounge"


@pytest.mark.parametrize(
    ("value", "role"),
    [
        (None, None),
        (Role.vip.id, Role.vip),
        ({"_id": Role.dj.id, "rights": ["set-dj"]}, Role.dj),
        ("of another time", None),
    ],
)
def test_role(value: Any, role: Role | None, queup: Client):
    """
    A member's role comes as nothing, as an id, or as an object.
    """
    member = Member.from_data({"_id": "m", "roleid": value}, queup)

    assert member.role is role
    assert not member.has_right("ban")


def test_embedded(queup: Client):
    """
    What is an id at one time and an object at another is read as either.
    """
    with_ids = Song.from_data({"_id": "s", "_user": ALICE, "_song": "medium"}, queup)
    with_objects = Song.from_data(data("history.ok")[0], queup)

    assert (with_ids.user_id, with_ids.song_id) == (ALICE, "medium")
    assert with_ids.user is None
    assert with_ids.song_info is None
    assert with_objects.user is not None
    assert with_objects.song_info is not None


def test_net_dubs():
    """
    Votes that are not known are none.
    """
    assert Song.from_data({"_id": "s", "updubs": 3, "downdubs": None}).net_dubs == 3
    assert Song.from_data({"_id": "s"}).net_dubs == 0


def test_message_room():
    """
    The record in an event says the room, if the event has one.
    """
    assert Message.from_data(payload("chat-message")).room_id == ROOM
    assert Message.from_data({"chatid": "c", "queue_object": None}).room_id is None


def test_private_message(queup: Client):
    """
    A conversation's message has other names, no room, and no member.
    """
    message = Message.from_conversation_message(data("message_get.ok")[0], queup)

    assert message.author_id == BOB
    assert message.created_at is not None
    assert message.room is None
    assert message.member is None
    assert message.raw == data("message_get.ok")[0]


async def test_profile():
    """
    That no profile can be edited is said.
    """
    user = AuthenticatedUser(id=ME)

    with pytest.raises(NotImplementedError, match="profile"):
        await user.update_profile(name="x")


# --- In place -----------------------------------------------------------------


def test_renew():
    """
    What is new is put into the same object, and the rest stays.
    """
    user = User.from_data(data("user.ok"))
    again = renew(user, {"_id": ALICE, "username": "other"})

    assert again is user
    assert user.username == "other"
    assert user.avatar_url is not None
    assert user.raw is not None
    assert user.raw["username"] == "other"


def test_renew_parts():
    """
    Objects inside belong to the client, and what the program set stays where the
    service says nothing new.
    """
    client = Client()
    song = Song.from_data({"_id": "s", "updubs": 1, "played": None}, client)
    song.played_at = when = datetime.now(UTC)
    renew(song, {"played": None, "updubs": "2", "_user": {"_id": ALICE}, "grabs": []})

    assert song.played_at == when
    assert (song.up_dubs, song.grabs) == (2, 0)
    assert song.profile is not None
    assert song.profile.client is client
    assert song.raw is not None
    assert song.raw["updubs"] == "2"


def test_renew_room():
    """
    A room that is brought up to date keeps its people and its queue.
    """
    room = Room.from_data(data("room.ok"))
    room.members.add(Member(id="m", user_id=BOB))
    room.queue.append(Song(id="s"))
    renew(room, {"name": "Other"})

    assert room.name == "Other"
    assert room.members.from_user_id(BOB) is not None
    assert len(room.queue) == 1


@pytest.mark.parametrize("keep_raw", [True, False])
def test_renew_settings(keep_raw: bool):
    """
    Settings that the JSON does not name stay as they are, and so does the ID.
    """
    room = Room.from_data({"_id": ROOM, "displayQueue": False, "displayInLobby": False})
    if not keep_raw:
        forget_raw(room)
    renew(room, {"_id": None, "displayInLobby": True, "displayUserJoin": 0})

    assert room.id == ROOM
    display = room.display
    assert (display.queue, display.in_lobby, display.user_join) == (False, True, False)


def test_renew_role():
    """
    Another role is another one as a whole.
    """
    role = {"_id": "r1", "type": "mod", "label": "Mod", "rights": ["skip"]}
    member = Member.from_data({"_id": "m", "userid": BOB, "roleid": role})
    renew(member, {"roleid": {"_id": "r2", "type": "own"}})

    assert member.granted is not None
    assert (member.granted.id, member.rights) == ("r2", ())


def test_renew_private_message():
    """
    Parts of a private message do not empty the rest.
    """
    document = {"_id": "p", "message": "hi", "created": 5, "userid": BOB}
    message = Message.from_conversation_message(document)
    renew(message, {"messageid": "c", "message": "ho"})

    assert (message.id, message.content, message.author_id) == ("p", "ho", BOB)
    assert message.created_at is not None
    assert message.conversation_id == "c"


def test_renew_forgets():
    """
    Without its JSON, a record's parts have none either.
    """
    song = Song.from_data({"_id": "s"})
    forget_raw(song)
    renew(song, {"_user": {"_id": ALICE, "username": "alice"}})

    assert song.profile is not None
    assert song.raw is song.profile.raw is None


# --- Collections --------------------------------------------------------------


def test_bounded(queup: Client):
    """
    What is remembered has an end, the oldest first.
    """
    small = Client(cache_size=2)
    for number in range(5):
        small.messages.add(Message(id=str(number)))
    for number in range(100):
        small.users.add(User(id=str(number)))

    assert list(small.messages) == ["3", "4"]
    assert len(small.users) == 32
    assert queup.messages.limit == 512
    with pytest.raises(ValueError, match="at least 1"):
        Client(cache_size=0)


def test_collection():
    """
    A collection is a dict by ids.
    """
    collection: Collection[User] = Collection()
    user = User(id=BOB)
    collection.add(user)

    assert collection == {BOB: user}
    assert isinstance(collection, dict)


def test_users(queup: Client):
    """
    Users are found by channel, and by name in any case.
    """
    user = User(id=BOB, username="Bob")
    queup.users.add(user)

    assert queup.users.from_channel(f"user:{BOB}") is user
    assert queup.users.named("bOB") is user
    assert queup.users.named("nobody") is None


def member(user: str, record: str | None = None) -> Member:
    """Return the record of a user."""
    return Member(id=record or f"record of {user}", user_id=user)


def test_members(queup: Client):
    """
    Members are found by user, each user having one record.
    """
    members = MemberCollection()
    members.add(member(BOB, "old"))
    members.add(member(BOB, "new"))
    members.add(member(ALICE))

    assert [one.id for one in members.values()] == ["new", f"record of {ALICE}"]
    found = members.from_user_id(BOB)
    assert found is not None
    assert found.id == "new"

    del members["new"]

    assert members.from_user_id(BOB) is None
    assert members.from_user_id("nobody") is None


def test_members_by_name(queup: Client):
    """
    And by name in any case.
    """
    queup.users.add(User(id=BOB, username="Bob"))
    members = MemberCollection()
    members.add(member("unknown").bind(queup))
    members.add(member(BOB).bind(queup))

    assert members.named("BOB") is members.from_user_id(BOB)
    assert members.named("nobody") is None


def test_list_and_events():
    """
    Who comes and goes while a list is on its way is known better from the events.
    """
    members = MemberCollection()
    members.add(member("stale"))
    members.add(member("leaver"))
    with members.watched() as touched:
        with members.watched() as later:
            members.arrive(member("comer"))
        members.depart("leaver")
        members.replace([member("leaver"), member("listed")], touched)
    members.arrive(member("late"))

    assert {one.user_id for one in members.values()} == {
        "comer",
        "listed",
        "late",
    }
    assert members.from_user_id("stale") is None
    # Each request has its own.
    assert (touched, later) == ({"comer", "leaver"}, {"comer"})


def test_list_without_oneself():
    """
    One is in although one is not listed, and once if one is.
    """
    members = MemberCollection()
    me = member("me")
    members.add(me)
    members.replace([member("listed")], me="me")

    assert {one.user_id for one in members.values()} == {"me", "listed"}
    assert members.from_user_id("me") is me

    members.replace([member("me")], me="me")

    assert [one.user_id for one in members.values()] == ["me"]


def test_playlist():
    """
    A queue moves on.
    """
    queue = RoomPlaylist([Song(id="a"), Song(id="b")])
    queue.next_song()

    assert queue.now_playing == Song(id="a")
    assert [song.id for song in queue] == ["b"]

    queue.next_song()
    queue.next_song()

    assert queue.now_playing is None


def test_queue_position():
    """
    Somebody's place in the queue is that of their next song.
    """
    room = Room.from_data(data("room.ok"))
    room.queue += [Song(id=str(at), user_id=who) for at, who in enumerate((ALICE, BOB))]

    assert room.queue_position(BOB) == 1
    assert room.queue_position(User(id=ALICE)) == 0
    assert room.queue_position(ME) is None


def test_creator(queup: Client):
    """
    Who made a room is known as soon as they were seen.
    """
    room = Room.from_data(data("room.ok"), queup)

    assert room.creator is None

    queup.users.add(User(id=ALICE))

    assert room.creator is queup.users[ALICE]


def test_same_song_twice(queup: Client):
    """
    A song that goes on is no new one.
    """
    room = Room.from_data(data("room.ok"), queup)

    assert room.play(Song(id=PLAYING), -1)
    assert not room.play(Song(id=PLAYING), 30)
    assert room.play(None)
    assert not room.play(None)


def test_slots():
    """
    Models have slots, so that a misspelt attribute is no new one.
    """
    kinds: set[Any] = {kind for kind, _ in EXAMPLES}
    for kind in kinds:
        assert not hasattr(kind.from_data({"_id": "x", "chatid": "x"}), "__dict__")
