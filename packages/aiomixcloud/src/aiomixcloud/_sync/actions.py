# Generated from _async/actions.py by `nox -s twins`: do not edit.
"""
What somebody does: following, favorites, reposts, and what to hear later.
"""

from __future__ import annotations

from typing import Literal

from .._containers import AccessDict
from .base import MixcloudBase, Target
from .decorators import personal, targeting


class Actions(MixcloudBase):
    """
    The client's methods that do and undo.
    """

    @targeting
    def follow(self, user: Target) -> AccessDict:
        """Follow somebody: a resource, its key, or its address."""
        return self._post_action(user, "follow")

    @targeting
    def unfollow(self, user: Target) -> AccessDict:
        """Follow somebody no longer."""
        return self._delete_action(user, "follow")

    @targeting
    def favorite(self, cloudcast: Target) -> AccessDict:
        """Make a show one of the favorites."""
        return self._post_action(cloudcast, "favorite")

    @targeting
    def unfavorite(self, cloudcast: Target) -> AccessDict:
        """Take a show out of the favorites."""
        return self._delete_action(cloudcast, "favorite")

    @targeting
    def repost(self, cloudcast: Target) -> AccessDict:
        """Show a show to one's followers."""
        return self._post_action(cloudcast, "repost")

    @targeting
    def unrepost(self, cloudcast: Target) -> AccessDict:
        """Take a repost back."""
        return self._delete_action(cloudcast, "repost")

    @targeting
    def listen_later(self, cloudcast: Target) -> AccessDict:
        """Remember a show for later."""
        return self._post_action(cloudcast, "listen-later")

    @targeting
    def unlisten_later(self, cloudcast: Target) -> AccessDict:
        """Take a show off what is remembered."""
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
        Do or undo something.

        Args:
            url: To what: a resource, its key, or its address.

            action: What, as it is called in addresses.

            method: ``post`` to do it, ``delete`` to undo it.
        """
        address = self._build_url(f"{self._key(url).strip('/')}/{action}/")
        # Following twice is following.
        request = self._request(method.upper(), str(address), idempotent=True)
        return self._native_result(self._fetch(request))
