"""
Commands: messages that begin with a prefix, such as ``!skip``.

A layer on top of the client, which needs none of it::

    commands = Commands(client, prefix="!")

    @commands.command(right="skip", cooldown=10)
    async def skip(context: Context) -> None:
        song = context.room.now_playing
        if song is not None:
            await song.skip()

    @commands.command()
    async def repeat(context: Context, times: int, *, text: str) -> None:
        await context.reply(" ".join([text] * times))

Arguments are converted by their annotations: ``str``, ``int``, ``float``, ``bool``,
``timedelta``, enums, ``Literal``, unions, ``User`` and ``Member`` (by name, with or
without an ``@``), ``list[X]`` for as many words as fit, any function of one word, and
any class with a method ``convert(context, text)``. A parameter after a ``*`` takes the
rest of the message.
"""

from __future__ import annotations

import inspect
import time
import typing
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import attrs

import clientcore

from . import _events as events
from ._arguments import Parameters, first_word
from ._async.client import Client
from ._async.dispatch import is_coroutine_function, name_of
from ._async.models import Member, Message, Room, User
from ._async.rest.base import log
from ._cooldowns import Cooldown, Refusals, Uses
from ._errors import CommandError, CooldownError, NotAllowedError, UsageError

F = TypeVar("F", bound=Callable[..., Awaitable[Any]])

#: Returns whether a command may be used, or raises a `CommandError` that says why not.
Check = Callable[["Context"], object]

__all__ = [
    "Command",
    "CommandError",
    "Commands",
    "Context",
    "Cooldown",
    "CooldownError",
    "Group",
    "NotAllowedError",
    "UsageError",
    "check",
    "has_right",
    "in_rooms",
]

#: The attribute of a function that holds its checks.
_CHECKS = "__backtracked_checks__"


@attrs.frozen
class Context:
    """
    The context of one call of a command.

    Attributes:
        message: The message that called the command.
        command: The command that is called.
        room: The room of the message.
    """

    message: Message
    command: Command
    room: Room

    @property
    def author(self) -> User | None:
        """The user who wrote the message."""
        return self.message.author

    @property
    def member(self) -> Member | None:
        """The user's record in the room, ``None`` before the members are known."""
        return self.message.member

    async def reply(
        self, text: str, *, allowed_mentions: Iterable[str] = ()
    ) -> Message:
        """
        Send a message to the room.

        The text may contain user input: mentions other than that of the author are made
        ineffective, and so is a ``/`` or ``!`` at the beginning. `Room.send_message`
        sends a text unchanged.

        Args:
            text: Text to send, not HTML-escaped.
            allowed_mentions: More names that may be mentioned.
        """
        author = self.author.username if self.author else ""
        names = filter(None, [*allowed_mentions, author])
        return await self.room.send_message(text, allowed_mentions=[*names])

    async def has_right(self, right: str) -> bool:
        """
        Return whether the author has a right in the room, such as ``skip``.

        The author's record is requested if the members are not known yet.
        """
        author = self.message.author_id or ""
        if author and self.room.creator_id == author:
            return True
        member = self.member
        if member is None:
            try:
                member = await self.room.client.fetch_member(self.room, author)
            except clientcore.Error as error:
                log.debug("the record of a user could not be read: %s", error)
                return False
        return member.has_right(right)


def check(predicate: Check) -> Callable[[F], F]:
    """
    Decorate a command with a condition; it stands below ``command()``.

    Args:
        predicate: Called with the `Context`, a plain or coroutine function. A result
            that is not true refuses the command, and a `CommandError` does with its
            own message.
    """

    def decorate(function: F) -> F:
        checks = [predicate, *getattr(function, _CHECKS, [])]
        setattr(function, _CHECKS, checks)
        return function

    return decorate


def has_right(right: str) -> Callable[[F], F]:
    """Decorate a command that needs a right, such as ``skip``: a `check`."""
    return check(_right_check(right))


def _right_check(right: str) -> Check:
    async def predicate(context: Context) -> bool:
        if not await context.has_right(right):
            raise NotAllowedError(f"{context.command.name} takes the right {right!r}")
        return True

    return predicate


def in_rooms(*rooms: str) -> Callable[[F], F]:
    """Decorate a command for some rooms only, by slugs or ids: a `check`."""
    return check(lambda context: {context.room.id, context.room.slug} & {*rooms})


