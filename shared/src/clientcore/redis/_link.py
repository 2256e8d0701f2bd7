"""
A connection to Redis, which may be away.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from .._errors import SettingsError

try:
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry
except ImportError as error:
    raise SettingsError('clientcore.redis needs the extra "redis"') from error

T = TypeVar("T")
RedisClient: TypeAlias = "redis.Redis | redis.RedisCluster"

_log = logging.getLogger("clientcore")

#: Seconds that a response of Redis may take.
_TIMEOUT = 1.0
#: Seconds between attempts to reach Redis while it is away.
_PAUSE = 1.0


# KEYS: one that nothing else uses. A Redis that only reads is away too.
_PROBE = "redis.call('SET', KEYS[1], '', 'PX', 1000)"
#: Errors of a script: a key of another type or with other data, or one of a key or a
#: command that the user of Redis may not use.
_OF_KEY = (
    "WRONGTYPE",
    "attempt to",
    "can't run this command",
    "permissions to access",
)


class Away(Exception):
    """Redis cannot be reached, refuses commands, or has a key that cannot be used."""


class Link:
    """
    A client of Redis, and whether Redis is away.

    While it is away, one caller in a second tries to reach it. The others are refused
    at once, so that requests do not wait for Redis. A key with other data is not
    used, which does not concern other keys.

    Args:
        client: The client of redis-py.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._away = False
        self._next_attempt = 0.0
        self._unusable: set[str] = set()
        self._lock = threading.Lock()
        self._waiting: dict[Callable[[], None], None] = {}
        self._thread: threading.Thread | None = None

    def eval(
        self,
        script: str,
        keys: Sequence[str],
        args: Sequence[Any] = (),
        read: Callable[[Any], T] = lambda found: found,
    ) -> T:
        """
        Run a script by its digest, and return what *read* makes of its response.

        Raises:
            Away: Redis is away, or the keys cannot be used. A warning is logged when
                that is new.
        """
        with self._lock:
            is_attempt = self._away
            if is_attempt:
                if time.monotonic() < self._next_attempt:
                    raise Away("Redis is away")
                self._next_attempt = time.monotonic() + _PAUSE
        try:
            if is_attempt:
                self._call(_PROBE, [f"{keys[0]}:probe"])
                # Not by a response that another thread has waited for since before.
                self._note_back()
            result = read(self._call(script, keys, args))
        except Exception as error:  # noqa: BLE001, those of redis-py's parsers, too
            if _is_of_server(error):
                self._note_away(error)
                raise Away("Redis is away") from None
            self._note_unusable(keys, error)
            raise Away("its key in Redis cannot be used") from None
        return result

    def _call(self, script: str, keys: Sequence[str], args: Sequence[Any] = ()) -> Any:
        return self._client.register_script(script)(keys, args, self._client)

    def when_back(self, action: Callable[[], None]) -> None:
        """
        Call *action* in a thread once Redis is back; the same one is called once.

        If it raises `Away`, it is called again later.
        """
        with self._lock:
            self._waiting[action] = None
            # A forked process has the object, but not the thread.
            if self._thread is None or not self._thread.is_alive():
                name = "clientcore.redis"
                self._thread = threading.Thread(target=self._wait, name=name)
                self._thread.daemon = True
                self._thread.start()

    def _wait(self) -> None:
        while True:
            time.sleep(_PAUSE)
            with self._lock:
                actions = list(self._waiting)
                self._waiting.clear()
                if not actions:
                    self._thread = None
                    return
            for action in actions:
                try:
                    action()
                except Away:
                    self.when_back(action)

    def _note_away(self, error: Exception) -> None:
        with self._lock:
            is_new, self._away = not self._away, True
            self._next_attempt = time.monotonic() + _PAUSE
        if is_new:
            _log.warning(
                "Redis cannot be used (%s): tokens and rate limits are those in"
                " memory until it is back",
                type(error).__name__,
            )

    def _note_back(self) -> None:
        self._away = False
        _log.info("Redis is back")

    def _note_unusable(self, keys: Sequence[str], error: Exception) -> None:
        if keys[0] not in self._unusable:
            self._unusable.add(keys[0])
            text = "what Redis has at %s cannot be used (%s): that in memory is used"
            _log.warning(text, " or ".join(keys), type(error).__name__)

    def renew_lock(self) -> None:
        """Forget a thread of the parent process that may hold the lock."""
        self._lock = threading.Lock()


def _is_of_server(error: Exception) -> bool:
    """Return whether *error* is more than the failure of one script with its keys."""
    if not isinstance(error, redis.RedisError | OSError):
        return False
    return not any(text in str(error) for text in _OF_KEY)


_by_client: WeakKeyDictionary[Any, Link] = WeakKeyDictionary()
# Kept for good: a store that is made for each request of a web server would connect
# anew, and would not know that Redis is away.
_by_url: dict[str, Link] = {}
_making = threading.Lock()


def link_to(target: str | RedisClient) -> Link:
    """
    Return the link to a client or a URL; the same one for all who use it.

    Raises:
        TypeError: *target* is neither, or an async client.
        ValueError: The URL is not one of Redis.
    """
    with _making:
        if isinstance(target, str):
            if (link := _by_url.get(target)) is None:
                link = _by_url[target] = Link(_connect(target))
            return link
        if not isinstance(target, redis.Redis | redis.RedisCluster):
            raise TypeError(
                "redis must be a URL, a redis.Redis or a redis.RedisCluster, not"
                f" {type(target).__module__}.{type(target).__name__}"
            )
        if (link := _by_client.get(target)) is None:
            link = _by_client[target] = Link(target)
        return link


def _connect(url: str) -> redis.Redis:
    try:
        client = redis.Redis.from_url(
            url,
            socket_timeout=_TIMEOUT,
            socket_connect_timeout=_TIMEOUT,
            # As many as there are threads: the limit of redis-py is an error.
            max_connections=2**31,
            # Connections of the pool end when Redis is started again.
            retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
        )
        # Unknown options are refused by the connections only.
        pool = client.connection_pool
        pool.connection_class(**pool.connection_kwargs)
    except (ValueError, TypeError, redis.RedisError):
        # Not their messages: they repeat parts of the URL, perhaps of the password.
        raise ValueError(
            "the URL of Redis must have the scheme redis, rediss or unix, a valid port,"
            " and options that redis-py knows"
        ) from None
    return client


def _renew_locks() -> None:
    global _making  # noqa: PLW0603, of the child process
    _making = threading.Lock()
    for link in [*_by_client.values(), *_by_url.values()]:
        link.renew_lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_locks)
