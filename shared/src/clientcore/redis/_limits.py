"""
Rate limits in Redis.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from .._budget import LEASE, Budget, BudgetLimits, Reservation
from ._link import Away, link_to

if TYPE_CHECKING:
    from ._link import RedisClient

#: Begins tickets of places that are in this process only.
_LOCAL = "local "

#: The longest wait in seconds for a place.
_LONGEST = 3600.0

#: The time in microseconds, by the clock of Redis: those of workers may differ.
_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
"""

# KEYS: places, those that were given back, closed buckets. ARGV: requests or 0,
# microseconds of the window, of the margin, of the lease; then those of a script.
# Places are times, those of requests without a response negative, and 0 for those that
# were given back before their time: see `BudgetLimits`, which does the same.
_PLACES = f"""{_NOW}
local requests, per = tonumber(ARGV[1]), tonumber(ARGV[2])
local margin, lease = tonumber(ARGV[3]), tonumber(ARGV[4])
local function get(name)
    return tonumber(redis.call('HGET', KEYS[1], name) or 0)
end
local function put(name, number, wait)
    redis.call('HSET', KEYS[1], name, string.format('%.0f', number))
    local left = math.ceil((wait + per + lease) / 1000)
    if redis.call('PTTL', KEYS[1]) < left then
        redis.call('PEXPIRE', KEYS[1], left)
    end
end
local function take(number, wait)
    put(number, -(now + wait), wait)
    while wait == 0 do
        number = number - requests
        redis.call('ZREM', KEYS[2], number)
        if redis.call('HDEL', KEYS[1], number) == 0 then
            return
        end
    end
end
local function wait_for(number)
    repeat
        number = number - requests
    until redis.call('HGET', KEYS[1], number) ~= '0'
    local before = get(number)
    local at = math.abs(before)
    -- A time in the far future was written before the clock of Redis was set back.
    if now >= at + per + lease or at > now + 3600000000 then
        return 0
    end
    if before > 0 then
        return math.max(0, at + per - now)
    end
    return math.max(margin, at + per + margin - now)
end
"""

# ARGV[5]: bucket.
_OPEN = f"""{_PLACES}
local closed = redis.call('ZSCORE', KEYS[3], ARGV[5])
if closed and tonumber(closed) > now then
    return {{0, tonumber(closed) - now, -1}}
end
"""

# ARGV[6]: longest wait. ARGV[7]: number of the place, or '' for a new one.
_RESERVE = f"""{_OPEN}
if requests == 0 then
    return {{1, 0, -1}}
end
local number = tonumber(ARGV[7])
if number and redis.call('HEXISTS', KEYS[1], number) == 1 then
    local wait = wait_for(number)
    -- Also with a wait: those behind must not take it for dead meanwhile.
    take(number, wait)
    return {{1, wait, number}}
end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local free = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
number = tonumber(free[1] or get('count'))
local earliest = tonumber(free[2] or get('last'))
local wait = wait_for(number)
if earliest > now and earliest < now + 3600000000 then
    wait = math.max(wait, earliest - now)
end
if wait > tonumber(ARGV[6]) then
    return {{0, wait, -1}}
end
if free[1] then
    redis.call('ZREM', KEYS[2], number)
else
    put('last', now + wait, wait)
    put('count', number + 1, wait)
end
take(number, wait)
return {{1, wait, number}}
"""

# ARGV[5]: number of the place. One that was not taken is for the next request.
_RELEASE = f"""{_PLACES}
local at = get(ARGV[5])
if at < -now then
    put(ARGV[5], 0, 0)
    redis.call('ZADD', KEYS[2], string.format('%.0f', -at), ARGV[5])
    redis.call('PEXPIRE', KEYS[2], redis.call('PTTL', KEYS[1]))
elseif at ~= 0 then
    put(ARGV[5], now, 0)
end
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

# KEYS: closed buckets. ARGV: bucket, or none for all of them.
_REOPEN = """
if ARGV[1] then
    redis.call('ZREM', KEYS[1], ARGV[1])
else
    redis.call('DEL', KEYS[1])
