# No twin: a background task needs an event loop.
"""
Background tasks that have names.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import anyio

if TYPE_CHECKING:
    from .realtime import Realtime


class NamedTasks:
    """
    Background tasks, of which there is one of each name.

    Args:
        realtime: Runs the tasks, while there is a connection or it is opened again.
    """

    def __init__(self, realtime: Realtime) -> None:
        self._realtime = realtime
        self._scopes: dict[str, anyio.CancelScope] = {}

    def start(
        self, name: str, function: Callable[..., Awaitable[Any]], *args: Any
    ) -> bool:
        """
        Start *function* as a background task that replaces the task of that name.

        Returns:
            Whether it was started.
        """
        self.cancel(name)
        scope = anyio.CancelScope()
        if not self._realtime.spawn(self._run, name, scope, function, args):
            return False
        self._scopes[name] = scope
        return True

    async def _run(
        self,
        name: str,
        scope: anyio.CancelScope,
        function: Callable[..., Awaitable[Any]],
        args: tuple[Any, ...],
    ) -> None:
        try:
            with scope:
                await self._realtime.guarded(function, *args)
        finally:
            if self._scopes.get(name) is scope:
                del self._scopes[name]

    def cancel(self, *names: str) -> None:
        """Cancel the tasks of these names, or all tasks without one."""
        for name in names or tuple(self._scopes):
            if scope := self._scopes.pop(name, None):
                scope.cancel()
