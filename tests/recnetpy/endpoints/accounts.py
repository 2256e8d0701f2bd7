"""
Accounts.
"""

from __future__ import annotations

from .addresses import ACCOUNTS, API, CLUBS, P
from .case import Case, bulk, one

CASES = [
    one(
        "account",
        lambda c: c.accounts.fetch(1),
        f"{P}/accounts/1",
        f"{ACCOUNTS}/account/1",
    ),
    one(
        "account by name",
        lambda c: c.accounts.get("@a"),
        f"{P}/accounts/",
        f"{ACCOUNTS}/account",
        query={"username": "a"},
    ),
    Case(
        "account search",
        lambda c: c.accounts.search("a"),
        f"{P}/accounts/search",
        f"{ACCOUNTS}/account/search",
        query={"name": "a"},
    ),
    bulk(
        "accounts",
        lambda c: c.accounts.fetch_many([1, "2"]),
        f"{P}/accounts/bulk",
        f"{ACCOUNTS}/account/bulk",
        "id",
    ),
    bulk(
        "accounts by name",
        lambda c: c.accounts.get_many(["@1", "2"]),
        f"{P}/accounts/bulk",
        f"{ACCOUNTS}/account/bulk",
        "name",
    ),
    one(
        "bio",
        lambda c: c.accounts.bio(1),
        f"{P}/accounts/1/bio",
        f"{ACCOUNTS}/account/1/bio",
    ),
    bulk(
        "levels",
        lambda c: c.accounts.levels([1, 2]),
        f"{P}/players/progression/bulk",
        f"{API}/players/v2/progression/bulk",
        "id",
    ),
    Case(
        "influencer",
        lambda c: c.accounts.is_influencer(1),
        f"{P}/influencerpartnerprogram/isinfluencer",
        f"{API}/influencerpartnerprogram/isinfluencer",
        query={"accountId": "1"},
        answer=True,
    ),
    Case(
        "subscribers",
        lambda c: c.accounts.subscriber_count(1),
        f"{CLUBS}/subscribercount/1",
        f"{CLUBS}/subscribercount/1",
        answer=3,
        keyed=False,
    ),
    one(
        "subscription",
        lambda c: c.accounts.subscription(1),
        f"{CLUBS}/details/1",
        f"{CLUBS}/details/1",
        answer={"accountId": 1, "clubId": 2, "subscriberCount": 3},
        keyed=False,
    ),
    Case(
        "top creators",
        lambda c: c.accounts.top_creators(2),
        f"{CLUBS}/top/creators",
        f"{CLUBS}/top/creators",
        query={"take": "2", "skip": "0"},
        keyed=False,
    ),
]
