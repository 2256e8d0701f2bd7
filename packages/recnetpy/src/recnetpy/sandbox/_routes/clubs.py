"""
Subscriptions and clubs.
"""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from recnetpy.sandbox._answers import JSON
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._lists import with_words

endpoints = Endpoints()

_MOST: Final = 1_000
#: A creator's subscribers are in a club of that number above the account's.
_CLUBS: Final = 6_000


def _details(call: Call, account: int) -> JSON:
    return {
        "accountId": account,
        "clubId": account + _CLUBS,
        "subscriberCount": call.world.subscribers.get(account, 0),
    }


@endpoints.get(None, "clubs", "/subscription/subscribercount/{id:int}")
def get_subscriber_count(call: Call, id: int) -> Response:
    return call.data(call.world.subscribers.get(id, 0))


@endpoints.get(None, "clubs", "/subscription/details/{id:int}")
def get_subscription(call: Call, id: int) -> Response:
    return call.one(_details(call, id) if id in call.world.accounts else None)


@endpoints.get(None, "clubs", "/subscription/top/creators")
def list_top_creators(call: Call) -> Response:
    counts = call.world.subscribers
    creators = sorted(counts, key=lambda account: counts[account], reverse=True)
    page = call.page(creators, most=_MOST)
    return call.data([_details(call, account) for account in page])


def _value(call: Call, value: Any) -> Response:
    found = value is not None
    error = "" if found else "There is no such club"
    return call.data({"success": found, "error": error, "value": value})


@endpoints.get(None, "clubs", "/club/{id:int}/details")
def get_club(call: Call, id: int) -> Response:
    return _value(call, call.world.clubs.get(id))


@endpoints.get(None, "clubs", "/club/{id:int}/members")
def list_members(call: Call, id: int) -> Response:
    club = call.world.clubs.get(id)
    return _value(call, club and club["memberAccountIds"])


@endpoints.get(None, "clubs", "/club/search")
def search_clubs(call: Call) -> Response:
    finds = with_words(call.text("query"), "name", "description")
    return _value(call, [c for c in call.world.clubs.values() if finds(c)])
