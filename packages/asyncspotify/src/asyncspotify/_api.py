"""
What the transport is told about the service.
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
        return Explanation(_readable(body), None, _BY_STATUS.get(response.status))
    problem = body.get("error") if isinstance(body, dict) else None
    if isinstance(problem, str):
        words = body.get("error_description") or problem
        return Explanation(words, problem, _BY_STATUS.get(response.status))
    if not isinstance(problem, dict):
        return Explanation("", None, _BY_STATUS.get(response.status))
    reason = problem.get("reason")
    reason = reason if isinstance(reason, str) else None
    return Explanation(problem.get("message"), reason, _class_for(response, reason))


def _class_for(response: Response, reason: str | None) -> type[HTTPException] | None:
    """Return what the status alone would not tell, or ``None``."""
    status = response.status
    if status == 429 and reason == QUOTA_EXCEEDED:
        return QuotaExceeded
    if status == 403 and reason == PlayerReason.PREMIUM_REQUIRED:
        return PremiumRequired
    known = reason in PlayerReason.__members__
    if known or (reason and response.request.path.startswith("me/player")):
        return _OF_THE_PLAYER.get(status, _BY_STATUS.get(status))
    return _BY_STATUS.get(status)


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
    """Tell how long a 429 closes its bucket; a spent quota is told each time."""
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
    limited=limited,
)
