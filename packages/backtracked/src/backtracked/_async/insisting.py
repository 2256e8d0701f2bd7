# No twin: it runs in the background, which needs an event loop.
"""
Requests in the background that are repeated until they succeed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

import clientcore

from .._envelope import is_envelope
from .._errors import AuthorizationError, SessionExpiredError

if TYPE_CHECKING:
    from .realtime import Realtime

#: The longest wait between two attempts, in seconds.
_RETRY_MAX = 30.0


def doubling(longest: float = _RETRY_MAX) -> Iterator[float]:
    """Yield the seconds between attempts: 1, 2, 4, and so on, up to *longest*."""
    wait = 1.0
    while True:
        yield wait
        wait = min(2 * wait, longest)


async def insist(
    realtime: Realtime, function: Callable[..., Awaitable[Any]], *args: Any
) -> None:
    """
    Call a function that sends requests until it succeeds, or fails for good.

    Args:
        realtime: Logs errors and waits.
        function: The coroutine function to call.
        *args: Passed to *function*.
    """
    waits = doubling()
    while error := await realtime.guarded(function, *args):
        if not may_pass(error):
            return
        await realtime.options.sleep(next(waits))


def may_pass(error: Exception) -> bool:
    """Return whether a request that failed may succeed a little later."""
    if isinstance(error, clientcore.ClientClosed):
        return False
    if isinstance(error, AuthorizationError | SessionExpiredError):
        # The connection notices that too, and ends if it is final.
        return True
    if isinstance(error, clientcore.StatusError):
        passes = error.status >= 500 or error.status in {408, 425, 429}
        return passes or not is_envelope(error.body)
    return isinstance(error, clientcore.TransportError | clientcore.DecodeError)
