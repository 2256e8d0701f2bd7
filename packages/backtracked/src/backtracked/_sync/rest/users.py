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
        Get a user.

        Args:
            user: An id or a name; or somebody to read again.

        Raises:
            NotFoundError: There is nobody of that name.
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
        Get the address of somebody's picture, by the redirect to it.

        Args:
            user: Who.

            large: Whether the large one.
        """
        template = "user/{user}/image/large" if large else "user/{user}/image"
        return self._location(GET(template, user=user_id_of(user)))

    # --- Following ------------------------------------------------------------

    def fetch_following(self, user: UserLike) -> list[Following]:
        """Read whom somebody follows."""
        return self._list(GET(_FOLLOWING, user=user_id_of(user)), Following)

    def follow(self, user: UserLike) -> None:
        """Follow somebody."""
        self.call(POST(_FOLLOWING, user=user_id_of(user)))

    def unfollow(self, user: UserLike) -> None:
        """Follow somebody no longer."""
        self.call(DELETE(_FOLLOWING, user=user_id_of(user)))

    # --- One's own name -------------------------------------------------------

    def is_username_available(self, username: str) -> bool:
        """Tell whether a name is free."""
        # The service spells it that way.
        data = self._data(GET("user/query/availabilty", query={"username": username}))
        return isinstance(data, dict) and not data.get("taken", True)

    def change_username(self, username: str) -> bool:
        """
        Take another name.

        Returns:
            Whether it was free. If not, the old one stays.
        """
        form = {"username": username}
        data: Any = self._data(POST("user/updateUsername", form=form))
        if not isinstance(data, dict) or not data.get("username"):
            return False
        if self.user is not None:
            renew(self.user, {"username": data["username"]})
        return True
