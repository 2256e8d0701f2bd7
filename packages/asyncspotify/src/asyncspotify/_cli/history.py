"""
The commands about what was listened to.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientcore.cli import Format, Session

from .account import connected
from .choices import By, Period, Top
from .line import counted, line
from .rows import row_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .listening import Listening

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files, folders or ZIP archives of the download from spotify.com/account,"
        " Privacy. Without, Spotify is asked.",
        exists=True,
    ),
]


Zone = Annotated[
    str | None,
    typer.Option(help="Time zone, as in Europe/Oslo: that of this machine by default."),
]
Since = Annotated[
    datetime | None,
    typer.Option(help="Leave out what was before this day.", formats=["%Y-%m-%d"]),
]
Until = Annotated[
    datetime | None,
    typer.Option(help="Leave out what was after this day.", formats=["%Y-%m-%d"]),
]
Plot = Annotated[
    Path | None,
    typer.Option(
        help='Draw a picture too, .svg or .png. Needs "asyncspotify[plot]".',
        metavar="FILE",
    ),
]


@line.command()
async def top(
    session: Session,
    what: Annotated[Top, typer.Argument(help="What to rank.")],
    files: Files = None,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, help="The most rows to show.")
    ] = 10,
    period: Annotated[
        Period,
        typer.Option(
            help="Without files: about 4 weeks, half a year, or a year.",
        ),
    ] = Period.MEDIUM,
    since: Since = None,
    until: Until = None,
    zone: Zone = None,
    plot: Plot = None,
) -> None:
    """Show the artists, tracks, albums or shows that were listened to most."""
    if files:
        key = By(what.removesuffix("s"))
        [found] = _add_up(session, files, [key], zone, since, until)
        _write(session, found, limit)
        if plot is not None:
            _draw(session, plot, [found], limit)
        return
    if plot is not None:
        raise typer.BadParameter("--plot needs the files of a download")
    if what not in {Top.ARTISTS, Top.TRACKS}:
        raise typer.BadParameter(f"{what} need the files of a download")
    async with connected(session) as client:
        name = f"list_me_top_{what}"
        pages = getattr(client, name)(time_range=f"{period}_term", page_size=limit)
        columns = ("name", "artists") if what is Top.TRACKS else ("name",)
        with session.output.rows("rank", *columns, "id") as write:
            rank = 0
            async for item in pages:
                rank += 1
                write({"rank": rank, **row_of(item)})
                if rank == limit:
                    break


@line.command()
async def history(
    session: Session,
    files: Files = None,
    by: Annotated[
        By | None,
        typer.Option(help="What to add up by: month by default."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="The most rows: the last ones, or the largest."),
    ] = None,
    since: Since = None,
    until: Until = None,
    zone: Zone = None,
    plot: Plot = None,
) -> None:
    """
    Show how much was listened to, from the files of Spotify's download.

    Without files, it lists the last 50 tracks that were played. With --plot and
    without --by, the picture has listening by month and hour, and the top artists.
    """
    if not files:
        if by is not None or plot is not None:
            raise typer.BadParameter("--by and --plot need the files of a download")
        await _recent(session, limit)
        return
    shown = by or By.MONTH
    keys = [shown]
    if plot is not None and by is None:
        keys = [By.MONTH, By.HOUR, By.ARTIST]
    found = _add_up(session, files, keys, zone, since, until)
    _write(session, found[0], limit)
    if plot is not None:
        _draw(session, plot, found, limit)


async def _recent(session: Session, limit: int | None) -> None:
    """List what was played last."""
    async with connected(session) as client:
        played = await client.get_recently_played(limit or 50)
    rows = (
        {"played_at": each.played_at, **row_of(each.track)}
        for each in played
        if each.track is not None
    )
    session.output.all(rows, "played_at", "name", "artists", "album", "id")


# --- From files ---------------------------------------------------------------


def _add_up(
    session: Session,
    files: Sequence[Path],
    keys: Sequence[By],
    zone: str | None,
    since: datetime | None,
    until: datetime | None,
) -> list[Listening]:
    """Read the files once, and add up what is in them by each key."""
    from .listening import Listening
    from .streams import History

    place = _zone(zone)
    first = None if since is None else _midnight(since, place)
    end = None if until is None else _midnight(until + timedelta(days=1), place)
    sums = [Listening(key, place, first, end) for key in keys]
    with session.progress.task("reading files") as task:
        read = History(files, task.advance)
        for stream in read:
            for each in sums:
                each.add(stream)
    if read.nameless:
        session.note(f"without a name: {counted(read.nameless, 'entry', 'entries')}")
    return sums


def _zone(name: str | None) -> tzinfo | None:
    """Return a time zone, or ``None`` for that of the machine."""
    if name is None:
        return None
    if name.upper() == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise typer.BadParameter(f"there is no time zone {name!r}") from None


def _midnight(day: datetime, zone: tzinfo | None) -> datetime:
    """Return the begin of a day in a time zone."""
    return day.astimezone() if zone is None else day.replace(tzinfo=zone)


def _write(session: Session, found: Listening, limit: int | None) -> None:
    """Write amounts, in tables with bars."""
    from .listening import TIMES, bar

    rows = list(found.rows(limit))
    longest = max((amount.time for *_, amount in rows), default=None)
    kind = str(found.by)
    has_artist = found.by in {"track", "album"}
    columns = [kind, *(["artist"] if has_artist else []), "plays", "hours"]
    if session.output.format is Format.TABLE:
        columns.append("bar")
    if found.by not in TIMES:
        columns.insert(0, "rank")
    with session.output.rows(*columns) as write:
        for rank, (name, artist, amount) in enumerate(rows, 1):
            row = {"rank": rank, "artist": artist, kind: name, "plays": amount.plays}
            row["hours"] = round(amount.hours, 1)
            if session.output.format is Format.TABLE:
                row["bar"] = bar(amount.time / longest if longest else 0)
            write({name: row[name] for name in columns})


def _draw(
    session: Session, path: Path, sums: Sequence[Listening], limit: int | None
) -> None:
    """Draw a picture, a panel for each sum."""
    from .listening import TIMES
    from .plots import Panel, draw

    panels = []
    for each in sums:
        is_ranking = each.by not in TIMES
        rows = list(each.rows((limit or 10) if is_ranking else None))
        name = "hour of the day" if each.by == "hour" else each.by
        title = f"Top {name}s" if is_ranking else f"Listening by {name}"
        names = [name for name, *_ in rows]
        hours = [amount.hours for *_, amount in rows]
        panels.append(Panel(title, names, hours, is_ranking))
    draw(path, panels)
    session.note(f"drew {path}")
