"""
Deliveries to callbacks, over sockets and without.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from json import dumps, loads
from queue import Queue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import App, Delivery, Sandbox
from polympics.sandbox import _delivery as delivery

Ask = Callable[..., Awaitable[Answer]]
Basic = Callable[[str, str], str]


@pytest.fixture
def listener():
    """
    Hears callbacks on loopback: a URL, and what came.
    """
    heard: Queue = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            heard.put((self.path, dict(self.headers), self.rfile.read(size)))
            self.send_response(500)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", heard
        server.shutdown()
        thread.join(20)


async def test_post(listener: Any):
    """
    A delivery is JSON with the secret; the answer does not matter.
    """
    url, heard = listener
    news = {"team": None, "account": {"name": "Kåre"}}
    await delivery.post(Delivery(f"{url}/hooks/ä?x=1", "s3cret", news))
    path, headers, body = heard.get(timeout=20)

    assert path == "/hooks/%C3%A4?x=1"
    assert headers["Authorization"] == "Bearer s3cret"
    assert headers["Content-Type"] == "application/json"
    assert headers["Host"] == urlsplit(url).netloc
    assert loads(body) == news


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "https://127.0.0.1:1/"])
async def test_nobody_there(url: str):
    """
    That nobody is there does not matter.
    """
    await delivery.post(Delivery(url, "s", {}))


async def test_no_tls(listener: Any):
    """
    That nobody understands does not matter either.
    """
    url, heard = listener
    await delivery.post(Delivery(url.replace("http", "https", 1), "s", {}))

    assert heard.empty()


async def test_no_header_injection(listener: Any):
    """
    A secret does not break out of its header.
    """
    url, heard = listener
    await delivery.post(Delivery(url, "s\r\nX-Evil: 1", {}))

    assert heard.empty()


async def test_patience(monkeypatch: pytest.MonkeyPatch):
    """
    A callback that hangs is given up, and keeps no other from being told.
    """
    monkeypatch.setattr(delivery, "PATIENCE", 0)
    told = []

    async def deliver(one: Any) -> None:
        told.append(one.url)
        await anyio.sleep_forever()

    two = [Delivery(url, "s", {}) for url in ("a", "b")]
    with anyio.fail_after(20):
        await delivery.deliver_all(deliver, two)

    assert sorted(told) == ["a", "b"]


def test_patience_of_the_service():
    """
    The service waits 15 seconds.
    """
    assert delivery.PATIENCE == 15


@contextmanager
def connected(base_url: str):
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=20)
    try:
        yield connection
    finally:
        connection.close()


def test_served(listener: Any, basic: Basic):
    """
    A sandbox on loopback tells a callback on loopback.
    """
    url, heard = listener
    sandbox = Sandbox(seeded=False)
    world, app = sandbox.world, sandbox.credentials.app
    world.add_callback(world.apps[1], "account_team_update", url, "s")
    world.add_account(7, "Ines", "7001")
    headers = {"Authorization": basic(app.username, app.password)}
    with sandbox.serve() as base_url, connected(base_url) as connection:
        connection.request("PATCH", "/account/7", dumps({"team": 0}), headers)
        status = connection.getresponse().status
        _, _, body = heard.get(timeout=20)

    assert status == 200
    assert loads(body)["account"]["id"] == "7"


async def test_after_the_answer(
    sandbox: Sandbox, ask: Ask, app: App, monkeypatch: pytest.MonkeyPatch
):
    """
    Callbacks are told after the answer has gone out.
    """
    order = []

    async def deliver(_: Any) -> None:
        order.append(sandbox.requests[-1].status)

    sandbox.deliver = deliver
    sandbox.world.add_callback(app, "account_team_update", "http://1.2.3.4", "s")
    sandbox.world.add_account(7, "Ines", "7001")
    await ask("PATCH", "/account/7", {"team": 0}, by=app)

    assert order == [200]
