"""
Where a command reads from: a server, a sandbox or an archive.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from clientcore.cli import Session

from .. import (
    Account,
    Archive,
    Client,
    HTTPError,
    Image,
    Kind,
    Links,
    NotFound,
    Pace,
    Reference,
    Room,
    RoomInclude,
    Servers,
)
from .archived import load

Server = Annotated[
    str | None,
    typer.Option(
        "--server",
        envvar="RECNET_SERVER",
        metavar="ADDRESS",
        help="A server that speaks the API: its domain, such as rec.example, or the"
        " URL of its name server, such as https://ns.rec.example.",
    ),
]
ArchiveFile = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        metavar="FILE_OR_FOLDER",
        help="Read an archive instead of a server.",
    ),
]
PaceOption = Annotated[
    int,
    typer.Option("--pace", min=1, help="Requests a minute, at most.", metavar="NUMBER"),
]
#: A pace that small servers can bear.
PACE = 600
#: Requests that may be sent at once before the pace applies.
_BURST = 10
#: Requests at the same time.
PARALLEL = 8

NOWHERE = (
    "the service closed in June 2026, so say where to read from: a server that speaks"
    " its API with --server ADDRESS (or the environment variable RECNET_SERVER), an"
    " archive with --archive FILE, or try an emulation with recnetpy --sandbox"
)
NO_SERVER = (
    "the service closed in June 2026, so name a server that speaks its API with"
    " --server ADDRESS (or the environment variable RECNET_SERVER), or try an"
    " emulation with recnetpy --sandbox"
)


@attrs.frozen
class Source:
    """
    A server, an archive or both.

    Attributes:
        client: Sends requests to the server, or ``None`` if there is only an archive.
        archive: The archive that records are read from, or ``None``.
    """

    client: Client | None
    archive: Archive | None = None

    @property
    def server(self) -> Client:
        """
        The client.

        Raises:
            ValueError: No server was named.
        """
        if self.client is None:
            raise ValueError(NO_SERVER)
        return self.client

    def meant(self, text: str, expected: Kind | None = None) -> Reference:
        """
        Return what *text* names: see `find`.

        Raises:
            NotFound: *text* has letters or a number that no name or ID has.
            ValueError: It is not clear what it is the name of.
        """
        found = None if self.client is None else self.client.links.parse(text, expected)
        # Pages of rec.net are known everywhere.
        found = found or Links().parse(text, expected)
        if found is None:
            raise NotFound(None, f"there is no {text}")
        if found.kind is None:
            raise ValueError(f"write @{text} for a player, ^{text} for a room")
        return found

    async def find(self, text: str, expected: Kind | None = None) -> Any:
        """
        Return the player, room or other object that *text* names.

        Args:
            text: What `Links.parse` accepts.
            expected: What a bare name or ID is of.

        Raises:
            NotFound: No object has this name or ID.
            ValueError: It is not clear what it is the name of.
        """
        found = await self._get(self.meant(text, expected))
        if found is None:
            raise NotFound(None, f"there is no {text}")
        return found

    async def _get(self, meant: Reference) -> Any:
        if self.archive is not None:
            return _in_archive(self.archive, meant)
        if meant.kind is not Kind.ROOM:
            return await self.server.find(meant)
        rooms, parts = self.server.rooms, list(RoomInclude)
        if meant.id is not None:
            return await rooms.fetch(meant.id, parts)
        return await rooms.get(meant.name or "", parts)


_CLASSES: dict[Kind, type[Any]] = {
    Kind.ACCOUNT: Account,
    Kind.IMAGE: Image,
    Kind.ROOM: Room,
}
_NAMES = {Kind.ACCOUNT: "username", Kind.IMAGE: "image_name", Kind.ROOM: "name"}


def _in_archive(archive: Archive, meant: Reference) -> Any:
    """Return an object of an archive, or ``None``."""
    cls = _CLASSES.get(meant.kind) if meant.kind else None
    if cls is None or meant.kind is None:
        return None
    if meant.id is not None:
        return archive.get(cls, meant.id)
    wanted = (meant.name or "").casefold()
    attribute = _NAMES[meant.kind]
    for thing in archive.all(cls):
        if str(getattr(thing, attribute, None) or "").casefold() == wanted:
            return thing
    return None


@asynccontextmanager
async def reading(
    session: Session,
    server: str | None,
    archive: Path | None = None,
    *,
    pace: float = PACE,
    parallel: int = PARALLEL,
    lenient: bool = False,
) -> AsyncIterator[Source]:
    """
    Open what a command reads from.

    Args:
        session: The command's session.
        server: Value of the option ``--server``.
        archive: Path of an archive, or ``None``.
        pace: Requests a minute, at most. It does not apply to sandboxes.
        parallel: Requests at the same time, at most.
        lenient: Whether damaged lines of the archive are skipped.

    Raises:
        ValueError: Neither a server nor an archive is named.
    """
    options = {"in_flight": parallel, **session.options}
    client = await _client(session, server, pace, options)
    if client is None:
        if archive is None:
            raise ValueError(NOWHERE)
        yield Source(None, load(archive, lenient=lenient))
        return
    async with client:
        kept = None if archive is None else load(archive, lenient=lenient)
        yield Source(client, kept)


async def _client(
    session: Session, server: str | None, pace: float, options: dict[str, Any]
) -> Client | None:
    """Return the client of the server that the user means, or ``None``."""
    if session.sandbox:
        if session.sandbox_url is None:
            from ..sandbox import Sandbox

            return Sandbox().client("hosts", **options)
        servers = await servers_at(f"{session.sandbox_url}/ns")
        return Client(servers=servers, strict=True, **options)
    options["throttle"] = Pace(_BURST, _BURST * 60 / pace)
    if server is not None:
        return Client(servers=await servers_at(server), **options)
    servers = Servers.from_environment()
    if servers == Servers():
        return None
    return Client(os.environ.get("RECNET_KEY"), servers=servers, **options)


async def servers_at(address: str) -> Servers:
    """
    Return the servers at *address*: a domain, or the URL of a name server.

    Raises:
        RecNetError: The name server does not respond.
        ValueError: *address* is neither.
    """
    if "://" not in address:
        if not address or set(address) & set("/@? "):
            raise ValueError(f"{address!r} is no domain: give one such as rec.example")
        return Servers.hosts(address)
    try:
        servers = await Client.discover(address.rstrip("/"))
    except HTTPError as error:
        raise ValueError(_NO_NAMES.format(address)) from error
    if servers.api is None and servers.accounts is None:
        raise ValueError(_NO_NAMES.format(address))
    return servers


_NO_NAMES = (
    "{} does not respond as a name server: give the URL of one, such as"
    " https://ns.rec.example, or a domain without https://"
)
