"""
The endpoints, as a table: what is called, sent, and returned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from backtracked import Role

from .answers import (
    ALICE,
    BOB,
    CONVERSATION,
    MEDIUM,
    NEXT,
    PLAYING,
    PLAYLIST,
    ROOM,
    SLUG,
    data,
)


@attrs.frozen(kw_only=True)
class Case:
    """
    One call.

    Attributes:
        name: What to call it.

        call: Makes it, given the client.

        method, path, query: What is sent.

        form: The fields of its form, each with its values, or ``None``.

        json: Its JSON body, or ``None``.

        answer: The answer's fixture, or ``None`` for one made of *told*.

        told: The answer's data, if it has no fixture.

        fits: Tells whether the result is right.
    """

    name: str
    call: Callable[[Any], Any]
    method: str = "GET"
    path: str
    query: dict[str, str] = attrs.field(factory=dict)
    form: dict[str, list[str]] | None = None
    json: Any = None
    answer: str | None = None
    told: Any = None
    fits: Callable[[Any], bool] = lambda result: result is None


def _get(name: str, path: str, answer: str, call: Any, fits: Any, **query: str) -> Case:
    return Case(name=name, path=path, answer=answer, call=call, fits=fits, query=query)


def _ids(*expected: str) -> Callable[[Any], bool]:
    return lambda found: [one.id for one in found] == list(expected)


def _users(*expected: str) -> Callable[[Any], bool]:
    return lambda found: [one.user_id for one in found] == list(expected)


READS = [
    _get(
        "room",
        f"/room/{SLUG}",
        "room.ok",
        lambda client: client.fetch_room(SLUG),
        lambda room: (room.id, room.slug) == (ROOM, SLUG),
    ),
    _get(
        "members",
        f"/room/{ROOM}/users",
        "room_users.ok",
        lambda client: client.fetch_members(ROOM),
        lambda found: len(found) > 1 and all(one.user for one in found),
    ),
    _get(
        "member",
        f"/room/{ROOM}/users/{BOB}",
        "room_user.ok",
        lambda client: client.fetch_member(ROOM, BOB),
        lambda member: member.role is Role.moderator,
    ),
    _get(
        "staff",
        f"/room/{ROOM}/users/staff",
        "room_staff.ok",
        lambda client: client.fetch_staff(ROOM),
        lambda found: all(one.role for one in found),
    ),
    _get(
        "banned",
        f"/room/{ROOM}/users/ban",
        "room_banned.ok",
        lambda client: client.fetch_banned(ROOM),
        lambda found: all(one.banned for one in found),
    ),
    _get(
        "muted",
        f"/room/{ROOM}/users/mute",
        "room_muted.ok",
        lambda client: client.fetch_muted(ROOM),
        lambda found: all(one.muted for one in found),
    ),
    _get(
        "audit",
        f"/room/{ROOM}/audit",
        "room_audit.ok",
        lambda client: client.fetch_audit(ROOM),
        lambda found: (
            (found[0].type, found[0].duration, found[0].moderator.username)
            == ("ban", 3600, "mod_molly")
        ),
    ),
    _get(
        "user",
        "/user/alice_dj",
        "user.ok",
        lambda client: client.fetch_user("alice_dj"),
        lambda user: user.id == ALICE and user.avatar_url.endswith(".png"),
    ),
    _get(
        "search users",
        "/search",
        "search.ok",
        lambda client: client.search_users("bob"),
        _ids(BOB),
        query="bob",
    ),
    _get(
        "following",
        f"/user/{BOB}/following",
        "user_following.ok",
        lambda client: client.fetch_following(BOB),
        lambda found: (found[0].user_id, found[0].following) == (BOB, ALICE),
    ),
    _get(
        "available",
        "/user/query/availabilty",
        "username_available.ok",
        lambda client: client.is_username_available("free_name"),
        lambda free: free is True,
        username="free_name",
    ),
    _get(
        "chat history",
        f"/chat/{ROOM}",
        "chat_history.ok",
        lambda client: client.fetch_chat_history(ROOM),
        lambda found: found[0].content == "first <3" and found[0].room_id == ROOM,
    ),
    _get(
        "now playing",
        f"/room/{ROOM}/playlist/active",
        "playlist_active.ok",
        lambda client: client.fetch_now_playing(ROOM),
        lambda now: (now.song.id, now.info.id, now.elapsed) == (PLAYING, MEDIUM, 30),
    ),
    _get(
        "votes",
        f"/room/{ROOM}/playlist/active/dubs",
        "playlist_active_dubs.ok",
        lambda client: client.fetch_votes(ROOM),
        lambda votes: votes.up == (BOB,) and len(votes.down) == 1,
    ),
    _get(
        "djs",
        f"/room/{ROOM}/playlist",
        "queue_users.ok",
        lambda client: client.fetch_djs(ROOM),
        _users(ALICE),
    ),
    _get(
        "medium",
        f"/song/{MEDIUM}",
        "song.ok",
        lambda client: client.fetch_song(MEDIUM),
        lambda info: (
            (info.name, info.media_id) == ("Synthetic Sunrise & Friends", "AAAAAAAAAAA")
        ),
    ),
    _get(
        "playlists",
        "/playlist",
        "playlists.ok",
        lambda client: client.fetch_playlists(),
        lambda found: (found[0].id, found[0].total) == (PLAYLIST, 2),
    ),
    _get(
        "private messages",
        f"/message/{CONVERSATION}",
        "message_get.ok",
        lambda client: client.fetch_messages(CONVERSATION),
        lambda found: (
            [one.content for one in found] == ["see you later", "hello there"]
        ),
    ),
    _get(
        "no private messages",
        f"/message/{CONVERSATION}",
        "message_get.empty",
        lambda client: client.fetch_messages(CONVERSATION),
        lambda found: found == [],
    ),
    _get(
        "unread",
        "/message/new",
        "message_new.ok",
        lambda client: client.count_unread(),
        lambda unread: type(unread) is int,
    ),
    _get(
        "conversations",
        "/message",
        "message_list.ok",
        lambda client: client.fetch_conversations(),
        lambda result: result is None,
    ),
    _get(
        "token",
        "/auth/token",
        "auth_token.ok",
        lambda client: client.fetch_token(),
        lambda token: token.startswith("fixture-token"),
    ),
]


def _do(name: str, method: str, path: str, call: Any, **form: str | list[str]) -> Case:
    fields = {
        key: value if isinstance(value, list) else [value]
        for key, value in form.items()
    }
    return Case(name=name, method=method, path=path, call=call, form=fields or None)


_USER = f"/room/{ROOM}/queue/user/{BOB}"
_ORDER = "order[]"

WRITES = [
    _do(
        "kick",
        "POST",
        f"/chat/kick/{ROOM}/user/{BOB}",
        lambda client: client.kick(ROOM, BOB, "calm & quiet"),
        message="calm &amp; quiet",
    ),
    _do(
        "ban",
        "POST",
        f"/chat/ban/{ROOM}/user/{BOB}",
        lambda client: client.ban(ROOM, BOB, 30),
        time="30",
    ),
    _do(
        "unban",
        "DELETE",
        f"/chat/ban/{ROOM}/user/{BOB}",
        lambda client: client.unban(ROOM, BOB),
    ),
    _do(
        "mute",
        "POST",
        f"/chat/mute/{ROOM}/user/{BOB}",
        lambda client: client.mute(ROOM, BOB),
    ),
    _do(
        "unmute",
        "DELETE",
        f"/chat/mute/{ROOM}/user/{BOB}",
        lambda client: client.unmute(ROOM, BOB),
    ),
    _do(
        "set role",
        "POST",
        f"/chat/{Role.vip.id}/{ROOM}/user/{BOB}",
        lambda client: client.set_role(ROOM, BOB, Role.vip),
    ),
    _do(
        "unset role",
        "DELETE",
        f"/chat/{Role.vip.id}/{ROOM}/user/{BOB}",
        lambda client: client.unset_role(ROOM, BOB, Role.vip),
    ),
    _do(
        "skip",
        "POST",
        f"/chat/skip/{ROOM}/{PLAYING}",
        lambda client: client.skip_song(ROOM, PLAYING),
    ),
    _do(
        "delete message",
        "DELETE",
        f"/chat/{ROOM}/{BOB}-1",
        lambda client: client.delete_message(ROOM, f"{BOB}-1"),
    ),
    _do(
        "lock queue",
        "PUT",
        f"/room/{ROOM}/lockQueue",
        lambda client: client.lock_queue(ROOM),
        lockQueue="1",
    ),
    Case(
        name="reorder queue",
        method="POST",
        path=f"/room/{ROOM}/queue/order",
        call=lambda client: client.reorder_queue(ROOM, [BOB, ALICE]),
        form={_ORDER: [BOB, ALICE]},
    ),
    _do(
        "remove DJ",
        "DELETE",
        f"{_USER}/all",
        lambda client: client.remove_dj(ROOM, BOB),
    ),
    Case(
        name="remove next song",
        method="DELETE",
        path=_USER,
        call=lambda client: client.remove_next_song(ROOM, BOB),
        answer="queue_remove_user_song.ok",
        fits=lambda song: song.user_id == BOB,
    ),
    _do("pause DJ", "PUT", f"{_USER}/pause", lambda client: client.pause_dj(ROOM, BOB)),
    _do(
        "queue song",
        "POST",
        f"/room/{ROOM}/playlist",
        lambda client: client.queue_song(ROOM, "youtube", "AAAAAAAAAAA"),
        songType="youtube",
        songId="AAAAAAAAAAA",
    ),
    _do(
        "unqueue song",
        "DELETE",
        f"/room/{ROOM}/playlist/{NEXT}",
        lambda client: client.unqueue_song(ROOM, NEXT),
    ),
    _do(
        "clear own queue",
        "DELETE",
        f"/room/{ROOM}/playlist",
        lambda client: client.clear_own_queue(ROOM),
    ),
    Case(
        name="reorder own queue",
        method="POST",
        path=f"/user/session/room/{ROOM}/queue/order",
        call=lambda client: client.reorder_own_queue(ROOM, [NEXT, PLAYING]),
        form={_ORDER: [NEXT, PLAYING]},
    ),
    _do(
        "queue playlist",
        "POST",
        f"/room/{ROOM}/queueplaylist/{PLAYLIST}",
        lambda client: client.queue_playlist(ROOM, PLAYLIST),
    ),
    _do(
        "join the queue",
        "PUT",
        f"/room/{ROOM}/queue/pause",
        lambda client: client.pause_own_queue(ROOM, paused=False),
        queuePaused="0",
    ),
    _do(
        "updub",
        "POST",
        f"/room/{ROOM}/playlist/{PLAYING}/dubs",
        lambda client: client.updub(ROOM, PLAYING),
        type="updub",
    ),
    _do(
        "downdub",
        "POST",
        f"/room/{ROOM}/playlist/{PLAYING}/dubs",
        lambda client: client.downdub(ROOM, PLAYING),
        type="downdub",
    ),
    Case(
        name="create playlist",
        method="POST",
        path="/playlist",
        call=lambda client: client.create_playlist("Mine"),
        form={"name": ["Mine"], "isPublic": ["0"]},
        told=data("playlists.ok")[0],
        fits=lambda playlist: bool(playlist.id),
    ),
    Case(
        name="rename playlist",
        method="PUT",
        path=f"/playlist/{PLAYLIST}",
        call=lambda client: client.rename_playlist(PLAYLIST, "Ours"),
        form={"name": ["Ours"]},
    ),
    _do(
        "delete playlist",
        "DELETE",
        f"/playlist/{PLAYLIST}",
        lambda client: client.delete_playlist(PLAYLIST),
    ),
    _do(
        "grab",
        "POST",
        f"/playlist/{PLAYLIST}/songs",
        lambda client: client.grab(PLAYLIST, MEDIUM),
        songid=MEDIUM,
    ),
    _do(
        "remove from playlist",
        "DELETE",
        f"/playlist/{PLAYLIST}/songs/item",
        lambda client: client.remove_from_playlist(PLAYLIST, "item"),
    ),
    Case(
        name="reorder playlist",
        method="POST",
        path=f"/playlist/{PLAYLIST}/order",
        call=lambda client: client.reorder_playlist(PLAYLIST, ["b", "a"]),
        form={_ORDER: ["b", "a"]},
    ),
    _do(
        "shuffle playlist",
        "POST",
        f"/playlist/{PLAYLIST}/order/randomize",
        lambda client: client.shuffle_playlist(PLAYLIST),
    ),
    _do("follow", "POST", f"/user/{BOB}/following", lambda client: client.follow(BOB)),
    _do(
        "unfollow",
        "DELETE",
        f"/user/{BOB}/following",
        lambda client: client.unfollow(BOB),
    ),
    Case(
        name="take a name",
        method="POST",
        path="/user/updateUsername",
        call=lambda client: client.change_username("renamed_bot"),
        form={"username": ["renamed_bot"]},
        answer="update_username.ok",
        fits=lambda done: done is True,
    ),
    Case(
        name="take a taken name",
        method="POST",
        path="/user/updateUsername",
        call=lambda client: client.change_username("alice_dj"),
        form={"username": ["alice_dj"]},
        answer="update_username.taken",
        fits=lambda done: done is False,
    ),
    Case(
        name="open conversation",
        method="POST",
        path="/message",
        call=lambda client: client.open_conversation(ALICE),
        json={"usersid": [ALICE]},
        answer="message_create.ok_ids",
        fits=lambda made: [one.id for one in made.people][-1] == ALICE,
    ),
    Case(
        name="mark as read",
        method="POST",
        path=f"/message/{CONVERSATION}/read",
        call=lambda client: client.mark_as_read(CONVERSATION),
        answer="message_read.ok",
    ),
    Case(
        name="create room",
        method="POST",
        path="/room",
        call=lambda client: client.create_room("Testing Lounge", in_lobby=False),
        json={"name": "Testing Lounge", "displayInLobby": 0},
        answer="room.ok",
        fits=lambda room: room.id == ROOM,
    ),
    Case(
        name="edit room",
        method="PUT",
        path=f"/room/{ROOM}",
        call=lambda client: client.edit_room(ROOM, queue_locked=True, name="X"),
        json={"lockQueue": 1, "name": "X"},
        answer="room.ok",
        fits=lambda room: room.id == ROOM,
    ),
    _do(
        "leave room",
        "DELETE",
        f"/room/{ROOM}/users",
        lambda client: client.leave_room(ROOM),
    ),
    _do("log out", "GET", "/auth/logout", lambda client: client.logout()),
]

CASES = READS + WRITES
