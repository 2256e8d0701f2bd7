"""
What the transport is told about the service.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

import clientcore
from clientcore import Api, ErrorTable, Explanation, Policy, Response, RetryFacts

from ._errors import ClientError, MissingError, PolympicsError, UnknownIdError
from ._issues import describe, detail_of, names_nothing, read_issues
from ._models import PolympicsModel

#: Where the server is when it is run by hand.
LOCAL_URL = "http://127.0.0.1:8000"

#: Where the server of the tournament is.
PUBLIC_URL = "https://api.polytopia.fun"


def explain(response: Response) -> Explanation:
    """Read an error body, whatever it is."""
    status, body = response.status, response.body()
    if status == 422:
        issues = read_issues(body)
        error = UnknownIdError if names_nothing(issues) else None
        return Explanation(describe(issues), status, error)
    detail = detail_of(body)
    words = detail if isinstance(detail, str) else ""
    if status == 404:
        return Explanation(words, status, MissingError)
    if 300 <= status < 400:
        words = "a redirect, which is not followed: is the base address right?"
        return Explanation(words, status, ClientError)
    if status == 403 and "scope" in words:
        words += " (a permission is missing, or the credentials are wrong or expired)"
    return Explanation(words, status)


@attrs.frozen
class PolympicsPolicy(Policy):
    """
    The transport's policy, without a second attempt after a 500.

    This server answers 500 to what it failed to check, and will do so again.
    """

    def retry(self, error: Exception, *, idempotent: bool) -> float | bool:
        """See `clientcore.Policy.retry`."""
        if isinstance(error, clientcore.StatusError) and error.status == 500:
            return False
        return super().retry(error, idempotent=idempotent)


class Attempts:
    """
    Watches one call's attempts. Goes where the user's own hook was.

    Args:
        on_retry: That hook, or ``None``.

    Attributes:
        perhaps_done: Whether one that failed may have done the work.
    """

    def __init__(self, on_retry: Callable[[RetryFacts], None] | None) -> None:
        self._on_retry = on_retry
        self.perhaps_done = False

    def __call__(self, facts: RetryFacts) -> None:
        error = facts.error
        if not isinstance(error, clientcore.TransportError) or error.sent:
            self.perhaps_done = True
        if self._on_retry is not None:
            self._on_retry(facts)


API = Api("polympics", PolympicsModel, ErrorTable(PolympicsError, explain))
