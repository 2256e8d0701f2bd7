"""
How the service says no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ._json import SpotifyJSON

#: What the service says where the status is all there is to say.
MESSAGES: Mapping[int, str] = {
    401: "The access token expired",
    404: "Service not found",
    405: "Method not allowed",
    429: "API rate limit exceeded",
    500: "Server error.",
    502: "Bad gateway.",
    503: "Service unavailable",
}


class Problem(HTTPException):
    """
    A refusal of the Web API.

    Args:
        status: The HTTP status.

        message: What the service says.

        reason: A word for it that programs can read, or ``None``.

        headers: Further response headers, such as ``Retry-After``.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        reason: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, message, headers)
        self.reason = reason


class RefusedError(Exception):
    """
    A refusal of the accounts host, in OAuth's shape.
    """

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description


class PlainError(Exception):
    """
    A refusal in plain text, by what stands in front of the Web API.
    """


def unregistered() -> PlainError:
    """
    Refuse a user who is not on the list of an app in development mode.
    """
    return PlainError("User not registered in the Developer Dashboard")


def owner_without_premium() -> PlainError:
    """
    Refuse an app in development mode whose owner has no Premium.
    """
    return PlainError("Active premium subscription required for the owner of the app.")


def bad_request(message: str) -> Problem:
    """
    Something about the request cannot be.
    """
    return Problem(400, message)


def unauthorized(message: str) -> Problem:
    """
    There is no token, or it is not good.
    """
    return Problem(401, message, headers=challenge(message))


def challenge(message: str) -> dict[str, str]:
    """
    The header that comes with a 401.
    """
    said = f'error="invalid_token", error_description="{message}"'
    return {"WWW-Authenticate": f'Bearer realm="spotify", {said}'}


def permissions_missing() -> Problem:
    """
    Refuse a request to the player for want of a scope: with a 401.
    """
    return Problem(401, "Permissions missing")


def insufficient_scope() -> Problem:
    """
    The user did not let the app do that.
    """
    return Problem(403, "Insufficient client scope")


def forbidden(message: str = "Forbidden") -> Problem:
    """
    The app or the user may not do that.
    """
    return Problem(403, message)


def not_found(message: str = "Resource not found") -> Problem:
    """
    There is no such thing.
    """
    return Problem(404, message)


def player_problem(status: int, message: str, reason: str) -> Problem:
    """
    The player cannot do that now.
    """
    return Problem(status, f"Player command failed: {message}", reason=reason)


def failure(status: int, headers: Mapping[str, str]) -> Response:
    """
    The answer that consists in a status.
    """
    message = MESSAGES.get(status) or HTTPStatus(status).phrase
    more = challenge(message) if status == 401 else {}
    return _error(status, message, {**more, **headers})


def _error(
    status: int,
    message: str,
    headers: Mapping[str, str] | None,
    reason: str | None = None,
) -> Response:
    more = {} if reason is None else {"reason": reason}
    body = {"error": {"status": status, "message": message, **more}}
    return SpotifyJSON(body, status, headers)


async def _on_problem(_: Request, error: Problem) -> Response:
    return _error(error.status_code, error.detail, error.headers, error.reason)


async def _on_http(_: Request, error: HTTPException) -> Response:
    return failure(error.status_code, error.headers or {})


async def _on_refusal(_: Request, error: RefusedError) -> Response:
    body = {"error": error.error, "error_description": error.description}
    return SpotifyJSON(body, 400)


async def _on_plain(_: Request, error: PlainError) -> Response:
    return PlainTextResponse(str(error), 403)


HANDLERS: Mapping[Any, Callable[..., Any]] = {
    HTTPException: _on_http,
    Problem: _on_problem,
    RefusedError: _on_refusal,
    PlainError: _on_plain,
}
