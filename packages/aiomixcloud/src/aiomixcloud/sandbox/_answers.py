"""
Responses of the service, errors among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

JSON: TypeAlias = dict[str, Any]


class ScriptResponse(JSONResponse):
    """
    JSON as the API sends it: as JavaScript, with CORS for any origin.
    """

    media_type = "text/javascript"

    def __init__(
        self,
        content: Any,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        anybody = {"access-control-allow-origin": "*"}
        super().__init__(content, status_code, {**anybody, **(headers or {})})


class Refusal(Exception):
    """
    A response that is an error.

    Args:
        status: HTTP status of the response.
        kind: The ``type`` of the error.
        message: The ``message`` of the error.
        **facts: Further items of the error.
    """

    def __init__(self, status: int, kind: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.facts = facts

    def response(self, headers: Mapping[str, str] | None = None) -> Response:
        """
        Return the response.
        """
        error = {"message": self.message, "type": self.kind, **self.facts}
        return ScriptResponse({"error": error}, self.status, headers)


def missing() -> Refusal:
    """
    Return the error for a key that does not exist, or that the caller may not see.
    """
    return Refusal(404, "NotFoundException", "Object not found")


def bad(message: str) -> Refusal:
    """
    Return the error for an invalid value.
    """
    return Refusal(400, "BadRequestException", message)


def invalid_token() -> Refusal:
    """
    Return the error for a token that was revoked or never issued.
    """
    message = "An invalid access token was provided"
    return Refusal(400, "OAuthException", message)


def unauthorized() -> Refusal:
    """
    Return the error for a missing token.
    """
    return Refusal(401, "OAuthException", "An access token is needed for this")


def not_yours() -> Refusal:
    """
    Return the error for a resource of another user.
    """
    return Refusal(403, "PermissionException", "This belongs to another user")


def invalid_upload(details: Mapping[str, str]) -> Refusal:
    """
    Return the error for fields of an upload, with the problem of each field.
    """
    listed = {name: [problem] for name, problem in details.items()}
    message = "The upload could not be saved"
    return Refusal(400, "ValidationException", message, details=listed)


def rate_limited(wait: float) -> Response:
    """
    Return the response to a request above the rate limit.

    Args:
        wait: Seconds until the next request is accepted.
    """
    # Whole seconds, as the service writes them; a test may ask for less.
    seconds = ceil(wait) if wait >= 1 else wait
    message = f"You have hit your rate limit. Retry after {seconds:g} seconds."
    refusal = Refusal(403, "RateLimitException", message, retry_after=seconds)
    return refusal.response({"retry-after": f"{seconds:g}"})


def gateway(status: int, phrase: str, headers: Mapping[str, str]) -> Response:
    """
    Return the response of a gateway, which is HTML.
    """
    page = f"<html><body><h1>{status} {phrase}</h1></body></html>"
    return HTMLResponse(page, status, dict(headers))


async def _on_refusal(_: Request, refusal: Refusal) -> Response:
    return refusal.response()


async def _on_http(_: Request, error: HTTPException) -> Response:
    return Refusal(error.status_code, "HttpException", error.detail).response()


HANDLERS: Mapping[Any, Callable[..., Any]] = {
    Refusal: _on_refusal,
    HTTPException: _on_http,
}
