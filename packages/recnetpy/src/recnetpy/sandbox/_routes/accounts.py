"""
People.
"""

from __future__ import annotations

from starlette.responses import Response

from recnetpy.sandbox._answers import JSON, bad
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._lists import unordered, with_words

endpoints = Endpoints()


@endpoints.get("/accounts", "accounts", "/account")
@endpoints.get("/accounts/", "accounts", "/account/")
def get_account_by_name(call: Call) -> Response:
    name = call.text("username").casefold()
    if not name:
        raise bad("username is required")
    found = (a for a in call.world.accounts.values() if _name(a) == name)
    return call.one(next(found, None), plain=False)


@endpoints.get("/accounts/{id:int}", "accounts", "/account/{id:int}")
def get_account(call: Call, id: int) -> Response:
    return call.one(call.world.accounts.get(id))


@endpoints.bulk("/accounts/bulk", "accounts", "/account/bulk")
def get_accounts(call: Call) -> Response:
    ids, names = call.ids("id"), call.names("name")
    if not ids and not names:
        raise bad("id or name is required")
    accounts = call.world.accounts.items()
    found = [a for number, a in accounts if number in ids or _name(a) in names]
    return call.data(unordered(found, "accountId"))


@endpoints.get("/accounts/search", "accounts", "/account/search")
def search_accounts(call: Call) -> Response:
    if not call.text("name").strip():
        raise bad("name is required")
    finds = with_words(call.text("name"), "username", "displayName")
    return call.data([a for a in call.world.accounts.values() if finds(a)])


@endpoints.get("/accounts/{id:int}/bio", "accounts", "/account/{id:int}/bio")
def get_bio(call: Call, id: int) -> Response:
    if id not in call.world.accounts:
        return call.one(None)
    return call.data({"accountId": id, "bio": call.world.bios.get(id)})


@endpoints.get(None, "accounts", "/account/{id:int}/username")
def get_username(call: Call, id: int) -> Response:
    if id not in call.world.accounts:
        return call.one(None)
    return call.data({"accountId": id, "username": call.world.accounts[id]["username"]})


@endpoints.get(None, "accounts", "/account/me")
def get_own_account(call: Call) -> Response:
    return call.one(call.world.accounts.get(call.account()))


@endpoints.bulk("/players/progression/bulk", "api", "/players/v2/progression/bulk")
def get_levels(call: Call) -> Response:
    ids, levels = call.ids("id"), call.world.levels
    if not ids:
        raise bad("id is required")
    found = [
        {"PlayerId": player, "Level": level, "XP": points}
        for player, (level, points) in levels.items()
        if player in ids
    ]
    return call.data(unordered(found, "PlayerId"))


_INFLUENCER = "/influencerpartnerprogram/isinfluencer"


@endpoints.get(_INFLUENCER, "api", _INFLUENCER)
def is_influencer(call: Call) -> Response:
    # One client sends the one, another the other.
    name = "accountId" if call.text("accountId") else "id"
    return call.data(call.number(name) in call.world.influencers)


def _name(account: JSON) -> str:
    name: str = account.get("username") or account.get("Username") or ""
    return name.casefold()
