# Generated from _async/rest/users.py by `nox -s twins`: do not edit.
"""
Users.
"""

from __future__ import annotations

from typing import Any

from clientcore import DELETE, GET, POST

from ..._envelope import rows
from ..._ids import user_id_of
from ..models.playlist import Following
from ..models.record import renew
from ..models.user import User
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
        return self._caches.keep_user(self.call(request, User))

    def search_users(self, query: str) -> list[User]:
        """Search users by their names."""
        answer = self.request(GET("search", query={"query": query}))
        data = self.parse_json(answer)
        found = data.get("users") if isinstance(data, dict) else data
        with self.api.errors.own_errors(answer.request, answer.secrets):
            people = self.decode(rows(found), list[User], answer)
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
        return self._list(GET(_FOLLOWING, user=user_id_of(user)), Following)

    def follow(self, user: UserLike) -> None:
        """Follow a user."""
        self.call(POST(_FOLLOWING, user=user_id_of(user)))

    def unfollow(self, user: UserLike) -> None:
        """Unfollow a user."""
        self.call(DELETE(_FOLLOWING, user=user_id_of(user)))

    # --- The logged-in user's name --------------------------------------------

    def is_username_available(self, username: str) -> bool:
        """Return whether a username is available."""
        # The service spells it that way.
        data = self._data(GET("user/query/availabilty", query={"username": username}))
        return isinstance(data, dict) and not data.get("taken", True)

    def change_username(self, username: str) -> bool:
        """
        Change the logged-in user's name.

        Returns:
            Whether the name was available. If not, the username is unchanged.
        """
        form = {"username": username}
        data: Any = self._data(POST("user/updateUsername", form=form))
        if not isinstance(data, dict) or not data.get("username"):
            return False
        if self.user is not None:
            renew(self.user, {"username": data["username"]})
        return True
