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

Arguments are read by their annotations: ``str``, ``int``, ``float``, ``bool``,
``User`` and ``Member`` (by name, with or without an ``@``), anything with a default,
``X | None``. One after a ``*`` takes the rest of the message.
"""

from __future__ import annotations

import inspect
import time
import typing
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

import attrs

from ._arguments import convert
from ._async.client import Client
from ._async.models.member import Member
from ._async.models.message import Message
from ._async.models.room import Room
from ._async.models.user import User
from ._async.rest.base import log
from ._errors import BacktrackedError

F = TypeVar("F", bound=Callable[..., Awaitable[Any]])

__all__ = [
    "Command",
    "CommandError",
    "Commands",
    "Context",
    "CooldownError",
    "NotAllowedError",
    "UsageError",
]


class CommandError(BacktrackedError):
    """A command was not carried out. The message says why, to who asked."""


class UsageError(CommandError):
    """Its arguments are missing, or not what they should be."""


class NotAllowedError(CommandError):
    """Who asked may not."""


class CooldownError(CommandError):
    """
    It was used too recently.

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
    Who asks for a command, and where.

    Attributes:
        message: The message that does.

        command: The command.

        room: Where it was written.
    """

    message: Message
    command: Command
    room: Room

    @property
    def author(self) -> User | None:
        """Who wrote it."""
        return self.message.author

    @property
    def member(self) -> Member | None:
        """Their record in the room."""
        return self.message.member

    async def reply(self, text: str) -> Message:
        """Write into the room."""
        return await self.room.send_message(text)


@attrs.define(eq=False)
class Command:
    """
    A command.

    Attributes:
        name: What to call it by, in small letters.

        function: What carries it out.

        aliases: Other names.

        right: What it takes to be allowed to, such as ``skip``, or ``None``.

        cooldown: Seconds until the same person may use it again.
    """

    name: str
    function: Callable[..., Awaitable[Any]]
    aliases: tuple[str, ...] = ()
    right: str | None = None
    cooldown: float = 0.0
    _parameters: list[inspect.Parameter] = attrs.field(init=False, repr=False)
    _kinds: dict[str, Any] = attrs.field(init=False, repr=False)
    _used: dict[str, float] = attrs.field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        if not inspect.iscoroutinefunction(self.function):
            raise TypeError(f"a command is a coroutine function: {self.function!r}")
        _, *self._parameters = inspect.signature(self.function).parameters.values()
        self._kinds = typing.get_type_hints(self.function)

    @property
    def help(self) -> str:
        """What it does, as the first line of its docstring says, or nothing."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def usage(self) -> str:
        """Its name and arguments, in brackets if they may be left out."""
        return " ".join([self.name, *map(_shown, self._parameters)])

    def check(self, context: Context, now: float) -> None:
        """
        Raise if it may not be used.

        Raises:
            NotAllowedError: The right is missing.

            CooldownError: It was used too recently.
        """
        member = context.member
        if self.right and (member is None or not member.has_right(self.right)):
            raise NotAllowedError(f"{self.name} takes the right {self.right!r}")
        author = context.message.author_id or ""
        left = self._used.get(author, -self.cooldown) + self.cooldown - now
        if self.cooldown and left > 0:
            raise CooldownError(left)

    def note_use(self, context: Context, now: float) -> None:
        """Begin a cooldown, and forget those that are over."""
        if self.cooldown:
            since = now - self.cooldown
            self._used = {who: at for who, at in self._used.items() if at > since}
            self._used[context.message.author_id or ""] = now

    def read(self, context: Context, text: str) -> tuple[list[Any], dict[str, Any]]:
        """
        Read the arguments.

        Raises:
            UsageError: They are not what they should be.
        """
        places: list[Any] = []
        names: dict[str, Any] = {}
        for parameter in self._parameters:
            if parameter.kind is parameter.VAR_POSITIONAL:
                places += [self._one(context, parameter, it) for it in text.split()]
                return places, names
            if parameter.kind is parameter.KEYWORD_ONLY:
                names[parameter.name] = self._one(context, parameter, text)
                return places, names
            word, _, text = text.partition(" ")
            text = text.lstrip()
            places.append(self._one(context, parameter, word))
        if text:
            raise UsageError(f"too much: {self.usage}")
        return places, names

    def _one(self, context: Context, parameter: inspect.Parameter, text: str) -> Any:
        if not text:
            if parameter.default is parameter.empty:
                raise UsageError(f"usage: {self.usage}")
            return parameter.default
        kind = self._kinds.get(parameter.name, str)
        try:
            return convert(context.room, kind, text)
        except ValueError:
            raise UsageError(f"{parameter.name} can't be {text!r}") from None


