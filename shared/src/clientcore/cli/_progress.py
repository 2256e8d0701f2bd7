"""
Progress of long commands, on stderr.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from clientcore import RateLimited, RetryFacts

from ._output import printable

if TYPE_CHECKING:
    from rich.console import Console


class Task:
    """
    A bar, or nothing where nothing is shown.

    Args:
        bars: The bars of rich, or ``None``.
        number: The bar's number among them.
    """

    def __init__(self, bars: Any = None, number: Any = None) -> None:
        self._bars = bars
        self._number = number
        self.done: float = 0.0

    def advance(self, amount: float = 1) -> None:
        """Add *amount* to what is done."""
        self.update(self.done + amount)

    def update(self, done: float, total: float | None = None) -> None:
        """Set what is done, and what there is in all if it is known now."""
        self.done = done
        if self._bars is not None:
            more = {} if total is None else {"total": total}
            self._bars.update(self._number, completed=done, **more)


class Progress:
    """
    Bars with rate and remaining time, and a line for each wait.

    Args:
        console: Where bars are drawn, on standard error.
        hidden: Whether nothing is shown, as with ``--quiet``. Nothing is shown either
            if standard error is not a terminal that can move its cursor.
    """

    def __init__(self, console: Console, *, hidden: bool = False) -> None:
        self._console = console
        draws = console.is_terminal and not console.is_dumb_terminal
        self.hidden: bool = hidden or not draws

    @contextmanager
    def task(
        self, title: str, total: float | None = None, *, in_bytes: bool = False
    ) -> Iterator[Task]:
        """
        Show a bar while the context is entered.

        Args:
            title: What is being done.
            total: What there is to do, or ``None`` if it is not known.
            in_bytes: Whether it is counted in bytes, not in items.
        """
        if self.hidden:
            yield Task()
            return
        with _bars(self._console, in_bytes=in_bytes) as bars:
            yield Task(bars, bars.add_task(printable(title), total=total))

    def on_retry(self, facts: RetryFacts) -> None:
        """Tell why a request waits: the option ``on_retry=`` of a client."""
        if self.hidden:
            return
        limited = isinstance(facts.error, RateLimited)
        reason = "rate limited" if limited else f"no success ({_name(facts.error)})"
        text = f"{reason}, continuing in {facts.wait:.0f} s"
        print_line(self._console, text, style="yellow")


def print_line(console: Console, text: str, style: str | None = None) -> None:
    """Print text as it is, without line breaks of our own."""
    console.print(
        printable(text), style=style, markup=False, highlight=False, soft_wrap=True
    )


def _name(error: Exception) -> str:
    status = getattr(error, "status", 0)
    return f"HTTP {status}" if status else type(error).__name__


def _bars(console: Console, *, in_bytes: bool) -> Any:
    from rich import progress

    counts: list[Any] = [progress.MofNCompleteColumn(), _Rate()]
    if in_bytes:
        counts = [progress.DownloadColumn(), progress.TransferSpeedColumn()]
    return progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        *counts,
        progress.TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _Rate() -> Any:
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Items in a second."""

        def render(self, task: Any) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    return Rate()
