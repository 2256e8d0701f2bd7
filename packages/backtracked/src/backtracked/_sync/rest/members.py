# Generated from _async/rest/members.py by `nox -s twins`: do not edit.
"""
People in rooms.
"""

from __future__ import annotations

from clientcore import GET

from ..._ids import user_id_of
from ..changes import Changes
from ..models import AuditEntry, Member
from .base import Resource, RoomLike, UserLike


class Members(Resource):
    """
    People in rooms. `RestClient` has the constructor.
    """

    def fetch_members(self, room: RoomLike) -> list[Member]:
        """
        Request the members of a room.

        If the room was joined, its ``members`` are updated.
        """
        known = self._known(room)
        if known is None:
            return self._people(room, "room/{room}/users")
        with self._caches.watched() as newer, known.members.watched() as touched:
            found = self._people(room, "room/{room}/users", newer)
            records = [self._caches.keep_record(known, one, newer) for one in found]
            me = self.user.id if self.user else None
            known.members.replace(records, touched, me=me)
        return list(known.members.values())

    def fetch_member(self, room: RoomLike, user: UserLike) -> Member:
        """Read one user's record in a room."""
        request = GET("room/{room}/users/{user}", room=room, user=user_id_of(user))
        with self._caches.watched() as newer:
            found = self._caches.keep_member(self.call(request, Member), newer)
            known = self._known(room)
            if known is None:
                return found
            return self._caches.keep_record(known, found, newer)

    def fetch_staff(self, room: RoomLike) -> list[Member]:
        """Read who has a role in a room."""
        return self._people(room, "room/{room}/users/staff")

    def fetch_banned(self, room: RoomLike) -> list[Member]:
        """Request the users who are banned from a room."""
        return self._people(room, "room/{room}/users/ban")

    def fetch_muted(self, room: RoomLike) -> list[Member]:
        """Request the users who are muted in a room."""
        return self._people(room, "room/{room}/users/mute")

    def fetch_audit(self, room: RoomLike) -> list[AuditEntry]:
        """Read what moderators did in a room."""
        return self.call(GET("room/{room}/audit", room=room), list[AuditEntry])

    def _people(
        self, room: RoomLike, template: str, newer: Changes | None = None
    ) -> list[Member]:
        found = self.call(GET(template, room=room), list[Member])
        return [self._caches.keep_member(one, newer) for one in found]
