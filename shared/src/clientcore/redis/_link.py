"""
A connection to Redis, which may be away.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary, WeakValueDictionary

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


class Away(Exception):
    """Redis cannot be reached, or refuses commands."""


class Link:
    """
    A client of Redis, and whether Redis is away.

    While it is away, one caller in a second tries to reach it. The others are refused
    at once, so that requests do not wait for Redis.

    Args:
        client: The client of redis-py.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._away = False
        self._next_attempt = 0.0
        self._lock = threading.Lock()
        self._waiting: dict[Callable[[], None], None] = {}
        self._thread: threading.Thread | None = None

    def run(self, action: Callable[[Any], T]) -> T:
        """
        Call *action* with the client.

        Raises:
            Away: Redis is away. A warning is logged when that is new.
        """
        with self._lock:
            is_attempt = self._away
            if is_attempt:
                if time.monotonic() < self._next_attempt:
                    raise Away
                self._next_attempt = time.monotonic() + _PAUSE
        try:
            result = action(self._client)
        except (redis.RedisError, OSError) as error:
            self._note_away(error)
            raise Away from None
        # Not by a response that another thread has waited for since before.
        if is_attempt:
            self._away = False
            _log.info("Redis is back")
        return result

    def eval(self, script: str, keys: list[str], *args: str | bytes | float) -> Any:
        """Run a script by its digest: see `run`."""

        def action(client: Any) -> Any:
            return client.register_script(script)(keys, args, client)

        return self.run(action)

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


_by_client: WeakKeyDictionary[Any, Link] = WeakKeyDictionary()
_by_url: WeakValueDictionary[str, Link] = WeakValueDictionary()
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
    return redis.Redis.from_url(
        url,
        socket_timeout=_TIMEOUT,
        socket_connect_timeout=_TIMEOUT,
        # Connections of the pool end when Redis is started again.
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )
