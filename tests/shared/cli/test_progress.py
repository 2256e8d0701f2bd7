"""
Bars and waits on standard error.
"""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from clientcore import RateLimited, RequestInfo, RetryFacts, ServerError
from clientcore.cli import Progress

INFO = RequestInfo("GET", "things")


def console(*, terminal: bool) -> Console:
    """A console that keeps what it is given."""
    return Console(file=io.StringIO(), force_terminal=terminal, width=100)


def written(console: Console) -> str:
    """Return what a console was given."""
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("in_bytes", [False, True])
def test_bar(in_bytes: bool) -> None:
    """
    A bar shows its title and what is done.
    """
    shown = console(terminal=True)

    with Progress(shown).task("photos [a]", 10, in_bytes=in_bytes) as task:
        task.advance(4)
        task.update(6, total=12)

    assert "photos [a]" in written(shown)
    assert task.done == 6


@pytest.mark.parametrize(("terminal", "hidden"), [(False, False), (True, True)])
def test_hidden(terminal: bool, hidden: bool) -> None:
    """
    Nothing is shown if standard error is no terminal, or the user wants quiet.
    """
    shown = console(terminal=terminal)
    progress = Progress(shown, hidden=hidden)

    with progress.task("photos", 10) as task:
        task.advance()
        progress.on_retry(RetryFacts(INFO, RateLimited(), 1, 34.2))

    assert written(shown) == ""


def test_simple_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    So it is on a terminal that cannot move its cursor.
    """
    monkeypatch.setenv("TERM", "dumb")

    assert Progress(console(terminal=True)).hidden


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (RateLimited(), "rate limited, continuing in 34 s"),
        (ServerError(status=502), "no success (HTTP 502), continuing in 34 s"),
        (OSError(), "no success (OSError), continuing in 34 s"),
    ],
)
def test_wait(error: Exception, line: str) -> None:
    """
    A wait is one line with its reason.
    """
    shown = console(terminal=True)

    Progress(shown).on_retry(RetryFacts(INFO, error, 1, 34.2))

    assert line in written(shown)
