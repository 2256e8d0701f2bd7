"""
Tokens in Redis.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
import pytest
import redis.asyncio
from cryptography.fernet import Fernet

from clientcore import GET, App, AuthError, Budget, Token
from clientcore.aio import AuthorizationCode as AsyncAuthorizationCode
from clientcore.redis import RedisLimits, RedisStore
from clientcore.redis._link import link_to
from clientcore.sync import AuthorizationCode

from ..aio.toy import Toy as AsyncToy
from ..sync.toy import Toy
from .conftest import Server
from .service import Service

KEYS = [Fernet.generate_key().decode() for _ in range(2)]


def token(name: str, **fields: Any) -> Token:
    return Token(f"access-{name}", refresh_token=f"refresh-{name}", **fields)


def test_stored(server: Server) -> None:
    """
    What one worker stores, another reads; other users have other tokens.
    """
    RedisStore(server.url, "ada").save(token("1", scope="read"))

    assert RedisStore(server.client, "ada").load() == token("1", scope="read")
    assert RedisStore(server.url, "bob").load() is None
    assert RedisStore(server.url, "ada", prefix="other").load() is None


def test_text(server: Server) -> None:
    """
    A client of redis-py may decode responses.
    """
    client = redis.Redis.from_url(server.url, decode_responses=True)
    store = RedisStore(client, "ada", encryption_keys=KEYS)
    store.save(token("1"))

    assert store.lock()
    assert store.load() == token("1")
    limits = RedisLimits(client)
    limits.close("a", 10)
    assert list(limits.closed()) == ["a"]
    client.close()


def test_clocks(server: Server) -> None:
    """
    The end of a token is the same moment for workers whose clocks differ.
    """
    start = datetime(2026, 1, 1, tzinfo=UTC)
    ahead = start + timedelta(hours=1)
    ends = start + timedelta(seconds=100)
    RedisStore(server.url, "ada", now=lambda: start).save(token("1", expires_at=ends))
    found = RedisStore(server.url, "ada", now=lambda: ahead).load()

    assert found
    assert found.expires_at
    left = (found.expires_at - ahead).total_seconds()
    assert 90 < left <= 100


def test_encrypted(server: Server) -> None:
    """
    With a key, Redis has no token in plain text, and no other key reads it.
    """
    store = RedisStore(server.url, "ada", encryption_keys=KEYS[0])
    store.save(token("1"))

    (key,) = server.client.keys()
    assert "access-1" not in str(server.client.hgetall(key))
    assert store.load() == token("1")
    for keys in [KEYS[1:], []]:
        with pytest.raises(AuthError, match="cannot be"):
            RedisStore(server.url, "ada", encryption_keys=keys).load()


def test_rotation(server: Server) -> None:
    """
    A token of an old key is encrypted by the new one when it is read.
    """
    RedisStore(server.url, "ada", encryption_keys=KEYS[1:]).save(token("1"))
    RedisStore(server.url, "ada", encryption_keys=KEYS).load()

    new = RedisStore(server.url, "ada", encryption_keys=KEYS[:1])
    assert new.load() == token("1")


def test_rotation_meanwhile(server: Server) -> None:
    """
    A worker stores the token that it has renewed, although another worker has
    encrypted the old one by the new key meanwhile.
    """
    slow = RedisStore(server.url, "ada", encryption_keys=KEYS[1:])
    slow.save(token("1"))
    assert slow.lock()
    RedisStore(server.url, "ada", encryption_keys=KEYS).load()
    slow.save(token("2"))

    assert RedisStore(server.url, "ada", encryption_keys=KEYS).load() == token("2")


def test_plain_text_refused(server: Server) -> None:
    """
    A store with a key reads nothing that is not encrypted.
    """
    RedisStore(server.url, "ada").save(token("1"))

    with pytest.raises(AuthError, match="cannot be decrypted"):
        RedisStore(server.url, "ada", encryption_keys=KEYS).load()


def test_moved(server: Server) -> None:
    """
    A token that was copied to another user's key is refused.
    """
    ada = RedisStore(server.url, "ada", encryption_keys=KEYS)
    ada.save(token("1"))
    server.client.copy("clientcore:token:{ada}", "clientcore:token:{bob}")

    with pytest.raises(AuthError, match="cannot be read"):
        RedisStore(server.url, "bob", encryption_keys=KEYS).load()


@pytest.mark.parametrize("key", ["short", "", b"x" * 44])
def test_bad_key(key: str | bytes) -> None:
    """
    What is no key is refused, and not shown.
    """
    with pytest.raises(ValueError, match=r"^a key of Fernet is 32 bytes"):
        RedisStore("redis://localhost", "ada", encryption_keys=[key])


@pytest.mark.parametrize("cls", [RedisStore, RedisLimits])
def test_bad_redis(cls: Any) -> None:
    """
    An async client or something else is refused when the object is made.
    """
    for wrong in (redis.asyncio.Redis(), 7, None):
        with pytest.raises(TypeError, match="redis must be a URL"):
            cls(wrong, "ada")
    with pytest.raises(ValueError, match="scheme"):
        cls("http://localhost", "ada")


@pytest.mark.parametrize(
    "url",
    [
        "redis://localhost:port/0",
        "redis://:pass/word@localhost:6379",
        "redis://localhost:99999",
        "redis://[::1",
        "redis://localhost?no_option=1",
        "redis://localhost?socket_timeout=soon",
        "redis://localhost?protocol=9",
        "rediss://localhost?ssl_cert_reqs=maybe",
        "",
    ],
)
def test_bad_url(url: str) -> None:
    """
    A URL that redis-py would refuse later is refused at once, and not shown.
    """
    with pytest.raises(
        ValueError, match=r"^the URL of Redis must have the scheme [a-z, ]*"
    ):
        RedisStore(url, "ada")


@pytest.mark.parametrize("options", [{"expiry": 0}, {"lock_expiry": -1.0}])
def test_bad_expiry(options: dict[str, Any]) -> None:
    """
    An expiry is more than 0.
    """
    with pytest.raises(ValueError, match="more than 0 seconds"):
        RedisStore("redis://localhost", "ada", **options)


def test_lock(server: Server) -> None:
    """
    One worker at a time has the lock, and one that has died does not keep it.
    """
    first, second = RedisStore(server.url, "ada"), RedisStore(server.url, "ada")
    unlock = first.lock()
    assert unlock
    assert second.lock() is None
    assert 0 < server.client.pttl("clientcore:token:{ada}:lock") <= 10_000
    server.client.pexpire("clientcore:token:{ada}:lock", 1)
    time.sleep(0.01)
    taken = second.lock()
    assert taken
    # It is no longer the first one's to release.
    unlock()
    assert first.lock() is None
    taken()
    assert first.lock()


def test_lock_extended(server: Server) -> None:
    """
    A lock lasts as long as the renewal, even if that takes longer than its expiry.
    """
    key = "clientcore:token:{ada}:lock"
    unlock = RedisStore(server.url, "ada", lock_expiry=0.5).lock()
    assert unlock
    server.client.pexpire(key, 60_000)
    for _ in range(1000):
        if server.client.pttl(key) <= 500:
            break
        time.sleep(0.01)

    assert 0 < server.client.pttl(key) <= 500
    unlock()
    assert server.client.pttl(key) == -2


def test_older_data(server: Server) -> None:
    """
    A Redis that was started with an older token does not replace the newer one.
    """
    key = "clientcore:token:{ada}"
    here, there = RedisStore(server.url, "ada"), RedisStore(server.url, "ada")
    here.save(token("1"))
    old: Any = server.client.hgetall(key)
    here.save(token("2"))
    there.load()
    server.client.delete(key)
    server.client.hset(key, mapping=old)

    assert there.load() == token("2")
    assert RedisStore(server.client, "ada").load() == token("2")


def test_late(server: Server) -> None:
    """
    A worker that was stopped for longer than its lock overwrites no newer token.
    """
    slow, fast = RedisStore(server.url, "ada"), RedisStore(server.url, "ada")
    slow.save(token("1"))
    slow.load()
    fast.load()
    fast.save(token("2"))

    with pytest.raises(AuthError, match="another worker"):
        slow.save(token("late"))
    assert slow.load() == token("2")
    slow.save(token("3"))
    assert fast.load() == token("3")


def test_dead_token(server: Server) -> None:
    """
    A token that cannot be renewed gives way to one that can, whoever stored it.
    """
    slow, fast = RedisStore(server.url, "ada"), RedisStore(server.url, "ada")
    slow.save(token("1"))
    fast.load()
    fast.save(Token("dead"))
    slow.save(token("2"))

    assert fast.load() == token("2")


def test_sign_in(server: Server) -> None:
    """
    A user who signs in again replaces what another worker has stored meanwhile.
    """
    here, there = RedisStore(server.url, "ada"), RedisStore(server.url, "ada")
    here.save(token("1"))
    there.load()
    there.save(token("2"))
    AuthorizationCode(App("http://service.test", "app"), store=here).set_token(
        token("3")
    )

    assert there.load() == token("3")


def test_expiry(server: Server) -> None:
    """
    A token that is not used is deleted; ``None`` keeps it.
    """
    key = "clientcore:token:{ada}"
    store = RedisStore(server.url, "ada", expiry=1000)
    store.save(token("1"))
    server.client.expire(key, 5)
    store.load()
    assert server.client.ttl(key) > 900
    RedisStore(server.url, "ada", expiry=None).save(token("1"))

    assert server.client.ttl(key) == -1


def test_deleted(server: Server) -> None:
    """
    A user who signs out has no token left.
    """
    store = RedisStore(server.url, "ada")
    store.save(token("1"))
    store.delete()

    assert store.load() is None
    assert server.client.keys() == []


def wait_for_back(url: str) -> None:
    """Wait for the thread that writes what was not stored."""
    if thread := link_to(url)._thread:
        thread.join(30)


def test_away(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """
    Without Redis the token in memory is used; what is new is written afterwards.
    """
    store = RedisStore(server.url, "ada")
    store.save(token("1"))
    server.kill()

    assert store.load() == token("1")
    unlock = store.lock()
    assert unlock
    store.save(token("2"))
    unlock()
    assert store.load() == token("2")
    other = RedisStore(server.url, "bob")
    with pytest.raises(AuthError, match="Redis is away"):
        other.load()
    with pytest.raises(AuthError, match="Redis is away"):
        other.delete()
    assert [one.levelno for one in caplog.records] == [logging.WARNING]

    server.start()
    wait_for_back(server.url)
    assert RedisStore(server.client, "ada").load() == token("2")


def test_short_lived(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """
    Stores that are made for one request each use the same connections.
    """
    for number in range(10):
        RedisStore(server.url, f"user {number}").load()
    assert server.client.info("stats")["total_connections_received"] < 5
    server.kill()
    for number in range(10):
        RedisStore(server.url, f"user {number}").lock()

    assert len(caplog.records) == 1


def test_closed_while_away(server: Server) -> None:
    """
    A bucket that was closed while Redis was away is closed for all when it is back.
    """
    limits = RedisLimits(server.url)
    server.kill()
    limits.close("a", 60)
    assert not limits.reserve("a", 1, counted=True).granted
    server.start()
    wait_for_back(server.url)

    assert 50 < RedisLimits(server.client).closed()["a"] <= 60


def test_refused(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """
    A Redis that refuses commands counts as away.
    """
    server.client.config_set("maxmemory", 1)
    store = RedisStore(server.url, "ada")
    store.save(token("1"))

    assert store.load() == token("1")
    assert "OutOfMemoryError" in caplog.text
    server.client.config_set("maxmemory", 0)
    wait_for_back(server.url)
    assert RedisStore(server.client, "ada").load() == token("1")


def old() -> Token:
    """Return a token that the service renews."""
    return token("0", expires_at=datetime.now(UTC))


def client_of(service: Service, url: str, **options: Any) -> Toy:
    """Return a client with default options, and a token of an earlier sign-in."""
    auth = AuthorizationCode(
        App("http://service.test/token", "app"), store=RedisStore(url, "ada")
    )
    auth.current = old()
    limits = RedisLimits(url, budget=Budget(1000, 1.0))
    transport = service.sync_transport()
    return Toy(
        "http://service.test", auth=auth, limits=limits, transport=transport, **options
    )


def warnings_of(caplog: pytest.LogCaptureFixture, text: str) -> int:
    return sum(text in one.getMessage() for one in caplog.records)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each call try to reach a Redis that is away."""
    monkeypatch.setattr("clientcore.redis._link._PAUSE", 0.0)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("fault", ["memory", "password", "replica", "database", "down"])
