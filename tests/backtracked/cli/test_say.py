"""
``say``.
"""

from __future__ import annotations

import json
import signal
import sys

import pytest

from backtracked.sandbox import Sandbox

from .conftest import ROOM, Call, Start


def said(sandbox: Sandbox) -> list[str]:
    """Return what the bot has said."""
    me = sandbox.person("deckhand").user.id
    return [item["message"] for item in sandbox.room.chat if item["user"]["_id"] == me]


def is_there(sandbox: Sandbox) -> bool:
    """Return whether the bot is in the room."""
    member = sandbox.room.members.get(sandbox.person("deckhand").user.id)
    return member is not None and member.joined


def test_said(sandbox: Sandbox, call: Call) -> None:
    """
    A message is sent, and the room is left as it was.
    """
    code, out, err = call("-o", "csv", "say", ROOM, "fish", "&", "chips")

    _, row = out.splitlines()
    assert (code, err) == (0, "")
    assert row.split(",")[1] == "fish & chips"
    assert said(sandbox) == ["fish &amp; chips"]
    assert not is_there(sandbox)


def test_stays(sandbox: Sandbox, call: Call) -> None:
    """
    Who was in the room stays in it.
    """
    sandbox.person("deckhand").join(ROOM)
    sandbox.world.member(sandbox.room, sandbox.person("deckhand").user)
    before = is_there(sandbox)
    call("say", ROOM, "hello")

    assert before is True
    assert is_there(sandbox)


def test_long(sandbox: Sandbox, call: Call) -> None:
    """
    A long text is several messages.
    """
    _, out, _ = call("say", ROOM, "word " * 60)

    assert len(out.splitlines()) == len(said(sandbox)) == 2


def test_lines(sandbox: Sandbox, start: Start) -> None:
    """
    ``-`` sends each line of standard input as it comes.
    """
    program = start("say", ROOM, "-")
    stdin = program.process.stdin
    assert stdin is not None
    stdin.write("one\n\n")
    stdin.flush()
    assert json.loads(program.stdout.readline())["text"] == "one"
    stdin.write("two")

    code, out, err = program.end()

    assert (code, err) == (0, "")
    assert json.loads(out)["text"] == "two"
    assert said(sandbox) == ["one", "two"]
    assert not is_there(sandbox)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_interrupted(sandbox: Sandbox, start: Start) -> None:
    """
    Ctrl-C while it waits for a line ends it, and the room is left.
    """
    program = start("say", ROOM, "-")
    stdin = program.process.stdin
    assert stdin is not None
    stdin.write("one\n")
    stdin.flush()
    program.stdout.readline()

    code, _, err = program.end(signal.SIGINT)

    assert (code, err) == (130, "backtracked: interrupted\n")
    assert not is_there(sandbox)


def test_muted(sandbox: Sandbox, call: Call) -> None:
    """
    A refusal is one line, and the room is left.
    """
    sandbox.person("dee_mod").mute(ROOM, "deckhand")

    code, out, err = call("say", ROOM, "hello")

    assert (code, out) == (1, "")
    assert "You are muted in this room" in err
    assert not is_there(sandbox)


def test_partly(sandbox: Sandbox, start: Start) -> None:
    """
    If a later message fails, it says how many were sent.
    """
    program = start("say", ROOM, "-")
    stdin = program.process.stdin
    assert stdin is not None
    stdin.write("one\n")
    stdin.flush()
    program.stdout.readline()
    sandbox.person("dee_mod").mute(ROOM, "deckhand")
    stdin.write("two\n")

    code, out, err = program.end()

    assert (code, out) == (3, "")
    assert err.startswith("backtracked: 1 messages were sent, the next was not: ")


@pytest.mark.parametrize("text", ["", " "])
def test_empty(call: Call, text: str) -> None:
    """
    A message needs some text.
    """
    assert call("say", ROOM, text)[0] == 2


def test_password(sandbox: Sandbox, call: Call) -> None:
    """
    A room may need a password, which is in no error.
    """
    assert call("say", "captains-cabin", "hello", "--password", "sesame")[0] == 0
    code, _, err = call("-v", "say", "captains-cabin", "hello", "--password", "wrong1")

    assert code == 1
    assert err.endswith("(use --password, or set QUEUP_ROOM_PASSWORD)\n")
    assert "wrong1" not in err
