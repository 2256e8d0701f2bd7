"""
``python -m backtracked.sandbox``: programs of other processes with it.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs
import pytest
from websockets.sync.client import ClientConnection, connect

from clientcore.sandbox import Answer

PATIENCE = 30
_PAGES = Path(__file__).parents[3] / "docs" / "backtracked"


@attrs.frozen
class Served:
    """
    A sandbox in a process of its own.
    """

    process: subprocess.Popen[str]
    environment: dict[str, str]

    @property
    def address(self) -> tuple[str, int]:
        """
        Host and port.
        """
        parts = urlsplit(self.environment["QUEUP_API"])
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    @property
    def room(self) -> str:
        """
        ID of the room.
        """
        found: str = self.ask("GET", "/room/harbour-lights")[1]["data"]["_id"]
        return found

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """
        Send a request, and return status and JSON.
        """
        connection = HTTPConnection(*self.address, timeout=PATIENCE)
        try:
            headers = {"content-type": "application/json"}
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, headers)
            answer = connection.getresponse()
            found = answer.read()
            return answer.status, json.loads(found) if found else None
        finally:
            connection.close()

    def act(self, name: str, action: str, **body: Any) -> tuple[int, Any]:
        """
        Let a user act.
        """
        return self.ask("POST", f"/_sandbox/people/{name}/{action}", body)

    @contextmanager
    def listen(self) -> Iterator[ClientConnection]:
        """
        Open a socket that listens to the room, as a guest.
        """
        token = self.ask("GET", "/auth/token")[1]["data"]["token"]
        query = f"?connect=1&access_token={token}&EIO=3&transport=websocket"
        url = self.environment["QUEUP_WS"] + query
        attach = {"action": 10, "channel": f"room:{self.room}"}
        with connect(url, proxy=None) as websocket:
            websocket.send(f"4{json.dumps(attach)}")
            while '"action":11' not in str(websocket.recv(PATIENCE)):
                pass
            yield websocket

    def stop(self) -> str:
        """
        Stop it, and return what it has printed to stderr.
        """
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=PATIENCE)[1]


@pytest.fixture
def served() -> Iterator[Served]:
    """
    The sandbox, as the command line serves it.
    """
    command = [sys.executable, "-m", "backtracked.sandbox", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            lines = [process.stdout.readline().strip() for _ in range(8)]
            yield Served(process, dict(line.split("=", 1) for line in lines[:7]))
        finally:
            process.kill()


def event(websocket: ClientConnection, name: str) -> dict[str, Any]:
    """
    Return the payload of the next event of a name.
    """
    while True:
        frame = str(websocket.recv(PATIENCE))
        message = json.loads(frame[1:]) if frame[0] == "4" else {}
        if message.get("message", {}).get("name") == name:
            payload: dict[str, Any] = json.loads(message["message"]["data"])
            return payload


@pytest.mark.parametrize("number", [0, 1])
def test_quickstart(served: Served, tmp_path: Path, number: int):
    """
    Both programs of the first page run on it as they are: somebody says ping.
    """
    page = (_PAGES / "index.md").read_text()
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    program = blocks[number].replace("await main()\n", "asyncio.run(main())\n")
    if number == 0:
        # The addresses and the login are the reader's to change, and it never ends.
        environment = served.environment
        program = (
            program.replace(
                "Client()",
                f"Client(api={environment['QUEUP_API']!r},"
                f" ws={environment['QUEUP_WS']!r})",
            )
            .replace("bot@example.com", environment["QUEUP_USER1"])
            .replace("its password", environment["QUEUP_PASS1"])
            .replace(
                "Presence.enter)\n", "Presence.enter)\n        await client.close()\n"
            )
            .replace(
                'join_room("harbour-lights")', 'join_room("harbour-lights", enter=True)'
            )
        )
    file = tmp_path / "program.py"
    file.write_text(program)
    done = subprocess.run(
        [sys.executable, str(file)],
        env={**os.environ, **served.environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    if number == 1:
        assert done.stdout.splitlines()[-1] == "bo_listener asked"
    chat = served.ask("GET", f"/chat/{served.room}")[1]["data"]
    assert [item.get("message") for item in chat[-2:]] == ["ping", "pong"]


def test_people(served: Served):
    """
    A request of any language lets users speak, come, go and vote.
    """
    with served.listen() as websocket:
        status, told = served.act("ivy", "say", room="harbour-lights", text="a & b")
        said = event(websocket, "chat-message")
        served.act("kit", "join", room="harbour-lights")
        came = event(websocket, "user-join")
        served.act("kit", "vote", room="harbour-lights", dub="downdub")
        voted = event(websocket, "room_playlist-dub")
        served.act("kit", "queue", room="harbour-lights", media=["abcdefghijk"])
        event(websocket, "room_playlist-queue-update-dub")
        served.act("kit", "leave", room="harbour-lights")
        went = event(websocket, "user-leave")
        served.act("dee_mod", "mute", room="harbour-lights", user="ivy", muted=True)
        muted = event(websocket, "user-mute")

    assert (status, told) == (200, {"result": said["chatid"]})
    assert said["message"] == "a &amp; b"
    assert came["user"]["username"] == went["user"]["username"] == "kit"
    assert voted["dubtype"] == "downdub"
    assert muted["mutedUser"]["username"] == "ivy"
    assert served.ask("GET", "/_sandbox/people")[1]["actions"][:3] == [
        *("ban", "change_avatar", "clear"),
    ]


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("people/ivy/fly", {}, 404, "no action"),
        ("people/nobody/join", {"room": "harbour-lights"}, 404, "nobody"),
        ("people/ivy/join", {"room": "nowhere"}, 404, "no room"),
        ("people/ivy/say", {"room": "harbour-lights"}, 422, "text is missing"),
        ("people/ivy/join", {"room": 5}, 422, "room has another type"),
        ("people/ivy/join", {"room": "harbour-lights", "x": 1}, 422, "unknown: x"),
        ("people/ivy/join", ["harbour-lights"], 422, "no JSON object"),
        ("people/ivy/_room", {"room": "harbour-lights"}, 404, "no action"),
        ("people/ivy/write", {"text": "hi", "others": "kit"}, 422, "others"),
        ("advance", {"seconds": "5"}, 422, "seconds"),
    ],
)
async def test_odd_commands(
    ask: Callable[..., Awaitable[Answer]],
    path: str,
    body: Any,
    status: int,
    words: str,
) -> None:
    """
    What can't be done is refused, and says why.
    """
    answer = await ask("POST", f"/_sandbox/{path}", json=body)

    assert answer.status == status
    assert words in answer.json()["detail"]


def test_time_and_sockets(served: Served):
    """
    Time passes and connections end on request.
    """
    with served.listen() as websocket:
        assert served.ask("POST", "/_sandbox/advance", {"seconds": 1000})[0] == 204
        event(websocket, "room_playlist-update")
        assert served.ask("DELETE", "/_sandbox/sockets")[1] == {"closed": 1}


def _abort(peer: socket.socket) -> None:
    """
    Close with RST, as a program that is killed.
    """
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    peer.close()


def test_clients_that_go_away(served: Served):
    """
    No traceback is printed when clients go away, whatever they were doing.
    """
    fault = {"kind": "latency", "seconds": 0.2, "path": "/room/*", "times": 6}
    assert served.ask("POST", "/_sandbox/faults", fault)[0] == 201
    host, port = served.address
    head = f"HTTP/1.1\r\nHost: {host}\r\n"
    length = "Content-Type: application/json\r\nContent-Length: 100\r\n"
    token = served.ask("GET", "/auth/token")[1]["data"]["token"]
    upgrade = (
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    )
    halves = [
        f"GET /room/harbour-lights {head}\r\n",  # while it is being answered
        f"GET /room/harbour-lights {head}",  # in the headers
        f"POST /auth/login {head}{length}\r\n{{",  # in the body
        f"POST /_sandbox/people/ivy/say {head}{length}\r\n{{",
        "\r\n\x00garbage\r\n\r\n",
        f"GET /ws/ {head}{upgrade}\r\n",  # refused, without a token
        f"GET /ws/?access_token={token}&EIO=3 {head}{upgrade}\r\n",
    ]
    for half in halves:
        for end in (_abort, socket.socket.close):
            peer = socket.create_connection((host, port))
            peer.sendall(half.encode())
            time.sleep(0.02)
            end(peer)
    for how in ("abort", "close", "half a frame"):
        with served.listen() as websocket:
            for number in range(20):
                served.act("ivy", "say", room="harbour-lights", text=f"{how} {number}")
                if number == 10:
                    if how == "half a frame":
                        websocket.socket.sendall(b"\x81\xfe\x01")
                    if how == "abort":
                        _abort(websocket.socket.dup())
                    websocket.socket.shutdown(socket.SHUT_RDWR)
    time.sleep(0.5)

    assert served.ask("GET", "/_sandbox/health")[0] == 200
    printed = served.stop()
    # At most a line of the server's for what is no HTTP.
    assert "Traceback" not in printed
    assert len(printed.splitlines()) < 8
