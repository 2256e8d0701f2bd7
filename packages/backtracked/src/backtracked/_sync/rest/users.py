# Generated from _async/rest/users.py by `nox -s twins`: do not edit.
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

    def fetch_user(self, user: UserLike) -> User:
        """
        Request a user.

        Args:
            user: ID or username, or a User to request again.

        Raises:
            NotFoundError: No user has this ID or username.
        """
        request = GET("user/{user}", user=user_id_of(user))
        with self._caches.watched() as newer:
            return self._caches.keep_user(self.call(request, User), newer)

    def search_users(self, query: str) -> list[User]:
        """Search users by their names."""
        answer = self.request(GET("search", query={"query": query}))
        data = self.parse_json(answer)
        found = data.get("users") if isinstance(data, dict) else data
        people = self.decode(found, list[User], answer)
        return [self._caches.keep_user(one) for one in people]

    def fetch_avatar_url(self, user: UserLike, *, large: bool = False) -> str:
        """
        Request the URL of a user's avatar, from the redirect to it.

        Args:
            user: ID or User whose avatar is requested.
            large: Whether to request the large picture.
        """
        template = "user/{user}/image/large" if large else "user/{user}/image"
        return self._location(GET(template, user=user_id_of(user)))

    # --- Following ------------------------------------------------------------

    def fetch_following(self, user: UserLike) -> list[Following]:
        """Request the users that a user follows."""
        request = GET(_FOLLOWING, user=user_id_of(user))
        return self.call(request, list[Following])

    def follow(self, user: UserLike) -> None:
        """Follow a user."""
        self.call(POST(_FOLLOWING, user=user_id_of(user)))

    def unfollow(self, user: UserLike) -> None:
        """Unfollow a user."""
        self._delete(DELETE(_FOLLOWING, user=user_id_of(user)))

    # --- The logged-in user's name --------------------------------------------

    def is_username_available(self, username: str) -> bool:
        """Return whether a username is available."""
        # The service spells it that way.
        request = GET("user/query/availabilty", query={"username": username})
        return not self._maybe_object(request).get("taken", True)

    def change_username(self, username: str) -> bool:
        """
        Change the logged-in user's name.

        Returns:
            Whether the name was available. If not, the username is unchanged.
        """
        form = {"username": username}
        user = self._maybe_object(POST("user/updateUsername", form=form))
        name = user.get("username")
        if name and self.user is not None:
            renew(self.user, {"username": name})
        return bool(name)
