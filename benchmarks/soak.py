"""
backtracked: a bot in twenty rooms, cut off each thousand events, on its sandbox.

Options and quotas are the default ones; only waits are shortened.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from random import Random
from typing import Any

from measure import QUICK, pin, resident
from row import Row

from backtracked import Client, Message
from backtracked.sandbox import Room, Sandbox

#: Some of what users do is no event, such as leaving twice.
_ACTS = 110_000
_EACH = 1_000
_PEOPLE, _ROOMS = 2_000, 20
#: Acts before memory and tasks are compared for the first time.
_WARM = 30_000
#: Events of each thousand that happen before the bot is back.
_AWAY = 20
_PATIENCE = 60
#: The heartbeat's times, which no other wait has.
_INTERVAL, _TIMEOUT = 31.0, 7.0


def rows() -> list[Row]:
    """
    Count what grows.
    """
    pin(0)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serving, args=(theirs,), daemon=True)
    process.start()
    try:
        return asyncio.run(_listen(ours))
    finally:
        process.terminate()
        process.join(10)


async def _brief(seconds: float) -> None:
    # A response to a heartbeat may take as long as ever.
    is_heartbeat = seconds in {_INTERVAL, _TIMEOUT, _INTERVAL - _TIMEOUT}
    await asyncio.sleep(seconds if is_heartbeat else seconds / 100)


async def _listen(pipe: Connection) -> list[Row]:
    api, ws, name, password, slugs = await asyncio.to_thread(pipe.recv)
    client = Client(api=api, ws=ws, rooms=slugs, enter=True, sleep=_brief)
    heard: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    samples: list[tuple[int, int]] = []

    @client.event
    async def on_chat(message: Message) -> None:
        heard[message.id] += 1

    @client.event
    async def on_raw_event() -> None:
        counts["events"] += 1

    @client.event
    async def on_reconnect() -> None:
        counts["reconnects"] += 1

    @client.event
    async def on_history_gap() -> None:
        counts["gaps"] += 1

    async with client:
        await client.login(name, password)
        connection = asyncio.create_task(client.connect())
        while len(client.rooms) < _ROOMS:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        pipe.send("go")
        said = lost = 0
        while (told := await asyncio.to_thread(pipe.recv)) is not None:
            said, due = told
            with suppress(TimeoutError):
                async with asyncio.timeout(_PATIENCE):
                    while len(heard) < said - lost:  # noqa: ASYNC110
                        await asyncio.sleep(0.01)
            lost = said - len(heard)
            # The tasks of a rejoin end soon after it.
            await asyncio.sleep(0.1)
            if due >= _WARM:
                gc.collect()
                samples.append((resident(), len(asyncio.all_tasks())))
            pipe.send("go")
        await client.close()
        await connection
    return _rows(heard, said, counts, samples)


def _rows(
    heard: Counter[str], said: int, counts: Counter[str], samples: list[tuple[int, int]]
) -> list[Row]:
    first, last = samples[0], samples[-1]
    once = len(heard) == said and set(heard.values()) == {1} and not counts["gaps"]
    # What this program itself remembers is no growth of the client's.
    own = len(heard) * 150 * (1 - _WARM / _ACTS)
    grown = (last[0] - first[0] - own) / 1e6
    name = f"backtracked: soak, {counts['events']:,} events"
    return [
        Row(f"{name}, connections lost", counts["reconnects"], "times"),
        Row(
            "backtracked: soak, messages heard",
            len(heard),
            "messages",
            None,
            f"all {said:,}, once",
            once,
        ),
        Row.within(10, "backtracked: soak, memory grown after the start", grown, "MB"),
        Row(
            "backtracked: soak, tasks at the end",
            last[1],
            "tasks",
            last[1] / first[1],
            f"≤ {first[1]}, as at the start",
            last[1] <= first[1] + 2,
        ),
    ]


# --- The service, on another core ---------------------------------------------


def _serving(pipe: Connection) -> None:
    import os

    pin(1)
    sandbox = Sandbox(ping_interval=_INTERVAL, ping_timeout=_TIMEOUT)
    world, chance = sandbox.world, Random(1)
    owner = sandbox.person("fay_owner").user
    rooms = [world.add_room(f"Soak {n}", owner) for n in range(_ROOMS)]
    people = [world.add_user(f"person {n}").username for n in range(_PEOPLE)]
    for number, name in enumerate(people):
        sandbox.person(name).join(rooms[number % _ROOMS])
    bot = sandbox.person("deckhand").user
    login = sandbox.credentials.bot
    with sandbox.serve() as base:
        slugs = [room.slug for room in rooms]
        pipe.send((base, sandbox.ws_url, login.username, login.password, slugs))
        pipe.recv()
        _wait(sandbox, bot.id, rooms)
        said = done = 0
        total = _ACTS // 5 * 2 if QUICK in os.environ else _ACTS
        while done < total:
            # Some happens while the bot is away, and the rest once it is back.
            for count in (_AWAY, _EACH - _AWAY):
                for _ in range(count):
                    number = chance.randrange(_PEOPLE)
                    room = rooms[number % _ROOMS]
                    said += _act(sandbox, chance, people[number], room)
                _wait(sandbox, bot.id, rooms)
            done += _EACH
            pipe.send((said, done))
            pipe.recv()
            for room in rooms:
                # The service remembers a hundred at most.
                del room.chat[:-200]
            sandbox.requests.clear()
            sandbox.drop_sockets("deckhand", how=chance.choice(["close", "reset"]))
        pipe.send(None)
        time.sleep(60)


def _wait(sandbox: Sandbox, bot: str, rooms: list[Room]) -> None:
    """
    Wait until the bot hears of all rooms.
    """
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends:
        with sandbox.lock:
            if all(sandbox.world.channels.reach(bot, one.channel) for one in rooms):
                return
        time.sleep(0.005)
    raise TimeoutError("the bot did not come back")


def _act(sandbox: Sandbox, chance: Random, name: str, room: Room) -> int:
    """
    Let a user do something, and return how many messages that are.
    """
    person = sandbox.person(name)
    kind = chance.random()
    acts: list[tuple[float, Callable[[], Any]]] = [
        (0.2, partial(person.leave, room)),
        (0.4, partial(person.join, room)),
        (0.5, partial(person.mute, room, name, muted=chance.random() < 0.5)),
        (0.55, partial(person.lock_queue, room, locked=chance.random() < 0.5)),
    ]
    for bound, act in acts:
        if kind < bound:
            act()
            return 0
    person.say(room, f"{name} says {chance.random()}")
    return 1


if __name__ == "__main__":
    for one in rows():
        print(one)
