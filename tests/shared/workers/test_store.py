"""
Tokens in Redis.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import redis.asyncio
from cryptography.fernet import Fernet

from clientcore import App, AuthError, Token
from clientcore.redis import RedisLimits, RedisStore
from clientcore.sync import AuthorizationCode

from .conftest import Server

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
    RedisStore(server.url, now=lambda: start).save(token("1", expires_at=ends))
    found = RedisStore(server.url, now=lambda: ahead).load()

    assert found
    assert found.expires_at
    left = (found.expires_at - ahead).total_seconds()
    assert 90 < left <= 100


def test_encrypted(server: Server) -> None:
    """
    With a key, Redis has no token in plain text, and no other key reads it.
    """
    store = RedisStore(server.url, encryption_keys=KEYS[0])
    store.save(token("1"))

    (key,) = server.client.keys()
    assert "access-1" not in str(server.client.hgetall(key))
    assert store.load() == token("1")
    for keys in [KEYS[1:], []]:
        with pytest.raises(AuthError, match="cannot be"):
            RedisStore(server.url, encryption_keys=keys).load()


def test_rotation(server: Server) -> None:
    """
    A token of an old key is encrypted by the new one when it is read.
    """
    RedisStore(server.url, encryption_keys=KEYS[1:]).save(token("1"))
    RedisStore(server.url, encryption_keys=KEYS).load()

    new = RedisStore(server.url, encryption_keys=KEYS[:1])
    assert new.load() == token("1")


def test_plain_text_refused(server: Server) -> None:
    """
    A store with a key reads nothing that is not encrypted.
    """
    RedisStore(server.url).save(token("1"))

    with pytest.raises(AuthError, match="cannot be decrypted"):
        RedisStore(server.url, encryption_keys=KEYS).load()


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
        RedisStore("redis://localhost", encryption_keys=[key])


@pytest.mark.parametrize("cls", [RedisStore, RedisLimits])
def test_bad_redis(cls: Any) -> None:
    """
    An async client or something else is refused when the object is made.
    """
    for wrong in (redis.asyncio.Redis(), 7, None):
        with pytest.raises(TypeError, match="redis must be a URL"):
            cls(wrong)
    with pytest.raises(ValueError, match="scheme"):
        cls("http://localhost")


def test_lock(server: Server) -> None:
    """
    One worker at a time has the lock, and one that has died does not keep it.
    """
    first = RedisStore(server.url, lock_expiry=0.2)
    second = RedisStore(server.url)
    unlock = first.lock()
    assert unlock
    assert second.lock() is None
    time.sleep(0.25)
    taken = second.lock()
    assert taken
    # It is no longer the first one's to release.
    unlock()
    assert first.lock() is None
    taken()
    assert first.lock()


def test_late(server: Server) -> None:
    """
    A worker that was stopped for longer than its lock overwrites no newer token.
    """
    slow, fast = RedisStore(server.url), RedisStore(server.url)
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
    slow, fast = RedisStore(server.url), RedisStore(server.url)
    slow.save(token("1"))
    fast.load()
    fast.save(Token("dead"))
    slow.save(token("2"))

    assert fast.load() == token("2")


def test_sign_in(server: Server) -> None:
    """
    A user who signs in again replaces what another worker has stored meanwhile.
    """
    here, there = RedisStore(server.url), RedisStore(server.url)
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
    key = "clientcore:token:{default}"
    store = RedisStore(server.url, expiry=1000)
    store.save(token("1"))
    server.client.expire(key, 5)
    store.load()
    assert server.client.ttl(key) > 900
    RedisStore(server.url, expiry=None).save(token("1"))

    assert server.client.ttl(key) == -1


def test_deleted(server: Server) -> None:
    """
    A user who signs out has no token left.
    """
    store = RedisStore(server.url)
    store.save(token("1"))
    store.delete()

    assert store.load() is None
    assert server.client.keys() == []


def wait_for_back(server: Server) -> None:
    """Wait for the thread that writes what was not stored."""
    for thread in threading.enumerate():
        if thread.name == "clientcore.redis":
            thread.join(10)


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
    wait_for_back(server)
    assert RedisStore(server.client, "ada").load() == token("2")


def test_closed_while_away(server: Server) -> None:
    """
    A bucket that was closed while Redis was away is closed for all when it is back.
    """
    limits = RedisLimits(server.url)
    server.kill()
    limits.close("a", 60)
    assert not limits.reserve("a", 1, counted=True).granted
    server.start()
    wait_for_back(server)

    assert 50 < RedisLimits(server.client).closed()["a"] <= 60


def test_refused(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """
    A Redis that refuses commands counts as away.
    """
    server.client.config_set("maxmemory", 1)
    store = RedisStore(server.url)
    store.save(token("1"))

    assert store.load() == token("1")
    assert "OutOfMemoryError" in caplog.text
    server.client.config_set("maxmemory", 0)
    wait_for_back(server)
    assert RedisStore(server.client).load() == token("1")
