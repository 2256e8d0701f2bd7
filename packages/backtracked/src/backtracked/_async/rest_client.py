"""
The client for requests, without a real-time connection.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import clientcore
from clientcore import GET, Secret
from clientcore.aio import ClientOptions, Lock, sleep
from clientcore.network import Proxies

from .._api import API_URL, ERRORS
from .._collections import Collection
from .._constants import Presence
from .._errors import AuthorizationError, NotConnectedError
from .._pace import Pace
from .caches import Caches
from .models import (
    AuthenticatedUser,
    ConversationCollection,
    MessageCollection,
    Room,
    RoomCollection,
    SongInfo,
    UserCollection,
)
from .options import RestOptions
from .rest.base import log
from .rest.chat import Chat
from .rest.conversations import Conversations
from .rest.moderation import Moderation
from .rest.playlists import Playlists
from .rest.queue import Queue
from .rest.rooms import Rooms
from .rest.users import Users
from .rest.votes import Voting
from .session import SessionAuth

if TYPE_CHECKING:
    from typing import Unpack


_utc_now = partial(datetime.now, UTC)


class RestClient(
    Rooms, Chat, Moderation, Queue, Voting, Playlists, Users, Conversations
):
    """
    A client for requests, without a real-time connection.

    Methods accept IDs instead of rooms, users and songs. Without a login, only public
    data can be requested.

    Args:
        connector: A transport of the HTTP library. The same as *transport*.
        proxy_options: A proxy, or ``None`` for that of the environment. The same as
            *proxy*.
        recent_conversations: Whether ``login`` requests the conversations. ``True``
            by default.
        api: URL of the service.
        local_checks: Whether moderation that needs a right which the bot is known to
            lack raises `MissingRightError` without a request. ``True`` by default.
        chat_interval: Seconds between two chat messages, after five at once. 1.5 by
            default, ``None`` for no limit.
        cache_size: Maximum number of cached messages, 512 by default. The limit is 16
            times as high for users, and four times for media and conversations.
            ``None`` for no limit.
        now: Returns the time, with a zone.
        **options: See `clientcore.aio.ClientOptions`. Unknown ones are ignored, with a
            warning.

    Attributes:
        user: The user who is logged in, or ``None``.
        rooms: The rooms that the bot is in, by ID.
        users: The users that were seen, by ID.
        messages: The messages that were received, by ID, in the order of receiving
            them.
        conversations: The conversations that were seen, by ID.
        song_cache: The media that were seen, by ID.

    Raises:
        TypeError: An option has the wrong type.
        ValueError: An option is out of range.
        SettingsError: The proxy's URL can't be used.
    """

    def __init__(self, **options: Unpack[RestOptions]) -> None:
        cache_size = options.get("cache_size", 512)
        if cache_size is not None and cache_size < 1:
            raise ValueError("cache_size is at least 1, or None")
        proxy_options = options.get("proxy_options")
        given: dict[str, Any] = dict(options)
        if (connector := options.get("connector")) is not None:
            given["transport"] = connector
        if proxy_options is not None:
            given["proxy"] = proxy_options.proxy
        self._session = SessionAuth()
        with ERRORS.own_errors():
            super().__init__(
                options.get("api", API_URL), auth=self._session, **_transport(given)
            )
            if self.settings.proxy is not None:
                # Otherwise found by the first request only.
                Proxies(self.settings.proxy)
        self.user: AuthenticatedUser | None = None
        self.now: Callable[[], datetime] = options.get("now", _utc_now)
        self._recent_conversations = options.get("recent_conversations", True)
        self._local_checks = options.get("local_checks", True)
        self._caches = caches = Caches(self, cache_size)
        self.rooms: RoomCollection = caches.rooms
        self.users: UserCollection = caches.users
        self.messages: MessageCollection = caches.messages
        self.conversations: ConversationCollection = caches.conversations
        self.song_cache: Collection[SongInfo] = caches.songs
        self._joining: WeakValueDictionary[str, Lock] = WeakValueDictionary()
        self._chatting = Lock()
        self._passwords: dict[str, str] = {}
        self._pace = Pace(options.get("chat_interval", 1.5))
        self._clock, self._sleep = time.monotonic, sleep

    @property
    def logged_in(self) -> bool:
        """Whether a user is logged in."""
        return self.user is not None

    # --- Coming and going -----------------------------------------------------

    async def login(self, email: str, password: str) -> None:
        """
        Log in. The client logs in again when the session expires.

        Args:
            email: The account's e-mail address or username.
            password: The account's password, in plain text.

        Raises:
            AuthorizationError: The service refused the username or password.
            ApiError: The request failed for another reason, so that the username
                and password may be correct.
        """
        password = Secret(password)
        self.check_open()
        with self.api.errors.own_errors():
            await self._session.log_in(email, password, self.request)
        try:
            self.user = await self.fetch_session()
        except clientcore.Unauthorized as error:
            words = "the service accepted the login, and no session came of it"
            raise AuthorizationError(words, request=error.request) from error
        self.users.add(self.user)
        if self._recent_conversations:
            try:
                await self.fetch_conversations()
            except clientcore.Error as error:
                log.warning("the conversations could not be read: %s", error)

    async def fetch_session(self) -> AuthenticatedUser:
        """
        Request the user that the session belongs to.

        Raises:
            SessionExpiredError: No user is logged in, or the session has expired.
        """
        return await self.call(GET("auth/session"), AuthenticatedUser)

    async def fetch_token(self) -> str:
        """
        Get a token for a connection to the socket: each needs one of its own.

        It needs no login, but a guest's may be refused there.
        """
        response = await self.request(GET("auth/token"))
        data = self.parse_json(response)
        token = data.get("token") if isinstance(data, dict) else None
        if not isinstance(token, str) or not token:
            raise self._unreadable(response, "the response has no token")
        return token

    async def logout(self) -> None:
        """
        Log out, and remove rooms and conversations from the cache.

        Requests that need no login are still possible.
        """
        try:
            await self.call(GET("auth/logout"))
        finally:
            self._session.forget()
            self.user = None
            self._passwords.clear()
            self.rooms.clear()
            self.conversations.clear()

    async def show_presence(self, room: Room, presence: Presence) -> None:
        """
        Show the logged-in user in a room, or hide: see `Room.change_presence`.

        Raises:
            NotConnectedError: This client has no real-time connection.
        """
        raise NotConnectedError("presence needs the socket, which this client has not")

    async def close(self) -> None:
        """Close the client and its connections. More than once does no harm."""
        await super().aclose()


def _transport(options: dict[str, Any]) -> Any:
    """Return the options of the transport, and warn about unknown ones."""
    known = ClientOptions.__optional_keys__
    if unknown := sorted(options.keys() - RestOptions.__optional_keys__):
        words = f"unknown options are ignored: {', '.join(unknown)}"
        warnings.warn(words, UserWarning, stacklevel=4)
    return {name: value for name, value in options.items() if name in known}
