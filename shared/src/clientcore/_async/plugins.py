"""
Calling objects of the user's: token stores, and limits that workers share.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, TypeVar

from .._budget import Reservation, SharedLimits
from .._oauth import MemoryStore
from .._retry import Limits
from .runtime import in_thread, maybe_await, sleep, uninterrupted

T = TypeVar("T")

#: Their methods do not block.
_IN_MEMORY = (MemoryStore, Limits)


async def call_plugin(method: Callable[..., Any], *args: Any) -> Any:
    """Call a method that may be a coroutine function, or may block."""
    if _is_fast(method) or inspect.iscoroutinefunction(method):
        return await maybe_await(method(*args))
    return await maybe_await(await in_thread(method, *args))


def _is_fast(method: Callable[..., Any]) -> bool:
    return isinstance(getattr(method, "__self__", None), _IN_MEMORY)


async def admit(
    limits: SharedLimits,
    bucket: str,
    longest: float,
    *,
    counted: bool,
    held: AsyncExitStack,
) -> Reservation:
    """
    Wait until *limits* allow a request, and let *held* release its place.

    For the other arguments see `SharedLimits.reserve`.

    Returns:
        The place for it, or why there is none.
    """
    ticket = ""

    async def reserve() -> Reservation:
        nonlocal ticket
        place: Reservation = await call_plugin(limits.reserve, bucket, longest, counted)
        if ticket := place.ticket:
            held.push_async_callback(finish, release)
        return place

    async def release() -> None:
        await call_plugin(limits.release, ticket)

    async def finish(step: Callable[[], Awaitable[T]]) -> T:
        # A task that is cancelled meanwhile must not keep a place.
        return await (step() if is_fast else uninterrupted(step))

    is_fast = _is_fast(limits.reserve)
    place = await finish(reserve)
    while place.granted and place.wait:
        await sleep(place.wait)
        place = await call_plugin(limits.confirm, bucket, ticket)
        ticket = place.ticket or ticket
    return place
