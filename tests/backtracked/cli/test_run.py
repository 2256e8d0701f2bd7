"""
``run``.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import backtracked
from backtracked._cli.bot import BotError, load, sandboxed
from backtracked.sandbox import Sandbox

from .conftest import ROOM, Call, Start

unix = pytest.mark.skipif(os.name == "nt", reason="has no such signals")

BOT = """
import logging
from backtracked import Client

client = Client(api="https://api.queup.net", rooms=["harbour-lights"], queue_delay=0)


@client.event
async def on_joined_room(room):
    logging.info("joined \\x1b[2J%s", room)


@client.event
async def on_chat(message):
    if message.content == "ping":
        await message.room.send_message("pong")


@client.event
async def on_close():
    logging.info("goodbye")
"""


def until_said(sandbox: Sandbox, question: str, text: str) -> None:
    """Ask until a text is said in the room."""
    deadline = time.monotonic() + 30
    while sandbox.room.chat[-1].get("message") != text:
        assert time.monotonic() < deadline
        sandbox.say(ROOM, "ivy", question)
        time.sleep(0.3)


@unix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_bot(
    sandbox: Sandbox, start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    """
    A bot runs in the sandbox, logs, and ends with its handlers.
    """
    (tmp_path / "bot.py").write_text(BOT)
    program = start("run", "bot:client")
    *_, line = program.until("joined")
    until_said(sandbox, "ping", "pong")

    code, out, err = program.end(number)

    assert line.endswith(" INFO root: joined [2JHarbour Lights\n")
    assert (code, out) == (0, "")
    assert err.splitlines()[-1].endswith(" INFO root: goodbye")


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
def test_reload(sandbox: Sandbox, start: Start, tmp_path: Path) -> None:
    """
    A change starts the bot again; a bot that can't start waits for the next change.
    """
    pytest.importorskip("watchfiles")
    path = tmp_path / "bot.py"
    path.write_text(BOT)
    program = start("run", "bot", "--reload")
    program.until("joined")

    path.write_text(BOT.replace('"pong"', "(pong"))
    program.until("bot.py changed, starting the bot again")
    *_, problem, line = program.until("waiting for a change")
    assert problem.startswith("backtracked: bot could not be imported: SyntaxError: ")
    assert problem.endswith("bot.py, line 16)\n")
    assert line == "the bot has ended (exit code 1), waiting for a change\n"

    path.write_text(BOT.replace('"pong"', '"peng"'))
    program.until("joined")
    until_said(sandbox, "ping", "peng")

    code, out, err = program.end(signal.SIGTERM)

    assert (code, out) == (0, "")
    assert err.splitlines()[-1].endswith(" INFO root: goodbye")
    assert not sandbox.world.channels.lines


def test_reload_without_the_extra(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    ``--reload`` says what to install.
    """
    monkeypatch.setattr("backtracked._cli.run.find_spec", lambda name: None)

    code, _, err = call("run", "bot", "--reload")

    assert code == 2
    assert 'install "backtracked[reload]"' in err


@pytest.mark.parametrize("target", ["bot.py:client", "./bot", "bot:", "bot:a b", ""])
def test_no_module(call: Call, target: str) -> None:
    """
    What is no name of a module is wrong use.
    """
    code, out, err = call("run", target)

    assert (code, out) == (2, "")
    assert err.startswith("backtracked: Invalid value for 'MODULE[:CLIENT]':")


# --- Loading ------------------------------------------------------------------


@pytest.fixture
def module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], str]]:
    """Writes a module, and returns its name."""
    monkeypatch.chdir(tmp_path)
    before = set(sys.modules)
    path = list(sys.path)

    def module(text: str) -> str:
        (tmp_path / "the_bot.py").write_text("import backtracked\n" + text)
        return "the_bot"

    yield module
    sys.path[:] = path
    for name in set(sys.modules) - before:
        if name.startswith("the_bot"):
            del sys.modules[name]


