# Generated from _async/rest/base.py by `nox -s twins`: do not edit.
"""
What all endpoints share.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias, TypeVar, get_origin

import clientcore
from clientcore import Attempts, Request, Response
from clientcore.sync import Client

from ..._api import API
from ..._envelope import is_envelope, rows, unwrap
from ..._errors import DecodeError, MissingRightError
from ..._ids import user_id_of
from ...utils import ts
from ..caches import Caches
from ..models import (
    AuthenticatedUser,
    Conversation,
    Member,
    Message,
    Room,
    Song,
    SongInfo,
    User,
)
from ..models.record import forget_raw, is_whole

T = TypeVar("T")

#: What the caches keep, after the JSON was used for merging.
_CACHED = (User, Member, Song, SongInfo, Room, Conversation, Message)

RoomLike: TypeAlias = Room | str
UserLike: TypeAlias = User | Member | str
SongLike: TypeAlias = Song | str
MessageLike: TypeAlias = Message | str

log = logging.getLogger("backtracked")


class Resource(Client):
    """
    What all endpoints share. `RestClient` has the constructor.

    Attributes:
        user: Who is logged in, or ``None``.
    """

    api = API

    user: AuthenticatedUser | None
    now: Callable[[], datetime]
    _caches: Caches
    _local_checks: bool

    def parse_json(self, response: Response) -> Any:
        return unwrap(super().parse_json(response))

    def decode(self, data: Any, into: type[T], response: Response) -> T:
        """
        Decode parsed JSON. Empty rows of a list, and those without an id, are left out.

        Raises:
            DecodeError: *data* does not fit *into*, or has no id.
        """
        with self.api.errors.own_errors(response.request, response.secrets):
            if get_origin(into) is list:
                data = rows(data)
            # With the JSON, by which what is known of the same id is updated.
            found = self.api.codec.structure(
                data,
                into,
                client=self,
                strict=self.settings.strict,
                request=response.request,
            )
            if not is_whole(found):
                raise clientcore.DecodeError("the response has no id", body=data)
        if isinstance(found, list):
            found[:] = [one for one in found if is_whole(one)]
        first = found[0] if isinstance(found, list) and found else found
        if not self.settings.keep_raw and not isinstance(first, _CACHED):
            forget_raw(found)
        return found

    def _data(self, request: Request) -> Any:
        """Send a request, and return its payload as parsed JSON."""
        return self.parse_json(self.request(request))

    def _object(self, request: Request) -> dict[str, Any]:
        """
        Send a request, and return its payload.

        Raises:
            DecodeError: The payload is not an object.
        """
        response = self.request(request)
        data = self.parse_json(response)
        if not isinstance(data, dict):
            raise self._unreadable(response, "the response has no object")
        return data

    def _maybe_object(self, request: Request) -> dict[str, Any]:
        """Send a request, and return its payload, empty if it is not an object."""
        data = self._data(request)
        return data if isinstance(data, dict) else {}

    def _delete(self, request: Request) -> None:
        """
        Send a request that deletes something.

        If a response was lost, and the service then says that there is no such thing,
        the first attempt has deleted it.
        """
        attempts = Attempts(self.settings.on_retry)
        try:
            self.with_options(on_retry=attempts).call(request)
        except clientcore.NotFound as error:
            if not attempts.perhaps_done or not is_envelope(error.body):
                raise

    def _unreadable(self, response: Response, words: str) -> DecodeError:
        """Return the error for a response that can't be used."""
        words = f"{response.request}: {words}"
        error = DecodeError(words, request=response.request, body=response.body())
        error.redact(response.secrets)
        return error

    def _location(self, request: Request) -> str:
        """Send a request, and return the URL that the response redirects to."""
        try:
            answer = self.request(request)
        except clientcore.StatusError as error:
            location = error.headers.get("location")
            # A redirect to the login page does not lead to the requested resource.
            is_login = isinstance(error, clientcore.Unauthorized)
            if is_login or not location or not 300 <= error.status < 400:
                raise
            return location
        raise self._unreadable(answer, "the response is no redirect")

    def _known(self, room: RoomLike) -> Room | None:
        """Return a room that was joined, or given."""
        return room if isinstance(room, Room) else self._caches.rooms.get(room)

    def _rtc(self, room: RoomLike) -> str | None:
        """Return the room's channel name that older endpoints need, if it is cached."""
        known = self._known(room)
        return known.rtc if known and known.rtc else None

    def _millis(self) -> int:
        """Return the time as the service writes it."""
        return round(ts(self.now()))

    def _require(self, room: RoomLike, *rights: str) -> None:
        """
        Raise if the logged-in user has none of *rights*.

        Users without a cached record in the room pass: the service decides.

        Raises:
            MissingRightError: The user has none of *rights*. The error names the first.
        """
        known = self._known(room)
        if not self._local_checks or known is None or self.user is None:
            return
        me = known.members.from_user_id(self.user.id)
        if me is None or known.creator_id == self.user.id:
            return
        if set(rights).isdisjoint(me.rights):
            raise MissingRightError(rights[0], known.name)

    def _is_me(self, user: UserLike | None) -> bool:
        """Return whether *user* is the logged-in user."""
        return bool(self.user and user and user_id_of(user) == self.user.id)
