"""
How often a command is carried out, and refused.
"""

from __future__ import annotations

from typing import Any

import anyio

from backtracked import Client, NotFoundError
from backtracked.commands import Commands, Context, Cooldown

from ..answers import ALICE, BOB
from .conftest import Clock


async def test_cooldown(commands: Commands, write: Any, said: list[str], clock: Clock):
    """
    A command may take a pause, each person's own; a failed use begins none.
    """
    done: list[str] = []

    @commands.command(cooldown=10)
    async def spin(context: Context, times: int = 1) -> None:
        done.append(context.message.author_id or "")

    await write("!spin many")
    await write("!spin")
    clock.now = 4
    await write("!spin")
    await write("!spin", ALICE)
    clock.now = 10
    await write("!spin")

    assert done == [BOB, ALICE, BOB]
    assert said[1:] == ["spin: wait 6 s more"]


async def test_cooldown_buckets(
    commands: Commands, write: Any, said: list[str], clock: Clock
):
    """
    A cooldown counts uses for each user, each room, or all together.
    """
    done: list[str] = []

    @commands.command(cooldown=[Cooldown(10), Cooldown(60, uses=3, per="room")])
    async def spin(context: Context) -> None:
        done.append(context.message.author_id or "")

    for _ in range(2):
        for author in (ALICE, BOB):
            await write("!spin", author)
            await write("!spin", author)
        clock.now += 10

    assert done == [ALICE, BOB, ALICE]

    clock.now = 61
    await write("!spin", BOB)

    assert done[-1] == BOB


class Slow:
    """A converter that takes a while."""

    @classmethod
    async def convert(cls, context: Context, text: str) -> str:
        await anyio.sleep(0.01)
        return text


async def test_cooldown_of_slow_arguments(
    commands: Commands, write: Any, said: list[str]
):
    """
    Calls that are converted at the same time count one by one.
    """
    got: list[str] = []

    @commands.command(cooldown=60)
    async def once(context: Context, text: Slow) -> None:
        got.append(str(text))

    async with anyio.create_task_group() as tasks:
        for _ in range(10):
            tasks.start_soon(write, "!once x")

    assert got == ["x"]
    assert len(said) == 1


async def test_refusals_are_limited(
    commands: Commands, write: Any, said: list[str], clock: Clock
):
    """
    A user who is refused twice a second is answered once within the window.
    """

    @commands.command(right="skip")
    async def skip(context: Context) -> None:
        raise AssertionError("not reached")

    for _ in range(120):
        await write("!skip")
        clock.now += 0.5

    assert len(said) == 2


async def refuse(*_: Any) -> Any:
    """Fail as a request does."""
    raise NotFoundError("", 404, "no such user")


async def test_refusals_of_many(
    queup: Client, commands: Commands, write: Any, said: list[str]
):
    """
    However many users are refused, at once ten of them are answered, and as many who
    ask for help.
    """

    @commands.command(right="skip")
    async def skip(context: Context) -> None:
        raise AssertionError("not reached")

    queup.fetch_member = refuse  # type: ignore[method-assign]
    for number in range(1100):
        await write("!skip", f"stranger {number}")
    assert len(said) == 10

    for number in range(20):
        await write(f"!help {number}", f"stranger {number}")

    assert len(said) == 20
