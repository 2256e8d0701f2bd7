"""
``listen``: the chat, songs and votes of a room, live.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Annotated

import typer

from backtracked import Client
from clientcore.cli import Format, Session

from . import feed
from .arguments import Password, Room
from .listener import Listener
from .logs import show_log
from .service import Service, environment

_DEFAULT = (feed.Kind.CHAT, feed.Kind.SONGS, feed.Kind.VOTES)


def listen(
    session: Session,
    room: Room,
    only: Annotated[
        list[feed.Kind] | None,
        typer.Option(
            "--only",
            help="What to show; may be repeated. Chat, songs and votes by default.",
        ),
    ] = None,
    last: Annotated[
        int, typer.Option("--last", min=0, help="Number of earlier messages to show.")
    ] = 0,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="End after this number of lines."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The same as --output jsonl.")
    ] = False,
    password: Password = None,
) -> None:
    """
    Show the chat, songs and votes of a room, live, until Ctrl-C.

    Each line is written at once. A lost connection is opened again, with the messages
    that were missed.
    """
    if as_json:
        session.output.format = Format.JSONL
    show_log(session)
    with ExitStack() as stack:
        service = Service.of(stack.enter_context(environment(session)))
        account = service.login
        client = Client(
            api=service.api,
            ws=service.ws,
            recent_conversations=False,
            track_queue=False,
            **session.options,
        )
        show: Callable[[feed.Row], object] = _write_line
        if session.output.format is not Format.TABLE:
            rows = session.output.rows(*feed.COLUMNS, live=True)
            show = stack.enter_context(rows)
        listener = Listener(
            client,
            room,
            show,
            session.note,
            only or _DEFAULT,
            last,
            limit,
            password,
        )
        listener.start()
        client.run(*account)
    if listener.failure is not None:
        raise listener.failure


def _write_line(row: feed.Row) -> None:
    typer.echo(feed.line(row))
    sys.stdout.flush()
