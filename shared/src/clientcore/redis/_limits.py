"""
Rate limits in Redis.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from .._budget import Budget, BudgetLimits, Reservation
from ._link import Away, link_to

if TYPE_CHECKING:
    from ._link import RedisClient

#: The time in microseconds, by the clock of Redis: those of workers may differ.
_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
"""

# KEYS: closed buckets, budget. ARGV: bucket, longest wait, requests or 0, window.
# The budget is a ring of the times at which the last requests were sent or will be.
# A time in an hour was written before the clock of Redis was set back.
_RESERVE = f"""{_NOW}
local closed = redis.call('ZSCORE', KEYS[1], ARGV[1])
if closed and tonumber(closed) > now then
    return {{0, tonumber(closed) - now}}
end
local requests, window = tonumber(ARGV[3]), tonumber(ARGV[4])
if requests == 0 then
    return {{1, 0}}
end
local at = now
local count = tonumber(redis.call('HGET', KEYS[2], 'count') or 0)
local last = redis.call('HGET', KEYS[2], (count - 1) % requests)
if last and tonumber(last) < now + 3600000000 then
    at = math.max(at, tonumber(last))
    local oldest = redis.call('HGET', KEYS[2], count % requests)
    if oldest then
        at = math.max(at, tonumber(oldest) + window)
    end
elseif last then
    redis.call('DEL', KEYS[2])
    count = 0
end
if at - now > tonumber(ARGV[2]) then
    return {{0, at - now}}
end
local text = string.format('%.0f', at)
redis.call('HSET', KEYS[2], count % requests, text, 'count', count + 1)
redis.call('PEXPIRE', KEYS[2], math.ceil((at - now + window) / 1000))
return {{1, at - now}}
"""

# KEYS: closed buckets. ARGV: bucket, microseconds.
_CLOSE = f"""{_NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local text = string.format('%.0f', now + ARGV[2])
redis.call('ZADD', KEYS[1], 'GT', text, ARGV[1])
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]
redis.call('PEXPIRE', KEYS[1], math.ceil((last - now) / 1000))
"""

# KEYS: closed buckets.
_CLOSED = f"""{_NOW}
local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for place = 2, #found, 2 do
    found[place] = string.format('%.0f', found[place] - now)
end
return found
"""


class RedisLimits:
    """
    Rate limits of many workers: the option ``limits=`` of a client.

    A bucket that one worker's response has closed is closed for all. With a *budget*,
    requests are sent in the order in which workers ask, as fast as the budget allows.
    All times are those of Redis.

    While Redis is away, each worker goes by what it knows, with the budget for itself
    alone. What it has closed meanwhile is written when Redis is back.

    Args:
        redis: A URL such as ``redis://localhost:6379/0``, or a client of redis-py that
            blocks. For a URL, a response may take 1 second.
        name: Name of the app that the service counts requests of.
        budget: Requests that the service allows, or ``None`` if it does not say.
            Requests for tokens do not count.
        prefix: Begins the keys.

    Raises:
        TypeError: *redis* is neither, or an async client.
        ValueError: The URL is not one of Redis.
    """

    def __init__(
        self,
        redis: str | RedisClient,
        name: str = "default",
        *,
        budget: Budget | None = None,
        prefix: str = "clientcore",
    ) -> None:
        self._link = link_to(redis)
        self._name = name
        # In braces, so that a cluster has both keys in one place.
        self._closed = f"{prefix}:limits:{{{name}}}:closed"
        self._budget = f"{prefix}:limits:{{{name}}}:budget"
        self._memory = BudgetLimits(budget)
        self._count = 0
        self._window = 0
        if budget is not None:
            self._count, self._window = budget.requests, round(budget.window * 1e6)
            self._budget += f":{self._count}:{self._window}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._name!r}>"

    def reserve(self, bucket: str, longest: float, counted: bool, /) -> Reservation:
        """Reserve a request: see `SharedLimits.reserve`."""
        requests = self._count if counted else 0
        # Infinite for calls without a deadline.
        wait = round(min(longest, 3600.0) * 1e6)
        keys = [self._closed, self._budget]
        try:
            granted, wait = self._link.eval(
                _RESERVE, keys, bucket, wait, requests, self._window
            )
        except Away:
            if self._memory.closed():
                self._link.when_back(self._write_closed)
            return self._memory.reserve(bucket, longest, counted)
        if granted and requests:
            self._memory.record(wait / 1e6)
        return Reservation(wait / 1e6, bool(granted))

    def close(self, bucket: str, seconds: float, /) -> None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""
        self._memory.close(bucket, seconds)
        try:
            self._link.eval(_CLOSE, [self._closed], bucket, round(seconds * 1e6))
        except Away:
            self._link.when_back(self._write_closed)

    def _write_closed(self) -> None:
        for bucket, left in self._memory.closed().items():
            self._link.eval(_CLOSE, [self._closed], bucket, round(left * 1e6))

    def closed(self) -> dict[str, float]:
        """Return the closed buckets, each with the seconds until it opens."""
        try:
            found = self._link.eval(_CLOSED, [self._closed])
        except Away:
            return self._memory.closed()
        pairs = zip(found[::2], found[1::2], strict=True)
        left = {as_text(name): int(micros) / 1e6 for name, micros in pairs}
        return {name: seconds for name, seconds in left.items() if seconds > 0}

    def reopen(self, bucket: str | None = None) -> None:
        """
        Open a bucket before its time, for example after the quota was raised.

        A client that has found it closed waits all the same, unless it is opened by
        `Limits.reopen` of ``client.limits`` too.

        Args:
            bucket: A key of `closed`, or ``None`` for all of them.
        """
        self._memory.reopen(bucket)
        with suppress(Away):
            if bucket is None:
                self._link.run(lambda client: client.delete(self._closed))
            else:
                self._link.run(lambda client: client.zrem(self._closed, bucket))


def as_text(value: str | bytes) -> str:
    """Return a response of Redis as text, whatever ``decode_responses`` is."""
    return value if isinstance(value, str) else value.decode()
