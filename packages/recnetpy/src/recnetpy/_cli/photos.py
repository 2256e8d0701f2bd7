"""
Photos: listing them, and saving their files.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from clientcore.cli import Format, Partly, Session

from .. import Account, HostGoneError, Image, Listing, NotOfferedError, Progress, Room
from .archived import Lenient
from .line import line
from .shown import name_of, row
from .source import (
    PACE,
    PARALLEL,
    ArchiveFile,
    PaceOption,
    Server,
    Source,
    reading,
)

photos = line.group("photos", "Photos that a player took or is in, or of a room.")

Target = Annotated[
    str | None,
    typer.Argument(
        metavar="@PLAYER|^ROOM",
        help="Whose photos: a player or a room, by name or URL. Not needed with"
        " --archive, whose photos are all taken then.",
    ),
]
Feed = Annotated[
    bool,
    typer.Option("--feed", help="Photos that the player is in, not those they took."),
]
After = Annotated[
    datetime | None,
    typer.Option("--after", help="Photos taken later only; a date or a time, in UTC."),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, metavar="NUMBER", help="Newest photos, at most."),
]
#: Photos of an archive that are handled together.
_PART = 500
_COLUMNS = ("taken", "player", "room", "cheers", "comments", "description", "id")
_MORE = ("tagged", "image_name", "player_id", "room_id")


@photos.command("list")
async def list_photos(
    session: Session,
    target: Target = None,
    feed: Feed = False,
    after: After = None,
    limit: Limit = None,
    server: Server = None,
    archive: ArchiveFile = None,
    skip_damaged: Lenient = False,
) -> None:
    """List photos, newest first."""
    columns: tuple[str, ...] = _COLUMNS
    if session.output.format is not Format.TABLE:
        columns = (*_COLUMNS[:-1], *_MORE, "id")
    async with reading(session, server, archive, lenient=skip_damaged) as source:
        found = await _photos(source, target, feed=feed, after=after)
        with (
            session.output.rows(*columns) as write,
            session.progress.task("photos", limit) as task,
        ):
            async for part in _parts(found, limit):
                rooms = await _name_people_and_rooms(source, part)
                for image in part:
                    write(row(session.output, facts(image, rooms)))
                task.advance(len(part))


@photos.command("download")
async def download(
    session: Session,
    target: Target = None,
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="Where to save the files.")
    ] = Path("photos"),
    pattern: Annotated[
        str,
        typer.Option(
            "--pattern",
            help="Names of the files, with slashes for folders. Fields: {id}, {name},"
            " {date}, {time}, {year}, {month}, {room}, {player}.",
        ),
    ] = "{date}/{id}",
    feed: Feed = False,
    after: After = None,
    limit: Limit = None,
    width: Annotated[
        int | None, typer.Option("--width", min=1, help="Width in pixels.")
    ] = None,
    height: Annotated[
        int | None, typer.Option("--height", min=1, help="Height in pixels.")
    ] = None,
    square: Annotated[bool, typer.Option("--square", help="Crop to a square.")] = False,
    pace: PaceOption = PACE,
    parallel: Annotated[
        int,
        typer.Option(
            "--parallel", min=1, max=64, metavar="NUMBER", help="Files at a time."
        ),
    ] = PARALLEL,
    server: Server = None,
    archive: ArchiveFile = None,
    skip_damaged: Lenient = False,
) -> None:
    """
    Save the image files of photos to a folder.

    A file that is there is not requested again, so a command that was interrupted is
    continued by running it again. The folder's manifest.jsonl lists the files.
    """
    session.resume = f"run it again to continue: {to} keeps what was saved"
    async with reading(
        session,
        server,
        archive,
        pace=pace,
        parallel=parallel,
        lenient=skip_damaged,
    ) as source:
        found = await _photos(source, target, feed=feed, after=after)
        images: Any = source.server.images
        wanted = await _limited(found, limit)
        # A list in pages has no total. Counting takes one request for 1,000 files.
        total = None if session.progress.hidden else await _count(wanted)
        with session.progress.task("files", total) as task:

            def show(progress: Progress) -> None:
                task.update(progress.done)

            result = await images.save_files(
                wanted,
                to,
                pattern=pattern,
                width=width,
                height=height,
                square=square,
                on_progress=show,
            )
    missing = result.missing
    for file in missing:
        name = file.image_name or "no name"
        session.failed(f"{file.image_id}: the server has no {name}")
    facts = {"saved": result.saved, "kept": result.kept, "missing": len(missing)}
    session.output.all([{**facts, "folder": str(to)}], *facts, "folder")
    if missing:
        raise Partly(f"{len(missing)} files are missing on the server")


async def _photos(
    source: Source, target: str | None, *, feed: bool, after: datetime | None
) -> Listing[Image] | list[Image]:
    """
    Return the photos of *target*, newest first.

    Raises:
        BadParameter: The target is missing, or has no such photos.
        NotFound: There is no such player or room.
    """
    if after is not None and after.tzinfo is None:
        after = after.replace(tzinfo=UTC)
    if target is None:
        if source.archive is None:
            raise typer.BadParameter("say whose photos: @PLAYER or ^ROOM")
        return _of_archive(source, lambda _: True, after)
    owner = await source.find(target)
    if not isinstance(owner, Account | Room) or (feed and isinstance(owner, Room)):
        raise typer.BadParameter(f"{target} has no {'feed' if feed else 'photos'}")
    number = owner.id
    if source.archive is not None:
        if isinstance(owner, Room):
            return _of_archive(source, lambda image: image.room_id == number, after)
        if feed:
            return _of_archive(
                source, lambda image: number in image.tagged_player_ids, after
            )
        return _of_archive(source, lambda image: image.player_id == number, after)
    images = source.server.images
    if isinstance(owner, Room):
        return images.all_in_room(number, after=after)
    if feed:
        return images.all_in_feed(number, since=after)
    return images.all_from_account(number, after=after)


def _of_archive(
    source: Source, belongs: Callable[[Image], bool], after: datetime | None
) -> list[Image]:
    """Return photos of the archive, newest first."""
    assert source.archive is not None
    oldest = datetime.min.replace(tzinfo=UTC)
    found = [
        (image.created_at_utc or oldest, image.id, image)
        for image in source.archive.all(Image)
        # Of some there is only the ID.
        if image.is_filled and belongs(image)
    ]
    found.sort(key=lambda each: each[:2], reverse=True)
    return [image for at, _, image in found if after is None or at > after]


async def _limited(
    found: Listing[Image] | list[Image], limit: int | None
) -> Listing[Image] | list[Image]:
    if limit is None:
        return found
    return await found.collect(limit) if isinstance(found, Listing) else found[:limit]


async def _count(found: Listing[Image] | list[Image]) -> int:
    if isinstance(found, Listing):
        return sum([len(page.items) async for page in found.pages()])
    return len(found)


async def _parts(
    found: Listing[Image] | list[Image], limit: int | None
) -> AsyncIterator[list[Image]]:
    """Return photos in parts, so that not all of a server's are in memory."""
    left = limit or sys.maxsize
    if not isinstance(found, Listing):
        rest = iter(found[:left])
        while part := list(islice(rest, _PART)):
            yield part
        return
    async for page in found.pages():
        yield page.items[:left]
        left -= len(page.items)
        if left <= 0:
            return


async def _name_people_and_rooms(
    source: Source, images: Sequence[Image]
) -> dict[int, Room]:
    """Set the people of photos, and return the rooms in which they were taken."""
    ids = {image.room_id for image in images if image.room_id}
    if source.archive is not None:
        for image in images:
            image.player = source.archive.get(Account, image.player_id)
        found = [source.archive.get(Room, each) for each in ids]
        return {each.id: each for each in found if each is not None}
    try:
        await source.server.images.resolve_people(images)
        found = await source.server.rooms.fetch_many(ids)
    except (HostGoneError, NotOfferedError):
        # The IDs are shown.
        return {}
    return {each.id: each for each in found}


def facts(image: Image, rooms: dict[int, Room]) -> dict[str, Any]:
    """Return what is known of a photo, by name."""
    tagged = image.tagged_players or []
    return {
        "taken": image.created_at_utc,
        "player": name_of(image.player, "username", image.player_id),
        "room": name_of(rooms.get(image.room_id or 0), "name", image.room_id),
        "cheers": image.cheer_count,
        "comments": image.comment_count,
        "description": image.description,
        "tagged": [name_of(each, "username", each.id) for each in tagged],
        "image_name": image.image_name,
        "player_id": image.player_id,
        "room_id": image.room_id,
        "id": image.id,
    }
