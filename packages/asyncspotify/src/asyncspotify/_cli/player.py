"""
The commands for the player.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import anyio
import typer

from clientcore.cli import Format, Session

from .account import connected
from .line import counted, line
from .names import reference
from .rows import row_of

if TYPE_CHECKING:
    from asyncspotify import Client, CurrentlyPlaying, Device

On = Annotated[
    str | None,
    typer.Option(
        "--device", "-d", help="Name or ID of the device: the active one by default."
    ),
]

#: Seconds between two looks at the player: at least, and at most.
_SOON, _LATE = 3.0, 15.0


# --- What plays ---------------------------------------------------------------


@line.command()
async def now(
    session: Session,
    live: Annotated[
        bool, typer.Option("--live", help="Follow what plays, until Ctrl-C.")
    ] = False,
) -> None:
    """Show what plays."""
    async with connected(session) as client:
        if not live:
            row = _playing(await client.get_player())
            session.output.all([row], *_COLUMNS)
        elif session.output.format is Format.TABLE and sys.stdout.isatty():
            await _show(client)
        else:
            await _follow(session, client)


_COLUMNS = ("state", "name", "artists", "album", "progress", "duration", "device")


def _playing(player: CurrentlyPlaying | None) -> dict[str, Any]:
    """Return the row of what plays."""
    if player is None:
        return {"state": "stopped"}
    device = getattr(player, "device", None)
    # An advert has a type, and no item.
    row = (
        row_of(player.item) if player.item else {"name": player.currently_playing_type}
    )
    return {
        **row,
        "state": "playing" if player.is_playing else "paused",
        "progress": player.progress,
        "device": None if device is None else device.name,
        "context": None if player.context is None else player.context.uri,
    }


def _until_next(player: CurrentlyPlaying | None) -> float:
    """Return the seconds until something else may play."""
    item = None if player is None else player.item
    if player is None or item is None or not player.is_playing:
        return _LATE
    length, progress = getattr(item, "duration", None), player.progress
    if length is None or progress is None:
        return _LATE
    # Users skip, so not only at the end.
    left: float = (length - progress).total_seconds()
    return min(_LATE, max(_SOON, left))


async def _follow(session: Session, client: Client) -> None:
    """Write a row whenever something else plays."""
    last = None
    with session.output.rows(*_COLUMNS) as write:
        while True:
            player = await client.get_player()
            row = _playing(player)
            this = (row["state"], row.get("uri"), row.get("device"))
            if this != last:
                write(row)
                # Each line is read by another program when it comes.
                sys.stdout.flush()
                last = this
            await anyio.sleep(_until_next(player))


async def _show(client: Client) -> None:
    """Draw a bar of what plays, on the terminal."""
    from rich import progress

    bars = progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TextColumn("{task.fields[times]}", markup=False),
        transient=True,
    )
    with bars:
        task = bars.add_task("", total=None, times="")
        while True:
            player = await client.get_player()
            seconds = int(_until_next(player))
            for passed in range(seconds):
                bars.update(task, **_bar(player, passed))
                await anyio.sleep(1)


def _bar(player: CurrentlyPlaying | None, passed: int) -> dict[str, Any]:
    """Return what a bar shows, some seconds after the player was read."""
    from clientcore.cli import printable

    row = _playing(player)
    length = row.get("duration") or timedelta()
    at = row.get("progress") or timedelta()
    if row["state"] == "playing":
        at = min(length, at + timedelta(seconds=passed))
    people = ", ".join(row.get("artists") or ())
    title = " - ".join(filter(None, (people, row.get("name")))) or row["state"]
    times = f"{_clock(at)} / {_clock(length)}" if length else ""
    return {
        "description": printable(title),
        "completed": at.total_seconds(),
        "total": length.total_seconds() or None,
        "times": times,
    }


def _clock(time: timedelta) -> str:
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


# --- Commands for it ----------------------------------------------------------


@line.command()
async def play(
    session: Session,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            help="Links, URIs or IDs to play, or text to search a track for. Resumes"
            " without."
        ),
    ] = None,
    device: On = None,
) -> None:
    """Play tracks, an album, a playlist, an artist or a show, or resume."""
    async with connected(session) as client:
        options = await _wanted(session, client, what or [])
        target = None if device is None else await _device(client, device)
        await client.player_play(target, **options)


async def _wanted(session: Session, client: Client, what: list[str]) -> dict[str, Any]:
    """Return what to play, as arguments of `Client.player_play`."""
    if not what:
        return {}
    found = [reference(text) for text in what]
    [first, *others] = found
    if first is not None and not (first.is_a("track") or first.is_a("episode")):
        if others:
            raise ValueError("only one album, playlist, artist or show can be played")
        return {"context_uri": first.uri}
    if any(found) or all(len(text) == 22 and text.isalnum() for text in what):
        return {"uris": what}
    track = await client.list_search("track", " ".join(what), page_size=1).first()
    if track is None:
        raise ValueError(f"no track is found for {' '.join(what)!r}")
    session.note(f"{', '.join(a.name or '' for a in track.artists)} - {track.name}")
    return {"uris": [track]}


@line.command()
async def pause(session: Session, device: On = None) -> None:
    """Pause."""
    await _command(session, "player_pause", device)


@line.command("next")
async def skip(session: Session, device: On = None) -> None:
    """Skip to the next track."""
    await _command(session, "player_next", device)


@line.command()
async def previous(session: Session, device: On = None) -> None:
    """Go back to the track before."""
    await _command(session, "player_prev", device)


async def _command(session: Session, name: str, device: str | None) -> None:
    async with connected(session) as client:
        target = None if device is None else await _device(client, device)
        await getattr(client, name)(target)


@line.command()
async def queue(
    session: Session,
    items: Annotated[
        list[str] | None,
        typer.Argument(help="Links, URIs or IDs to add. Shows the queue without."),
    ] = None,
    device: On = None,
) -> None:
    """Show the queue, or add tracks and episodes to it."""
    async with connected(session) as client:
        if not items:
            found = await client.get_queue()
            rows = [row_of(item) for item in (found.currently_playing, *found.queue)]
            columns = ("position", "name", "artists", "album", "duration", "id")
            start = 0 if found.currently_playing else 1
            session.output.all(
                (
                    {"position": position, **row}
                    for position, row in enumerate(rows[start:], start)
                ),
                *columns,
            )
            return
        target = None if device is None else await _device(client, device)
        with session.progress.task("adding", len(items)) as task:
            for item in items:
                await client.player_add_to_queue(item, target)
                task.advance()
    session.note(f"added {counted(len(items), 'item')} to the queue")


@line.command()
async def devices(session: Session) -> None:
    """List the devices that can play now."""
    async with connected(session) as client:
        rows = [_device_row(device) for device in await client.get_devices()]
    session.output.all(rows, "name", "type", "active", "volume", "id")
    if not rows:
        session.note("no device: start Spotify somewhere")


def _device_row(device: Device) -> dict[str, Any]:
    return {
        "name": device.name,
        "type": device.device_type,
        "active": bool(device.is_active),
        "volume": device.volume_percent,
        "restricted": bool(device.is_restricted),
        "id": device.id,
    }


@line.command()
async def transfer(
    session: Session,
    device: Annotated[str, typer.Argument(help="Name or ID of the device.")],
    start: Annotated[
        bool | None,
        typer.Option("--play/--pause", help="Play there, or pause. As it is without."),
    ] = None,
) -> None:
    """Play on another device."""
    async with connected(session) as client:
        await client.player_transfer(await _device(client, device), start)


async def _device(client: Client, text: str) -> str:
    """
    Return the ID of a device.

    Args:
        client: A client of the user.
        text: The ID, or a part of the name that no other device's name has.

    Raises:
        ValueError: There is no such device, it takes no commands, or the name fits
            several.
    """
    every = await client.get_devices()
    wanted = text.casefold()
    found = [d for d in every if text == d.id or wanted == (d.name or "").casefold()]
    if not found:
        found = [d for d in every if wanted in (d.name or "").casefold()]
    if len(found) != 1:
        names = ", ".join(str(device.name) for device in every) or "none"
        count = f"{len(found)} devices fit" if found else "no device fits"
        raise ValueError(f"{count} {text!r}; there are: {names}")
    if not found[0].id:
        raise ValueError(f"{found[0].name} takes no commands")
    return found[0].id