def test_faults(server: Server, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    """
    Whatever is wrong with Redis, requests go on, and a warning is logged once.
    """
    RedisStore(server.url, "ada").save(old())
    url = server.url
    match fault:
        case "memory":
            server.client.config_set("maxmemory", 1)
        case "password":
            server.client.config_set("requirepass", "secret")
            url = f"redis://:wrong@127.0.0.1:{server.port}/0"
        case "replica":
            server.client.execute_command("REPLICAOF", "127.0.0.1", "1")
        case "database":
            url = f"redis://127.0.0.1:{server.port}/99"
        case "down":
            server.kill()
    service = Service(1000, 1.0, latency=0.0)
    with client_of(service, url) as client:
        for _ in range(5):
            client.request(GET("things"))
            # Reading may work while writing does not.
            RedisStore(url, "bob").lock()
            auth: Any = client._connection.auth
            auth._store.load()

    assert len(service.world.renewals) == 1
    assert warnings_of(caplog, "Redis cannot be used (") == 1
    assert warnings_of(caplog, "wrong") == warnings_of(caplog, "secret") == 0


def test_hangs(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """
    A Redis that does not respond costs a second, and no call fails.
    """
    assert server.process
    os.kill(server.process.pid, signal.SIGSTOP)
    service = Service(1000, 1.0, latency=0.0)
    # Not for as long as the other tests wait.
    url = f"redis://127.0.0.1:{server.port}/0"
    with client_of(service, url) as client:
        for _ in range(20):
            client.request(GET("things"))
    os.kill(server.process.pid, signal.SIGCONT)

    assert len(service.world.served) == 20
    assert warnings_of(caplog, "Redis cannot be used (TimeoutError)") == 1
    wait_for_back(url)
    found = RedisStore(server.client, "ada").load()
    assert found
    assert found.access_token == "access-1"


@pytest.mark.parametrize(
    "key",
    [
        "clientcore:token:{ada}",
        "clientcore:token:{ada}:lock",
        "clientcore:limits:{default}:closed",
        "clientcore:limits:{default}:budget:1000:1",
    ],
)
def test_wrong_type(server: Server, key: str, caplog: pytest.LogCaptureFixture) -> None:
    """
    A key of another type is not used; other keys are, and a warning is logged once.
    """
    server.client.rpush(key, "an item")
    service = Service(1000, 1.0, latency=0.0)
    with client_of(service, server.url) as client:
        for _ in range(5):
            client.request(GET("things"))
    RedisStore(server.url, "bob").save(token("1"))

    assert len(service.world.renewals) == 1
    assert warnings_of(caplog, "cannot be used (ResponseError)") == 1
    assert warnings_of(caplog, "Redis cannot be used (") == 0
    assert RedisStore(server.client, "bob").load() == token("1")
    assert server.client.lrange(key, 0, -1) == [b"an item"]


def test_keys_refused(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """
    A key that the user of Redis has no rights to does not concern other keys.
    """
    rules = "on >secret ~clientcore:token:* +@all"
    server.client.execute_command("ACL", "SETUSER", "worker", *rules.split())
    service = Service(1000, 1.0, latency=0.0)
    with client_of(service, server.url.replace("//", "//worker:secret@")) as client:
        for _ in range(5):
            client.request(GET("things"))

    found = RedisStore(server.client, "ada").load()
    assert found
    assert found.access_token == "access-1"
    assert warnings_of(caplog, "clientcore:limits:{default}:closed cannot be used") == 1
    assert warnings_of(caplog, "Redis cannot be used (") == 0


@pytest.mark.parametrize("decoded", [False, True])
@pytest.mark.parametrize("keys", [[], KEYS])
@pytest.mark.parametrize(
    "fields",
    [
        {"data": b""},
        {"data": b"\xff\xfe"},
        {"data": b"[" * 100_000},
        {"data": b'{"name": "ada", "token": null}'},
        {"data": b'{"name": "ada", "token": {"access_token": 7}}'},
        {"end": "soon"},
        {"end": "inf"},
        {"end": "9" * 30},
        {"version": b"\xff"},
        {"stored": "soon"},
    ],
)
def test_corrupt(server: Server, fields: Any, keys: list[str], decoded: bool) -> None:
    """
    What cannot be read is an `AuthError`, and a user who signs in again replaces it.
    """
    client = redis.Redis.from_url(server.url, decode_responses=decoded)
    RedisStore(client, "ada", encryption_keys=keys).save(token("1"))
    server.client.hset("clientcore:token:{ada}", mapping=fields)
    store = RedisStore(client, "ada", encryption_keys=keys)

    with pytest.raises(AuthError, match=r"cannot be (read|decrypted|used)"):
        store.load()
    auth = AuthorizationCode(App("http://service.test", "app"), store=store)
    auth.set_token(token("2"))
    assert RedisStore(client, "ada", encryption_keys=keys).load() == token("2")
    assert RedisStore(client, "ada").lock()
    client.close()


def lose(store: RedisStore, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Lose the response to the next call of *script*, which is a part of it."""
    link, calls = store._link, store._link._call

    def call(text: str, keys: Any, args: Any = ()) -> Any:
        found = calls(text, keys, args)
        if script in text:
            monkeypatch.setattr(link, "_call", calls)
            raise redis.TimeoutError
        return found

    monkeypatch.setattr(link, "_call", call)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("keys", [[], KEYS])
def test_lost_save(
    server: Server,
    keys: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    A token that was stored, though the response was lost, is this worker's own.
    """
    store = RedisStore(server.url, "ada", encryption_keys=keys)
    store.save(token("1"))
    lose(store, monkeypatch, "'HSET'")
    store.save(token("2"))
    wait_for_back(server.url)
    store.save(token("3"))

    assert RedisStore(server.client, "ada", encryption_keys=keys).load() == token("3")
    assert warnings_of(caplog, "was not stored") == 0


@pytest.mark.usefixtures("at_once")
def test_lost_lock(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A lock whose response was lost is given back all the same.
    """
    store = RedisStore(server.url, "ada")
    lose(store, monkeypatch, "'SET', KEYS[2]")
    unlock = store.lock()
    assert unlock
    assert RedisStore(server.url, "ada").lock() is None
    unlock()

    assert RedisStore(server.url, "ada").lock()


def test_event_loops(server: Server) -> None:
    """
    One store and one budget serve event loops of any kind, one after another.
    """
    RedisStore(server.url, "ada").save(old())
    service = Service(1000, 1.0, latency=0.0)
    service.lifetime = 3600.0
    limits = RedisLimits(server.url, budget=Budget(1000, 1.0))
    store = RedisStore(server.url, "ada")
    app = App("http://service.test/token", "app")

    async def use() -> None:
        async with AsyncToy(
            "http://service.test",
            auth=AsyncAuthorizationCode(app, store=store),
            limits=limits,
            transport=service.transport(),
        ) as client:
            await client.map(client.request, [GET("things")] * 20)

    for backend in ("asyncio", "trio", "asyncio"):
        anyio.run(use, backend=backend)

    assert len(service.world.served) == 60
    assert len(service.world.renewals) == 1


FORK = """
import os, signal, sys, threading
from clientcore.redis import RedisLimits, RedisStore, _link

store = RedisStore(sys.argv[1], "ada")
held = threading.Event()

def hold():
    with store._link._lock, _link._making:
        held.set()
        threading.Event().wait()

threading.Thread(target=hold, daemon=True).start()
held.wait()
if os.fork() == 0:
    signal.alarm(60)
    RedisLimits(sys.argv[1]).close("a", 60)
    os._exit(0 if store.load() else 1)
os._exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_fork(server: Server) -> None:
    """
    A forked process waits for no thread that it does not have.
    """
    RedisStore(server.url, "ada").save(token("1"))
    command = [sys.executable, "-W", "ignore", "-c", FORK, server.url]

    assert subprocess.run(command, check=False).returncode == 0
    assert list(RedisLimits(server.url).closed()) == ["a"]
