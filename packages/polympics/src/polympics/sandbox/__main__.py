"""
``python -m polympics.sandbox``: serve the sandbox on loopback.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import suppress
from datetime import timedelta

from clientcore.sandbox import run
from polympics.sandbox import Sandbox

#: A hundred years: later times may be beyond what a date can be.
_MOST_DAYS = 36_500


def add_options(parser: ArgumentParser) -> None:
    """Add the options for the settings of the server."""
    parser.add_argument(
        "--signups-closed", action="store_true", help="register no accounts"
    )
    parser.add_argument(
        "--session-days", type=_days, default=30, help="how long a session is valid"
    )


def _days(text: str) -> float:
    """
    Read a number of days.

    Raises:
        ArgumentTypeError: It is not a number that is more than 0, or too large.
    """
    with suppress(ValueError):
        if 0 < (days := float(text)) <= _MOST_DAYS:
            return days
    raise ArgumentTypeError(f"{text!r} is not a number of days, up to {_MOST_DAYS}")


def make(seeded: bool, signups_closed: bool, session_days: float) -> Sandbox:
    """
    Make the sandbox, with the tokens that are in the environment.

    They are those that it printed when it was started before, so that programs can
    continue with them.
    """
    known = {
        kind: os.environ.get(f"POLYMPICS_{kind.upper()}_PASSWORD", "")
        for kind in ("app", "bare")
    }
    return Sandbox(
        seeded=seeded,
        signups_open=not signups_closed,
        session_lifetime=timedelta(days=session_days),
        passwords=known,
    )


if __name__ == "__main__":
    sys.exit(
        run(
            make,
            prog="python -m polympics.sandbox",
            about="Serves an emulation of the Polympics API.",
            add_options=add_options,
        )
    )
