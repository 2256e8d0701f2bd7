"""
The description of the service, for the transport.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import attrs

from clientcore import Api, ErrorTable, Explanation, Policy, Response, StatusError

from ._codec import ServiceModel
from .exceptions import (
    AnswerError,
    InvalidTokenError,
    MixcloudError,
    RateLimitError,
    error_of,
)


@attrs.frozen
class MixcloudPolicy(Policy):
    """
    The transport's policy, but without a retry of an upload after a 503.

    A server in front of the service may give up while the service processes the file.
    """

    def retry(self, error: Exception, *, idempotent: bool) -> float | bool:
        """See `clientcore.Policy.retry`."""
        is_unsure = isinstance(error, StatusError) and error.status == 503
        if is_unsure and not idempotent:
            return False
        return super().retry(error, idempotent=idempotent)


def explain(response: Response) -> Explanation:
    """Read an error body of any type."""
    error = error_of(response.body())
    if not isinstance(error, Mapping):
        return Explanation(error)
    message, kind = error.get("message", ""), error.get("type")
    return Explanation(message, kind, _class_of(response.status, kind, str(message)))


def _class_of(status: int, kind: Any, message: str) -> type[AnswerError] | None:
    """Return the class if the status alone does not determine it, else ``None``."""
    if status == 429 or kind == "RateLimitException":
        return RateLimitError
    # https://www.mixcloud.com/developers/ names the message, but no type.
    if "invalid access token" in message.lower():
        return InvalidTokenError
    return None


def limited(response: Response) -> float | None:
    """Return the seconds for which a response closes the rate limit, or ``None``."""
    if response.status not in {403, 429}:
        return None
    error = AnswerError.from_response(response)
    known = response.status == 429 or error.type == "RateLimitException"
    return error.retry_after if known else None


def confirms(data: Mapping[str, Any]) -> bool:
    """
    Return whether the body of a response to a write says that it was done.

    The service sends a ``result`` with ``success`` and ``message``.
    """
    result = data.get("result")
    if isinstance(result, Mapping):
        return bool(result and result.get("success", True))
    return bool(result)


ERRORS = ErrorTable(MixcloudError, explain)
API = Api("aiomixcloud", ServiceModel, ERRORS, limited=limited)


def failure(
    response: Response, data: Any = None, secrets: Iterable[str] = ()
) -> AnswerError:
    """
    Make the error for a response that means failure, whatever its status.

    Args:
        response: Response of the service.
        data: Its body, as the client's JSON decoder read it.
        secrets: Values that are redacted if the service repeats them.
    """
    secrets = [*secrets]
    # Each class of the transport has one of ours for it.
    error = cast("AnswerError", ERRORS.for_response(response, secrets))
    if found := error_of(data):
        error.replace(found)
        error.redact(secrets)
    return error
