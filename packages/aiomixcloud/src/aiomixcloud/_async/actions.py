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
    async def follow(self, user: Target) -> AccessDict:
        """Follow a user."""
        return await self._post_action(user, "follow")

    @targeting
    async def unfollow(self, user: Target) -> AccessDict:
        """Unfollow a user."""
        return await self._delete_action(user, "follow")

    @targeting
    async def favorite(self, cloudcast: Target) -> AccessDict:
        """Add a show to the favorites."""
        return await self._post_action(cloudcast, "favorite")

    @targeting
    async def unfavorite(self, cloudcast: Target) -> AccessDict:
        """Remove a show from the favorites."""
        return await self._delete_action(cloudcast, "favorite")

    @targeting
    async def repost(self, cloudcast: Target) -> AccessDict:
        """Repost a show to the followers."""
        return await self._post_action(cloudcast, "repost")

    @targeting
    async def unrepost(self, cloudcast: Target) -> AccessDict:
        """Remove a repost."""
        return await self._delete_action(cloudcast, "repost")

    @targeting
    async def listen_later(self, cloudcast: Target) -> AccessDict:
        """Add a show to Listen Later."""
        return await self._post_action(cloudcast, "listen-later")

    @targeting
    async def unlisten_later(self, cloudcast: Target) -> AccessDict:
        """Remove a show from Listen Later."""
        return await self._delete_action(cloudcast, "listen-later")

    async def _post_action(self, url: Target, action: str) -> AccessDict:
        return await self._do_action(url, action, "post")

    async def _delete_action(self, url: Target, action: str) -> AccessDict:
        return await self._do_action(url, action, "delete")

    @personal
    async def _do_action(
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
        return await self._write_result(await self._fetch(request))
