"""
The steps of a long operation, as bars one after another.
"""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Self

from clientcore.cli import Progress as Bars
from clientcore.cli import Task

from .. import Progress


class Steps:
    """
    Shows a bar for each step, to be given as ``on_progress=``.

    Args:
        bars: Draws the bars.
    """

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._shown = ExitStack()
        self._step = ""
        self._task = Task()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._shown.close()

    def __call__(self, progress: Progress) -> None:
        if progress.step != self._step:
            self._shown.close()
            self._step = progress.step
            bar = self._bars.task(progress.step, progress.total)
            self._task = self._shown.enter_context(bar)
        self._task.update(progress.done, progress.total)
