# Generated from _async/plugins.py by `nox -s twins`: do not edit.
"""
Calling objects of the user's: token stores, and limits that workers share.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, TypeVar

from .._budget import Reservation, SharedLimits
from .._oauth import MemoryStore
from .._retry import Limits
from .runtime import in_thread, maybe_await, sleep, uninterrupted

T = TypeVar("T")

#: Their methods do not block.
_IN_MEMORY = (MemoryStore, Limits)


def call_plugin(method: Callable[..., Any], *args: Any) -> Any:
    """Call a method that may be a coroutine function, or may block."""
    if _is_fast(method) or inspect.iscoroutinefunction(method):
        return maybe_await(method(*args))
    return maybe_await(in_thread(method, *args))


def _is_fast(method: Callable[..., Any]) -> bool:
    return isinstance(getattr(method, "__self__", None), _IN_MEMORY)


def admit(
    limits: SharedLimits,
    bucket: str,
    longest: float,
    *,
    counted: bool,
    held: ExitStack,
) -> Reservation:
    """
    Wait until *limits* allow a request, and let *held* release its place.

    For the other arguments see `SharedLimits.reserve`.

    Returns:
        The place for it, or why there is none.
    """
    ticket = ""

    def reserve() -> Reservation:
        nonlocal ticket
        place: Reservation = call_plugin(limits.reserve, bucket, longest, counted)
        if ticket := place.ticket:
            held.callback(finish, release)
        return place

    def release() -> None:
        call_plugin(limits.release, ticket)

    def finish(step: Callable[[], T]) -> T:
        # A task that is cancelled meanwhile must not keep a place.
        return step() if is_fast else uninterrupted(step)

    is_fast = _is_fast(limits.reserve)
    place = finish(reserve)
    while place.granted and place.wait:
        sleep(place.wait)
        place = call_plugin(limits.confirm, bucket, ticket)
        ticket = place.ticket or ticket
    return place
