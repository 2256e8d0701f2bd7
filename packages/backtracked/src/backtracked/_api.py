"""
The service's settings for the transport.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from clientcore import Api, ErrorTable, Explanation, Response

from ._codec import ServiceModel
from ._envelope import is_explained, message_of, wait_of
from ._errors import (
    BacktrackedError,
    RoomBannedError,
    RoomPasswordError,
    SessionExpiredError,
)

#: Where the service's REST part is.
API_URL = "https://api.queup.net"

#: Where its socket is.
WS_URL = "wss://ws.queup.net/ws/"

#: Joins a room by POST: a failure there says who may come in.
JOIN = "room/{room}/users"

_LOGIN = "/auth/login"


def http_origin(address: str) -> str:
    """Return the origin of the socket's address, for requests."""
    parts = urlsplit(address)
    scheme = "https" if parts.scheme == "wss" else "http"
    return urlunsplit((scheme, parts.netloc, "", "", ""))


def asks_for_login(response: Response) -> bool:
    """Return whether *response* redirects to the login page."""
    if not 300 <= response.status < 400:
        return False
    location = urlsplit(response.headers.get("location", ""))
    return location.path.rstrip("/").endswith(_LOGIN)


def refused(response: Response) -> bool:
    """
    Return whether the request may succeed with a new session.

    A 401 with an ``err`` in its body is about rights or bans, which a new login does
    not change.
    """
    if response.status == 401:
        return not is_explained(response.body())
    return asks_for_login(response)


def limited(response: Response) -> float | None:
    """
    Return the wait that a response requires, by its header or message, in seconds.
    """
    if response.status != 429:
        return None
    told = response.retry_after
    return wait_of(message_of(response.body())) if told is None else told


def explain(response: Response) -> Explanation:
    """Read an error body, whatever it is."""
    if asks_for_login(response):
        words = "there is no session, or it is over: log in"
        return Explanation(words, response.status, SessionExpiredError)
    body = response.body()
    words = message_of(body) or (body if isinstance(body, str) else "")
    joining = response.request.method == "POST" and response.request.path == JOIN
    entry = {400: RoomPasswordError, 401: RoomBannedError} if joining else {}
    return Explanation(words, response.status, entry.get(response.status))


ERRORS = ErrorTable(BacktrackedError, explain)
API = Api("backtracked", ServiceModel, ERRORS, None, refused, limited)
