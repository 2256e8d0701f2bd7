"""
The commands for playlists.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientcore.cli import Journal, Partly, Session

from .account import connected, token_file
from .choices import Order, Same
from .line import AGAIN, confirm, counted, line
from .names import reference
from .rows import Row, row_of

if TYPE_CHECKING:
    from asyncspotify import Client

group = line.group("playlist", "Show, make and tidy up playlists.")

Named = Annotated[
    str, typer.Argument(help="Name of one of your playlists, or any ID, URI or link.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be done, and stop.")
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Do not ask before anything is changed.")
]


async def find(client: Client, text: str) -> str:
    """
    Return the ID of a playlist.

    Args:
        client: A client of the user.
        text: Name of one of the user's playlists, or an ID, URI or link.

    Raises:
        ValueError: There is no playlist of that name, or more than one.
    """
    from .exporting import choose, own_playlists

    uri = reference(text)
    if uri is not None and uri.is_a("playlist"):
        return uri.id
    try:
        found = choose([each async for each in own_playlists(client)], [text])
    except ValueError:
        from asyncspotify import check_id

        # A playlist of another user.
        return check_id(text) if text.isalnum() and len(text) == 22 else _none(text)
    if len(found) > 1:
        ids = ", ".join(str(playlist.id) for playlist in found)
        raise ValueError(f"you have {len(found)} playlists {text!r}: {ids}")
    return str(found[0].id)


def _none(text: str) -> str:
    raise ValueError(f"you have no playlist {text!r}")


async def _entries(client: Client, playlist: str) -> list[Any]:
    """Return all entries of a playlist, with ``None`` for what is gone."""
    pages: Any = client.list_playlist_items(playlist).prefetch(4)
    return [entry async for entry in pages]


@group.command()
async def show(
    session: Session,
    playlist: Named,
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most entries to show.")
    ] = None,
) -> None:
    """Show what is in a playlist."""
    async with connected(session, keep_nulls=True) as client:
        pages = client.list_playlist_items(
            await find(client, playlist), page_size=limit and min(limit, 50)
        )
        columns = ("position", "name", "artists", "duration", "added_at", "id")
        position = 0
        with session.output.rows(*columns) as write:
            async for entry in pages:
                position += 1
                row = row_of(entry)
                shown = row["name"] or "(unavailable)"
                write({"position": position, **row, "name": shown})
                if position == limit:
                    break


@group.command()
async def create(
    session: Session,
    name: Annotated[str, typer.Argument(help="Name of the playlist.")],
    description: Annotated[
        str | None, typer.Option(help="One line of at most 300 characters.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Show it on your profile.")
    ] = False,
    collaborative: Annotated[
        bool, typer.Option("--collaborative", help="Let other users change it.")
    ] = False,
) -> None:
    """Create an empty playlist."""
    async with connected(session) as client:
        made = await client.create_me_playlist(name, public, collaborative, description)
    row = {"name": made.name, "link": made.link, "id": made.id}
    session.output.all([row], "name", "link", "id")


@group.command()
async def add(
    session: Session,
    playlist: Named,
    items: Annotated[
        list[str],
        typer.Argument(
            help="IDs, URIs or links of tracks and episodes. - for lines of stdin."
        ),
    ],
    position: Annotated[
        int | None,
        typer.Option(min=1, help="Position of the first one. At the end by default."),
    ] = None,
    skip_existing: Annotated[
        bool,
        typer.Option("--skip-existing", help="Leave out what the playlist has."),
    ] = False,
) -> None:
    """Add tracks and episodes to a playlist, in the order given."""
    from .filling import uris_of

    uris = list(dict.fromkeys(_read(items)) if skip_existing else _read(items))
    async with connected(session, keep_nulls=True) as client:
        target = await find(client, playlist)
        if skip_existing:
            there = set(await uris_of(client, target))
            uris = [uri for uri in uris if uri not in there]
        at = None if position is None else position - 1
        await client.playlist_add_items(target, *uris, position=at)
    session.note(f"added {counted(len(uris), 'item')}")


def _read(items: list[str]) -> list[str]:
    """Return the URIs of what was named on the command line or on stdin."""
    given = []
    for item in items:
        lines = sys.stdin.read().split("\n") if item == "-" else [item]
        given += [text.strip() for text in lines if text.strip()]
    found = [(text, reference(text)) for text in given]
    return [f"spotify:track:{text}" if uri is None else uri.uri for text, uri in found]


# --- Tidying up ---------------------------------------------------------------


@group.command()
async def dedupe(
    session: Session,
    playlist: Named,
    by: Annotated[
        Same, typer.Option(help="What makes two entries duplicates.")
    ] = Same.URI,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """
    Remove duplicates from a playlist: all but the first of each.

    Spotify removes all occurrences of a track at once, so the first one is added
    again, at its place, with the date of today.
    """
    from . import tidying

    async with connected(session, keep_nulls=True) as client:
        target = await find(client, playlist)
        journal = Journal(token_file().with_name(f"dedupe-{target}.journal"))
        if "wanted" in journal and not dry_run:
            await tidying.resume(client, target, journal)
            session.note("finished what was interrupted before")
        entries = await _entries(client, target)
        found = tidying.find_duplicates(entries, by)
        count = counted(len(found.entries), "duplicate")
        rows = [{"position": n + 1, **row_of(entry)} for n, entry in found.entries]
        session.output.all(rows, "position", "name", "artists", "album", "id")
        for _, entry in found.left:
            session.note(f"{entry.name} is a local file, which is left alone")
        if dry_run or not found.entries:
            session.note(count)
            return
        if not yes:
            confirm(f"remove {count}?")
        session.resume = AGAIN
        token_file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        refused = await tidying.remove_duplicates(client, target, found, journal)
    session.note(f"removed {count}")
    for uri in refused:
        session.failed(f"{uri} is gone, and could not be added again")
    if refused:
        raise Partly(f"{counted(len(refused), 'track')} could not be added again")


@group.command()
async def sort(
    session: Session,
    playlist: Named,
    by: Annotated[Order, typer.Option(help="What to sort by.")] = Order.ADDED,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="The last one first.")
    ] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """
    Sort a playlist, by moving its entries: their dates stay, and local files too.
    """
    from . import tidying

    async with connected(session, keep_nulls=True) as client:
        target = await find(client, playlist)
        snapshot = (await client.get_playlist(target, fields="snapshot_id")).snapshot_id
        entries = await _entries(client, target)
        order = tidying.sorted_order(entries, by, reverse=reverse)
        steps = tidying.moves(order)
        count = counted(len(steps), "move")
        if dry_run:
            rows = [{"position": n + 1, **row_of(entries[n])} for n in order]
            session.output.all(rows, "position", "name", "artists", "album", "id")
        if dry_run or not steps:
            session.note(f"{count}, one request each")
            return
        if not yes:
            confirm(f"sort it by {count}, one request each?")
        session.resume = AGAIN
        with session.progress.task("sorting", len(steps)) as task:
            await tidying.sort(client, target, steps, snapshot, task.advance)
    session.note(f"sorted by {count}")


_SIDE = "A playlist, or a .json or .csv file by asyncspotify export."


@group.command()
async def diff(
    session: Session,
    old: Annotated[str, typer.Argument(help=_SIDE)],
    new: Annotated[str, typer.Argument(help=_SIDE)],
) -> None:
    """Compare two playlists, or a playlist with an exported one."""
    async with connected(session, keep_nulls=True) as client:
        before, after = [await _side(client, text) for text in (old, new)]
    counts = [Counter(row["uri"] for row in side) for side in (before, after)]
    changes = [
        *({"change": "removed", **row} for row in _beyond(before, counts[1])),
        *({"change": "added", **row} for row in _beyond(after, counts[0])),
    ]
    session.output.all(changes, "change", "name", "artists", "album", "id")
    if not changes:
        is_equal = [row["uri"] for row in before] == [row["uri"] for row in after]
        session.note("the same" if is_equal else "the same, in another order")


async def _side(client: Client, text: str) -> list[Row]:
    from .backups import read_rows

    if text.lower().endswith((".json", ".csv")):
        return [row for row in read_rows(Path(text)) if row["uri"]]
    entries = await _entries(client, await find(client, text))
    return [row_of(entry) for entry in entries if entry is not None and entry.uri]


def _beyond(rows: list[Row], other: Counter[str]) -> list[Row]:
    """Return the rows that another side does not have, or not as often."""
    left = other.copy()
    found = []
    for row in rows:
        left[row["uri"]] -= 1
        if left[row["uri"]] < 0:
            found.append(row)
    return found
