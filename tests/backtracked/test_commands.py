"""
Commands: found, read, allowed, and carried out.
"""

from __future__ import annotations

from typing import Any

import pytest

from backtracked import AuthenticatedUser, Client, Member, Message, Role, Room, User
from backtracked.commands import Commands, Context

from .answers import ALICE, BOB, ME, ROOM, data


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What rooms are told."""
    texts: list[str] = []

    async def send_message(self: Client, room: Room, text: str) -> Message:
        texts.append(text)
        return Message(content=text)

    monkeypatch.setattr(Client, "send_message", send_message)
    return texts


@pytest.fixture
def queup() -> Client:
    """A client in a room with Alice, a VIP, and Bob."""
    queup = Client()
    room = Room.from_data(data("room.ok"), queup)
    queup.rooms.add(room)
    for user, name, role in ((ALICE, "Alice", Role.vip.id), (BOB, "Bob", None)):
        queup.users.add(User(id=user, username=name).bind(queup))
        record = {"_id": f"r{user}", "userid": user, "roomid": ROOM, "roleid": role}
        room.members.add(Member.from_data(record, queup))
    return queup


@pytest.fixture
def commands(queup: Client, clock: Clock) -> Commands:
    """That client's commands."""
    return Commands(queup, clock=clock)


@pytest.fixture
def write(queup: Client, commands: Commands) -> Any:
    """Write a message as somebody."""

    async def handle(text: str, author: str = BOB) -> None:
        message = Message(content=text, author_id=author, room_id=ROOM).bind(queup)
        await commands.handle(message)

    return handle


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

    await write("!total 1 2.5 3")
    await write("!total")

    assert got == [6.5, 0]


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


@pytest.mark.parametrize("text", ["hello", "!unknown", "! ping", "!", "?ping"])
async def test_none(text: str, commands: Commands, write: Any, said: list[str]):
    """
    What is no command is left alone.
    """

    @commands.command()
    async def ping(context: Context) -> None:
        raise AssertionError("not reached")

    await write(text)

    assert not said


async def test_own(queup: Client, commands: Commands, write: Any, said: list[str]):
    """
    A bot does not obey itself, nor private messages.
    """
    queup.user = AuthenticatedUser(id=ME)

    @commands.command()
    async def ping(context: Context) -> None:
        await context.reply("pong")

    await write("!ping", ME)
    await commands.handle(Message(content="!ping", author_id=BOB).bind(queup))

    assert not said


async def test_quiet(queup: Client, said: list[str]):
    """
    Failures need not be told.
    """
    commands = Commands(queup, prefix="?", explain=False)

    @commands.command()
    async def add(context: Context, number: int) -> None:
        raise AssertionError("not reached")

    await commands.handle(
        Message(content="?add x", author_id=BOB, room_id=ROOM).bind(queup)
    )

    assert not said


def test_listing(commands: Commands):
    """
    Commands can be listed, with what they do and how they are used.
    """

    @commands.command("help", aliases=["h"])
    async def assist(context: Context, *names: str) -> None:
        """Tell what there is."""

    (made,) = commands

    assert commands.get("H") is made
    assert (made.name, made.help, made.usage) == (
        "help", "Tell what there is.", "help [names ...]"
    )  # fmt: skip


def test_mistakes(queup: Client, commands: Commands):
    """
    Names are one word and taken once; a command is a coroutine function.
    """

    async def ping(context: Context) -> None:
        """Do nothing."""

    commands.command()(ping)

    with pytest.raises(ValueError, match="taken"):
        commands.command()(ping)
    with pytest.raises(ValueError, match="one word"):
        commands.command("two words")(ping)
    with pytest.raises(TypeError, match="coroutine"):
        commands.command("other")(print)  # type: ignore[type-var]
    with pytest.raises(ValueError, match="prefix"):
        Commands(queup, prefix=" ")


def test_close(queup: Client, commands: Commands):
    """
    A client without its commands is what it was.
    """
    assert queup.event_handlers["on_chat"] == [commands.handle]

    commands.close()

    assert queup.event_handlers["on_chat"] == []
