"""
``say``: write into the chat of a room.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from typing import Annotated

import anyio
import typer

from backtracked import BacktrackedError
from clientcore.cli import Partly, Session

from .arguments import Password, Room
from .service import inside, requests

_COLUMNS = ("time", "text", "id")


def _check_text(words: list[str]) -> list[str]:
    if not " ".join(words).strip():
        raise typer.BadParameter("a message needs some text")
    return words


async def say(
    session: Session,
    room: Room,
    text: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT",
            callback=_check_text,
            help="The message, or - to send each line of standard input as it comes.",
        ),
    ],
    password: Password = None,
) -> None:
    """
    Write into the chat of a room.

    A long text is sent as several messages. The room is joined for it, and left again
    if the account was not in it.
    """
    messages = _lines() if text == ["-"] else _once(" ".join(text))
    number = 0
    async with (
        requests(session, login=True) as client,
        inside(client, room, password) as joined,
    ):
        with session.output.rows(*_COLUMNS, live=True) as write:
            async for message in messages:
                try:
                    sent = await joined.send_messages(message)
                except BacktrackedError as error:
                    if not number:
                        raise
                    what = f"{number} messages were sent, the next was not: {error}"
                    raise Partly(what) from error
                number += len(sent)
                for one in sent:
                    time = one.created_at
                    write({"time": time, "text": one.content, "id": one.id})


async def _once(text: str) -> AsyncIterator[str]:
    yield text


async def _lines() -> AsyncIterator[str]:
    """Yield the lines of standard input that are not empty, as they come."""
    async for line in anyio.wrap_file(sys.stdin):
        if text := line.strip():
            yield text
