"""
``history``: what a room has played, and its chat.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import CommandLine, Format, Session

from .arguments import Room
from .service import requests

_SONGS = ("played_at", "song", "user", "up", "down", "length")
_MORE = ("grabs", "skipped", "source", "media_id", "id")
_CHAT = ("time", "user", "text")


def add_to(line: CommandLine) -> None:
    """Add the commands to the command line."""
    group = line.group("history", "Show and save what a room has played and its chat.")
    for command in (songs, chat, export):
        group.command()(command)


async def songs(
    session: Session,
    room: Room,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Number of songs at most.")
    ] = None,
) -> None:
    """List the songs that a room has played, newest first. Needs no account."""
    from .export import song_row

    is_table = session.output.format is Format.TABLE
    number = 0
    async with requests(session) as client:
        place = await client.fetch_room(room)
        with session.output.rows(*_SONGS, *(() if is_table else _MORE)) as write:
            async for song in client.history(place):
                write(song_row(song))
                number += 1
                if number == limit:
                    break


async def chat(session: Session, room: Room) -> None:
    """List the last messages of a room, oldest first. Needs no account."""
    from .export import message_row

    is_table = session.output.format is Format.TABLE
    async with requests(session) as client:
        messages = await client.fetch_chat_history(await client.fetch_room(room))
        columns = _CHAT if is_table else (*_CHAT, "deleted", "id")
        with session.output.rows(*columns) as write:
            for message in messages:
                if not (is_table and message.deleted):
                    write(message_row(message))


def _check_target(path: Path) -> Path:
    is_file = path.suffix.lower() in {".json", ".db", ".sqlite", ".sqlite3"}
    is_folder = not path.suffix or path.is_dir()
    if path.is_dir() if is_file else path.is_file() or not is_folder:
        raise typer.BadParameter(
            f"{path.name}: a .json file, a .db file (SQLite),"
            " or a folder for songs.csv and chat.csv"
        )
    if not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {path.parent}")
    return path


async def export(
    session: Session,
    room: Room,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            callback=_check_target,
            metavar="FILE_OR_FOLDER",
            help="A .json file, a .db file (SQLite), or a folder for songs.csv and"
            " chat.csv.",
        ),
    ],
) -> None:
    """
    Save the songs that a room has played, and its chat.

    All songs are saved, and the messages that the service still has.

    A SQLite file is added to: run it again for what is new. An interrupted export goes
    on when the same command is run again. Needs no account.
    """
    from .export import export as save

    session.resume = "run the same command again to go on"
    async with requests(session) as client:
        with session.progress.task("songs") as task:
            saved = await save(client, room, to, task)
    session.note(f"{saved.songs} songs and {saved.messages} messages are saved")
    session.output.all([{"file": str(file)} for file in saved.files], "file")
