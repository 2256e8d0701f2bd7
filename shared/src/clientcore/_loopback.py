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
from urllib.parse import SplitResult, parse_qs, urlsplit

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
<p>You can close this window and go back to the program.</p>
"""


def parse_redirect(redirect_uri: str) -> SplitResult:
    """
    Check a redirect address on this machine.

    Raises:
        ValueError: It is not on this machine, or has a query.
    """
    try:
        parts = urlsplit(redirect_uri)
        parts.port  # noqa: B018, it is parsed on access
    except ValueError:
        raise ValueError("the redirect address is not a URL") from None
    if parts.scheme != "http" or parts.hostname not in _HOSTS:
        raise ValueError(
            "the listener's redirect address must be http://127.0.0.1 or http://[::1]"
        )
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("the listener's redirect address must not have a query")
    return parts


class RedirectServer(ThreadingHTTPServer):
    """
    Waits for one request to a redirect address; all others get a 404.

    Args:
        address: The redirect address, see `parse_redirect`.
        state: The state that the request must have, or ``None`` for any.
        listen_host: The host to listen at, or ``None`` for that of the address.

    Raises:
        OSError: The port is taken.

    Attributes:
        redirect_uri: The address, with its port.
        visited: Set when the request has come, or the server is stopped.
        url: The whole address of the request, or ``None`` before.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, address: SplitResult, state: str | None, listen_host: str | None = None
    ) -> None:
        host = address.hostname or ""
        bound = listen_host or _HOSTS[host]
        self.address_family = AF_INET6 if ":" in bound else AF_INET
        super().__init__((bound, address.port or 0), _Visit)
        host = f"[{host}]" if ":" in host else host
        self.redirect_uri = f"http://{host}:{self.server_address[1]}{address.path}"
        self.visited = threading.Event()
        self.url: str | None = None
        self._path = address.path or "/"
        self._state = state
        threading.Thread(target=self.serve_forever, args=(_POLL,), daemon=True).start()

    def server_bind(self) -> None:
        """Bind, without the slow look-up of the host's name in the base class."""
        if os.name != "nt":
            # On Windows it would let other programs bind the same port.
            self.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: browsers close connections at any time."""

    def take(self, target: str) -> str:
        """Return the title of the page for *target*, empty if it is not ours."""
        parts = urlsplit(target)
        values = parse_qs(parts.query)
        if parts.path != self._path:
            return ""
        if {"code", "error"}.isdisjoint(values):
            return ""
        # A link that an attacker made must not end the wait.
        state = values.get("state", [""])[0]
        if self._state is not None and not same_state(state, self._state):
            return ""
        if self.url is None:
            self.url = f"{self.redirect_uri}?{parts.query}"
        self.visited.set()
        return "Not signed in" if "error" in values else "Signed in"

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
        title = server.take(self.path)
        page = _PAGE.format(title=title or "Not found").encode()
        self.send_response(200 if title else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        # The address has the code in it, which no other site may see.
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: the address has a code in it."""
