"""
The envelope of every response, and error responses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Literal, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

#: Key of the response that contains the details: the service has two.
Place: TypeAlias = Literal["details", "err"]

LOGIN_PAGE = "/auth/login"


class Problem(Exception):
    """
    A refusal.

    Args:
        status: The HTTP status.

        leaf: What is wrong: text, or an object.

        place: Where the service puts it.
    """

    def __init__(
        self, status: int, leaf: str | dict[str, str], place: Place = "details"
    ) -> None:
        super().__init__(leaf)
        self.status = status
        self.leaf = leaf
        self.place = place


class LoginNeededError(Exception):
    """
    A request that needs a login has no valid session.
    """


def not_found(noun: str) -> Problem:
    """
    There is no such thing.
    """
    return Problem(404, f"{noun} not found")


def no_right() -> Problem:
    """
    The caller lacks a right in the room.
    """
    return Problem(401, "You do not have permission to do this", "err")


def envelope(data: Any = None, status: int = 200) -> Response:
    """
    Wrap a payload as the service does.
    """
    message = "OK" if status == 200 else HTTPStatus(status).phrase
    return JSONResponse({"code": status, "message": message, "data": data}, status)


def refusal(problem: Problem) -> Response:
    """
    Return an error response.
    """
    details = {"details": {"code": problem.status, "message": problem.leaf}}
    data = details if problem.place == "details" else {"err": details}
    return envelope(data, problem.status)


def bare(status: int, headers: Mapping[str, str] | None = None) -> Response:
    """
    Return a response without a payload.
    """
    message = HTTPStatus(status).phrase
    return JSONResponse({"code": status, "message": message}, status, headers)


async def _on_problem(_: Request, error: Problem) -> Response:
    return refusal(error)


async def _on_http(_: Request, error: HTTPException) -> Response:
    return bare(error.status_code, error.headers)


async def _on_login_needed(_: Request, __: LoginNeededError) -> Response:
    # Clients read every body as JSON; this one is empty rather than a page.
    return RedirectResponse(LOGIN_PAGE, 302)


HANDLERS: Mapping[Any, Callable[..., Any]] = {
    HTTPException: _on_http,
    LoginNeededError: _on_login_needed,
    Problem: _on_problem,
}
