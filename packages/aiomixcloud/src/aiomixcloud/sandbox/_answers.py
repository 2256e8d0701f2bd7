"""
How the service answers, and how it says no.
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
    JSON, as the API sends it: called JavaScript, and for pages of any origin.
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
    An answer that is an error.

    Args:
        status: The HTTP status.

        kind: What the service calls it, its ``type``.

        message: What is wrong, in a sentence.

        facts: More items for the error's object.
    """

    def __init__(self, status: int, kind: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        self.message = message
        self.facts = facts

    def response(self, headers: Mapping[str, str] | None = None) -> Response:
        """
        The refusal as it is sent.
        """
        error = {"message": self.message, "type": self.kind, **self.facts}
        return ScriptResponse({"error": error}, self.status, headers)


def missing() -> Refusal:
    """
    There is nothing of that key, or nothing that the caller may see.
    """
    return Refusal(404, "NotFoundException", "Object not found")


def bad(message: str) -> Refusal:
    """
    A value of the request is none.
    """
    return Refusal(400, "BadRequestException", message)


def invalid_token() -> Refusal:
    """
    The token was revoked, or is nobody's.
    """
    message = "An invalid access token was provided"
    return Refusal(400, "OAuthException", message)


def unauthorized() -> Refusal:
    """
    There is no token where one is needed.
    """
    return Refusal(401, "OAuthException", "An access token is needed for this")


def not_yours() -> Refusal:
    """
    The token is somebody else's.
    """
    return Refusal(403, "PermissionException", "This belongs to somebody else")


def invalid_upload(details: Mapping[str, str]) -> Refusal:
    """
    Fields of an upload are missing or wrong, each by its name.
    """
    listed = {name: [problem] for name, problem in details.items()}
    message = "The upload could not be saved"
    return Refusal(400, "ValidationException", message, details=listed)


def rate_limited(wait: float) -> Response:
    """
    The answer to one who came too often.

    Args:
        wait: After how many seconds they may come again.
    """
    # Whole seconds, as the service writes them; a test may ask for less.
    seconds = ceil(wait) if wait >= 1 else wait
    message = f"You have hit your rate limit. Retry after {seconds:g} seconds."
    refusal = Refusal(403, "RateLimitException", message, retry_after=seconds)
    return refusal.response({"retry-after": f"{seconds:g}"})


def gateway(status: int, phrase: str, headers: Mapping[str, str]) -> Response:
    """
    The answer of a host in front of the service, which knows only HTML.
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
