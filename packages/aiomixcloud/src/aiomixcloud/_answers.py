"""
Answers as the HTTP library's objects, which documented methods take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientcore import Headers, Response

from .exceptions import RateLimitError

if TYPE_CHECKING:
    import httpx  # noqa: TID251  # documented methods take its responses

_KEY = "aiomixcloud"
#: They are about the bytes that came, before they were decompressed.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})


def theirs(response: Response) -> httpx.Response:
    """Return the HTTP library's object for an answer, without its address."""
    import httpx  # noqa: TID251

    headers = {
        name: value
        for name, value in response.headers.items()
        if name not in _OF_THE_WIRE
    }
    return httpx.Response(
        response.status,
        headers=headers,
        content=response.content,
        extensions={_KEY: response},
    )


def ours(response: httpx.Response) -> Response:
    """Return the transport's object for an answer of the HTTP library."""
    known = response.extensions.get(_KEY)
    if isinstance(known, Response):
        return known
    headers = Headers(response.headers.multi_items())
    return Response(response.status_code, headers, response.content)


def held_back(error: RateLimitError) -> httpx.Response:
    """Return what the service would have answered to a request held back."""
    import httpx  # noqa: TID251

    told = {
        "type": "RateLimitException",
        "message": error.message,
        "retry_after": error.retry_after,
    }
    return httpx.Response(403, json={"error": told})
