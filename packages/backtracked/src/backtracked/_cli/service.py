"""
Where a command sends its requests, and as whom.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager

import anyio
import attrs

from backtracked import (
    API_URL,
    WS_URL,
    BacktrackedError,
    NotLoggedInError,
    RestClient,
    Room,
)
from clientcore import Secret
from clientcore.cli import Session

#: Seconds for leaving a room at the end.
_LEAVE_DEADLINE = 5.0


@attrs.frozen
class Service:
    """
    The addresses of the service, and an account.

    Attributes:
        api: URL of the service.
        ws: URL of the socket.
        user: Name or e-mail address of the account, or ``None``.
        password: Password of the account, or ``None``.
    """

    api: str
    ws: str
    user: str | None = None
    password: str | None = attrs.field(default=None, repr=False)

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Service:
        """Read the variables whose names begin with ``QUEUP_``."""
        return cls(
            api=variables.get("QUEUP_API") or API_URL,
            ws=variables.get("QUEUP_WS") or WS_URL,
            user=variables.get("QUEUP_USER1"),
            password=variables.get("QUEUP_PASS1"),
        )

    @property
    def login(self) -> tuple[str, str]:
        """
        Name and password.

        Raises:
            NotLoggedInError: The environment has no account.
        """
        if not self.user or not self.password:
            raise NotLoggedInError("this needs an account")
        return self.user, Secret(self.password)


@contextmanager
def environment(session: Session) -> Iterator[dict[str, str]]:
    """
    Yield the environment variables, with the addresses of the sandbox if one is used.

    A sandbox that runs elsewhere prints its account when it starts. One in this
    process is served until the context is left.
    """
    variables = dict(os.environ)
    if not session.sandbox:
        yield variables
    elif session.sandbox_url:
        url = session.sandbox_url.rstrip("/")
        socket = f"{url.replace('http', 'ws', 1)}/ws/"
        yield {**variables, "QUEUP_API": url, "QUEUP_WS": socket}
    else:
        from backtracked.sandbox import Sandbox

        sandbox = Sandbox()
        with sandbox.serve() as url:
            yield {**variables, **sandbox.environment(url)}


@asynccontextmanager
async def requests(
    session: Session, *, login: bool = False
) -> AsyncIterator[RestClient]:
    """
    Open a client for requests.

    Args:
        session: Options of the command line.
        login: Whether an account is needed.

    Raises:
        NotLoggedInError: There is no account, and *login* needs one.
    """
    with environment(session) as variables:
        service = Service.of(variables)
        account = service.login if login else None
        options = session.options
        async with RestClient(
            api=service.api, recent_conversations=False, **options
        ) as client:
            if account is not None:
                await client.login(*account)
            yield client


@asynccontextmanager
async def inside(
    client: RestClient, slug: str, password: str | None
) -> AsyncIterator[Room]:
    """
    Be in a room. At the end, leave it if the account was not in it before.

    Args:
        client: Sends the requests.
        slug: Slug or ID of the room.
        password: Password of the room, or ``None``.
    """
    was_there = await is_inside(client, slug)
    room = await client.join_room(slug, password=password)
    try:
        yield room
    finally:
        if not was_there:
            with anyio.move_on_after(_LEAVE_DEADLINE, shield=True):
                await leave(client, room)


async def is_inside(client: RestClient, slug: str) -> bool:
    """Return whether the account is in a room, maybe by another program."""
    assert client.user is not None
    members = await client.fetch_members(await client.fetch_room(slug))
    return any(member.user_id == client.user.id for member in members)


async def leave(client: RestClient, room: Room) -> None:
    """Leave a room. A failure changes nothing about what was done in it."""
    try:
        await client.leave_room(room)
    except BacktrackedError:
        return
