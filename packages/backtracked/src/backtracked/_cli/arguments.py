"""
Arguments and options that several commands have.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import unquote, urlsplit

import typer


def room_slug(text: str) -> str:
    """
    Return the slug or ID of a room that is given by slug, ID or URL.

    Raises:
        BadParameter: *text* is the URL of something else.
    """
    slug = text.strip()
    if "/" in slug:
        parts = urlsplit(slug if "://" in slug else f"https://{slug}").path.split("/")
        parts = [part for part in parts if part]
        if len(parts) != 2 or parts[0] != "join":
            raise typer.BadParameter(
                "the URL of a room is like https://queup.net/join/my-room"
            )
        slug = unquote(parts[1])
    if not slug:
        raise typer.BadParameter("a room has a slug, such as my-room")
    return slug


Room = Annotated[
    str,
    typer.Argument(
        metavar="ROOM", parser=room_slug, help="Slug, ID or URL of the room."
    ),
]

Password = Annotated[
    str | None,
    typer.Option(
        "--password",
        envvar="QUEUP_ROOM_PASSWORD",
        show_envvar=True,
        help="Password of the room, if it has one.",
    ),
]
