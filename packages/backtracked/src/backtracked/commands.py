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
from ._arguments import (
    UNFIT,
    annotations_of,
    check_kind,
    convert,
    first_word,
    greedy_of,
)
from ._async.client import Client
from ._async.dispatch import is_coroutine_function, name_of
from ._async.models.member import Member
from ._async.models.message import Message
from ._async.models.room import Room
from ._async.models.user import User
from ._async.rest.base import log
from ._cooldowns import Cooldown, Refusals, Uses
from ._errors import BacktrackedError

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


class CommandError(BacktrackedError):
    """A command was not carried out. The message says why, to the user."""


class UsageError(CommandError):
    """Arguments are missing, too many, or do not fit."""


class NotAllowedError(CommandError):
    """The user may not use the command."""


class CooldownError(CommandError):
    """
    The command was used too often.

    Attributes:
        retry_after: Seconds until it may be used again.
    """

    retry_after: float

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"wait {retry_after:.0f} s more")
        self.retry_after = retry_after


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
        author = self.author
        names = [*allowed_mentions, *([author.username] if author else [])]
        return await self.room.send_message(
            text, allowed_mentions=[one for one in names if one]
        )

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

    async def predicate(context: Context) -> bool:
        if not await context.has_right(right):
            raise NotAllowedError(f"{context.command.name} takes the right {right!r}")
        return True

    return check(predicate)


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
        right: The right that it needs, such as ``skip``, or ``None``.
        cooldowns: Limits on its use.
        group: Name of its group, or empty.
    """

    name: str
    function: Callable[..., Awaitable[Any]]
    aliases: tuple[str, ...] = ()
    right: str | None = None
    cooldowns: tuple[Cooldown, ...] = ()
    group: str = ""
    checks: list[Check] = attrs.field(init=False, repr=False)
    _parameters: list[inspect.Parameter] = attrs.field(init=False, repr=False)
    _kinds: dict[str, Any] = attrs.field(init=False, repr=False)
    _uses: list[Uses] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if not is_coroutine_function(self.function):
            raise TypeError(f"a command is a coroutine function: {self.function!r}")
        parameters = list(inspect.signature(self.function).parameters.values())
        if not parameters:
            raise TypeError(f"{self.name} has no parameter for its Context")
        _, *self._parameters = parameters
        self._kinds = annotations_of(self.function)
        self._check_parameters()
        self._uses = [Uses(one) for one in self.cooldowns]
        self.checks = list(getattr(self.function, _CHECKS, []))

    def _check_parameters(self) -> None:
        for one in self._parameters:
            if one.kind is one.VAR_KEYWORD:
                raise TypeError(f"{self.name} takes no names: **{one.name}")
            check_kind(one.name, self._kinds.get(one.name))
        named = [one.name for one in self._parameters if one.kind is one.KEYWORD_ONLY]
        if len(named) > 1:
            raise TypeError(f"only one of {named} can take the rest of the message")

    @property
    def help(self) -> str:
        """The first line of its docstring, or nothing."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def usage(self) -> str:
        """Its name and arguments, those with a default in brackets."""
        name = f"{self.group} {self.name}".strip()
        return " ".join([name, *map(self._shown, self._parameters)])

    def _shown(self, parameter: inspect.Parameter) -> str:
        is_many = parameter.kind is parameter.VAR_POSITIONAL
        if is_many or greedy_of(self._kinds.get(parameter.name)):
            return f"[{parameter.name} ...]"
        needed = parameter.default is parameter.empty
        return f"<{parameter.name}>" if needed else f"[{parameter.name}]"

    async def check(self, context: Context, now: float) -> None:
        """
        Raise an error if the command may not be used.

        Raises:
            NotAllowedError: A right is missing, or a check refuses the user.
            CooldownError: The user used the command too often.
        """
        if self.right and not await context.has_right(self.right):
            raise NotAllowedError(f"{self.name} takes the right {self.right!r}")
        for one in self.checks:
            passed = one(context)
            if inspect.isawaitable(passed):
                passed = await passed
            if not passed:
                raise NotAllowedError(f"{self.name} is not for you, or not here")
        self._check_cooldowns(context, now)

    def _check_cooldowns(self, context: Context, now: float) -> None:
        left = max((one.left(context, now) for one in self._uses), default=0.0)
        if left > 0:
            raise CooldownError(left)

    def note_use(self, context: Context, now: float) -> None:
        """
        Count a use for the cooldowns.

        Raises:
            CooldownError: Another use was counted since `check`.
        """
        self._check_cooldowns(context, now)
        for one in self._uses:
            one.note(context, now)

    async def read(
        self, context: Context, text: str
    ) -> tuple[list[Any], dict[str, Any]]:
        """
        Convert the arguments.

        Raises:
            UsageError: They are missing, too many, or do not fit.
        """
        places: list[Any] = []
        names: dict[str, Any] = {}
        for parameter in self._parameters:
            kind = self._kinds.get(parameter.name, str)
            if parameter.kind is parameter.VAR_POSITIONAL:
                while text:
                    word, text = first_word(text)
                    places.append(await self._one(context, parameter, word))
                return places, names
            inner = greedy_of(kind)
            if inner is not None:
                found, text = await self._many(context, inner, text)
                if not found and parameter.default is not parameter.empty:
                    found = parameter.default
                if parameter.kind is parameter.KEYWORD_ONLY:
                    names[parameter.name] = found
                else:
                    places.append(found)
                continue
            if parameter.kind is parameter.KEYWORD_ONLY:
                names[parameter.name] = await self._one(context, parameter, text)
                return places, names
            word, text = first_word(text)
            places.append(await self._one(context, parameter, word))
        if text:
            raise UsageError(f"too much: {self.usage}")
        return places, names

    async def _one(
        self, context: Context, parameter: inspect.Parameter, text: str
    ) -> Any:
        if not text:
            if parameter.default is parameter.empty:
                raise UsageError(f"usage: {self.usage}")
            return parameter.default
        kind = self._kinds.get(parameter.name, str)
        try:
            return await convert(context, kind, text)
        except CommandError:
            raise
        except UNFIT:
            shown = text if len(text) <= 40 else f"{text[:40]}…"
            raise UsageError(f"{parameter.name} can't be {shown!r}") from None

    async def _many(
        self, context: Context, inner: Any, text: str
    ) -> tuple[list[Any], str]:
        """Convert as many arguments as fit, and return the rest."""
        found: list[Any] = []
        while text:
            word, rest = first_word(text)
            try:
                found.append(await convert(context, inner, word))
            except UNFIT:
                break
            text = rest
        return found, text


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
            if isinstance(one, Group):
                yield from one
            else:
                yield one

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

        def register(function: F) -> F:
            names = [one.casefold() for one in (name or name_of(function), *aliases)]
            limits = _cooldowns(cooldown)
            made = Command(
                names[0], function, tuple(names[1:]), right, limits, self.name
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


def _cooldowns(cooldown: float | Cooldown | Iterable[Cooldown]) -> tuple[Cooldown, ...]:
    if isinstance(cooldown, Cooldown):
        return (cooldown,)
    if isinstance(cooldown, int | float):
        return (Cooldown(cooldown),) if cooldown else ()
    return tuple(cooldown)


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
        self._refusals, self._helped = Refusals(30.0, 10), Refusals(30.0, 10)
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
            await self._carry_out(Context(message, found, room), text)
        elif isinstance(found, Group):
            await self._show_usage(message, room, found)
        elif self._help_command and first_word(words)[0] == self._help_command:
            await self._help(message, room, words.partition(" ")[2].strip())

    def _is_ignored(self, message: Message) -> bool:
        me, author = self._client.user, message.author
        if me is not None and message.author_id == me.id:
            return True
        names = {message.author_id or "", author.username if author else ""}
        return not self._ignored.isdisjoint(one.casefold() for one in names if one)

    async def _carry_out(self, context: Context, text: str) -> None:
        command, now = context.command, self._clock()
        try:
            await command.check(context, now)
            places, names = await command.read(context, text)
            command.note_use(context, now)
            await command.function(context, *places, **names)
        except CommandError as error:
            await self._refuse(context, error)

    async def _refuse(self, context: Context, error: CommandError) -> None:
        dispatcher = self._client._realtime.dispatcher
        if dispatcher.wants(events.COMMAND_ERROR):
            dispatcher.fire(events.COMMAND_ERROR, context, error)
            return
        name, kind = context.command.name, type(error).__name__
        key = (context.message.author_id or "", name, kind)
        wait = error.retry_after if isinstance(error, CooldownError) else 0.0
        if self._explain and self._refusals.may_answer(key, self._clock(), wait):
            await context.reply(f"{name}: {error}")
        else:
            log.info("%s: %s", name, error)

    # --- Help -----------------------------------------------------------------

    async def _show_usage(self, message: Message, room: Room, group: Group) -> None:
        context = Context(message, Command(group.name, _nothing), room)
        await self._refuse(context, UsageError(f"usage: {group.usage}"))

    async def _help(self, message: Message, room: Room, text: str) -> None:
        # The list is as long as a few messages: once in a while is enough.
        key = (message.author_id or "", "help", text.casefold())
        if self._helped.may_answer(key, self._clock(), 0.0):
            context = Context(message, Command("help", _nothing), room)
            await context.reply(self._about(text))

    def _about(self, text: str) -> str:
        found, _ = self.find(text)
        if found is None:
            return ", ".join(one.name for one in dict.fromkeys(self._names.values()))
        return f"{found.usage}: {found.help}" if found.help else found.usage
