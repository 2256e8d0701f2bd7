"""
Handlers: registered, run beside each other, and kept from harming each other.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from backtracked import Client, ClosedError, TimedOutError
from backtracked._async.dispatch import Dispatcher

from ..answers import BOB, ROOM, wrapped
from .socket import PATIENCE, connected, until


@asynccontextmanager
async def running(dispatcher: Dispatcher) -> AsyncIterator[None]:
    """Run handlers for the length of a block."""
    async with anyio.create_task_group() as tasks:
        dispatcher.start(tasks)
        yield
        dispatcher.stop("over")
        tasks.cancel_scope.cancel()


@pytest.fixture
def dispatcher() -> Dispatcher:
    """A dispatcher that nobody listens to."""
    return Dispatcher()


# --- Registering --------------------------------------------------------------


def test_event_returns_the_function():
    """
    A decorated function is still what it was, and there may be several.
    """
    queup = Client()

    async def on_ready() -> None:
        """Do nothing."""

    first = on_ready

    assert queup.event(on_ready) is first
    assert queup.listen("on_ready")(first) is first
    assert queup.event_handlers == {"on_ready": [first, first]}


@pytest.mark.parametrize("handler", [lambda: None, "on_chat", None])
def test_no_coroutine(handler: Any):
    """
    What is no coroutine function is refused at once.
    """
    with pytest.raises(TypeError, match="coroutine"):
        Client().add_listener("on_chat", handler)


def test_misspelt():
    """
    A name that no event has is warned about, with a better one.
    """
    queup = Client()

    async def on_chatt(message: Any) -> None:
        """Do nothing."""

    with pytest.warns(UserWarning, match="did you mean on_chat"):
        queup.event(on_chatt)


def test_object():
    """
    An object whose call is a coroutine function is a handler, too.
    """

    class Bot:
        async def __call__(self, message: Any) -> None:
            """Do nothing."""

    queup = Client()
    bot: Any = Bot()
    queup.add_listener("on_chat", bot)

    assert queup.event_handlers["on_chat"] == [bot]


def test_subclass():
    """
    Methods of a subclass that are named like events are handlers.
    """

    class Bot(Client):
        async def on_chat(self, message: Any) -> None:
            """Do nothing."""

        async def on_message(self) -> None:
            """Do nothing."""

        def on_time(self) -> bool:
            """No event, and no coroutine function."""
            return True

    class Better(Bot):
        async def on_ready(self) -> None:
            """Do nothing."""

    bot = Better()

    assert bot.event_handlers == {
        "on_chat": [bot.on_chat, bot.on_message],
        "on_ready": [bot.on_ready],
    }


def test_misspelt_method():
    """
    A method that is named almost like an event is warned about.
    """

    class Bot(Client):
        async def on_chatt(self, message: Any) -> None:
            """Do nothing."""

    with pytest.warns(UserWarning, match="did you mean on_chat"):
        Bot()


def test_partial():
    """
    A partial has the name of its function; an object has none.
    """

    class Handler:
        async def __call__(self, message: Any) -> None:
            """Do nothing."""

    async def on_chat(prefix: str, message: Any) -> None:
        """Do nothing."""

    queup = Client()
    handler = functools.partial(on_chat, "!")
    queup.event(handler)

    assert queup.event_handlers == {"on_chat": [handler]}
    with pytest.raises(TypeError, match="listen"):
        queup.event(Handler())  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("name", "handler"),
    [
        ("on_ready", lambda: _takes_one),
        ("on_member_leave", lambda: _takes_three),
        ("on_chat", lambda: _takes_a_keyword),
    ],
)
def test_arity(name: str, handler: Any):
    """
    A handler that needs other arguments than the event has is refused at once.
    """
    with pytest.raises(TypeError, match=name):
        Client().add_listener(name, handler())


async def _takes_one(one: Any) -> None:
    """Do nothing."""


async def _takes_three(one: Any, two: Any, three: Any) -> None:
    """Do nothing."""


async def _takes_a_keyword(one: Any, *, two: Any) -> None:
    """Do nothing."""


async def test_every(queup: Client, socket: Any):
    """
    A periodic task runs while the client is connected, whatever it raises.
    """
    calls: list[str] = []
    failures: list[Any] = []

    @queup.every(seconds=0.001)
    async def tick() -> None:
        calls.append("tick")
        raise ValueError(len(calls))

    @queup.event
    async def on_error(event: str, error: BaseException) -> None:
        failures.append((event, error.args))

    await queup.login("bot", "password")
    async with connected(queup):
        queup.every(seconds=0.001)(functools.partial(_note, calls))
        await until(lambda: calls.count("tick") > 2 and "later" in calls)
    seen = len(calls)
    await anyio.sleep(0.02)

    assert len(calls) == seen
    assert failures[0] == ("every", (1,))
    assert len(failures) > 1
    with pytest.raises(ValueError, match="above 0"):
        queup.every()
    with pytest.raises(TypeError, match="coroutine"):
        queup.every(minutes=1)(print)  # type: ignore[type-var]


async def _note(calls: list[str]) -> None:
    calls.append("later")


async def test_mute_for(online: Client, room: Any, api: Any):
    """
    A timed mute ends by itself, while the client is connected.
    """
    path = f"/chat/mute/{ROOM}/user/{BOB}"
    muted = api.post(path).respond(json=wrapped(None))
    unmuted = api.delete(path).respond(json=wrapped(None))
    online._local_checks = False
    await online.mute_for(room, BOB, timedelta(seconds=0.01))
    await until(lambda: unmuted.called)

    assert muted.call_count == 1
    with pytest.raises(ValueError, match="more than 0"):
        await online.mute_for(room, BOB, 0)


async def test_remove(dispatcher: Dispatcher):
    """
    A handler that was removed is not called; removing it twice is a mistake.
    """
    heard: list[str] = []

    async def on_chat(message: str) -> None:
        heard.append(message)

    dispatcher.add("on_message", on_chat)
    dispatcher.remove("on_chat", on_chat)
    async with running(dispatcher):
        dispatcher.fire("on_chat", "hi")
        await anyio.lowlevel.checkpoint()

    assert not heard
    with pytest.raises(ValueError, match="is not registered"):
        dispatcher.remove("on_chat", on_chat)


# --- Running ------------------------------------------------------------------


async def test_order(dispatcher: Dispatcher):
    """
    Handlers are started in the order of their events.
    """
    heard: list[int] = []

    async def on_chat(number: int) -> None:
        heard.append(number)

    dispatcher.add("on_chat", on_chat)
    async with running(dispatcher):
        for number in range(100):
            dispatcher.fire("on_chat", number)
        await until(lambda: len(heard) == 100)

    assert heard == list(range(100))


async def test_before_the_start(dispatcher: Dispatcher):
    """
    Events from before are handled when that begins.
    """
    heard: list[int] = []

    async def on_chat(number: int) -> None:
        heard.append(number)

    dispatcher.add("on_chat", on_chat)
    dispatcher.fire("on_chat", 1)
    async with running(dispatcher):
        await until(lambda: heard == [1])

    assert heard == [1]


async def test_waiting_hinders_nobody(dispatcher: Dispatcher):
    """
    However many handlers wait, the next event is handled.
    """
    gate = anyio.Event()
    waiting: list[int] = []
    done: list[int] = []

    async def on_chat(number: int) -> None:
        waiting.append(number)
        await gate.wait()
        done.append(number)

    dispatcher.add("on_chat", on_chat)
    async with running(dispatcher):
        for number in range(50):
            dispatcher.fire("on_chat", number)
        await until(lambda: len(waiting) == 50)
        assert not done

        gate.set()
        await until(lambda: len(done) == 50)

    assert waiting == list(range(50))


async def test_event_from_a_handler(dispatcher: Dispatcher):
    """
    A handler may wait for what comes after it.
    """
    asked, heard = anyio.Event(), []

    async def on_chat(message: str) -> None:
        if message == "ask":
            asked.set()
            heard.append(await dispatcher.wait_for("on_chat", None, PATIENCE))

    dispatcher.add("on_chat", on_chat)
    async with running(dispatcher):
        dispatcher.fire("on_chat", "ask")
        await asked.wait()
        dispatcher.fire("on_chat", "answer")
        await until(lambda: bool(heard))

    assert heard == ["answer"]


async def test_fewer_arguments(dispatcher: Dispatcher):
    """
    A handler is given as many arguments as it takes.
    """
    heard: dict[str, tuple[Any, ...]] = {}

    async def none() -> None:
        heard["none"] = ()

    async def one(first: int) -> None:
        heard["one"] = (first,)

    async def optional(first: int, second: int = 0) -> None:
        heard["optional"] = (first, second)

    async def every(*arguments: int) -> None:
        heard["every"] = arguments

    for handler in (none, one, optional, every):
        dispatcher.add("on_chat", handler)
    async with running(dispatcher):
        dispatcher.fire("on_chat", 1, 2)
        await until(lambda: len(heard) == 4)

    assert heard == {"none": (), "one": (1,), "optional": (1, 2), "every": (1, 2)}


async def test_too_many(dispatcher: Dispatcher):
    """
    When too many events wait to be started, whoever reads the socket waits.
    """

    async def on_ready() -> None:
        """Do nothing."""

    dispatcher.add("on_ready", on_ready)
    async with running(dispatcher):
        assert dispatcher.room() is None
        for _ in range(2000):
            dispatcher.fire("on_ready")
        room = dispatcher.room()
        assert room is not None

        with anyio.fail_after(PATIENCE):
            await room
        assert dispatcher.room() is None


async def test_waiting_handlers(
    dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture
):
    """
    Handlers that wait, however many, stop nobody; their number is warned about once.
    """
    gate = anyio.Event()
    done: list[str] = []

    async def on_ready() -> None:
        await gate.wait()

    async def on_close() -> None:
        done.append("on_close")

    dispatcher.add("on_ready", on_ready)
    dispatcher.add("on_close", on_close)
    async with running(dispatcher):
        for _ in range(2000):
            dispatcher.fire("on_ready")
            await anyio.lowlevel.checkpoint()
        assert dispatcher.room() is None
        dispatcher.fire("on_close")
        await until(lambda: bool(done))
        gate.set()
        with anyio.fail_after(PATIENCE):
            await dispatcher.drain("over", PATIENCE)

    (line,) = caplog.messages
    assert "1000 handlers" in line


# --- Failing ------------------------------------------------------------------


async def test_failure(dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture):
    """
    A handler that fails is logged by name, with its traceback; others go on.
    """
    heard: list[int] = []

    async def bad(number: int) -> None:
        raise KeyError("oh no")

    async def good(number: int) -> None:
        heard.append(number)

    dispatcher.add("on_chat", bad)
    dispatcher.add("on_chat", good)
    with caplog.at_level(logging.ERROR, "backtracked"):
        async with running(dispatcher):
            dispatcher.fire("on_chat", 1)
            dispatcher.fire("on_chat", 2)
            await until(lambda: heard == [1, 2])

    assert "test_failure.<locals>.bad failed in on_chat" in caplog.text
    assert "oh no" in caplog.text


@pytest.mark.parametrize("is_ending", [False, True])
async def test_closed(
    is_ending: bool, dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture
):
    """
    One that fails because the client is being closed is no failure.
    """
    failed: list[str] = []

    async def slow() -> None:
        raise ClosedError("the client is closed")

    async def on_error(event: str) -> None:
        failed.append(event)

    async def last() -> None:
        failed.append("last")

    dispatcher.add("on_chat", slow)
    dispatcher.add("on_error", on_error)
    dispatcher.add("on_ready", last)
    async with running(dispatcher):
        dispatcher.is_ending = is_ending
        dispatcher.fire("on_chat")
        await anyio.lowlevel.checkpoint()
        dispatcher.fire("on_ready")
        await until(lambda: "last" in failed)

    assert failed == (["last"] if is_ending else ["on_chat", "last"])
    assert not caplog.records


async def test_on_error(dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture):
    """
    ``on_error`` is told instead; if that fails, it is logged and no more.
    """
    told: list[Any] = []

    async def bad() -> None:
        raise KeyError("oh no")

    async def on_error(*arguments: Any) -> None:
        told.append(arguments)
        raise ValueError("this one too")

    dispatcher.add("on_ready", bad)
    dispatcher.add("on_error", on_error)
    async with running(dispatcher):
        dispatcher.fire("on_ready")
        await until(lambda: "this one too" in caplog.text)

    name, error, handler = told[0]
    assert (name, str(error), handler) == ("on_ready", "'oh no'", bad)
    assert len(told) == 1


async def test_cancelled_within(
    dispatcher: Dispatcher, caplog: pytest.LogCaptureFixture
):
    """
    A cancellation that a handler makes itself ends that handler only.
    """
    heard: list[int] = []

    async def bad() -> None:
        raise anyio.get_cancelled_exc_class()

    async def good() -> None:
        heard.append(1)

    dispatcher.add("on_ready", bad)
    dispatcher.add("on_ready", good)
    async with running(dispatcher):
        dispatcher.fire("on_ready")
        await until(lambda: heard == [1])

    assert "bad failed in on_ready" in caplog.text


# --- Waiting for an event -----------------------------------------------------


async def test_wait_for_check(dispatcher: Dispatcher):
    """
    Only the right event ends a wait; one argument comes alone, more as a tuple.
    """
    results: list[Any] = []

    async def wait(name: str, check: Any) -> None:
        results.append(await dispatcher.wait_for(name, check, PATIENCE))

    async with running(dispatcher), anyio.create_task_group() as tasks:
        tasks.start_soon(wait, "on_chat", lambda number: number > 1)
        tasks.start_soon(wait, "on_grab", None)
        await anyio.lowlevel.checkpoint()
        for number in (1, 2, 3):
            dispatcher.fire("on_chat", number)
        dispatcher.fire("on_grab", "a", "b")

    assert results == [2, ("a", "b")]


async def test_wait_for_bad_check(dispatcher: Dispatcher):
    """
    A check that fails ends the wait with its error.
    """

    def check(_: Any) -> bool:
        raise KeyError("oh no")

    async def wait() -> None:
        with pytest.raises(KeyError, match="oh no"):
            await dispatcher.wait_for("on_chat", check, PATIENCE)
        ended.append(True)

    ended: list[bool] = []
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(wait)
        await anyio.lowlevel.checkpoint()
        dispatcher.fire("on_chat", 1)

    assert ended


async def test_wait_for_too_long(dispatcher: Dispatcher):
    """
    A wait may have an end, and leaves nothing behind.
    """
    with pytest.raises(TimedOutError, match="on_chat"):
        await dispatcher.wait_for("on_chat", None, 0.001)

    assert not dispatcher.wants("on_chat")


async def test_wait_for_end(dispatcher: Dispatcher):
    """
    Nobody waits for a client that is no longer connected.
    """
    errors: list[Exception] = []

    async def wait() -> None:
        try:
            await dispatcher.wait_for("on_chat", None, None)
        except ClosedError as error:
            errors.append(error)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(wait)
        await anyio.lowlevel.checkpoint()
        dispatcher.stop("the end")

    assert str(errors[0]) == "the end"
