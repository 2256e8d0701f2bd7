"""
Commands: found, read, allowed, and carried out.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import parse_qs

import anyio
import pytest

from backtracked import (
    AuthenticatedUser,
    Client,
    Member,
    Message,
    NotFoundError,
    Role,
    Room,
    User,
)
from backtracked.commands import (
    CommandError,
    Commands,
    Context,
    Cooldown,
    UsageError,
    check,
    has_right,
    in_rooms,
)

if TYPE_CHECKING:
    from backtracked import Member as Somebody
    from backtracked import Song

from .answers import ALICE, BOB, ME, ROOM, data, wrapped


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

    async def send_message(
        self: Client, room: Room, text: str, **options: Any
    ) -> Message:
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


# --- Refusals -----------------------------------------------------------------


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


async def refuse(*_: Any) -> Any:
    """Fail as a request does."""
    raise NotFoundError("", 404, "no such user")


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


# --- Who may ------------------------------------------------------------------


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


# --- What strangers type ------------------------------------------------------


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


# --- Arguments ----------------------------------------------------------------


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


# --- Groups and help ----------------------------------------------------------


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
