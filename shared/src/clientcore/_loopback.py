"""
A web server for one request: the redirect of a browser after sign-in.

It is Python's own server in a thread, for async and blocking code alike.
"""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOL_SOCKET
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ._oauth import same_state

_HOSTS = {"127.0.0.1": "127.0.0.1", "::1": "::1", "localhost": "127.0.0.1"}

#: Seconds that stopping may take.
_POLL = 0.05

_PAGE = """\
<!doctype html>
<meta charset="utf-8">
<title>{title}</title>
<body style="font-family: sans-serif; text-align: center; margin-top: 20vh">
<h1>{title}</h1>
<p>{text}</p>
"""

_DONE = ("Signed in", "You can close this window and go back to the program.")
_REFUSED = ("Not signed in", "You can close this window and go back to the program.")
_STRAY = ("Not found", "This page is for the end of a sign-in only.")


class Loopback:
    """
    A redirect address on this machine.

    Args:
        redirect_uri: ``http`` at ``127.0.0.1``, ``[::1]`` or ``localhost``.
            Without a port, or with port 0, a free one is used.

    Raises:
        ValueError: *redirect_uri* is not on this machine.
    """

    def __init__(self, redirect_uri: str) -> None:
        try:
            parts = urlsplit(redirect_uri)
            host, port = parts.hostname or "", parts.port or 0
        except ValueError:
            raise ValueError("the redirect address is not a URL") from None
        if parts.scheme != "http" or host not in _HOSTS:
            raise ValueError(
                "the listener's redirect address must be http://127.0.0.1 or http://[::1]"
            )
        if parts.query or parts.fragment or "@" in parts.netloc:
            raise ValueError("the listener's redirect address must not have a query")
        self.host = host
        self.port = port
        self.path = parts.path

    @property
    def address(self) -> tuple[str, int]:
        """The host and port to bind."""
        return _HOSTS[self.host], self.port

    def uri(self, port: int) -> str:
        """Return the redirect address with *port* in it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{port}{self.path}"


class RedirectServer(ThreadingHTTPServer):
    """
    Waits for one request to a redirect address; all others get a 404.

    Args:
        place: The redirect address to listen at.
        state: The state that the request must have, or ``None`` for any.

    Raises:
        OSError: The port is taken.

    Attributes:
        redirect_uri: The address, with its port.
        visited: Set when the request has come, or the server is stopped.
        url: The whole address of the request, or ``None`` before.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, place: Loopback, state: str | None) -> None:
        self.address_family = AF_INET6 if ":" in place.address[0] else AF_INET
        super().__init__(place.address, _Visit)
        self.place = place
        self.state = state
        self.redirect_uri = place.uri(self.server_address[1])
        self.visited = threading.Event()
        self.url: str | None = None
        self._thread = threading.Thread(
            target=self.serve_forever, args=(_POLL,), daemon=True
        )
        self._thread.start()

    def server_bind(self) -> None:
        """Bind, without the slow look-up of the host's name in the base class."""
        if os.name != "nt":
            # On Windows it would let other programs bind the same port.
            self.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: browsers close connections at any time."""

    def take(self, target: str) -> tuple[str, str] | None:
        """Return the title and text for *target*, or ``None`` if it is not ours."""
        parts = urlsplit(target)
        values = parse_qs(parts.query)
        mine = parts.path == (self.place.path or "/")
        if not mine or {"code", "error"}.isdisjoint(values):
            return None
        came_back = values.get("state", [""])[0]
        # A link that an attacker made must not end the wait.
        if self.state is not None and not same_state(came_back, self.state):
            return None
        if self.url is None:
            self.url = f"{self.redirect_uri}?{parts.query}"
        self.visited.set()
        return _REFUSED if "error" in values else _DONE

    def stop(self) -> None:
        """Close the port and end all waits."""
        self.visited.set()
        self.shutdown()
        self.server_close()


class _Visit(BaseHTTPRequestHandler):
    """A connection of a browser."""

    # Browsers open connections in advance and send nothing on them.
    timeout = 10

    def do_GET(self) -> None:
        """Respond to the redirect, or to a browser's request for an icon."""
        server: Any = self.server
        page_text: tuple[str, str] | None = server.take(self.path)
        title, text = page_text or _STRAY
        page = _PAGE.format(title=title, text=text).encode()
        self.send_response(200 if page_text else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        # The address has the code in it, which no other site may see.
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: the address has a code in it."""
