"""
The options of a client: names, types, defaults and bounds.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any, get_args, get_origin, get_type_hints

import attrs

from ._retry import Policy

#: The least values of counts. Seconds are more than 0.
_LEAST = {"retries": 0, "max_body": 1, "in_flight": 1}


@cache
def _types(cls: type) -> dict[str, tuple[type, ...]]:
    """Return the types that each attribute of *cls* accepts, by its annotation."""
    return {
        name: tuple(get_origin(one) or one for one in get_args(hint) or [hint])
        for name, hint in get_type_hints(cls).items()
        if hint is not Any
    }


def _check(options: object, label: str = "{}") -> None:
    """
    Check values against the annotations of their class, and numbers against 0.

    Raises:
        TypeError: A value is of another type.
        ValueError: A number is too small.
    """
    cls: Any = type(options)
    for name, types in _types(cls).items():
        value, shown = getattr(options, name), label.format(name)
        fits = isinstance(value, (*types, int) if float in types else types)
        if not fits or (type(value) is bool and bool not in types):
            expected = " or ".join(each.__name__ for each in types)
            expected = expected.replace("NoneType", "None")
            raise TypeError(f"{shown} must be {expected}, not {type(value).__name__}")
        if name in _LEAST and value < _LEAST[name]:
            raise ValueError(f"{shown} must be at least {_LEAST[name]}, not {value}")
        # NaN is not more than 0 either.
        if float in types and value is not None and not value > 0:
            raise ValueError(f"{shown} must be more than 0 seconds, not {value}")


@attrs.frozen(slots=False)
class Timeouts:
    """
    Seconds for each phase of one attempt, ``None`` for no limit.

    Attributes:
        connect: Time to connect, TLS included.
        read: Time between two pieces of a response.
        write: Time between two pieces of a request.
        pool: Time to wait for a free connection of a given HTTP client.
    """

    connect: float | None = 5.0
    read: float | None = 30.0
    write: float | None = 30.0
    pool: float | None = 30.0

    def __attrs_post_init__(self) -> None:
        _check(self, "the {} timeout")

    @cached_property
    def by_phase(self) -> dict[str, float | None]:
        """The seconds by the names of the phases, as httpx takes them."""
        return attrs.asdict(self)


@attrs.frozen(kw_only=True)
class Settings:
    """
    The options of a client.

    ``with_options()`` returns a copy of a client with other values of the first ten,
    from *timeout* to *on_retry*. The others concern what copies share.

    Attributes:
        timeout: Seconds without data after which an attempt fails, for reading and
            for writing; ``None`` for no limit; or `Timeouts` or ``httpx.Timeout`` for
            all phases. 30 by default, and 5 to connect.
        retries: Attempts after the first. 2 by default.
        deadline: Seconds for a whole call with its retries, from the moment it has a
            concurrency slot. Uploads have none. Decoding may take as long again. 60 by
            default, ``None`` for no limit.
        policy: Backoff, and the longest ``Retry-After`` that is waited for.
        strict: Whether responses are checked in full, and any difference from the
            models is a `DecodeError`. For tests.
        keep_raw: Whether models keep the JSON that they were decoded from.
        max_body: The largest response in bytes, decompressed. 256 MiB by default.
        on_request: Called with `RequestFacts` before each attempt. Hooks may be
            coroutine functions in async clients.
        on_response: Called with `ResponseFacts` after each response.
        on_retry: Called with `RetryFacts` before each wait for a retry.
        in_flight: Requests that are sent at the same time, 10 by default. Further
            calls wait, in the order in which they came.
        throttle: A context manager (async in async clients) that is entered for each
            attempt, for example an ``aiolimiter.AsyncLimiter``.
        limits: Rate limits that are shared with other clients or processes, see
            `SharedLimits`: `BudgetLimits`, or ``clientcore.redis.RedisLimits``.
        http_client: An ``httpx.AsyncClient`` (``httpx.Client`` in sync clients) or
            ``aiohttp.ClientSession`` to send with. It is not closed.
        transport: A transport of httpx to send with, which is not closed, or
            ``"aiohttp"`` (extra ``aiohttp``).
        wrap_transport: Called with the transport of httpx, returns the one to use:
            for caches, and for recording.
        proxy: URL of a proxy. By default the environment's variables count.
        verify: ``True``, a path of CA certificates, an ``ssl.SSLContext``, or
            ``False`` to accept any certificate.
        http2: Whether HTTP/2 may be used (extra ``http2``).
        user_agent: Put in front of the package's name in ``User-Agent``.
    """

    timeout: Timeouts = attrs.field(factory=Timeouts)
    retries: int = 2
    deadline: float | None = 60.0
    policy: Policy = attrs.field(factory=Policy)
    strict: bool = False
    keep_raw: bool = True
    max_body: int = 256 * 1024 * 1024
    on_request: Callable[[Any], Any] | None = None
    on_response: Callable[[Any], Any] | None = None
    on_retry: Callable[[Any], Any] | None = None
    # From here on: what copies share.
    in_flight: int = 10
    throttle: Any = None
    limits: Any = attrs.field(default=None, repr=False)
    http_client: Any = attrs.field(default=None, repr=False)
    transport: Any = attrs.field(default=None, repr=False)
    wrap_transport: Callable[[Any], Any] | None = None
    proxy: str | None = attrs.field(default=None, repr=False)
    verify: ssl.SSLContext | os.PathLike[str] | str | bool = True
    http2: bool = False
    user_agent: str = ""

    def __attrs_post_init__(self) -> None:
        _check(self)


_NAMES = [field.name for field in attrs.fields(Settings)]
_SHARED = _NAMES[_NAMES.index("in_flight") :]
_DEFAULTS = Settings()


def settings(
    options: Mapping[str, Any], owner: str, current: Settings | None = None
) -> Settings:
    """
    Return the settings of a new client, or of a copy of a client with *current*.

    Raises:
        TypeError: An option is unknown, of the wrong type, or shared by copies. The
            message calls the client *owner*.
        ValueError: A value is out of range.
    """
    for name in options:
        if name not in _NAMES:
            raise TypeError(f"{owner} got an unexpected option {name!r}")
        if current is not None and name in _SHARED:
            raise TypeError(f"{owner}: {name!r} is set when the client is made")
    current = current or _DEFAULTS
    values = dict(options)
    try:
        if "timeout" in values:
            values["timeout"] = _timeouts(values["timeout"], current.timeout)
        chosen = attrs.evolve(current, **values)
        _check_combination(chosen)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{owner}: {error}") from None
    return chosen


def _check_combination(chosen: Settings) -> None:
    """Refuse options that another one would make useless."""
    if chosen.http_client is not None:
        cause = "http_client="
        useless = ["transport", "wrap_transport", "proxy", "verify", "http2"]
    elif chosen.transport == "aiohttp":
        cause, useless = 'transport="aiohttp"', ["wrap_transport", "http2"]
    elif chosen.transport is not None:
        cause, useless = "transport=", ["proxy", "verify", "http2"]
    else:
        return
    for name in useless:
        if getattr(chosen, name) != getattr(_DEFAULTS, name):
            raise TypeError(f"{name} has no effect with {cause}")


def _timeouts(value: Any, current: Timeouts) -> Timeouts:
    """Return *value* as `Timeouts`; seconds replace the read and write timeouts."""
    if isinstance(value, Timeouts):
        return value
    phases = current.by_phase
    if all(hasattr(value, phase) for phase in phases):
        # httpx.Timeout, recognized without importing httpx.
        return Timeouts(*(getattr(value, phase) for phase in phases))
    return attrs.evolve(current, read=value, write=value)
