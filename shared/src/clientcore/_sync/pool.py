# Generated from _async/pool.py by `nox -s twins`: do not edit.
"""
The connections of a client, and the turns in front of them.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Self

import attrs

from .._wire import WireSettings
from .runtime import Turns, current_run

if TYPE_CHECKING:
    from .._http import SyncHTTPClient, SyncWire


@attrs.define
class Place:
    """
    Where requests of one run are sent.

    Attributes:
        wire: Sends and receives.

        turns: The queue in front of it. The HTTP library's pool slows down
            with the square of what waits inside it, so nothing does.
    """

    wire: SyncWire
    turns: Turns


class Pool:
    """
    Connections, made when they are first needed.

    An event loop cannot use another loop's connections, nor a process its
    parent's. So each run gets its own.

    Args:
        settings: How to reach the network.

        http_client: An HTTP client of the user's, used as it is, or ``None``.
    """

    def __init__(
        self, settings: WireSettings, http_client: SyncHTTPClient | None = None
    ) -> None:
        self._settings = settings
        self._http_client = http_client
        self._run: object = None
        self._place: Place | None = None
        self._retired: list[SyncWire] = []
        # A lock of threads: in the twin they come here together.
        self._lock = threading.Lock()

    @classmethod
    def of(cls, user_agent: str, options: dict[str, Any]) -> Self:
        """
        Make a pool.

        Args:
            user_agent: What we say we are.

            options: The rest of what a client's constructor was given.

        Raises:
            TypeError: One is unknown.
        """
        http_client = options.pop("http_client", None)
        connections = options.pop("in_flight", 10)
        if connections < 1:
            raise ValueError("in_flight is at least 1")
        first = options.pop("user_agent", "")
        settings = WireSettings(
            connections=connections,
            user_agent=f"{first} {user_agent}".strip(),
            **options,
        )
        return cls(settings, http_client)

    @property
    def is_open(self) -> bool:
        """Whether there is something to close."""
        return self._place is not None

    def place(self) -> Place:
        """Return where to send in the present run."""
        run = current_run()
        with self._lock:
            if self._place is None or run != self._run:
                # Connections of a run that is over cannot be closed any more.
                self._retired.clear()
                self._run, self._place = run, Place(self._wire(), self._turns())
            return self._place

    @property
    def http_client(self) -> SyncHTTPClient:
        """The HTTP client of the present run."""
        return self.place().wire.client

    def use(self, http_client: SyncHTTPClient) -> None:
        """Send by an HTTP client of the user's from now on."""
        with self._lock:
            self._http_client = http_client
            if self._place is not None:
                self._retired.append(self._place.wire)
                self._place.wire = self._wire()

    def renew(self, wire: SyncWire) -> None:
        """
        Replace *wire*, unless somebody has already.

        httpcore never gives up a connection whose making was cancelled. When
        all are taken by such, every call ends in a pool timeout. A client of
        the user's is the user's to replace.
        """
        if self._http_client is not None:
            return
        with self._lock:
            if self._place is not None and self._place.wire is wire:
                self._retired.append(wire)
                self._place.wire = self._wire()

    def close(self) -> None:
        """Close all connections of this run."""
        place, self._place = self._place, None
        retired, self._retired = self._retired, []
        if place is None or self._run != current_run():
            return
        for wire in [place.wire, *retired]:
            wire.close()

    def _wire(self) -> SyncWire:
        # Imported with the first request: the HTTP library takes 90 ms.
        from .._http import SyncWire

        return SyncWire(self._settings, self._http_client)

    def _turns(self) -> Turns:
        return Turns(self._settings.connections)
