"""
Search.
"""

from __future__ import annotations

from typing import Annotated

import typer

from clientcore.cli import Session

from .account import connected
from .choices import Kind
from .line import line
from .rows import row_of

_COLUMNS = {
    Kind.TRACK: ("name", "artists", "album", "duration", "id"),
    Kind.ALBUM: ("name", "artists", "released", "id"),
    Kind.EPISODE: ("name", "released", "duration", "id"),
    Kind.ARTIST: ("name", "id"),
}


@line.command()
async def search(
    session: Session,
    text: Annotated[
        str, typer.Argument(help='What to search for, as in "artist:Nina year:1965".')
    ],
    kind: Annotated[
        Kind, typer.Option("--type", "-t", help="What kind of thing it is.")
    ] = Kind.TRACK,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="The most hits to show.")
    ] = 10,
    market: Annotated[
        str | None, typer.Option(help="Country code: only hits available there.")
    ] = None,
) -> None:
    """Search for tracks, albums, artists, playlists, shows, episodes or audiobooks."""
    columns = _COLUMNS.get(kind, ("name", "artists", "id"))
    async with connected(session, is_public=True) as client:
        pages = client.list_search(str(kind), text, market, page_size=limit)
        left = limit
        with session.output.rows(*columns) as write:
            async for item in pages:
                write(row_of(item))
                left -= 1
                if not left:
                    break
