"""
A bot whose connection is cut again and again, in a room where much happens.

All chance is seeded, so that each run has the same script. When exactly a cut
meets the client is up to the two threads, and that is the point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from random import Random
from typing import Any

import anyio
import anyio.lowlevel
import attrs

from backtracked import Backoff, Client, Message
from backtracked import Room as KnownRoom
from backtracked.sandbox import Media, Person, Room, Sandbox

SEED = 1
KILLS = 200
#: How much happens after the last of them.
CALM = 40
PATIENCE = 30

ENDINGS = ("close", "packet", "reset")
# Going away, restarting, overloaded, and what a service may make up.
CODES = (1000, 1001, 1011, 1012, 1013, 4000)
CROWD = ("ada_dj", "bo_listener", "cy_vip", "dee_mod", "ivy", "jo & co", "kit")


@attrs.define
class Script:
    """
    What other people do, and what of it the bot has to hear.

    Attributes:
        heard: How often the bot heard each message, by id.

        due: The ids of all messages that were said, in order.

        away: How many of them were said while the bot was not connected.
    """

    sandbox: Sandbox
    bot: str
    chance: Random
    heard: Counter[str]
    due: list[str] = attrs.field(factory=list)
    away: int = 0

    @property
    def room(self) -> Room:
        return self.sandbox.room

    @property
    def media(self) -> list[Media]:
        return list(self.sandbox.world.media.values())

    def hears(self) -> bool:
        """
        Whether the bot hears of what happens at this moment.
        """
        return self.sandbox.world.channels.reach(self.bot, self.room.channel)

    def say(self) -> None:
        """
        Let somebody come in, if need be, and say something.
        """
        # Inside the lock, so that no socket comes or goes meanwhile.
        with self.sandbox.lock:
            heard = self.hears()
            author = self.sandbox.person(self.chance.choice(CROWD))
            author.join(self.room)
            self.due.append(author.say(self.room, f"message {len(self.due)}"))
            self.away += not heard

    def act(self) -> None:
        """
        Let somebody do something, most likely talk.
        """
        person = self.sandbox.person(self.chance.choice(CROWD))
        other = self.chance.choice(CROWD)
        media = self.chance.choice(self.media)
        room = self.room
        acts: list[Callable[[], Any]] = [
            *[self.say] * 12,
            partial(person.join, room),
            partial(person.leave, room),
            partial(person.queue, room, media),
            partial(person.pause, room, paused=self.chance.random() < 0.3),
            partial(person.reorder_line, room, other),
            partial(person.remove_song, room, other),
            partial(person.kick, room, other),
            partial(person.set_role, room, other, "vip"),
            partial(person.lock_queue, room, locked=self.chance.random() < 0.5),
            partial(self.wait, person),
        ]
        if room.current is not None:
            acts += [
                partial(person.vote, room, self.chance.choice(["updub", "downdub"])),
                partial(person.grab, room),
                partial(person.skip, room),
            ]
        self.chance.choice(acts)()

    def wait(self, person: Person) -> None:
        """
        Let time pass, in which a song may end, and see to it that one follows.

        No event tells that none does, and the bot's clock is not the sandbox's.
        """
        if not self.room.line:
            person.pause(self.room, paused=False)
            person.queue(self.room, self.chance.choice(self.media))
        self.sandbox.advance(self.chance.random() * 120)

    def kill(self) -> bool:
        """
        Cut the bot's connection in one of several ways, if there is one.
        """
        how: Any = self.chance.choice(ENDINGS)
        code = self.chance.choice(CODES)
        return self.sandbox.drop_sockets(self.bot, how=how, code=code) > 0

    async def play(self) -> None:
        """
        Act and kill in turns, at times before the bot is back; then only act.
        """
        kills = 0
        while kills < KILLS:
            for _ in range(self.chance.randrange(5)):
                self.act()
                await anyio.sleep(self.chance.choice([0, 0, 0.001]))
            kills += self.kill()
            if self.chance.random() < 0.7:
                await until(self.hears)
        await until(self.hears)
        for _ in range(CALM):
            self.act()
            await anyio.lowlevel.checkpoint()


async def until(true: Callable[[], bool]) -> None:
    """
    Wait until something is so.
    """
    with anyio.fail_after(PATIENCE):
        while not true():  # noqa: ASYNC110 (what changes is in another thread)
            await anyio.sleep(0.001)


def of_server(room: Room) -> dict[str, Any]:
    """
    What there is to know about the room.
    """
    now = room.current
    return {
        "members": {
            member.user.id: (
                member.role.id if member.role else None,
                member.dubs,
                member.queue_paused,
            )
            for member in room.visible
        },
        "queue": [member.queue[0].id for member in room.in_line()],
        "playing": now.id if now else None,
        "score": (now.count("updub"), now.count("downdub"), len(now.grabs))
        if now
        else None,
        "locked": room.settings["lockQueue"],
    }


def of_client(room: KnownRoom) -> dict[str, Any]:
    """
    What the client knows about it.
    """
    now, score = room.now_playing, room.score
    return {
        "members": {
            member.user_id: (
                member.role.id if member.role else None,
                member.dubs,
                member.queue_paused,
            )
            for member in room.members.values()
        },
        "queue": [song.id for song in room.queue],
        "playing": now.id if now else None,
        "score": (score.up, score.down, score.grabs) if score else None,
        "locked": room.queue_locked,
    }


async def same(known: KnownRoom, room: Room) -> None:
    """
    Wait until the client knows all that there is to know, but not for ever.
    """
    with anyio.move_on_after(PATIENCE):
        await until(lambda: of_client(known) == of_server(room))


@asynccontextmanager
async def connected(sandbox: Sandbox) -> AsyncIterator[Client]:
    """
    A bot that has joined the room, and shows itself there.
    """
    client = sandbox.client(
        enter=True,
        recent_conversations=False,
        chat_interval=None,
        queue_delay=0.0,
        rejoin_delay=0.0,
        backoff=Backoff(first=0.001, cap=0.002),
    )
    login = sandbox.credentials.bot
    async with client, anyio.create_task_group() as tasks:
        await client.login(login.username, login.password)
        tasks.start_soon(client.connect)
        with anyio.fail_after(PATIENCE):
            await client.wait_until_ready()
            await client.join_room(sandbox.credentials.room)
        yield client
        await client.close()


async def test_two_hundred_cuts():
    """
    Through 200 cuts each message is heard once, also those that were said meanwhile,
    in order, and in the end the bot knows all that the server knows.
    """
    sandbox = Sandbox(clock=lambda: 1_700_000_000.0)
    heard: Counter[str] = Counter()
    gaps: list[KnownRoom] = []
    with sandbox.serve():
        async with connected(sandbox) as client:

            @client.event
            async def on_chat(message: Message) -> None:
                heard[message.id] += 1

            @client.event
            async def on_history_gap(room: KnownRoom) -> None:
                gaps.append(room)

            bot = sandbox.person("deckhand").user.id
            script = Script(sandbox, bot, Random(SEED), heard)
            await until(script.hears)
            await script.play()
            await until(lambda: set(script.due) <= heard.keys())
            room, known = sandbox.room, client.rooms[sandbox.room.id]
            await same(known, room)

            assert of_client(known) == of_server(room)

            # No event tells that the music has stopped.
            while room.current is not None:
                sandbox.person("ada_dj").skip(room)
            await same(known, room)

            assert of_client(known) == of_server(room)
            assert known.now_playing is None
    # A dict keeps the order in which it was filled.
    assert list(heard) == script.due
    assert set(heard.values()) == {1}
    assert not gaps
    assert script.away > KILLS / 10
