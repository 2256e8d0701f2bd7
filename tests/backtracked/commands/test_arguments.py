"""
Arguments of commands, read by annotation.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

import pytest

from backtracked import Member, User
from backtracked.commands import Commands, Context

if TYPE_CHECKING:
    from backtracked import Member as Somebody
    from backtracked import Song

from ..answers import ALICE, BOB


async def test_arguments(commands: Commands, write: Any, said: list[str]):
    """
    Arguments are read as they are annotated, and the rest goes to the last.
    """
    got: list[Any] = []

    @commands.command("add", aliases=["+"])
    async def add(
        context: Context, times: int, loud: bool = False, *, text: str = "nothing"
    ) -> None:
        got.append((times, loud, text))
        await context.reply("done")

    await write("!add 3 yes  tom & jerry ")
    await write("!ADD 2")
    await write("!+ 1 off x")

    assert got == [(3, True, "tom & jerry"), (2, False, "nothing"), (1, False, "x")]
    assert said == ["done"] * 3


async def test_people(commands: Commands, write: Any, said: list[str]):
    """
    People are named, in any case, with an @ or without.
    """
    got: list[Any] = []

    @commands.command()
    async def who(context: Context, user: User, member: Member | None = None) -> None:
        got.append((user.id, member.user_id if member else None))

    await write("!who @alice BOB")
    await write("!who bob")
    await write("!who nobody")

    assert got == [(ALICE, BOB), (BOB, None)]
    assert said == ["who: user can't be 'nobody'"]


async def test_many(commands: Commands, write: Any):
    """
    Any number of arguments may be taken.
    """
    got: list[Any] = []

    @commands.command()
    async def total(context: Context, *numbers: float) -> None:
        got.append(sum(numbers))

    @commands.command()
    async def scaled(context: Context, *numbers: float, by: int = 10) -> None:
        got.append(by * sum(numbers))

    await write("!total 1 2.5 3")
    await write("!total")
    await write("!scaled 1 2")

    assert got == [6.5, 0, 30]


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("!roll", "roll: usage: roll <sides> [loud]"),
        ("!roll many", "roll: sides can't be 'many'"),
        ("!roll 6 perhaps", "roll: loud can't be 'perhaps'"),
        ("!roll 6 yes more", "roll: too much: roll <sides> [loud]"),
        ("!total 1 two", "total: numbers can't be 'two'"),
    ],
)
async def test_usage(
    text: str, reply: str, commands: Commands, write: Any, said: list[str]
):
    """
    Arguments that don't fit are explained.
    """

    @commands.command()
    async def roll(context: Context, sides: int, loud: bool = False) -> None:
        raise AssertionError("not reached")

    @commands.command()
    async def total(context: Context, *numbers: float) -> None:
        raise AssertionError("not reached")

    await write(text)

    assert said == [reply]


class Colour(Enum):
    """An enum."""

    red = 1
    green = "g"


class Pair:
    """A converter of one's own."""

    def __init__(self, left: str, right: str) -> None:
        self.sides = left, right

    @classmethod
    async def convert(cls, context: Context, text: str) -> Pair:
        left, right = text.split("/")
        return cls(left, right)


async def test_kinds(commands: Commands, write: Any, said: list[str]):
    """
    Durations, choices, enums, unions, own converters and quoted words.
    """
    got: list[Any] = []

    @commands.command()
    async def paint(
        context: Context,
        time: timedelta,
        way: Literal["up", "down"],
        colour: Colour,
        size: int | Literal["all"],
        pair: Pair,
        name: str,
    ) -> None:
        got.append((time, way, colour, size, pair.sides, name))

    await write('!paint 1h30m UP Green ALL a/b "two words"')
    await write("!paint 90 down 1 7 a/b x")

    assert got == [
        (timedelta(minutes=90), "up", Colour.green, "all", ("a", "b"), "two words"),
        (timedelta(seconds=90), "down", Colour.red, 7, ("a", "b"), "x"),
    ]
    assert not said


@pytest.mark.parametrize(
    "words",
    [
        "soon up red 1 a/b x",
        "1h sideways red 1 a/b x",
        "1h up blue 1 a/b x",
        "1h up red some a/b x",
        "1h up red 1 ab x",
        "99999w up red 1 a/b x",
    ],
)
async def test_kinds_that_do_not_fit(
    words: str, commands: Commands, write: Any, said: list[str]
):
    """
    What does not fit is explained.
    """

    @commands.command()
    async def paint(
        context: Context,
        time: timedelta,
        way: Literal["up", "down"],
        colour: Colour,
        size: int | Literal["all"],
        pair: Pair,
        name: str,
    ) -> None:
        raise AssertionError("not reached")

    await write(f"!paint {words}")

    assert "can't be" in said[0]


async def test_greedy(commands: Commands, write: Any):
    """
    ``list[X]`` takes as many words as fit.
    """
    got: list[Any] = []

    @commands.command()
    async def invite(context: Context, who: list[User], *, text: str = "hi") -> None:
        got.append(([user.username for user in who], text))

    await write("!invite alice @Bob come here")
    await write("!invite nobody")

    assert got == [(["Alice", "Bob"], "come here"), ([], "nobody")]


async def test_type_checking(commands: Commands, write: Any):
    """
    Names that are imported for type checkers only are found in the package.
    """
    got: list[Any] = []

    @commands.command()
    async def count(context: Context, times: int, song: Song | None = None) -> None:
        got.append(times)

    await write("!count 3")

    assert got == [3]

    async def other(context: Context, member: Somebody) -> None:
        """Do nothing."""

    with pytest.raises(TypeError, match="member"):
        commands.command()(other)


class Loud:
    """A converter that is made for each argument."""

    async def convert(self, context: Context, text: str) -> str:
        return text.upper()


async def test_kinds_of_words(commands: Commands, write: Any, said: list[str]):
    """
    Unions try all their parts, whatever these raise; lists may follow a ``*``.
    """
    got: list[Any] = []

    @commands.command()
    async def price(context: Context, amount: Decimal | date | str) -> None:
        got.append(amount)

    @commands.command()
    async def pick(context: Context, *, numbers: list[int]) -> None:
        got.append(numbers)

    @commands.command()
    async def maybe(context: Context, numbers: list[int] | None = None) -> None:
        got.append(numbers)

    @commands.command()
    async def shout(context: Context, text: Loud) -> None:
        got.append(text)

    await write("!price 1.5")
    await write("!price cheap")
    await write("!pick 1 2 3")
    await write("!maybe 4 5")
    await write("!maybe")
    await write("!shout hey")
    assert got == [Decimal("1.5"), "cheap", [1, 2, 3], [4, 5], None, "HEY"]
    assert not said

    await write("!pick 1 two")
    assert said == ["pick: too much: pick [numbers ...]"]


def test_parameters_that_no_word_fits(commands: Commands):
    """
    A command that could never be called is refused when it is made.
    """

    async def several(context: Context, *, one: str, two: str) -> None: ...

    async def names(context: Context, **names: str) -> None: ...

    async def pair(context: Context, both: tuple[int, int]) -> None: ...

    async def nested(context: Context, both: set[str] | None = None) -> None: ...

    for function in (several, names, pair, nested):
        with pytest.raises(TypeError):
            commands.command()(function)
    assert not list(commands)
