"""
Restart a bot when its code changes, for development.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL

import anyio
from anyio.abc import Process

#: Seconds that a bot has to end, before it is killed.
_PATIENCE = 10.0
_SIGNALS = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP")
    if hasattr(signal, name)
]


class Reloader:
    """
    Runs a command, and again after each change of a Python file.

    A command that ends by itself, as for a syntax error, is run again after the next
    change.

    Args:
        command: The command, and its arguments.
        variables: Its environment variables.
        folders: Folders whose files are watched.
        note: Tells the user what happens.
    """

    def __init__(
        self,
        command: Sequence[str],
        variables: Mapping[str, str],
        folders: Sequence[Path],
        note: Callable[[str], object],
    ) -> None:
        self._command = command
        self._variables = variables
        self._folders = folders
        self._note = note
        self._changed = anyio.Event()

    async def run(self) -> None:
        """Run until SIGINT, SIGTERM or SIGHUP."""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._end_on_signal, tasks.cancel_scope)
            tasks.start_soon(self._watch)
            while True:
                self._changed = anyio.Event()
                await self._run_once()

    async def _run_once(self) -> None:
        """Run the command until a file has changed."""
        # In a session of its own: Ctrl-C ends it through this program, once.
        process = await anyio.open_process(
            self._command,
            env=dict(self._variables),
            stdin=DEVNULL,
            stdout=None,
            stderr=None,
            start_new_session=True,
        )
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(self._report_end, process)
                await self._changed.wait()
                tasks.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                await _stop(process)

    async def _report_end(self, process: Process) -> None:
        code = await process.wait()
        self._note(f"the bot has ended (exit code {code}), waiting for a change")

    async def _watch(self) -> None:
        from watchfiles import PythonFilter, awatch

        async for changes in awatch(*self._folders, watch_filter=PythonFilter()):
            names = sorted({Path(path).name for _, path in changes})
            self._note(f"{', '.join(names)} changed, starting the bot again")
            self._changed.set()

    async def _end_on_signal(self, scope: anyio.CancelScope) -> None:
        # On Windows, Python itself handles Ctrl-C.
        with (
            suppress(NotImplementedError),
            anyio.open_signal_receiver(*_SIGNALS) as signals,
        ):
            async for _ in signals:
                scope.cancel()


async def _stop(process: Process) -> None:
    """End a process: by SIGTERM, and if that does not help by SIGKILL."""
    if process.returncode is None:
        process.terminate()
    with anyio.move_on_after(_PATIENCE) as scope:
        await process.wait()
    if scope.cancelled_caught:
        process.kill()
        await process.wait()
