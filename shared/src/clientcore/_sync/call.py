# Generated from _async/call.py by `nox -s twins`: do not edit.
"""
One request on its way, and what it shares with the others.
"""

from __future__ import annotations

import time
from contextlib import AbstractContextManager
from typing import Any

import attrs

from .._body import Body
from .._cache import Cache
from .._facts import RequestInfo
from .._gate import Gate
from .._request import Request
from .._url import Origin
from .auth import Auth
from .pool import Pool
from .runtime import Deadline


@attrs.define(eq=False)
class Connection:
    """
    What a client and its copies share.

    Attributes:
        base: The base address, with a slash at its end.

        origins: Where the credentials may go.

        pool: The connections.

        auth: The credentials, or ``None``.

        cache: Answers kept, or ``None``.

        throttle: Something of the user's around each attempt, or ``None``.

        gate: Closed buckets.

        closed: Whether it is over.
    """

    base: str
    origins: frozenset[Origin]
    pool: Pool = attrs.field(repr=False)
    auth: Auth | None = None
    cache: Cache | None = attrs.field(default=None, repr=False)
    throttle: AbstractContextManager[Any] | None = attrs.field(default=None, repr=False)
    gate: Gate = attrs.field(factory=Gate, repr=False)
    closed: bool = False


@attrs.define(eq=False)
class Call:
    """
    One request on its way.

    Attributes:
        request: What to ask.

        info: What may be said about it.

        url: Where it goes, which redirects change.

        body: What it carries.

        deadline: When it must have ended.

        attempt: Which attempt this is, from 1.

        renewed: Whether a 401 has led to other credentials already.

        redirects: How many were followed.

        started: When it was sent, by the clock for short times.
    """

    request: Request
    info: RequestInfo
    url: str = attrs.field(repr=False)
    body: Body = attrs.field(repr=False)
    deadline: Deadline = attrs.field(repr=False)
    attempt: int = 1
    renewed: bool = False
    redirects: int = 0
    started: float = 0.0

    @property
    def repeatable(self) -> bool:
        """Whether sending twice is possible and does no harm."""
        return self.request.idempotent and self.body.replayable


def now() -> float:
    """Return seconds of the clock that gates and caches go by."""
    return time.monotonic()
