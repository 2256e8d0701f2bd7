"""
``/auth``.
"""

from __future__ import annotations

import attrs

from polympics.sandbox import _shapes as shapes
from polympics.sandbox._endpoint import Call, Endpoints
from polympics.sandbox._permissions import Permission
from polympics.sandbox._shapes import JSON
from polympics.sandbox._signups import account_of, bad_token, user_of
from polympics.sandbox._world import Account, App

endpoints = Endpoints()


@attrs.frozen
class ForAccount:
    """The account to create a session for."""

    account: Account


@attrs.frozen
class WithDiscord:
    """A Discord access token."""

    token: str


@endpoints.add("POST", "/auth/create_session", status=201, guarded=True)
def create_session(call: Call, body: ForAccount) -> JSON:
    call.require(Permission.AUTHENTICATE_USERS)
    session = call.world.add_session(body.account)
    return shapes.session(session)


@endpoints.add("POST", "/auth/discord")
def discord_authenticate(call: Call, body: WithDiscord) -> JSON:
    user = user_of(call.world, body.token)
    if user is None:
        raise bad_token(401)
    session = call.world.add_session(account_of(call.world, user))
    return shapes.session(session)


@endpoints.add("POST", "/auth/reset_token", guarded=True)
def reset_token(call: Call) -> JSON:
    caller = call.authenticated()
    call.world.renew(caller)
    if isinstance(caller, App):
        return shapes.app_credentials(caller)
    # A fault of the service: it does not return the new token of a session.
    return shapes.account(call.world, caller.account)


@endpoints.add("GET", "/auth/me", guarded=True)
def get_self(call: Call) -> JSON:
    caller = call.authenticated()
    if isinstance(caller, App):
        return shapes.app(caller)
    return shapes.account(call.world, caller.account)
