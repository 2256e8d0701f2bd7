"""
Calling objects of the user's: token stores, and limits that workers share.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .._budget import Reservation, SharedLimits
from .._oauth import MemoryStore
from .._retry import Limits
from .runtime import in_thread, maybe_await, sleep

#: Their methods do not block.
_IN_MEMORY = (MemoryStore, Limits)


async def call_plugin(method: Callable[..., Any], *args: Any) -> Any:
    """Call a method that may be a coroutine function, or may block."""
    is_fast = isinstance(getattr(method, "__self__", None), _IN_MEMORY)
    if is_fast or inspect.iscoroutinefunction(method):
        return await maybe_await(method(*args))
    return await maybe_await(await in_thread(method, *args))


async def admit(
    limits: SharedLimits, bucket: str, longest: float, *, counted: bool
) -> Reservation:
    """
    Wait until *limits* allow a request: see `SharedLimits.reserve`.

    Returns:
        The place for it, or the seconds for which the bucket is closed.
    """
    place: Reservation = await call_plugin(limits.reserve, bucket, longest, counted)
    while place.granted and place.wait:
        await sleep(place.wait)
        place = await call_plugin(limits.confirm, bucket, place.ticket)
    return place