end
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
        # In braces, so that a cluster has all keys in one place.
        closed, places = (
            f"{prefix}:limits:{{{name}}}:{kind}" for kind in ("closed", "budget")
        )
        self._memory = BudgetLimits(budget)
        self._numbers = [0, 0, 0, 0]
        if budget is not None:
            seconds = (budget.per, budget.margin, LEASE)
            self._numbers = [budget.requests, *map(_micros, seconds)]
            places += f":{budget.requests}:{budget.per:g}"
        self._keys = [places, f"{places}:free", closed]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._name!r}>"

    def reserve(self, bucket: str, longest: float, counted: bool) -> Reservation:
        """Reserve a place: see `SharedLimits.reserve`."""
        numbers = self._numbers if counted else [0, 0, 0, 0]
        try:
            args = (*numbers, bucket, _micros(min(longest, _LONGEST)), "")
            return self._link.eval(_RESERVE, self._keys, args, _reservation)
        except Away:
            if self._memory.closed():
                self._link.when_back(self._write_closed)
            return _in_memory(self._memory.reserve(bucket, longest, counted))

    def confirm(self, bucket: str, ticket: str) -> Reservation:
        """Return whether the request may be sent: see `SharedLimits.confirm`."""
        if ticket.startswith(_LOCAL):
            number = ticket.removeprefix(_LOCAL)
            return _in_memory(self._memory.confirm(bucket, number))
        try:
            args = (*self._numbers, bucket, _micros(_LONGEST), int(ticket))
            return self._link.eval(_RESERVE, self._keys, args, _reservation)
        except Away:
            # It has a place, as far as this worker knows.
            return self._memory.reserve(bucket, 0.0, counted=False)

    def release(self, ticket: str) -> None:
        """Note that the request has ended: see `SharedLimits.release`."""
        if ticket.startswith(_LOCAL):
            self._memory.release(ticket.removeprefix(_LOCAL))
            return
        with suppress(Away):  # it ends by its lease
            args = (*self._numbers, int(ticket))
            self._link.eval(_RELEASE, self._keys[:2], args)

    def close(self, bucket: str, seconds: float) -> None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""
        self._memory.close(bucket, seconds)
        try:
            self._write(bucket, seconds)
        except Away:
            self._link.when_back(self._write_closed)

    def _write_closed(self) -> None:
        for bucket, left in self._memory.closed().items():
            self._write(bucket, left)

    def _write(self, bucket: str, seconds: float) -> None:
        self._link.eval(_CLOSE, self._keys[2:], (bucket, _micros(seconds)))

    def closed(self) -> dict[str, float]:
        """Return the closed buckets, each with the seconds until it opens."""
        try:
            return self._link.eval(_CLOSED, self._keys[2:], (), _buckets)
        except Away:
            return self._memory.closed()

    def reopen(self, bucket: str | None = None) -> None:
        """
        Open a bucket before its time, for example after the quota was raised.

        A client that has found it closed waits anyway, unless it is opened by
        `Limits.reopen` of ``client.limits`` too.

        Args:
            bucket: A key of `closed`, or ``None`` for all of them.
        """
        self._memory.reopen(bucket)
        with suppress(Away):
            args = () if bucket is None else (bucket,)
            self._link.eval(_REOPEN, self._keys[2:], args)


def _in_memory(place: Reservation) -> Reservation:
    """Mark the ticket of a place, if it has one, as one of this process."""
    return place._replace(ticket=place.ticket and f"{_LOCAL}{place.ticket}")


def _reservation(found: Any) -> Reservation:
    granted, wait, number = found
    return Reservation(wait / 1e6, bool(granted), str(number) if number >= 0 else "")


def _buckets(found: Any) -> dict[str, float]:
    pairs = zip(found[::2], found[1::2], strict=True)
    left = {as_text(name): int(micros) / 1e6 for name, micros in pairs}
    return {name: seconds for name, seconds in left.items() if seconds > 0}


def _micros(seconds: float) -> int:
    # Redis refuses an expiry of more than some thousand years.
    return round(min(seconds, 1e9) * 1e6)


def as_text(value: str | bytes) -> str:
    """Return a response of Redis as text, whatever ``decode_responses`` is."""
    return value if isinstance(value, str) else value.decode()
