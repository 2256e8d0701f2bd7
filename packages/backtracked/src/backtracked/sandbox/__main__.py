"""
``python -m backtracked.sandbox``: the service on loopback.
"""

from __future__ import annotations

import sys

from backtracked.sandbox import Sandbox
from clientcore.sandbox import run


def make(seeded: bool) -> Sandbox:
    """
    Make the sandbox that is served.
    """
    return Sandbox(seeded=seeded, resident=True)


if __name__ == "__main__":
    sys.exit(
        run(
            make,
            prog="python -m backtracked.sandbox",
            about="Serves an emulator of QueUp's API and its socket.",
        )
    )
