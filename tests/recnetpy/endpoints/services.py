"""
What the client itself asks for.
"""

from __future__ import annotations

from .addresses import CDN
from .case import Case, one

CASES = [
    Case(
        "loading tips",
        lambda c: c.loading_tips(),
        f"{CDN}/config/LoadingScreenTipData",
        f"{CDN}/config/LoadingScreenTipData",
        keyed=False,
    ),
    one(
        "name server",
        lambda c: c.services(),
        "https://ns.rec.net/",
        "https://ns.rec.net/",
        keyed=False,
    ),
]
