"""
How the service answers, and how it says no.

It is several services: the gateway in front says no with an object, those behind
it with some text or with nothing at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any, Final, TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
)

JSON: TypeAlias = dict[str, Any]

_KEY_REALM: Final = (
    'AzureApiManagementKey realm="https://apim.rec.net/public",'
    'name="Ocp-Apim-Subscription-Key",type="header"'
)


class Refusal(Exception):
    """
    An answer that is an error.

    Attributes:
        response: The response that is sent.
    """

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class RecordResponse(JSONResponse):
    """
    JSON, as the service calls it.
    """

    media_type = "application/json; charset=utf-8"


def by_gateway(
    status: int, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """
    What the gateway says of an error.
    """
    body = {"statusCode": status, "message": message}
    return RecordResponse(body, status, dict(headers or {}))


def in_text(status: int, text: str = "") -> Refusal:
    """
    What a service behind it says of an error: not much.
    """
    return Refusal(PlainTextResponse(text, status))


def missing() -> Refusal:
    """
    There is nothing of that name or id, or it is private.
    """
    return Refusal(by_gateway(404, "Resource not found"))


def bad(message: str) -> Refusal:
    """
    A value of the request is missing, or none.
    """
    return Refusal(by_gateway(400, message))


def invalid(name: str) -> Refusal:
    """
    The same, in the words of another service.
    """
    problem = {
        "type": "https://example.invalid/validation",
        "title": "Validation failed",
        "status": 400,
        "errors": {name: ["required"]},
    }
    return Refusal(RecordResponse(problem, 400))


def no_key(message: str) -> Refusal:
    """
    The gateway's key is missing, or none.
    """
    return Refusal(by_gateway(401, message, {"WWW-Authenticate": _KEY_REALM}))


def too_long(limit: int) -> Refusal:
    """
    The gateway takes no body of that size.
    """
    return Refusal(by_gateway(413, f"the body has more than {limit} bytes"))


def used_up(wait: float) -> Response:
    """
    There are no calls left until the window ends.

    Args:
        wait: In how many seconds that is.
    """
    message = f"hourly quota used up, more in {timedelta(seconds=ceil(wait))}"
    return by_gateway(403, message, {"Retry-After": seconds(wait)})


def throttled(wait: float) -> Response:
    """
    There were too many calls at once.

    Args:
        wait: After how many seconds there may be more.
    """
    after = seconds(wait)
    return by_gateway(429, f"slow down, {after} seconds", {"Retry-After": after})


def seconds(wait: float) -> str:
    """
    Write a wait for a header: whole seconds, unless a test asks for less than one.
    """
    return f"{ceil(wait) if wait >= 1 else wait:g}"


def failed(status: int, headers: Mapping[str, str]) -> Response:
    """
    The answer with a bad status that has no reason in the request.
    """
    wait = float(headers.get("retry-after", 0))
    phrase = HTTPStatus(status).phrase
    if status == 403 and wait:
        return used_up(wait)
    if status == 429 and wait:
        return throttled(wait)
    if status == 502:
        page = "<html><body>bad gateway</body></html>"
        return HTMLResponse(page, status, dict(headers))
    if status == 500:
        return PlainTextResponse(phrase, status, dict(headers))
    return by_gateway(status, phrase, headers)


async def _on_refusal(_: Request, refusal: Refusal) -> Response:
    return refusal.response


async def _on_http(_: Request, error: HTTPException) -> Response:
    return by_gateway(error.status_code, error.detail, error.headers)


HANDLERS: Mapping[Any, Callable[..., Any]] = {
    Refusal: _on_refusal,
    HTTPException: _on_http,
}
