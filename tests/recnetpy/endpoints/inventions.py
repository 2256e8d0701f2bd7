"""
Inventions.
"""

from __future__ import annotations

from .addresses import API, PAGE, P
from .case import Case, one

CASES = [
    one(
        "invention",
        lambda c: c.inventions.fetch(1),
        f"{P}/inventions/v1",
        f"{API}/inventions/v1",
        query={"inventionId": "1"},
    ),
    Case(
        "invention search",
        lambda c: c.inventions.search("a", 5),
        f"{P}/inventions/v2/search",
        f"{API}/inventions/v2/search",
        query={"value": "a", "take": "5"},
    ),
    Case(
        "featured inventions",
        lambda c: c.inventions.featured(),
        f"{P}/inventions/v1/featured",
        f"{API}/inventions/v1/featured",
        query=PAGE,
    ),
    Case(
        "top inventions",
        lambda c: c.inventions.top_today(),
        f"{P}/inventions/v1/toptoday",
        f"{API}/inventions/v1/toptoday",
    ),
    one(
        "invention tags",
        lambda c: c.inventions.tags(1),
        f"{API}/inventions/v1/details",
        f"{API}/inventions/v1/details",
        query={"inventionId": "1"},
    ),
]
