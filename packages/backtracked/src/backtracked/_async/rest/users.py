"""
Users.
"""

from __future__ import annotations

from clientcore import DELETE, GET, POST

from ..._ids import user_id_of
from ..models import Following, User
from ..models.record import renew
from .base import Resource, UserLike

_FOLLOWING = "user/{user}/following"


class Users(Resource):
    """
    Users. `RestClient` has the constructor.
    """

    async def fetch_user(self, user: UserLike) -> User:
        """
        Request a user.

        Args:
            user: ID or username, or a User to request again.

        Raises:
            NotFoundError: No user has this ID or username.
        """
        request = GET("user/{user}", user=user_id_of(user))
        with self._caches.watched() as newer:
            return self._caches.keep_user(await self.call(request, User), newer)

    async def search_users(self, query: str) -> list[User]:
        """Search users by their names."""
        answer = await self.request(GET("search", query={"query": query}))
        data = self.parse_json(answer)
        found = data.get("users") if isinstance(data, dict) else data
        people = self.decode(found, list[User], answer)
        return [self._caches.keep_user(one) for one in people]

    async def fetch_avatar_url(self, user: UserLike, *, large: bool = False) -> str:
        """
        Request the URL of a user's avatar, from the redirect to it.

        Args:
            user: ID or User whose avatar is requested.
            large: Whether to request the large picture.
        """
        template = "user/{user}/image/large" if large else "user/{user}/image"
        return await self._location(GET(template, user=user_id_of(user)))

    # --- Following ------------------------------------------------------------

    async def fetch_following(self, user: UserLike) -> list[Following]:
        """Request the users that a user follows."""
        request = GET(_FOLLOWING, user=user_id_of(user))
        return await self.call(request, list[Following])

    async def follow(self, user: UserLike) -> None:
        """Follow a user."""
        await self.call(POST(_FOLLOWING, user=user_id_of(user)))

    async def unfollow(self, user: UserLike) -> None:
        """Unfollow a user."""
        await self._delete(DELETE(_FOLLOWING, user=user_id_of(user)))

    # --- The logged-in user's name --------------------------------------------

    async def is_username_available(self, username: str) -> bool:
        """Return whether a username is available."""
        # The service spells it that way.
        request = GET("user/query/availabilty", query={"username": username})
        return not (await self._maybe_object(request)).get("taken", True)

    async def change_username(self, username: str) -> bool:
        """
        Change the logged-in user's name.

        Returns:
            Whether the name was available. If not, the username is unchanged.
        """
        form = {"username": username}
        user = await self._maybe_object(POST("user/updateUsername", form=form))
        name = user.get("username")
        if name and self.user is not None:
            renew(self.user, {"username": name})
        return bool(name)
