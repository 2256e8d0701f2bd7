"""
One token file that several clients and processes use.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientcore import GET, App, AuthError, FileStore, SignIn, Token
from clientcore._async.runtime import map_concurrently, maybe_await
from clientcore._files import lock_file
from clientcore.aio import AuthorizationCode
from clientcore.testing import FakeClock

from ..servers import Rotating, Server, Talk, answer, routes
from .toy import Toy

Serve = Callable[..., Server]
NEWER = Token("access-9", refresh_token="newer")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no flock")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, clock: FakeClock) -> FileStore:
    """A file with a token that has expired."""
    store = FileStore(tmp_path / "token")
    store.save(Token("access-0", refresh_token="refresh-0", expires_at=clock()))
    return store


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up waiting for a lock soon."""
    monkeypatch.setattr("clientcore._async.auth._LOCK_ATTEMPTS", 3)


def user(server: Server, clock: FakeClock, store: Any) -> AuthorizationCode:
    app = App(f"{server.url}/token", "the-app")
    return AuthorizationCode(app, store=store, now=clock)


def token_requests(server: Server) -> list[str]:
    forms = [one.form for one in server.requests if one.path == "/token"]
    return [form["refresh_token"] for form in forms]


@pytest.mark.parametrize("objects", ["one store", "two stores"])
async def test_two_clients(
    serve: Serve, clock: FakeClock, store: FileStore, objects: str, tmp_path: Path
) -> None:
    """
    Of two clients with one token file, one renews, and the other reads the new token.
    """
    service = Rotating()
    service.go.set()
    server = serve(service.plays())
    other = store if objects == "one store" else FileStore(tmp_path / "token")
    clients = [Toy(server.url, auth=user(server, clock, one)) for one in (store, other)]

    async def ask(number: int) -> None:
        await clients[number % 2].request(GET("things"))

    await map_concurrently(ask, range(100))
    for client in clients:
        await client.aclose()

    assert token_requests(server) == ["refresh-0"]
    assert getattr(store.load(), "refresh_token", None) == "refresh-1"


async def test_two_clients_again(
    serve: Serve, clock: FakeClock, store: FileStore
) -> None:
    """
    The next renewals, of either client, use the refresh token of the last.
    """
    service = Rotating()
    service.go.set()
    server = serve(service.plays())
    clients = [Toy(server.url, auth=user(server, clock, store)) for _ in range(2)]

    async def ask(client: Toy) -> None:
        await client.request(GET("things"))

    for _ in range(3):
        await map_concurrently(ask, clients * 10)
        clock.forward(3600)
    for client in clients:
        await client.aclose()

    assert token_requests(server) == ["refresh-0", "refresh-1", "refresh-2"]


HOLD = """
import sys
from pathlib import Path
from clientcore._files import lock_file

unlock = lock_file(Path(sys.argv[1]))
print("locked", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path: Path, store: FileStore) -> Iterator[subprocess.Popen[str]]:
    """Start a process that locks the token file until it is ended."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "token")]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        assert process.stdout
        assert process.stdout.readline() == "locked\n"
        yield process
        process.kill()


