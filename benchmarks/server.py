"""
A server that costs next to nothing, so that it is the clients that are measured.

It speaks just enough HTTP/1.1 for them, in a process and on a core of its own:

==================  ==========================================================
``/thing``          one object, 1 KB of JSON
``…/artists/ID``    an artist as Spotify gives it, 1 KB
``…/api/token``     an access token
``/rich/…``         one of 100 pages of 50 full playlist items, with links
``…/items``         one of 50 pages of 20 short playlist items, with links
``/late/…``         the same as without, 50 ms later
anything else       an empty object, after whatever was sent
==================  ==========================================================
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

import aiohttp
import playlist
from measure import pin
from row import Row

LATENCY = 0.05
PAGES = 50
PER_PAGE = 20
RICH_PER_PAGE = 50
RICH_TOTAL = 5000


@contextmanager
def server() -> Iterator[str]:
    """
    Run it until the end of the block, and give its address.
    """
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def thing(number: int) -> dict[str, object]:
    """
    Return an object like those that APIs have, of a kilobyte.
    """
    return {
        "id": number,
        "name": f"thing number {number}",
        "created_at": "2026-01-01T12:00:00Z",
        "about": "It is as long as such descriptions are. " * 18,
        "is_public": True,
        "likes": number * 7,
        "owner": {"id": number % 7, "name": "somebody", "url": "https://owner.example"},
        "tags": ["one", "two", "three"],
    }


class _Answers(asyncio.Protocol):
    """
    Answers what comes over one connection.
    """

    def __init__(self) -> None:
        self._head = b""
        self._target = ""
        self._left = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._left:
            self._take(len(data))
            return
        self._head += data
        while b"\r\n\r\n" in self._head and not self._left:
            head, _, rest = self._head.partition(b"\r\n\r\n")
            self._target = head.split(b" ", 2)[1].decode()
            self._left = _length(head)
            self._head = b"" if self._left else rest
            self._take(len(rest) if self._left else 0)

    def _take(self, count: int) -> None:
        """Take *count* bytes of a body, and answer when all of it is there."""
        self._left -= count
        if self._left > 0:
            return
        late = self._target.startswith("/late/")
        answer = _answer(self._target.removeprefix("/late"))
        if late:
            asyncio.get_running_loop().call_later(LATENCY, self._write, answer)
        else:
            self._write(answer)

    def _write(self, answer: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)


def _length(head: bytes) -> int:
    """
    Return how many bytes of body follow.
    """
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            return int(line[15:])
    return 0


_cache: dict[str, bytes] = {}
_base: list[str] = []


def _answer(target: str) -> bytes:
    if target not in _cache:
        body = json.dumps(_content(target), separators=(",", ":")).encode()
        head = (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        _cache[target] = head.encode() + body
    return _cache[target]


def _content(target: str) -> object:
    parts = urlsplit(target)
    if parts.path == "/thing":
        return thing(1)
    if parts.path.endswith("/api/token"):
        return {"access_token": "token", "token_type": "Bearer", "expires_in": 3600}
    if "/artists/" in parts.path:
        return playlist.artist()
    offset = int(parse_qs(parts.query).get("offset", ["0"])[0])
    if parts.path.startswith("/rich/"):
        url = f"{_base[0]}{parts.path}"
        return playlist.page_object(RICH_PER_PAGE, offset, RICH_TOTAL, url)
    if parts.path.endswith("/items"):
        return _playlist(parts.path, range(offset, offset + PER_PAGE))
    return {}


def _playlist(path: str, numbers: range) -> object:
    """
    Return a page of a playlist, with a link to the next.
    """
    following = f"{_base[0]}/late{path}?offset={numbers.stop}&limit={PER_PAGE}"
    total = PAGES * PER_PAGE
    return {
        "items": [
            {
                "added_at": "2026-01-01T12:00:00Z",
                "item": {"type": "track", "id": f"{number:022}", "name": "a track"},
            }
            for number in numbers
        ],
        "limit": PER_PAGE,
        "next": following if numbers.stop < total else None,
        "offset": numbers.start,
        "total": total,
    }


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    serving = await loop.create_server(_Answers, "127.0.0.1", 0, backlog=1024)
    _base.append(f"http://127.0.0.1:{serving.sockets[0].getsockname()[1]}")
    print(*_base, flush=True)
    await serving.serve_forever()


def rows() -> list[Row]:
    """
    Make sure that it is not the server that the other topics measure.
    """
    pin(0)
    with server() as base:
        found = [asyncio.run(_aiohttp_rate(base)) for _ in range(5)]
        able = [_pipelined_rate(base) for _ in range(5)]
    name, rate = "server: what it can do, requests pipelined", median(able)
    return [Row.at_least(2, name, rate, "calls/s", rate / median(found), "aiohttp")]


def _pipelined_rate(base: str, count: int = 200, times: int = 20) -> float:
    """
    Return the rate of one bare socket that does not wait for answers.
    """
    requests = b"GET /thing HTTP/1.1\r\nHost: x\r\n\r\n" * count
    size = len(_answer("/thing")) * count
    address = urlsplit(base)
    with socket.create_connection((address.hostname, address.port)) as connection:
        start = perf_counter()
        for _ in range(times):
            connection.sendall(requests)
            left = size
            while left:
                left -= len(connection.recv(1 << 20))
    return count * times / (perf_counter() - start)


async def _aiohttp_rate(base: str, count: int = 50) -> float:
    """
    Return the rate of the fastest of the contenders, ten tasks at once.
    """
    async with aiohttp.ClientSession() as session:

        async def task() -> None:
            for _ in range(count):
                async with session.get(f"{base}/thing") as response:
                    await response.read()

        start = perf_counter()
        await asyncio.gather(*(task() for _ in range(10)))
    return count * 10 / (perf_counter() - start)


if __name__ == "__main__":
    pin(1)
    asyncio.run(_serve())
