"""
Talking to whoever sits at the terminal.
"""

from __future__ import annotations

import sys
import threading
from queue import Empty, SimpleQueue

from ._errors import AuthenticationError


def tell(text: str) -> None:
    """Write a line, where it does not mix with a program's output."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def read_line(prompt: str, timeout: float | None) -> str:
    """
    Read a line.

    Args:
        prompt: What to ask.

        timeout: How many seconds to wait, or ``None`` for ever.

    Raises:
        AuthenticationError: Nobody answered in time, or nobody can.
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
        raise AuthenticationError(f"nobody answered within {timeout:g} s") from None
    if line is None:
        raise AuthenticationError("there is nobody to ask: no terminal")
    return line
