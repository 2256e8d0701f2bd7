# Generated from _async/actions.py by `nox -s twins`: do not edit.
"""
Following, favorites, reposts, and Listen Later.
"""

from __future__ import annotations

from typing import Literal

from .._containers import AccessDict
from .base import MixcloudBase, Target
from .decorators import personal, targeting


class Actions(MixcloudBase):
    """
    The client's methods that add and remove marks of the token's owner.

    Each takes a resource, its key, or its address. Repeating one has no effect, so
    they are sent again if a response is lost.
    """

    @targeting
    def follow(self, user: Target) -> AccessDict:
        """Follow a user."""
        return self._post_action(user, "follow")

    @targeting
    def unfollow(self, user: Target) -> AccessDict:
        """Unfollow a user."""
        return self._delete_action(user, "follow")

    @targeting
    def favorite(self, cloudcast: Target) -> AccessDict:
        """Add a show to the favorites."""
        return self._post_action(cloudcast, "favorite")

    @targeting
    def unfavorite(self, cloudcast: Target) -> AccessDict:
        """Remove a show from the favorites."""
        return self._delete_action(cloudcast, "favorite")

    @targeting
    def repost(self, cloudcast: Target) -> AccessDict:
        """Repost a show to the followers."""
        return self._post_action(cloudcast, "repost")

    @targeting
    def unrepost(self, cloudcast: Target) -> AccessDict:
        """Remove a repost."""
        return self._delete_action(cloudcast, "repost")

    @targeting
    def listen_later(self, cloudcast: Target) -> AccessDict:
        """Add a show to Listen Later."""
        return self._post_action(cloudcast, "listen-later")

    @targeting
    def unlisten_later(self, cloudcast: Target) -> AccessDict:
        """Remove a show from Listen Later."""
        return self._delete_action(cloudcast, "listen-later")

    def _post_action(self, url: Target, action: str) -> AccessDict:
        return self._do_action(url, action, "post")

    def _delete_action(self, url: Target, action: str) -> AccessDict:
        return self._do_action(url, action, "delete")

    @personal
    def _do_action(
        self, url: Target, action: str, method: Literal["post", "delete"]
    ) -> AccessDict:
        """
        Do or undo an action.

        Args:
            url: A resource, its key, or its address.
            action: Name of the action in addresses.
            method: ``post`` to do it, ``delete`` to undo it.
        """
        address = self._build_url(f"{self._key(url).strip('/')}/{action}/")
        request = self._request(method.upper(), str(address), idempotent=True)
        return self._write_result(self._fetch(request))
