"""
``/ws/``: the socket itself.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from json import JSONDecodeError, loads
from typing import Any, Protocol

import anyio
from starlette.routing import WebSocketRoute
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from clientcore.sandbox import connection_of

from . import _signals as signals
from ._channels import Goodbye, Line
from ._packets import Kind, NoPacketError, Packet, compact, read
from ._problems import Problem, refusal
from ._world import World

#: Said to a client whose frames cannot be read, or that is silent.
_GARBLED, _SILENT = 1007, 1001
#: How often to see whether a song is over, in seconds.
_TICK = 0.25


class Service(Protocol):
    """
    What a socket asks of its sandbox.
    """

    ping_interval: float
    ping_timeout: float

    @property
    def world(self) -> World: ...

    @property
    def lock(self) -> AbstractContextManager[Any]: ...

    def tick(self) -> None: ...


async def connect(websocket: WebSocket) -> None:
    """
    Serve one socket from its handshake to its end.
    """
    service: Service = websocket.app.state.sandbox
    token = websocket.query_params.get("access_token", "")
    with service.lock:
        client_id = service.world.redeem(token)
    if client_id is None:
        await websocket.send_denial_response(refusal(Problem(401, "Invalid token")))
        return
    await websocket.accept()
    await _Socket(service, websocket, client_id).serve()


class _Socket:
    def __init__(self, service: Service, websocket: WebSocket, client_id: str) -> None:
        self._service = service
        self._websocket = websocket
        # A reset of the sandbox makes another world; this socket stays in its
        # own until it has hung up.
        self._world = service.world
        with service.lock:
            self._line: Line = self._world.channels.open(client_id)

    async def serve(self) -> None:
        """
        Read, write and watch the time until the socket is closed.
        """
        try:
            self._greet()
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._write)
                tasks.start_soon(self._watch_the_time)
                await self._read()
                tasks.cancel_scope.cancel()
        finally:
            self._locked(signals.gone)

    def _locked(self, action: Callable[[World, Line], None]) -> None:
        with self._service.lock:
            action(self._world, self._line)

    def _greet(self) -> None:
        opening = {
            "sid": self._line.connection_id,
            "upgrades": [],
            "pingInterval": round(self._service.ping_interval * 1000),
            "pingTimeout": round(self._service.ping_timeout * 1000),
        }
        self._line.put(Packet(Kind.OPEN, compact(opening)).frame())
        self._locked(signals.greet)

    # --- Reading

    async def _read(self) -> None:
        patience = self._service.ping_interval + self._service.ping_timeout
        while True:
            message: Message | None = None
            with anyio.move_on_after(patience):
                message = await self._websocket.receive()
            if message is None:
                self._line.put(Goodbye("close", _SILENT))
                continue
            if message["type"] == "websocket.disconnect":
                return
            self._take(message.get("text") or message.get("bytes") or "")

    def _take(self, frame: str | bytes) -> None:
        try:
            packet = read(frame)
            said = loads(packet.data) if packet.kind is Kind.MESSAGE else None
        except (NoPacketError, JSONDecodeError):
            self._line.put(Goodbye("close", _GARBLED))
            return
        if packet.kind is Kind.PING and self._world.channels.answers_pings:
            self._line.put(Packet(Kind.PONG, packet.data).frame())
        elif packet.kind is Kind.CLOSE:
            self._line.put(Goodbye("close"))
        elif isinstance(said, dict):
            self._locked(lambda world, line: signals.hear(world, line, said))

    # --- Writing

    async def _write(self) -> None:
        try:
            while not isinstance(item := await self._line.take(), Goodbye):
                await self._send(item)
            await self._part(item)
        except (WebSocketDisconnect, RuntimeError, OSError):
            # The client was faster; reading says so too. A server that has closed
            # the connection already refuses to send with a RuntimeError.
            return

    async def _send(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            await self._websocket.send_bytes(frame)
        else:
            await self._websocket.send_text(frame)

    async def _part(self, goodbye: Goodbye) -> None:
        connection = connection_of(self._websocket.scope)
        if goodbye.how == "reset" and connection is not None:
            connection.reset()
            return
        if goodbye.how == "packet":
            await self._send(Packet(Kind.CLOSE).frame())
        await self._websocket.close(goodbye.code)

    # --- Time

    async def _watch_the_time(self) -> None:
        """
        Do what is due, also without requests.
        """
        while True:
            await anyio.sleep(_TICK)
            if self._service.world is self._world:
                self._service.tick()


ROUTES = [WebSocketRoute("/ws/", connect), WebSocketRoute("/ws", connect)]