@attrs.define(eq=False)
class Command:
    """
    A command.

    Attributes:
        name: Its name, in lower case.
        function: The coroutine function that is called.
        aliases: Other names of the command, in lower case.
        checks: Conditions on its use, see `check`.
        cooldowns: Limits on its use.
        group: Name of its group, or empty.
    """

    name: str
    function: Callable[..., Awaitable[Any]]
    aliases: tuple[str, ...] = ()
    checks: list[Check] = attrs.field(factory=list, repr=False)
    cooldowns: tuple[Cooldown, ...] = ()
    group: str = ""
    _parameters: Parameters = attrs.field(init=False, repr=False)
    _uses: list[Uses] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not is_coroutine_function(self.function):
            raise TypeError(f"a command is a coroutine function: {self.function!r}")
        self._parameters = Parameters(self.function)
        self._uses = [Uses(one) for one in self.cooldowns]

    @property
    def help(self) -> str:
        """The first line of its docstring, or nothing."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def usage(self) -> str:
        """Its name and arguments, those with a default in brackets."""
        return f"{self.group} {self.name} {self._parameters.usage}".strip()

    async def call(self, context: Context, text: str, now: float) -> None:
        """
        Call the function, if the user may use the command.

        Args:
            context: The context of the call.
            text: The part of the message after the name of the command.
            now: Seconds of any clock that does not go back.

        Raises:
            NotAllowedError: A right is missing, or a check refuses the user.
            CooldownError: The command was used too often.
            UsageError: Arguments are missing, too many, or do not fit.
        """
        for condition in self.checks:
            passed = condition(context)
            if inspect.isawaitable(passed):
                passed = await passed
            if not passed:
                raise NotAllowedError(f"{self.name} is not for you, or not here")
        self._check_cooldowns(context, now)
        places, names = await self._parameters.read(context, text)
        # Again, as other calls were counted while this one waited for its arguments.
        self._check_cooldowns(context, now)
        for one in self._uses:
            one.note(one.key(context), now)
        await self.function(context, *places, **names)

    def _check_cooldowns(self, context: Context, now: float) -> None:
        left = [one.left(one.key(context), now) for one in self._uses]
        if any(left):
            raise CooldownError(max(left))


class Group:
    """
    Commands by name: those of a client, or those of a named group.

    Attributes:
        name: Name of the group, empty for the commands of a client.
        help: Description for the help command.
    """

    def __init__(self, name: str = "", help: str = "") -> None:
        self.name = name
        self.help = help
        self._names: dict[str, Command | Group] = {}

    def __iter__(self) -> typing.Iterator[Command]:
        for one in dict.fromkeys(self._names.values()):
            yield from one if isinstance(one, Group) else [one]

    @property
    def usage(self) -> str:
        """Its name, and those of its commands."""
        return f"{self.name} {'|'.join(one.name for one in self)}"

    def get(self, name: str) -> Command | None:
        """Return the command with a name or alias, in any case, or ``None``."""
        found = self._names.get(name.casefold())
        return found if isinstance(found, Command) else None

    def find(self, text: str) -> tuple[Command | Group | None, str]:
        """Return the command or group that a text begins with, and the rest."""
        name, _, rest = text.partition(" ")
        found = self._names.get(name.casefold())
        rest = rest.strip()
        if isinstance(found, Group):
            inner, further = found.find(rest)
            return (found, rest) if inner is None else (inner, further)
        return found, rest

    def group(self, name: str, *, help: str = "") -> Group:
        """
        Create a group of commands: ``!queue add`` is the command ``add`` of ``queue``.

        Args:
            name: Name of the group, without white space.
            help: Description for the help command.

        Raises:
            ValueError: The name is taken, or contains white space.
        """
        made = Group(name.casefold(), help)
        self._add([made.name], made)
        return made

    def command(
        self,
        name: str | None = None,
        *,
        aliases: Iterable[str] = (),
        right: str | None = None,
        cooldown: float | Cooldown | Iterable[Cooldown] = 0.0,
    ) -> Callable[[F], F]:
        """
        Register a coroutine function as a command.

        Its first parameter is the `Context`, the others are the arguments.

        Args:
            name: Name of the command, by default that of the function.
            aliases: Other names of the command.
            right: The right that it needs, such as ``skip``, or ``None``.
            cooldown: Seconds until the same user may use it again, or one or more
                `Cooldown`.

        Raises:
            TypeError: The function is not a coroutine function, or an annotation is
                unknown.
            ValueError: A name is taken, or contains white space.
        """
        if isinstance(cooldown, int | float):
            cooldown = [Cooldown(cooldown)] if cooldown else []
        limits = (cooldown,) if isinstance(cooldown, Cooldown) else tuple(cooldown)

        def register(function: F) -> F:
            names = [one.casefold() for one in (name or name_of(function), *aliases)]
            checks = [_right_check(right)] if right else []
            checks += getattr(function, _CHECKS, [])
            made = Command(
                names[0], function, tuple(names[1:]), checks, limits, self.name
            )
            self._add(names, made)
            return function

        return register

    def _add(self, names: list[str], made: Command | Group) -> None:
        for one in names:
            if one in self._names or len(one.split()) != 1:
                raise ValueError(f"{one!r} is taken, or not one word")
        self._names |= dict.fromkeys(names, made)


async def _nothing(context: Context) -> None:
    """Stand for a command that the program has not written."""


class Commands(Group):
    """
    The commands of a client.

    Refusals are explained once per user, command and kind within 30 seconds (or the
    cooldown), and ten times in all. With a handler for ``on_command_error`` no
    explanations are sent; the handler is called instead.

    Args:
        client: The client. The bot's own messages are no commands.
        prefix: What a command begins with.
        explain: Whether refusals are explained in the room. Otherwise they are logged.
        ignore: Names or IDs of users whose messages are no commands: other bots.
        help_command: Name of the built-in command that lists the others, unless
            another command has that name; ``None`` for none.
        clock: Returns a monotonic time, in seconds.

    Attributes:
        prefix: What a command begins with.
    """

    def __init__(
        self,
        client: Client,
        *,
        prefix: str = "!",
        explain: bool = True,
        ignore: Iterable[str] = (),
        help_command: str | None = "help",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not prefix or prefix != prefix.strip():
            raise ValueError("a prefix is not empty, and has no space at its ends")
        super().__init__()
        self.prefix = prefix
        self._client = client
        self._explain = explain
        self._ignored = frozenset(one.casefold() for one in ignore)
        self._help_command = help_command
        self._clock = clock
        self._refusals, self._helped = Refusals(), Refusals()
        client.add_listener("on_chat", self.handle)

    def close(self) -> None:
        """Handle no more messages."""
        self._client.remove_listener("on_chat", self.handle)

    async def handle(self, message: Message) -> None:
        """Carry out the command of a message, if there is one in it."""
        room = message.room
        if room is None or not message.content.startswith(self.prefix):
            return
        if self._is_ignored(message):
            return
        words = message.content.removeprefix(self.prefix)
        found, text = self.find(words)
        if isinstance(found, Command):
            context = Context(message, found, room)
            try:
                await found.call(context, text, self._clock())
            except CommandError as error:
                await self._refuse(context, error)
        elif isinstance(found, Group):
            context = Context(message, Command(found.name, _nothing), room)
            await self._refuse(context, UsageError(f"usage: {found.usage}"))
        elif self._help_command and first_word(words)[0] == self._help_command:
            await self._help(message, room, words.partition(" ")[2].strip())

    def _is_ignored(self, message: Message) -> bool:
        me, author = self._client.user, message.author
        if me is not None and message.author_id == me.id:
            return True
        names = {message.author_id or "", author.username if author else ""}
        return not self._ignored.isdisjoint(one.casefold() for one in names if one)

    async def _refuse(self, context: Context, error: CommandError) -> None:
        dispatcher = self._client._realtime.dispatcher
        if dispatcher.wants(events.COMMAND_ERROR):
            dispatcher.fire(events.COMMAND_ERROR, context, error)
            return
        name, kind = context.command.name, type(error).__name__
        key = (context.message.author_id, name, kind)
        wait = error.retry_after if isinstance(error, CooldownError) else 0.0
        if self._explain and self._refusals.may_answer(key, self._clock(), wait):
            await context.reply(f"{name}: {error}")
        else:
            log.info("%s: %s", name, error)

    async def _help(self, message: Message, room: Room, text: str) -> None:
        # The list is as long as a few messages: once in a while is enough.
        key = (message.author_id, text.casefold())
        if not self._helped.may_answer(key, self._clock()):
            return
        found, _ = self.find(text)
        if found is None:
            names = dict.fromkeys(one.name for one in self._names.values())
            about = ", ".join(names)
        else:
            about = f"{found.usage}: {found.help}" if found.help else found.usage
        await Context(message, Command("help", _nothing), room).reply(about)
