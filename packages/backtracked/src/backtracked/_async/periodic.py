# No twin: a background task needs an event loop.
"""
Tasks that run again and again while a client is connected.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from .dispatch import Handler, enter_handler, is_coroutine_function


class Periodic:
    """
    A coroutine function that is called again and again.

    Args:
        function: Called without arguments.
        interval: Seconds from the end of one call to the beginning of the next.
    """

    def __init__(self, function: Handler, interval: float) -> None:
        if not is_coroutine_function(function):
            raise TypeError(f"a periodic task is a coroutine function: {function!r}")
        self.function = function
        self.interval = interval

    async def run(
        self,
        sleep: Callable[[float], Awaitable[Any]],
        failed: Callable[[str, Any, BaseException], None],
    ) -> None:
        """Call the function until the task is cancelled. A failure is reported."""
        enter_handler()
        while True:
            await sleep(self.interval)
            try:
                await self.function()
            except Exception as error:  # noqa: BLE001, the next call may succeed
                failed("every", self.function, error)
