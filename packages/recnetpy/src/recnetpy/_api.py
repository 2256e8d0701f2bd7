"""
What the transport is told about the service.
"""

from __future__ import annotations

from typing import Any

import attrs

from clientcore import Api, ErrorTable, Explanation, Policy, Response, StatusError

from ._errors import (
    InternalServerError,
    RateLimited,
    RecNetError,
    RedirectError,
    WebPageError,
)
from ._record import Record


def is_page(response: Response) -> bool:
    """Tell whether *response* is a web page: JSON and plain words may claim to be."""
    start = response.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    claimed = "html" in response.headers.get("content-type", "")
    return start.startswith(b"<" if claimed else (b"<!doctype", b"<html"))


def explain(response: Response) -> Explanation:
    """Read an error body, whatever it is."""
    return Explanation(_words(response), response.status, _class(response))


def _words(response: Response) -> str:
    if is_page(response):
        return "a web page came instead of JSON"
    body = response.body()
    if isinstance(body, dict):
        found = body.get("message") or body.get("title")
        return found if isinstance(found, str) else ""
    return body.strip() if isinstance(body, str) else ""


def _class(response: Response) -> type[StatusError] | None:
    """Return the error's class, where the status alone does not say."""
    if 300 <= response.status < 400:
        return RedirectError
    if response.status == 404 and is_page(response):
        # The service answers in JSON or in plain words, even to this.
        return WebPageError
    if response.status == 403 and "retry-after" in response.headers:
        return RateLimited
    return InternalServerError if response.status == 500 else None


def limited(response: Response) -> float | None:
    """Return how long an answer closes the gate: a used up quota is a 403."""
    return response.retry_after if response.status in {403, 429} else None


@attrs.frozen
class RecNetPolicy(Policy):
    """
    What is worth another attempt: lost connections, limits, 502, 503 and 504.
    """

    def retry(self, error: Exception, *, idempotent: bool) -> float | bool:
        """See `clientcore.Policy.retry`."""
        if isinstance(error, StatusError) and error.status in {408, 500}:
            return False
        return super().retry(error, idempotent=idempotent)


API = Api(
    "recnetpy", Record, ErrorTable(RecNetError, explain), join=None, limited=limited
)


def parse(response: Response) -> Any:
    """
    Parse an answer, whatever it calls itself; an empty one is ``None``.

    Raises:
        WebPageError: It is a web page.

        DecodeError: It is no JSON.
    """
    if not response.content.strip():
        return None
    if is_page(response):
        raise WebPageError.of(response)
    return response.json()
