"""
Who may use a command, and who may not.
"""

from __future__ import annotations

from typing import Any

from backtracked import Client, Member, Message, Role, Room
from backtracked.commands import (
    CommandError,
    Commands,
    Context,
    check,
    has_right,
    in_rooms,
)

from ..answers import ALICE, BOB, ROOM


async def test_rights(commands: Commands, write: Any, said: list[str]):
    """
    A command may take a right.
    """
    done: list[str] = []

    @commands.command(right="skip")
    async def skip(context: Context) -> None:
        done.append(context.message.author_id or "")

    await write("!skip", BOB)
    await write("!skip", ALICE)

    assert done == [ALICE]
    assert said == ["skip: skip takes the right 'skip'"]


async def test_creator(queup: Client, commands: Commands, write: Any):
    """
    A room's creator may, whether their record is known or not.
    """
    done: list[str] = []

    @commands.command(right="skip")
    async def skip(context: Context) -> None:
        done.append(context.message.author_id or "")

    creator = queup.rooms[ROOM].creator_id
    await write("!skip", creator)

    assert done == [creator]


async def test_before_the_members(queup: Client, commands: Commands, write: Any):
    """
    A moderator may before the first list of members: their record is requested.
    """
    done: list[str] = []
    record = {"_id": "r", "userid": ALICE, "roomid": ROOM, "roleid": Role.vip.id}

    async def fetch_member(room: Room, user: str) -> Member:
        return Member.from_data({**record, "userid": user}, queup)

    queup.fetch_member = fetch_member  # type: ignore[method-assign,assignment]
    queup.rooms[ROOM].members.clear()

    @commands.command()
    @has_right("skip")
    async def skip(context: Context) -> None:
        done.append(context.message.author_id or "")

    await write("!skip", ALICE)

    assert done == [ALICE]


async def test_checks(commands: Commands, write: Any, said: list[str]):
    """
    Checks are plain or coroutine functions, and may say why.
    """
    done: list[str] = []

    async def lucky(context: Context) -> bool:
        return context.message.author_id == ALICE

    def explained(context: Context) -> bool:
        raise CommandError("not today")

    @commands.command()
    @check(lucky)
    async def spin(context: Context) -> None:
        done.append("spin")

    @commands.command()
    @check(explained)
    async def turn(context: Context) -> None:
        done.append("turn")

    @commands.command()
    @in_rooms("elsewhere")
    async def away(context: Context) -> None:
        done.append("away")

    await write("!spin", ALICE)
    for name in ("spin", "turn", "away"):
        await write(f"!{name}")

    assert done == ["spin"]
    assert said == [
        "spin: spin is not for you, or not here",
        "turn: not today",
        "away: away is not for you, or not here",
    ]


async def test_ignored(queup: Client, said: list[str]):
    """
    Other bots, by name or id, are ignored.
    """
    commands = Commands(queup, ignore=["ALICE", BOB])

    @commands.command()
    async def ping(context: Context) -> None:
        await context.reply("pong")

    for author in (ALICE, BOB, "other"):
        message = Message(content="!ping", author_id=author, room_id=ROOM)
        await commands.handle(message.bind(queup))

    assert said == ["pong"]