def _shown(parameter: inspect.Parameter) -> str:
    needed = parameter.default is parameter.empty
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"[{parameter.name} ...]"
    return f"<{parameter.name}>" if needed else f"[{parameter.name}]"


class Commands:
    """
    The commands of a client.

    Args:
        client: Whose messages are looked at. One's own are not.

        prefix: What a command begins with.

        explain: Whether failures are told in the room. Otherwise, and in any case
            if they are faults of the program, they are logged.

        clock: Tells the seconds since some point.

    Attributes:
        prefix: What a command begins with.
    """

    def __init__(
        self,
        client: Client,
        *,
        prefix: str = "!",
        explain: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if not prefix or prefix != prefix.strip():
            raise ValueError("a prefix is not empty, and has no space at its ends")
        self.prefix = prefix
        self._client = client
        self._explain = explain
        self._clock = clock
        self._names: dict[str, Command] = {}
        client.add_listener("on_chat", self.handle)

    def __iter__(self) -> typing.Iterator[Command]:
        return iter(dict.fromkeys(self._names.values()))

    def get(self, name: str) -> Command | None:
        """Return the command of a name or alias, in any case, or ``None``."""
        return self._names.get(name.casefold())

    def command(
        self,
        name: str | None = None,
        *,
        aliases: Iterable[str] = (),
        right: str | None = None,
        cooldown: float = 0.0,
    ) -> Callable[[F], F]:
        """
        Make a coroutine function a command.

        Its first parameter is the `Context`, the others are the arguments.

        Args:
            name: What to call it by; by default the function's name.

            aliases: Other names.

            right: What it takes to be allowed to, such as ``skip``, or ``None``.

            cooldown: Seconds until the same person may use it again.

        Raises:
            TypeError: It is no coroutine function.

            ValueError: A name is taken, or has a space in it.
        """

        def register(function: F) -> F:
            first = name or str(getattr(function, "__name__", ""))
            names = [one.casefold() for one in (first, *aliases)]
            made = Command(names[0], function, tuple(names[1:]), right, cooldown)
            for one in names:
                if one in self._names or len(one.split()) != 1:
                    raise ValueError(f"{one!r} is taken, or not one word")
            self._names |= dict.fromkeys(names, made)
            return function

        return register

    def close(self) -> None:
        """Look at messages no longer."""
        self._client.remove_listener("on_chat", self.handle)

    async def handle(self, message: Message) -> None:
        """Carry out the command of a message, if there is one in it."""
        me = self._client.user
        room = message.room
        if room is None or (me is not None and message.author_id == me.id):
            return
        if not message.content.startswith(self.prefix):
            return
        words = message.content.removeprefix(self.prefix)
        name, _, text = words.partition(" ")
        command = self.get(name)
        if command is not None:
            await self._carry_out(Context(message, command, room), text.strip())

    async def _carry_out(self, context: Context, text: str) -> None:
        try:
            command, now = context.command, self._clock()
            command.check(context, now)
            places, names = command.read(context, text)
            command.note_use(context, now)
            await command.function(context, *places, **names)
        except CommandError as error:
            if not self._explain:
                log.info("%s: %s", context.command.name, error)
                return
            await context.reply(f"{context.command.name}: {error}")
