"""
A token that many tasks, and several event loops, renew at the same time.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, its own way to cancel
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import pytest

from clientcore import GET, App, FileStore, MemoryStore, Token
from clientcore.aio import AuthorizationCode, ClientCredentials
from clientcore.testing import FakeClock

from ..aio.toy import Toy
from ..servers import Rotating, Server, Talk, answer, routes

Serve = Callable[..., Server]
PATIENCE = 20
TASKS = 100


def expired(clock: FakeClock) -> Token:
    return Token("access-0", refresh_token="refresh-0", expires_at=clock())


def user(server: Server, clock: FakeClock, store: Any) -> AuthorizationCode:
    app = App(f"{server.url}/token", "the-app")
    return AuthorizationCode(app, store=store, now=clock)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelled(serve: Serve, backend: str) -> None:
    """
    A task that is cancelled while it renews stores the new token for the others.
    """
    service, clock = Rotating(), FakeClock()
    server = serve(service.plays())
    store = MemoryStore(expired(clock))
    auth = user(server, clock, store)

    async def main() -> None:
        async with (
            Toy(server.url, auth=auth) as client,
            anyio.create_task_group() as all_,
            anyio.create_task_group() as first,
        ):
            first.start_soon(client.request, GET("things"))
            await anyio.to_thread.run_sync(service.asked.wait, PATIENCE)
            for _ in range(TASKS):
                all_.start_soon(client.request, GET("things"))
            first.cancel_scope.cancel()
            service.go.set()

    anyio.run(main, backend=backend)

    assert service.renewals == 1
    assert getattr(store.load(), "refresh_token", None) == "refresh-1"
    assert [one.path for one in server.requests].count("/token") == 1


@pytest.mark.asyncio_only
async def test_timeout_of_asyncio(serve: Serve) -> None:
    """
    So does one that is cancelled by asyncio itself.
    """
    service, clock = Rotating(), FakeClock()
    server = serve(service.plays())
    store = MemoryStore(expired(clock))

    async with Toy(server.url, auth=user(server, clock, store)) as client:
        task = asyncio.ensure_future(client.request(GET("things")))
        others = [
            asyncio.ensure_future(client.request(GET("things"))) for _ in range(TASKS)
        ]
        await anyio.to_thread.run_sync(service.asked.wait, PATIENCE)
        task.cancel()
        await asyncio.sleep(0)
        service.go.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        responses = await asyncio.gather(*others)

    assert len(responses) == TASKS
    assert service.renewals == 1
    assert getattr(store.load(), "refresh_token", None) == "refresh-1"


@pytest.mark.parametrize("shared", ["object", "file"])
def test_two_loops(serve: Serve, shared: str, tmp_path: Path) -> None:
    """
    Two event loops with one object, or with one token file, renew once.
    """
    service, clock = Rotating(), FakeClock()
    service.go.set()
    server = serve(service.plays())
    store = FileStore(tmp_path / "token")
    store.save(expired(clock))
    auths = [user(server, clock, store)] * 2
    if shared == "file":
        auths[1] = user(server, clock, store)
    failures: list[BaseException] = []

    async def main(auth: AuthorizationCode) -> None:
        async with (
            Toy(server.url, auth=auth) as client,
            anyio.create_task_group() as group,
        ):
            for _ in range(TASKS // 2):
                group.start_soon(client.request, GET("things"))

    def run(auth: AuthorizationCode) -> None:
        try:
            anyio.run(main, auth)
        except BaseException as error:  # noqa: BLE001, for the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=run, args=(auth,)) for auth in auths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert failures == []
    assert service.renewals == 1
    assert [one.path for one in server.requests].count("/token") == 1


async def test_client_credentials_cancelled(serve: Serve) -> None:
    """
    An app's own token is kept as well.
    """
    asked, go = threading.Event(), threading.Event()

    def token(talk: Talk) -> None:
        asked.set()
        talk.wait(go)
        answer(body={"access_token": "new"})(talk)

    server = serve(routes({"/token": token, "/things": answer()}))
    auth = ClientCredentials(App(f"{server.url}/token", "app"))

    async with Toy(server.url, auth=auth) as client:
        async with anyio.create_task_group() as group:
            group.start_soon(client.request, GET("things"))
            await anyio.to_thread.run_sync(asked.wait, PATIENCE)
            group.cancel_scope.cancel()
            go.set()
        await client.request(GET("things"))

    assert [one.path for one in server.requests] == ["/token", "/things"]
