"""
A Redis or Valkey server for tests.

Without one they are skipped, or fail if ``REDIS_TESTS`` is ``required``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")


class Server:
    """
    A server on loopback that can be killed and started again, with its data.

    Attributes:
        port: Where it listens.
        url: The URL of its database, for a machine that is busy.
        client: A client of redis-py.
        process: Its process, or ``None`` if it was killed.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.port = port
        self._folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        # Redis is not away because nothing responds in a second, the default.
        patience = "socket_timeout=30&socket_connect_timeout=30"
        self.url = f"redis://127.0.0.1:{port}/0?{patience}"
        self.client = redis.Redis.from_url(self.url)

    def start(self) -> None:
        """Start it, and wait until it accepts commands."""
        assert PROGRAM
        command = [PROGRAM, "--port", str(self.port), "--bind", "127.0.0.1"]
        # Each write is on the disk before its response is sent.
        command += ["--appendonly", "yes", "--appendfsync", "always", "--save", ""]
        command += ["--dir", str(self._folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        for _ in range(1500):
            if self.process.poll() is not None:
                break
            try:
                self.client.ping()
            except redis.RedisError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(f"{PROGRAM} does not start")

    def kill(self) -> None:
        """Kill it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def server(tmp_path: Path, free_port: int) -> Iterator[Server]:
    """Start a server with no data."""
    if PROGRAM is None:
        reason = "no redis-server or valkey-server: apt-get install redis-server"
        if os.environ.get("REDIS_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    server = Server(tmp_path, free_port)
    server.start()
    yield server
    server.client.close()
    server.kill()
