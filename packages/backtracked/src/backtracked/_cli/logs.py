"""
Log lines on standard error.
"""

from __future__ import annotations

import logging
import sys

from clientcore.cli import Session, printable

_BRIEF = "%(name)s: %(message)s"
_FULL = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Printable(logging.Formatter):
    """Formats lines without control characters: texts of other users are in them."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def show_log(session: Session, *, full: bool = False) -> None:
    """
    Show warnings of the package on standard error; with ``--verbose``, everything.

    Args:
        session: Options of the command line.
        full: Whether lines have time and level, and those of level ``INFO`` are shown,
            also those of other loggers.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Printable(_FULL if full else _BRIEF))
    level = logging.INFO if full else logging.WARNING
    logging.basicConfig(handlers=[handler], level=level, force=True)
    if session.quiet:
        logging.getLogger().setLevel(logging.ERROR)
    if session.verbose:
        logging.getLogger("backtracked").setLevel(logging.DEBUG)
    # They log each request, that of the socket with its token.
    for name in ("httpx", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
