"""
Error responses of the service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response


class Problem(HTTPException):
    """An error with a sentence as its detail."""


def forbidden() -> Problem:
    """The caller lacks a permission, or its credentials are not valid."""
    return Problem(403, "Request outside of authorisation scope.")


def invalid_credentials() -> Problem:
    """The credentials are not valid, and the endpoint needs valid ones."""
    return Problem(401, "A token was not used to authenticate.")


def not_an_app() -> Problem:
    """The caller is not an app, and the endpoint is for apps."""
    return Problem(401, "Only apps may use this endpoint.")


def unauthenticated(detail: str) -> Problem:
    """There are no credentials, or they cannot be read."""
    return Problem(401, detail, {"WWW-Authenticate": "Basic"})


@attrs.frozen
class Issue:
    """
    One thing that is wrong with a request.

    Attributes:
        msg: What is wrong.
        type: The kind of mistake.
        loc: Where it is, below the place that was read.
        ctx: More to know about it, or ``None``.
    """

    msg: str
    type: str = "value_error"
    loc: tuple[str | int, ...] = ()
    ctx: dict[str, Any] | None = None

    def below(self, *loc: str | int) -> Issue:
        """Return the issue with *loc* in front of its place."""
        return attrs.evolve(self, loc=(*loc, *self.loc))

    def json(self) -> dict[str, Any]:
        """Return the issue as JSON of the response."""
        ctx = {} if self.ctx is None else {"ctx": self.ctx}
        return {"loc": list(self.loc), "msg": self.msg, "type": self.type, **ctx}


class InvalidError(Exception):
    """A request, or a part of it, that is not valid: 422."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__(*(issue.msg for issue in issues))
        self.issues = issues


class CrashError(Exception):
    """Something that the real service does not expect, and fails on: 500."""


def crashed() -> Response:
    """
    Return the response of a service that failed, after which it closes the connection.
    """
    headers = {"connection": "close"}
    return PlainTextResponse("Internal Server Error", 500, headers)


async def _on_http(_: Request, error: HTTPException) -> Response:
    return JSONResponse({"detail": error.detail}, error.status_code, error.headers)


async def _on_invalid(_: Request, error: InvalidError) -> Response:
    return JSONResponse({"detail": [issue.json() for issue in error.issues]}, 422)


async def _on_crash(_: Request, __: CrashError) -> Response:
    return crashed()


HANDLERS: Mapping[Any, Callable[..., Any]] = {
    HTTPException: _on_http,
    InvalidError: _on_invalid,
    CrashError: _on_crash,
}
