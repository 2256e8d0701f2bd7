"""
What the transport is told about the service.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from clientcore import Api, ErrorTable, Explanation, Response

from ._codec import ServiceModel
from .exceptions import (
    AnswerError,
    InvalidTokenError,
    MixcloudError,
    RateLimitError,
    error_of,
)


def explain(response: Response) -> Explanation:
    """Read an error body, whatever it is."""
    error = error_of(response.body())
    if not isinstance(error, Mapping):
        return Explanation(error)
    words, kind = error.get("message", ""), error.get("type")
    return Explanation(words, kind, _class_of(response.status, kind, str(words)))


def _class_of(status: int, kind: Any, words: str) -> type[AnswerError] | None:
    """Return the error that the status alone does not tell, or ``None``."""
    if status == 429 or kind == "RateLimitException":
        return RateLimitError
    # https://www.mixcloud.com/developers/ promises the words, and no type.
    if "invalid access token" in words.lower():
        return InvalidTokenError
    return None


def limited(response: Response) -> float | None:
    """Return how long an answer means that nothing should be asked, or ``None``."""
    if response.status not in {403, 429}:
        return None
    error = AnswerError.from_response(response)
    known = response.status == 429 or error.type == "RateLimitException"
    return error.retry_after if known else None


ERRORS = ErrorTable(MixcloudError, explain)
API = Api("aiomixcloud", ServiceModel, ERRORS, limited=limited)


def failure(
    response: Response, data: Any = None, secrets: Iterable[str] = ()
) -> AnswerError:
    """
    Make the error for an answer that means failure, whatever its status.

    Args:
        response: The answer.

        data: Its body, as a decoder of somebody's own may have read it.

        secrets: What must not be repeated, should the service echo it.
    """
    secrets = [*secrets]
    # Each class of the transport has one of ours for it.
    error = cast("AnswerError", ERRORS.for_response(response, secrets))
    if (told := error_of(data)) is not None:
        error.retell(told)
        error.redact(secrets)
    return error