async def test_another_process(
    serve: Serve,
    clock: FakeClock,
    store: FileStore,
    tmp_path: Path,
    holder: subprocess.Popen[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    While another process renews, this one waits; a process that dies leaves no lock.
    """
    server = serve(answer())
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            store.save(NEWER)
            holder.kill()
            holder.wait()

    monkeypatch.setattr("clientcore._async.auth.sleep", sleep)

    async with Toy(server.url, auth=user(server, clock, store)) as client:
        await client.request(GET("things"))

    assert len(waits) == 3
    assert [one.path for one in server.requests] == ["/things"]
    assert server.requests[0].headers["Authorization"] == "Bearer access-9"


@pytest.mark.usefixtures("holder", "quick")
async def test_stopped_process(
    serve: Serve, clock: FakeClock, store: FileStore
) -> None:
    """
    A process that holds the lock and does nothing is not waited for without end.
    """
    service = Rotating()
    service.go.set()
    server = serve(service.plays())

    async with Toy(server.url, auth=user(server, clock, store)) as client:
        await client.request(GET("things"))

    assert token_requests(server) == ["refresh-0"]


@pytest.mark.parametrize("mode", [0o500, 0o700])
def test_read_only(tmp_path: Path, store: FileStore, mode: int) -> None:
    """
    A file can be locked that cannot be written, also in a read-only folder.
    """
    path = tmp_path / "token"
    path.chmod(0o400)
    tmp_path.chmod(mode)

    unlock = store.lock()
    assert unlock is not None
    assert lock_file(path) is None
    unlock()
    assert [one.name for one in tmp_path.iterdir()] == ["token"]
    tmp_path.chmod(0o700)


async def test_verdict(serve: Serve, clock: FakeClock, store: FileStore) -> None:
    """
    A token that another process stores just before the verdict is not overwritten.
    """
    refuse = answer(400, {"error": "invalid_grant"})

    def signed_in(talk: Talk) -> None:
        store.save(NEWER)
        refuse(talk)

    server = serve(routes({"/token": signed_in, "/things": answer()}))

    async with Toy(server.url, auth=user(server, clock, store)) as client:
        await client.request(GET("things"))

    assert store.load() == NEWER


async def test_sign_in_during_verdict(
    serve: Serve, clock: FakeClock, store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A user who signs in while the old token is given up stays signed in.
    """
    giving_up, signed_in = threading.Event(), threading.Event()
    save = store.save

    def slow(token: Token) -> None:
        if token.refresh_token is None:
            giving_up.set()
            signed_in.wait(0.2)
        save(token)
        signed_in.set()

    def token(talk: Talk) -> None:
        if talk.request.form["grant_type"] == "refresh_token":
            answer(400, {"error": "invalid_grant"})(talk)
            return
        talk.wait(giving_up)
        answer(body={"access_token": "new", "refresh_token": "next"})(talk)

    server = serve(routes({"/token": token, "/things": answer()}))
    monkeypatch.setattr(store, "save", slow)
    auth = user(server, clock, store)
    back = "http://127.0.0.1/back"

    async with Toy(server.url, auth=auth) as client, Toy(server.url) as other:

        async def sign_in() -> None:
            sign_in = SignIn(back, state="s")
            await auth.finish(f"{back}?code=c&state=s", sign_in, other.exchange)

        async def renew() -> None:
            try:
                await client.request(GET("things"))
            except AuthError as error:
                assert error.code == "invalid_grant"  # noqa: PT017

        await map_concurrently(lambda step: step(), [sign_in, renew])
        await client.request(GET("things"))

    stored = await maybe_await(store.load())
    assert getattr(stored, "access_token", None) == "new"
    assert server.requests[-1].headers["Authorization"] == "Bearer new"


async def test_sign_in_waits(
    serve: Serve,
    clock: FakeClock,
    store: FileStore,
    holder: subprocess.Popen[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    A sign-in is stored after the verdict of another process, and not before it.
    """
    server = serve(answer(body={"access_token": "new"}))
    verdict = Token("access-0", expires_at=clock())

    async def sleep(_: float) -> None:
        store.save(verdict)
        holder.kill()
        holder.wait()

    monkeypatch.setattr("clientcore._async.auth.sleep", sleep)
    back = "http://127.0.0.1/back"
    auth = user(server, clock, store)

    async with Toy(server.url, auth=auth) as client:
        sign_in = SignIn(back, state="s")
        await auth.finish(f"{back}?code=c&state=s", sign_in, client.exchange)

    assert getattr(store.load(), "access_token", None) == "new"


async def test_unlocked_while_user_signs_in(
    serve: Serve, clock: FakeClock, store: FileStore, tmp_path: Path
) -> None:
    """
    While the user signs in again, which takes minutes, no other process waits.
    """
    server = serve(
        routes({"/token": answer(400, {"error": "invalid_grant"}), "/things": answer()})
    )

    class Asking(AuthorizationCode):
        async def reauthorize(self) -> Token:
            unlock = lock_file(tmp_path / "token")
            assert unlock is not None
            unlock()
            await self.set_token(NEWER)
            return NEWER

    auth = Asking(App(f"{server.url}/token", "the-app"), store=store, now=clock)

    async with Toy(server.url, auth=auth) as client:
        await client.request(GET("things"))

    assert store.load() == NEWER


@pytest.mark.parametrize("kind", ["none", "folder"])
async def test_nothing_to_lock(tmp_path: Path, kind: str) -> None:
    """
    Where there is no file to lock, nothing waits.
    """
    path = tmp_path if kind == "folder" else tmp_path / "missing"

    for _ in range(2):
        unlock = lock_file(path)
        assert unlock is not None


async def test_replaced(tmp_path: Path) -> None:
    """
    A file that was replaced while it was locked is another one, and is locked anew.
    """
    store = FileStore(tmp_path / "token")
    store.save(NEWER)
    first = store.lock()
    second = store.lock()
    store.save(NEWER)
    third = store.lock()

    assert first is not None
    assert second is None
    assert third is not None
    first()
    third()
