"""
Input and output at the terminal.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from ._errors import AuthenticationError

#: Seconds between looks at whether a line is still wanted.
_POLL = 0.1


def tell(text: str) -> None:
    """Write a line to stderr, where it does not mix with a program's output."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def has_terminal() -> bool:
    """Return whether a user can type something."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:
        return False


def read_line(prompt: str, timeout: float | None) -> str:
    """
    Read a line.

    Args:
        prompt: The text to show.
        timeout: Seconds to wait, or ``None`` to wait without limit.

    Raises:
        AuthenticationError: There was no input in time, or there is no terminal.
    """
    answers: SimpleQueue[str | None] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(input(prompt))
        except (EOFError, OSError):
            answers.put(None)

    # Nothing can end a thread that reads, so it must not keep the program alive.
    threading.Thread(target=ask, daemon=True).start()
    try:
        line = answers.get(timeout=timeout)
    except Empty:
        raise AuthenticationError(f"there was no input within {timeout:g} s") from None
    if line is None:
        raise AuthenticationError("there is no terminal for the address")
    return line


def read_lines(
    prompt: str, accept: Callable[[str], bool], is_over: Callable[[], bool]
) -> None:
    """
    Read lines in a thread until one is accepted.

    Args:
        prompt: The text to show.
        accept: Returns whether a line is what was expected.
        is_over: Returns whether none is expected any more. Where the terminal can be
            asked for input without waiting for it, no line is read after that.
    """

    def ask() -> None:
        tell(prompt)
        while _has_line(is_over):
            try:
                line = input()
            except (EOFError, OSError):
                return
            if is_over() or not line.strip():
                continue
            try:
                if accept(line):
                    return
            except Exception:  # noqa: BLE001, the listener is closed meanwhile
                return
            tell("That is not the address of this sign-in.")

    threading.Thread(target=ask, daemon=True).start()


def _has_line(is_over: Callable[[], bool]) -> bool:
    """Wait for input, and return whether there is some before *is_over*."""
    import select

    while not is_over():
        try:
            if select.select([sys.stdin], [], [], _POLL)[0]:
                return True
        except (OSError, ValueError):
            # Windows cannot tell: its terminal is read in any case.
            time.sleep(_POLL)
            return not is_over()
    return False
