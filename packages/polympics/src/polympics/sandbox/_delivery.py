"""
Sending events to callbacks.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from json import dumps
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

import anyio
import attrs
from anyio.abc import ByteStream
from anyio.streams.tls import TLSStream

#: The service gives up on a callback after so many seconds.
PATIENCE = 15


@attrs.frozen
class Delivery:
    """
    What is sent to one callback.

    Attributes:
        url: URL of the callback.
        secret: Sent in the header ``Authorization``.
        body: The event, as JSON.
    """

    url: str
    secret: str = attrs.field(repr=False)
    body: dict[str, Any]


#: A way to deliver: :func:`post`, or a test's own.
Deliver: TypeAlias = Callable[[Delivery], Awaitable[None]]


async def deliver_all(deliver: Deliver, deliveries: Iterable[Delivery]) -> None:
    """Deliver all at the same time, in no order, and give each up after 15 seconds."""
    async with anyio.create_task_group() as tasks:
        for delivery in deliveries:
            tasks.start_soon(_patiently, deliver, delivery)


async def _patiently(deliver: Deliver, delivery: Delivery) -> None:
    with anyio.move_on_after(PATIENCE):
        await deliver(delivery)


async def post(delivery: Delivery) -> None:
    """POST a delivery to its URL. The response, or that there is none, is ignored."""
    # By hand rather than by an HTTP client: such a client would be the one
    # under test, and a blocking one would keep a stopping sandbox waiting.
    if not delivery.secret.isprintable():
        # It would break out of its header, and no HTTP client sends that.
        return
    url = urlsplit(delivery.url)
    host, tls = url.hostname or "", url.scheme == "https"
    with suppress(OSError, UnicodeError, anyio.EndOfStream, anyio.BrokenResourceError):
        async with await anyio.connect_tcp(
            host, url.port or (443 if tls else 80)
        ) as plain:
            stream = await _encrypted(plain, host) if tls else plain
            await stream.send(_request(delivery))
            await stream.receive()


async def _encrypted(plain: ByteStream, host: str) -> ByteStream:
    return await TLSStream.wrap(plain, hostname=host, standard_compatible=False)


def _request(delivery: Delivery) -> bytes:
    url = urlsplit(delivery.url)
    body = dumps(delivery.body).encode()
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    # What is not ASCII is escaped; all else stays as it was registered.
    target = quote(target, safe="!#$%&'()*+,/:;=?@[]~")
    head = [
        f"POST {target} HTTP/1.1",
        f"Host: {url.netloc.rpartition('@')[2]}",
        f"Authorization: Bearer {delivery.secret}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body
