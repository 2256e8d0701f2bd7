"""
Commands: found, listed, grouped, and what is said back.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from backtracked import AuthenticatedUser, Client, Message, Room, User
from backtracked.commands import CommandError, Commands, Context, UsageError

from ..answers import ALICE, BOB, ME, ROOM, data, wrapped


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


async def test_error_event(queup: Client, commands: Commands, write: Any):
    """
    With a handler for it, a refusal is an event, and no answer.
    """
    fired: list[Any] = []

    def fire(name: str, *arguments: Any) -> None:
        fired.append((name, *arguments))

    queup._realtime.dispatcher.fire = fire  # type: ignore[method-assign]

    @queup.event
    async def on_command_error(context: Context, error: CommandError) -> None:
        """Do nothing."""

    @commands.command()
    async def roll(context: Context, sides: int) -> None:
        raise AssertionError("not reached")

    await write("!roll")

    ((name, context, error),) = fired
    assert (name, context.command.name) == ("on_command_error", "roll")
    assert isinstance(error, UsageError)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("@everyone hi", "@\u200beveryone hi"),
        ("hi @mods and @Bob", "hi @\u200bmods and @Bob"),
        ("@bobby", "@\u200bbobby"),
        ("/me dances", "\u200b/me dances"),
        ("!skip", "\u200b!skip"),
        ("plain", "plain"),
    ],
)
async def test_echo(typed: str, sent: str, queup: Client, api: Any, base_url: str):
    """
    A reply mentions nobody but the author, and is no command.
    """
    route = api.post(f"/chat/{ROOM}").respond(json=wrapped({"chatid": "1"}))
    async with Client(api=base_url) as client:
        room = Room.from_data(data("room.ok"), client)
        client.rooms.add(room)
        client.users.add(User(id=BOB, username="Bob").bind(client))
        commands = Commands(client)

        @commands.command()
        async def repeat(context: Context, *, text: str) -> None:
            await context.reply(text)

        message = Message(content=f"!repeat {typed}", author_id=BOB, room_id=ROOM)
        await commands.handle(message.bind(client))

    form = parse_qs(route.calls.last.request.content.decode())
    assert form["message"] == [sent]


async def test_groups(commands: Commands, write: Any, said: list[str]):
    """
    Commands behind a word, and help for all of them.
    """
    queue = commands.group("queue", help="The queue.")

    @queue.command()
    async def add(context: Context, song: str) -> None:
        """Add a song."""
        await context.reply(f"added {song}")

    @queue.command(aliases=["rm"])
    async def remove(context: Context, song: str) -> None:
        """Remove a song."""

    await write("!queue add x")
    await write("!queue ADD y", ALICE)
    await write("!queue")
    await write("!help", ALICE)
    await write("!help queue")
    await write("!help queue rm")
    await write("!help nonsense")

    assert said == [
        "added x",
        "added y",
        "queue: usage: queue add|remove",
        "queue",
        "queue add|remove: The queue.",
        "queue remove <song>: Remove a song.",
        "queue",
    ]
    assert [one.usage for one in commands] == [
        "queue add <song>",
        "queue remove <song>",
    ]


async def test_own_help(queup: Client, said: list[str]):
    """
    A command of that name takes the place of the built-in help, and None of all.
    """
    commands = Commands(queup, help_command=None)
    await commands.handle(
        Message(content="!help", author_id=BOB, room_id=ROOM).bind(queup)
    )

    assert not said
