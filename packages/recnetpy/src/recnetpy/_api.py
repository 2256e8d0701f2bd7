"""
The description of the service for the transport.
"""

from __future__ import annotations

from typing import Any

import attrs

from clientcore import Api, ErrorTable, Explanation, Policy, Response, StatusError

from ._errors import (
    HTTPError,
    InternalServerError,
    RateLimited,
    RecNetError,
    RedirectError,
    WebPageError,
)
from ._record import Record

#: The keys of messages in error bodies, and how deep they are looked for.
_MESSAGES = ("message", "title", "detail", "error", "errors")
_DEEPEST = 4


def is_page(response: Response) -> bool:
    """Return whether *response* is a web page: JSON and plain words may claim to be."""
    start = response.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    claimed = "html" in response.headers.get("content-type", "")
    return start.startswith(b"<" if claimed else (b"<!doctype", b"<html"))


def is_page_text(body: Any) -> bool:
    """Return whether the body of an error is a web page."""
    return isinstance(body, str) and body.lstrip("\ufeff \r\n\t").startswith("<")


def explain(response: Response) -> Explanation:
    """Read an error body, whatever it is."""
    return Explanation(_words(response), response.status, _class(response))


def _words(response: Response) -> str:
    if is_page(response):
        return "a web page came instead of JSON"
    return _message(response.body(), 0)


def _message(body: Any, depth: int) -> str:
    """Return the message in an error body: servers nest it in several ways."""
    if isinstance(body, str):
        return body.strip()
    if isinstance(body, list) and depth < _DEEPEST:
        return next(filter(None, (_message(each, depth + 1) for each in body)), "")
    if not isinstance(body, dict) or depth == _DEEPEST:
        return ""
    keys = {str(key).lower(): value for key, value in body.items()}
    for key in _MESSAGES:
        if found := _message(keys.get(key), depth + 1):
            return found
    if isinstance(errors := keys.get("errors"), dict):
        return _message(list(errors.values()), depth + 1)
    return ""


def _class(response: Response) -> type[StatusError] | None:
    """Return the error's class, where the status alone does not say."""
    if 300 <= response.status < 400:
        return RedirectError
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
    Parse a response, whatever its content type; an empty one is ``None``.

    Envelopes such as ``{"success": true, "value": […]}`` are opened.

    Raises:
        WebPageError: The response is a web page.
        HTTPError: It is an envelope that says that the request failed.
        DecodeError: The response is not JSON.
    """
    if not response.content.strip():
        return None
    if is_page(response):
        raise WebPageError.of(response)
    body = response.json()
    if type(body) is not dict or len(body) > 4:
        return body
    keys = {key.lower(): value for key, value in body.items()}
    if keys.get("success") is False and "error" in keys:
        raise HTTPError.from_response(response, message=_message(body, 0))
    return keys["value"] if keys.get("success") is True and "value" in keys else body


_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")


def check_image(response: Response) -> None:
    """
    Check that a response is an image file, as far as its first bytes tell.

    Raises:
        WebPageError: It is a web page, other text, or empty.
    """
    if not response.content:
        raise WebPageError.of(response, "nothing came instead of an image")
    kind = response.headers.get("content-type", "").lower()
    # What hosts call it is not enough: JSON has come as a picture.
    is_text = kind.startswith("text/") or "json" in kind
    is_text = is_text or response.content.lstrip()[:1] in {b"{", b"["}
    is_image = response.content.startswith(_SIGNATURES)
    if is_page(response) or (is_text and not is_image):
        raise WebPageError.of(response, "a web page came instead of an image")
