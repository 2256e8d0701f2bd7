"""
The description of the service for the transport.
"""

from __future__ import annotations

import attrs

import clientcore
from clientcore import Api, ErrorTable, Explanation, Policy, Response

from ._errors import (
    ClientError,
    MissingError,
    PolympicsError,
    UnknownIdError,
    UnknownPathError,
)
from ._issues import describe, detail_of, is_own_404, names_nothing, read_issues
from ._models import PolympicsModel

#: URL of a server that is started by hand.
LOCAL_URL = "http://127.0.0.1:8000"

#: URL of the tournament's server.
PUBLIC_URL = "https://api.polytopia.fun"

#: Statuses of the responses without a body: created, deleted, there already.
CONFIRMED = {201, 204, 208}


def explain(response: Response) -> Explanation:
    """Return message and class of the error for *response*, whatever its body is."""
    status, body = response.status, response.body()
    if status == 422:
        issues = read_issues(body)
        error = UnknownIdError if names_nothing(issues) else None
        return Explanation(describe(issues), status, error)
    detail = detail_of(body)
    words = detail if isinstance(detail, str) else ""
    if status == 404 and is_own_404(response, detail):
        return Explanation(words, status, MissingError)
    if status == 404:
        words = "the server has no such path: is the base URL right?"
        return Explanation(words, status, UnknownPathError)
    if 300 <= status < 400:
        words = "a redirect, which is not followed: is the base URL right?"
        return Explanation(words, status, ClientError)
    if status == 403 and "scope" in words:
        words += " (a permission is missing, or the credentials are wrong or expired)"
    return Explanation(words, status)


@attrs.frozen
class PolympicsPolicy(Policy):
    """
    The transport's policy, without a retry after a 500.

    The server answers 500 to values that it did not check, and would do so again.
    """

    def retry(self, error: Exception, *, idempotent: bool) -> float | bool:
        """See `clientcore.Policy.retry`."""
        if isinstance(error, clientcore.StatusError) and error.status == 500:
            return False
        return super().retry(error, idempotent=idempotent)


def _refused(response: Response) -> bool:
    """
    Return whether the credentials may have been refused.

    The server treats wrong credentials as those of an app without permissions, so it
    answers 403 as well. After either, a token that was replaced meanwhile is used.
    """
    return response.status in {401, 403}


API = Api(
    "polympics",
    PolympicsModel,
    ErrorTable(PolympicsError, explain),
    refused=_refused,
)
