"""
The connections of a client, and what the client's copies share with it.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import attrs

from .._budget import SharedLimits
from .._errors import Error, SettingsError
from .._retry import Limits
from .._settings import Settings
from .._tls import tls_context
from .._url import Origin
from .auth import Auth
from .runtime import Slots, current_run, is_aiohttp, is_running, warm_up

if TYPE_CHECKING:
    from .._http import AsyncHTTPClient
    from .http import HTTP


def now() -> float:
    """Return the time by the clock that rate limits go by, in seconds."""
    return time.monotonic()


@attrs.frozen
class Opened:
    """
    What requests of one event loop are sent with.

    Attributes:
        http: The HTTP library.
        slots: Concurrency slots for the client's requests.
        token_slots: One slot for requests for tokens, see `Sender.exchange`.
    """

    http: HTTP
    slots: Slots
    token_slots: Slots = attrs.field(factory=lambda: Slots(1))


class Pool:
    """
    Connections, opened when they are first needed.

    An event loop cannot use another loop's connections, nor a process its parent's,
    so they are opened again for another event loop once the first has ended.

    Args:
        settings: Options of the client.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._run: Any = None
        self._opened: Opened | None = None
        self._replaced: list[HTTP] = []
        # A lock of threads: in the twin they come here together.
        self._lock = threading.Lock()
        self._loaded = False
        #: Whether the client was closed.
        self.closed = False

    @property
    def is_open(self) -> bool:
        """Whether there are connections to close."""
        return self._opened is not None

    async def open(self) -> Opened:
        """
        Return what to send with in the running event loop.

        Raises:
            Error: The client is in use in another event loop that is running.
            SettingsError: The machine's settings do not allow connections.
        """
        if not self._loaded:
            await warm_up(_load, self._settings)
            self._loaded = True
        return self.open_now()

    def open_now(self) -> Opened:
        """Do the same at once: the first time it may take 100 ms of imports."""
        run = current_run()
        with self._lock:
            if self._opened is None or run != self._run:
                if self._opened is not None and is_running(self._run):
                    raise Error(
                        "the client is in use in another event loop that is running:"
                        " make a client for each event loop"
                    )
                # Connections of an event loop that has ended cannot be closed.
                self._replaced.clear()
                http = _open_http(self._settings)
                self._opened = Opened(http, Slots(self._settings.in_flight))
                self._run = run
            return self._opened

    def use(self, http_client: AsyncHTTPClient) -> None:
        """Send by an HTTP client of the user's from now on."""
        with self._lock:
            self._settings = attrs.evolve(self._settings, http_client=http_client)
            if self._opened is not None:
                self._replaced.append(self._opened.http)
                http = _open_http(self._settings)
                self._opened = attrs.evolve(self._opened, http=http)

    async def aclose(self) -> None:
        """Close all connections of this event loop."""
        opened, self._opened = self._opened, None
        replaced, self._replaced = self._replaced, []
        if opened is None or self._run != current_run():
            return
        for http in [opened.http, *replaced]:
            await http.aclose()


@attrs.define(eq=False)
class Connection:
    """
    What a client and its copies share.

    Attributes:
        base: Base URL, with a slash at its end.
        origins: The origins that receive the credentials.
        pool: What requests are sent with, per event loop.
        auth: The credentials, or ``None``.
        throttle: A context manager of the user's around each attempt, or ``None``.
        shared: Rate limits that are shared with other clients, or ``None``.
        limits: The rate limits in force.
    """

    base: str
    origins: frozenset[Origin]
    pool: Pool = attrs.field(repr=False)
    auth: Auth | None = None
    throttle: Any = attrs.field(default=None, repr=False)
    shared: SharedLimits | None = attrs.field(default=None, repr=False)
    limits: Limits = attrs.field(factory=lambda: Limits(now), repr=False)


def _uses_aiohttp(settings: Settings) -> bool:
    return is_aiohttp(settings.transport) or is_aiohttp(settings.http_client)


def _load(settings: Settings) -> None:
    """Import what the first request needs, and read the CA certificates."""
    import importlib.metadata  # noqa: F401, for the header User-Agent
    import platform  # noqa: F401, the same

    # What fails here fails again when it is needed, and perhaps it is not.
    with suppress(ImportError, SettingsError):
        if _uses_aiohttp(settings):
            from .. import _http_aiohttp  # noqa: F401

            tls_context(verify=True)
        else:
            from .._http import AsyncHTTPTransport, make_transport
            from . import http  # noqa: F401

            # httpx imports httpcore when it makes the first transport.
            make_transport(AsyncHTTPTransport, settings, None, http2=False)


def _open_http(settings: Settings) -> HTTP:
    """
    Return what sends requests, by the HTTP library that *settings* want.

    Raises:
        SettingsError: The extra ``aiohttp`` is not installed.
    """
    if _uses_aiohttp(settings):
        try:
            from .._http_aiohttp import AiohttpHTTP
        except ImportError as error:
            raise SettingsError(
                'transport="aiohttp" needs the extra "aiohttp"'
            ) from error
        return cast("HTTP", AiohttpHTTP(settings))
    from .http import HTTP

    return HTTP(settings)
