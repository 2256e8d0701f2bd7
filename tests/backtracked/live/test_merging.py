"""
What events change of the people, songs and messages that are known.
"""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from backtracked.sandbox import Sandbox

from .running import me, names, record, running, until


async def test_moderator_stays(sandbox: Sandbox):
    """
    The leave that the service sends for a moderator after a ban is not believed.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        fired = record(client, "on_member_leave", "on_member_ban")
        sandbox.person("dee_mod").ban("harbour-lights", "ivy")
        await until(lambda: [one for one in fired if one[0] == "on_member_ban"])
        await anyio.sleep(0.2)

        assert room.members.named("dee_mod") is not None
        assert room.members.named("ivy") is None

        sandbox.person("dee_mod").ban("harbour-lights", "cy_vip")
        sandbox.person("dee_mod").leave("harbour-lights")
        await until(lambda: str(fired[-1][2]) == "dee_mod")

        assert fired[-1][0] == "on_member_leave"
        assert room.members.named("dee_mod") is None


async def test_song_that_begins(sandbox: Sandbox):
    """
    A program that logs songs by ``on_playlist_song_add`` and ``song.played_at``.
    """
    async with running(sandbox) as client:
        told: list[Any] = []

        @client.event
        async def on_playlist_song_add(song: Any) -> None:
            told.append((song.song_info.name, song.played_at.isoformat()))

        fired = record(client, "on_queue_song_add")
        room = await client.join_room("harbour-lights")
        await until(lambda: told)
        await until(lambda: room.is_attached)
        kit = sandbox.person("kit")
        kit.join("harbour-lights")
        kit.pause("harbour-lights", paused=False)
        kit.queue("harbour-lights", next(iter(sandbox.world.media.values())))
        await until(lambda: fired)
        ended = len(told)
        sandbox.person("dee_mod").skip("harbour-lights")
        await until(lambda: len(told) > ended)


ROOM = "harbour-lights"


async def test_two_false_leaves(sandbox: Sandbox):
    """
    After a ban and another, each leave that the service sends for the moderator is odd.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_member_leave", "on_member_ban")
        dee = sandbox.person("dee_mod")
        with sandbox.lock:
            dee.ban(ROOM, "ivy")
            dee.ban(ROOM, "cy_vip")
            dee.seem_to_leave(ROOM)
        await until(lambda: names(fired).count("on_member_ban") == 2)
        await anyio.sleep(0.2)

        assert room.members.named("dee_mod") is not None
        assert not [one for one in fired if str(one[2]) == "dee_mod"]


async def test_join_without_user_id(sandbox: Sandbox):
    """
    A member's record that lacks the user's ID has that of the user beside it.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_member_join")
        user = {"_id": "u" * 24, "username": "newcomer"}
        record_of = {"_id": "m" * 24, "userid": {"odd": []}, "dubs": 3}
        news = {"user": user, "roomUser": record_of}
        sandbox.publish(ROOM, "user-join", news)
        await until(lambda: fired)

        member = room.members.named("newcomer")
        assert member is not None
        assert (member.user_id, member.dubs) == ("u" * 24, 3)


async def test_echo_with_odd_room(sandbox: Sandbox):
    """
    The bot's own message keeps its room, whatever the event says about it.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        for odd in (None, 5, {}, {"roomid": None}, {"roomid": {"odd": []}}):
            message = await room.send_message("hello")
            item = {**sandbox.room.chat[-1], "queue_object": odd}
            fired = record(client, "on_raw_event")
            sandbox.publish(ROOM, "chat-message", item)
            await until(lambda fired=fired: fired)

            assert message.room is room


@pytest.mark.parametrize("keep_raw", [True, False])
async def test_when_a_song_began(sandbox: Sandbox, keep_raw: bool):
    """
    Votes and repeated announcements do not change when a song began.
    """
    async with running(sandbox, keep_raw=keep_raw) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_dub")
        song = room.now_playing
        assert song is not None
        began = song.played_at
        document = {"_id": song.id, "played": None, "updubs": 9}
        news = {"song": document, "startTime": 3}
        sandbox.publish(ROOM, "room_playlist-update", news)
        await until(lambda: song.up_dubs == 9)
        ivy = {"_id": sandbox.person("ivy").user.id}
        vote = {"playlist": {**document, "updubs": 10}, "user": ivy}
        sandbox.publish(ROOM, "room_playlist-dub", vote)
        await until(lambda: fired)

        assert song.up_dubs == 10
        assert song.played_at == began is not None


async def test_read_again(sandbox: Sandbox):
    """
    A conversation that was marked as read is unread after the next message.
    """
    ivy = sandbox.person("ivy")
    async with running(sandbox) as client:
        fired = record(client, "on_private_message")
        user = f"user:{me(client)}"
        await until(lambda: sandbox.world.channels.reach(me(client), user))
        ivy.write("one", "deckhand")
        await until(lambda: fired)
        conversation = fired[0][1]
        await client.mark_as_read(conversation)
        assert me(client) in conversation.read_by

        ivy.write("two", "deckhand")
        await until(lambda: len(fired) == 2)
        await client.fetch_conversations()

        assert me(client) not in conversation.read_by
        assert conversation.latest_message_str == "two"
