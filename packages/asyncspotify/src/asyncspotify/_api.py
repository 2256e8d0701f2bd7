"""
The description of the service for the transport.
"""

from __future__ import annotations

import re
from typing import Any

import attrs

from clientcore import Api, ErrorTable, Explanation, Policy, Response

from ._enums import PlayerReason
from ._errors import (
    HTTPException,
    NotAllowed,
    OwnerPremiumRequired,
    PayloadTooLarge,
    PlayerForbidden,
    PlayerNotFound,
    PremiumRequired,
    QuotaExceeded,
    SpotifyException,
)
from ._models.base import SpotifyModel

#: Where the Web API is.
API_URL = "https://api.spotify.com/v1"

#: Where tokens come from.
ACCOUNTS_URL = "https://accounts.spotify.com"

#: What a spent quota is called.
QUOTA_EXCEEDED = "QUOTA_EXCEEDED"

#: In the 403 for apps in development mode whose owner does not pay.
_OWNER_PREMIUM = "premium subscription required for the owner"

_BY_STATUS: dict[int, type[HTTPException]] = {405: NotAllowed, 413: PayloadTooLarge}
_OF_THE_PLAYER: dict[int, type[HTTPException]] = {
    403: PlayerForbidden,
    404: PlayerNotFound,
}
_TAG = re.compile(r"<(script|style).*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def explain(response: Response) -> Explanation:
    """
    Read an error body, whatever it is.

    The Web API has an object at ``error``, the accounts host a word, and what
    stands in front of them text or HTML.
    """
    body = response.body()
    if isinstance(body, str):
        text = _readable(body)
        return Explanation(text, None, _class_for(response, text, None))
    problem = body.get("error") if isinstance(body, dict) else None
    if isinstance(problem, str):
        words = body.get("error_description") or problem
        return Explanation(words, problem, _BY_STATUS.get(response.status))
    if not isinstance(problem, dict):
        return Explanation("", None, _BY_STATUS.get(response.status))
    reason = problem.get("reason")
    reason = reason if isinstance(reason, str) else None
    message = problem.get("message")
    cls = _class_for(response, str(message), reason)
    return Explanation(message, reason, cls)


def _class_for(
    response: Response, text: str, reason: str | None
) -> type[HTTPException] | None:
    """Return the class for what the status alone does not say, or ``None``."""
    status = response.status
    if status == 403 and _OWNER_PREMIUM in text.lower():
        return OwnerPremiumRequired
    if status == 429 and reason == QUOTA_EXCEEDED:
        return QuotaExceeded
    if status == 403 and reason == PlayerReason.PREMIUM_REQUIRED:
        return PremiumRequired
    at_player = response.request.path.startswith("me/player")
    known = reason in PlayerReason.__members__ or (reason and at_player)
    # A device that is gone is a 404 without a reason.
    if known or (at_player and status == 404):
        return _OF_THE_PLAYER.get(status, _BY_STATUS.get(status))
    return _BY_STATUS.get(status)


def refused(response: Response) -> bool:
    """
    Return whether a new token may help: not if the player misses a scope.

    The player responds to that with a 401, where the rest of the service has a 403.
    """
    return response.status == 401 and not _misses_scope(explain(response).message)


def _misses_scope(text: str) -> bool:
    """Return whether the service's *text* is about scopes."""
    return "scope" in text.lower() or "permissions missing" in text.lower()


def _readable(text: str) -> str:
    """Return the words of text, or of HTML."""
    if text.lstrip().startswith("<"):
        text = _TAG.sub(" ", text)
    return " ".join(text.split())


@attrs.frozen
class SpotifyPolicy(Policy):
    """
    The transport's policy, without a second attempt once the quota is spent.
    """

    def retry(self, error: Exception, *, idempotent: bool) -> float | bool:
        """See `clientcore.Policy.retry`."""
        if isinstance(error, QuotaExceeded):
            return False
        return super().retry(error, idempotent=idempotent)


def limited(response: Response) -> float | None:
    """Return how long a 429 closes its bucket; a spent quota closes none."""
    if response.status != 429:
        return None
    return None if _is_quota(response.body()) else response.retry_after


def _is_quota(body: Any) -> bool:
    problem = body.get("error") if isinstance(body, dict) else None
    return isinstance(problem, dict) and problem.get("reason") == QUOTA_EXCEEDED


API = Api(
    "asyncspotify",
    SpotifyModel,
    ErrorTable(SpotifyException, explain),
    refused=refused,
    limited=limited,
)
