"""
``python -m polympics.sandbox``: the service on loopback.
"""

from __future__ import annotations

import sys

from clientcore.sandbox import run
from polympics.sandbox import Sandbox


def make(seeded: bool) -> Sandbox:
    """
    Make the sandbox that is served.
    """
    return Sandbox(seeded=seeded)


if __name__ == "__main__":
    sys.exit(
        run(
            make,
            prog="python -m polympics.sandbox",
            about="Serves an emulator of the Polympics API.",
        )
    )
