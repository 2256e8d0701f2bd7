"""
Responses as the HTTP library's objects, which documented methods take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import Headers, Response

from .exceptions import RateLimitError

if TYPE_CHECKING:
    import httpx  # noqa: TID251  # documented methods take its responses

_KEY = "aiomixcloud"
#: They describe the bytes before decompression.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def to_httpx(response: Response) -> httpx.Response:
    """Return the HTTP library's object for a response, without its address."""
    import httpx  # noqa: TID251

    # As bytes: httpx encodes text as ASCII, and servers send other names as well.
    headers = [
        (name.encode("utf-8", "replace"), value.encode("utf-8", "surrogateescape"))
        for name, value in response.headers.items()
        if name not in _OF_THE_WIRE
    ]
    return httpx.Response(
        response.status,
        headers=headers,
        content=response.content,
        extensions={_KEY: response},
    )


def from_httpx(response: Any) -> Response | None:
    """
    Return the transport's object for a response of the HTTP library.

    ``None`` for any other object: subclasses that replace ``_process_response``
    may pass what they like to the methods that call it.
    """
    import httpx  # noqa: TID251

    if not isinstance(response, httpx.Response):
        return None
    known = response.extensions.get(_KEY)
    if isinstance(known, Response):
        return known
    headers = Headers(response.headers.multi_items())
    return Response(response.status_code, headers, response.content)


def rate_limited(error: RateLimitError) -> httpx.Response:
    """Return the service's response to a request that was held back unsent."""
    import httpx  # noqa: TID251

    body = {
        "type": "RateLimitException",
        "message": error.message,
        "retry_after": error.retry_after,
    }
    return httpx.Response(403, json={"error": body})
