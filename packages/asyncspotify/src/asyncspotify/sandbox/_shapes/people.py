"""
Users.
"""

from __future__ import annotations

from asyncspotify.sandbox._people import User
from asyncspotify.sandbox._view import JSON, View

from .common import followers, identity, pictures


def owner(view: View, user: User) -> JSON:
    """
    A user, as they stand on a playlist.
    """
    return {**identity(view, user), "display_name": user.name}


def user(view: View, user: User) -> JSON:
    """
    The public profile of a user.
    """
    return {
        **owner(view, user),
        "followers": followers(view, user),
        "images": pictures(user, 300, 64) if user.name else [],
    }


def me(view: View, me: User) -> JSON:
    """
    The profile of the signed-in user, as far as the scopes allow.
    """
    known = {**user(view, me), "account_id": me.account_id}
    if view.may("user-read-private"):
        known["country"] = me.country
        known["product"] = me.product
        allowed = {"filter_enabled": False, "filter_locked": False}
        known["explicit_content"] = allowed
    if view.may("user-read-email"):
        known["email"] = me.email
    return known
