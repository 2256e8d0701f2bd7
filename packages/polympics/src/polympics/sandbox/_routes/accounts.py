"""
``/accounts`` and ``/account``.
"""

from __future__ import annotations

import attrs
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from polympics.sandbox import _shapes as shapes
from polympics.sandbox._columns import fit
from polympics.sandbox._delivery import Delivery, deliver_all
from polympics.sandbox._endpoint import Call, Endpoints
from polympics.sandbox._permissions import (
    Permission,
    may_change,
    may_delete,
    may_move,
)
from polympics.sandbox._problems import Problem
from polympics.sandbox._search import Search, search
from polympics.sandbox._shapes import JSON
from polympics.sandbox._signups import bad_token, check_signups, user_of
from polympics.sandbox._validation import EVENTS, Destination
from polympics.sandbox._world import Account, Team

endpoints = Endpoints()


@attrs.frozen
class OneAccount:
    """The account in a path."""

    account: Account


@attrs.frozen
class NewAccount:
    """An account to create."""

    id: int
    name: str
    discriminator: str
    avatar_url: str | None = None
    team: Team | None = None
    permissions: int = 0


@attrs.frozen
class AccountSearch(Search):
    """Query of a list of accounts."""

    team: Team | None = None


@attrs.frozen
class AccountChanges:
    """Changes of an account. ``None`` is for no change."""

    name: str | None = None
    discriminator: str | None = None
    avatar_url: str | None = None
    team: Destination | None = None
    grant_permissions: int | None = None
    revoke_permissions: int | None = None
    discord_token: str | None = None

    def details(self) -> dict[str, str]:
        """Return the new details by name, without empty ones."""
        names = ("name", "discriminator", "avatar_url")
        return {name: value for name in names if (value := getattr(self, name))}

    def bits(self) -> int:
        """Return all permissions that are granted or revoked."""
        return (self.grant_permissions or 0) | (self.revoke_permissions or 0)


@endpoints.add("GET", "/accounts/signups")
def get_signups(call: Call) -> JSON:
    return {"signups_open": call.world.signups_open}


@endpoints.add("POST", "/accounts/new", status=201, guarded=True)
def create_account(call: Call, body: NewAccount) -> JSON:
    call.require(Permission.MANAGE_ACCOUNT_DETAILS)
    if body.permissions:
        call.allow(may_change(call.caller, body.permissions))
    check_signups(call.world)
    if body.id in call.world.accounts:
        raise Problem(409, "That Discord ID is already registered.")

    values = attrs.asdict(body, recurse=False)
    fit(**{n: values[n] for n in ("id", "name", "discriminator", "avatar_url")})
    made = call.world.add_account(**values)
    return shapes.account(call.world, made)


@endpoints.add("GET", "/accounts/search")
def list_accounts(call: Call, query: AccountSearch) -> JSON:
    among = call.world.accounts.values()
    members = [a for a in among if query.team in (None, a.team)]
    shape = shapes.account
    return search(query, members, lambda a: shape(call.world, a))


@endpoints.add("GET", "/account/{account}")
def get_account(call: Call, path: OneAccount) -> JSON:
    return shapes.account(call.world, path.account)


@endpoints.add("PATCH", "/account/{account}", guarded=True)
def update_account(call: Call, path: OneAccount, body: AccountChanges) -> Response:
    _check_permissions(call, path.account, body)
    details = {**body.details(), **_discord_details(call, path.account, body)}
    fit(**details)

    for name, value in details.items():
        setattr(path.account, name, value)
    deliveries = _move(call, path.account, body.team)
    _change_permissions(path.account, body)
    return JSONResponse(
        shapes.account(call.world, path.account),
        background=BackgroundTask(deliver_all, call.deliver, deliveries),
    )


def _check_permissions(call: Call, account: Account, changes: AccountChanges) -> None:
    if changes.details():
        call.require(Permission.MANAGE_ACCOUNT_DETAILS)
    if changes.team:
        call.allow(may_move(call.caller, account, changes.team.team))
    if bits := changes.bits():
        call.allow(may_change(call.caller, bits))


def _discord_details(
    call: Call, account: Account, changes: AccountChanges
) -> dict[str, str]:
    if not changes.discord_token:
        return {}
    user = user_of(call.world, changes.discord_token)
    if user is None:
        raise bad_token(422)
    if user.id != account.id:
        raise Problem(403, "Discord token is for a different account.")
    return {
        "name": user.name,
        "discriminator": user.discriminator,
        "avatar_url": call.world.discord.avatar_url(user),
    }


def _move(call: Call, account: Account, where: Destination | None) -> list[Delivery]:
    if where is None:
        return []
    # The service makes the event after the details were changed, and before the team
    # and the permissions are.
    news = shapes.team_update(call.world, account, where.team)
    account.team = where.team
    deliveries = [
        Delivery(callback.url, callback.secret, news)
        for callback in call.world.callbacks.values()
        if callback.event == EVENTS[0]
    ]
    call.world.deliveries += deliveries
    return deliveries


def _change_permissions(account: Account, changes: AccountChanges) -> None:
    account.permissions |= changes.grant_permissions or 0
    account.permissions &= ~(changes.revoke_permissions or 0)


@endpoints.add("DELETE", "/account/{account}", status=204, guarded=True)
def delete_account(call: Call, path: OneAccount) -> None:
    call.allow(may_delete(call.caller, path.account))
    call.world.remove_account(path.account)
