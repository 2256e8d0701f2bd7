"""
Receiving events of callbacks, on a port of this machine.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, commands run on it
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import anyio

from polympics import (
    AccountTeamUpdateEvent,
    AppClient,
    CallbackApp,
    CallbackReceiver,
    EventType,
    NotFoundError,
)

EVENT = EventType.ACCOUNT_TEAM_UPDATE

#: Seconds in which a callback has to be removed at the end.
_PATIENCE = 10


def new_secret() -> str:
    """Return a random secret."""
    return secrets.token_urlsafe(32)


@asynccontextmanager
async def listen(
    secret: str, host: str, port: int
) -> AsyncIterator[tuple[str, AsyncIterator[AccountTeamUpdateEvent]]]:
    """
    Listen while the context is entered.

    Args:
        secret: The secret of the callback.
        host: Address to listen at.
        port: Port to listen at, 0 for any.

    Yields:
        The URL that is listened at, and the events.

    Raises:
        OSError: The port is in use.
    """
    from clientcore.sandbox import serve

    receiver = CallbackReceiver(secret)
    queue: asyncio.Queue[AccountTeamUpdateEvent] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    @receiver.on(EVENT)
    def pass_on(event: AccountTeamUpdateEvent) -> None:
        # The HTTP server has an event loop of its own, in a thread. It must not wait
        # for this one, which waits for it at the end.
        loop.call_soon_threadsafe(queue.put_nowait, event)

    async def events() -> AsyncIterator[AccountTeamUpdateEvent]:
        while True:
            yield await queue.get()

    with serve(CallbackApp(receiver), host=host, port=port) as url:
        yield f"{url}/", events()


@asynccontextmanager
async def registered(
    client: AppClient, url: str, secret: str, *, replace: bool
) -> AsyncIterator[None]:
    """
    Register a callback while the context is entered.

    Args:
        client: The client of the app.
        url: URL to send events to.
        secret: Sent with each event.
        replace: Whether a callback for another URL is replaced.

    Raises:
        ValueError: A callback is registered for another URL, and *replace* is false.
    """
    before = (await client.get_callbacks()).get(EVENT)
    if before not in {None, url} and not replace:
        raise ValueError(
            f"the app has a callback for {before}, whose secret would be lost:"
            " --replace replaces it"
        )
    await client.create_callback(EVENT, url, secret)
    try:
        yield
    finally:
        with anyio.move_on_after(_PATIENCE, shield=True), suppress(NotFoundError):
            await client.delete_callback(EVENT)
