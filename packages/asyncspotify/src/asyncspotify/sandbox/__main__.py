"""
``python -m asyncspotify.sandbox``: the service on loopback.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from asyncspotify.sandbox import Sandbox, Tier
from clientcore.sandbox import run


def make(seeded: bool, tier: str, tidy: bool) -> Sandbox:
    """
    Make the sandbox that is served.
    """
    return Sandbox(seeded=seeded, tier=tier, tidy=tidy)


def add_options(parser: ArgumentParser) -> None:
    """
    Add the service's own options.
    """
    parser.add_argument(
        "--tier",
        choices=[tier.value for tier in Tier],
        default=Tier.EXTENDED.value,
        help="which access apps have: %(choices)s",
    )
    parser.add_argument(
        "--tidy",
        action="store_true",
        help="lists without gaps and local files, for strict clients",
    )


if __name__ == "__main__":
    sys.exit(
        run(
            make,
            prog="python -m asyncspotify.sandbox",
            about="Serves an emulator of Spotify's Web API and accounts host.",
            add_options=add_options,
        )
    )