Module = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("client = backtracked.Client()", ""),
        ("client = backtracked.Client()", ":client"),
        ("class A: bot = backtracked.Client()", ":A.bot"),
        ("def make(): return backtracked.Client()", ":make"),
        ("class Bot(backtracked.Client): pass", ":Bot"),
    ],
)
def test_load(module: Module, text: str, name: str) -> None:
    """
    A client is found by its name, or made.
    """
    assert isinstance(load(f"{module(text)}{name}"), backtracked.Client)


IMPORTED = "the_bot could not be imported: "
LINE_2 = "*the_bot.py, line 2)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("import nonesuch", f"{IMPORTED}ModuleNotFoundError: No module{LINE_2}"),
        ("x = 1 +", f"{IMPORTED}SyntaxError: invalid syntax ({LINE_2}"),
        ("1 / 0", f"{IMPORTED}ZeroDivisionError: division by zero ({LINE_2}"),
        ("raise SystemExit(3)", f"{IMPORTED}SystemExit: 3 ({LINE_2}"),
        ("bot = backtracked.Client()", "the module the_bot has no client, but bot"),
        ("", "the module the_bot has no client"),
        ("client = 3", "the_bot is a builtins.int, and no backtracked.Client"),
        (
            "client = backtracked.RestClient()",
            "the_bot is a backtracked.*.RestClient, and no backtracked.Client",
        ),
        (
            "client = lambda: 1 / 0",
            f"the_bot could not be made: ZeroDivisionError: division by zero ({LINE_2}",
        ),
        (
            "import anyio\nclient = backtracked.Client()\nanyio.run(client.close)",
            "the_bot has been closed already: call run() of a client only below*:",
        ),
    ],
)
def test_not_loaded(module: Module, text: str, message: str) -> None:
    """
    Each problem of a module is one line, with the line of the code.
    """
    with pytest.raises(BotError) as caught:
        load(module(text))

    start, _, end = message.partition("*")
    assert str(caught.value).startswith(start)
    assert str(caught.value).endswith(end)


def test_missing_module(module: Module, tmp_path: Path) -> None:
    """
    A module that does not exist is looked for in the current folder.
    """
    module("")

    with pytest.raises(BotError, match="there is no module the_bots in "):
        load("the_bots:client")
    with pytest.raises(BotError, match=r"there is no module the_bot.x in "):
        load("the_bot.x")


def test_sandboxed(module: Module) -> None:
    """
    No client of a module can leave the sandbox.
    """
    addresses = {"QUEUP_API": "http://127.0.0.1:1", "QUEUP_WS": "ws://127.0.0.1:1/ws/"}
    with sandboxed(addresses):
        client = load(
            module(
                "from backtracked import Client\n"
                "class Bot(Client): pass\n"
                "client = Bot(api='https://api.queup.net', ws='wss://ws.queup.net/ws/')"
            )
        )

    assert client.base_url == "http://127.0.0.1:1"
    assert isinstance(client, backtracked.Client)


def test_no_secret_in_the_log(
    start: Start, tmp_path: Path, variables: dict[str, str]
) -> None:
    """
    Neither the bot's log nor that of a sandbox in the same process has secrets.
    """
    (tmp_path / "bot.py").write_text(
        f"{BOT}\n@client.every(seconds=0.1)\nasync def end(): await client.close()\n"
    )
    code, _, err = start("-v", "run", "bot", BACKTRACKED_SANDBOX_URL="").end()

    assert code == 0
    assert "DEBUG backtracked: POST auth/login: 200" in err
    assert variables["QUEUP_PASS1"] not in err
    assert "token=" not in err


def test_failure_of_a_bot(call: Call, module: Module) -> None:
    """
    A command line shows it as one line.
    """
    code, out, err = call("run", module("client = 3"))

    assert (code, out) == (1, "")
    assert err == "backtracked: the_bot is a builtins.int, and no backtracked.Client\n"
