"""
The options of a client: names, defaults and allowed values, in one place.
"""

from __future__ import annotations

import math
import os
import ssl
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from ._retry import Policy


@attrs.frozen
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


def _timeouts(value: Any, current: Timeouts) -> Timeouts:
    """Return *value* as `Timeouts`; seconds replace the read and write timeouts."""
    if isinstance(value, Timeouts):
        return value
    phases = ("connect", "read", "write", "pool")
    if all(hasattr(value, phase) for phase in phases):
        # httpx.Timeout, recognized without importing httpx.
        return Timeouts(*(getattr(value, phase) for phase in phases))
    if value is None or _is_number(value):
        return attrs.evolve(current, read=value, write=value)
    raise TypeError(
        "timeout must be seconds, None, Timeouts or httpx.Timeout,"
        f" not {type(value).__name__}"
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# --- Validators ----------------------------------------------------------------


def _seconds(_self: Any, field: Any, value: Any) -> None:
    if value is None:
        return
    if not _is_number(value):
        raise TypeError(
            f"{field.name} must be seconds or None, not {type(value).__name__}"
        )
    if not value > 0 or math.isnan(value):
        raise ValueError(f"{field.name} must be more than 0 seconds, not {value!r}")


def _integer(least: int) -> Callable[[Any, Any, Any], None]:
    def check(_self: Any, field: Any, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{field.name} must be an int, not {type(value).__name__}")
        if value < least:
            raise ValueError(f"{field.name} must be at least {least}, not {value}")

    return check


def _of(*types: type, optional: bool = False) -> Callable[[Any, Any, Any], None]:
    def check(_self: Any, field: Any, value: Any) -> None:
        if not (isinstance(value, types) or (optional and value is None)):
            names = " or ".join(each.__name__ for each in types)
            raise TypeError(f"{field.name} must be {names}, not {type(value).__name__}")

    return check


def _callable(_self: Any, field: Any, value: Any) -> None:
    if value is not None and not callable(value):
        raise TypeError(f"{field.name} must be callable, not {type(value).__name__}")


def _is_timeouts(_self: Any, _field: Any, value: Timeouts) -> None:
    for name, seconds in attrs.asdict(value).items():
        if seconds is not None and not (_is_number(seconds) and seconds > 0):
            raise ValueError(
                f"the {name} timeout must be more than 0 seconds, not {seconds!r}"
            )


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
        http_client: An ``httpx.AsyncClient`` (``httpx.Client`` in sync clients) or
            ``aiohttp.ClientSession`` to send with. It is not closed.
        transport: A transport of httpx to send with, which is not closed, or
            ``"aiohttp"`` (extra ``aiohttp``).
        wrap_transport: Called with each transport, returns the one to use: for
            caches, and for recording.
        proxy: URL of a proxy. By default the environment's variables count.
        verify: ``True``, a path of CA certificates, an ``ssl.SSLContext``, or
            ``False`` to accept any certificate.
        http2: Whether HTTP/2 may be used (extra ``http2``).
        user_agent: Put in front of the package's name in ``User-Agent``.
    """

    timeout: Timeouts = attrs.field(factory=Timeouts, validator=_is_timeouts)
    retries: int = attrs.field(default=2, validator=_integer(0))
    deadline: float | None = attrs.field(default=60.0, validator=_seconds)
    policy: Policy = attrs.field(factory=Policy, validator=_of(Policy))
    strict: bool = attrs.field(default=False, validator=_of(bool))
    keep_raw: bool = attrs.field(default=True, validator=_of(bool))
    max_body: int = attrs.field(default=256 * 1024 * 1024, validator=_integer(1))
    on_request: Callable[[Any], Any] | None = attrs.field(
        default=None, validator=_callable
    )
    on_response: Callable[[Any], Any] | None = attrs.field(
        default=None, validator=_callable
    )
    on_retry: Callable[[Any], Any] | None = attrs.field(
        default=None, validator=_callable
    )
    # --- From here on: what copies share.
    in_flight: int = attrs.field(default=10, validator=_integer(1))
    throttle: Any = None
    http_client: Any = attrs.field(default=None, repr=False)
    transport: Any = attrs.field(default=None, repr=False)
    wrap_transport: Callable[[Any], Any] | None = attrs.field(
        default=None, validator=_callable
    )
    proxy: str | None = attrs.field(
        default=None, validator=_of(str, optional=True), repr=False
    )
    verify: ssl.SSLContext | os.PathLike[str] | str | bool = attrs.field(
        default=True, validator=_of(ssl.SSLContext, bool, str, os.PathLike)
    )
    http2: bool = attrs.field(default=False, validator=_of(bool))
    user_agent: str = attrs.field(default="", validator=_of(str))

    def changed(self, options: Mapping[str, Any], owner: str) -> Settings:
        """
        Return the same with *options*, all of which copies may change.

        Raises:
            TypeError: An option is unknown or of the wrong type, or shared by copies.
            ValueError: A value is out of range.
        """
        for name in options.keys() & SHARED:
            raise TypeError(f"{owner}: {name!r} is set when the client is made")
        return self._evolved(options, owner)

    def _evolved(self, options: Mapping[str, Any], owner: str) -> Settings:
        for name in options.keys() - OPTIONS:
            raise TypeError(f"{owner} got an unexpected option {name!r}")
        values = dict(options)
        try:
            if "timeout" in values:
                values["timeout"] = _timeouts(values["timeout"], self.timeout)
            return attrs.evolve(self, **values)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{owner}: {error}") from None


#: The names of all options, and of those that a client's copies share.
OPTIONS = frozenset(field.name for field in attrs.fields(Settings))
SHARED = frozenset(
    {"in_flight", "throttle", "http_client", "transport", "wrap_transport"}
    | {"proxy", "verify", "http2", "user_agent"}
)
_DEFAULTS = Settings()


def settings(options: Mapping[str, Any], owner: str) -> Settings:
    """
    Return the settings of a new client.

    Args:
        options: Options by name. Those left out have their defaults.
        owner: The client's name, for messages.

    Raises:
        TypeError: An option is unknown or of the wrong type.
        ValueError: A value is out of range.
    """
    return _DEFAULTS._evolved(options, owner)
