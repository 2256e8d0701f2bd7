"""
Answers that need not be sent again (RFC 9111, the part for one person).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, MutableMapping
from typing import TypeAlias

import attrs

from ._facts import Headers
from ._response import Response


@attrs.frozen
class CachedAnswer:
    """
    A stored answer.

    Attributes:
        headers: As it came.

        content: The body.

        fresh_until: Seconds of the client's clock until which nobody asks.
    """

    headers: Headers
    content: bytes = attrs.field(repr=False)
    fresh_until: float


#: Anything that maps keys to answers; a plain dict does.
CacheStore: TypeAlias = MutableMapping[str, CachedAnswer]

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=(\d{1,9})")


class Cache:
    """
    Remembers answers by credential and address, so nobody gets another's.

    Args:
        store: Where.
    """

    def __init__(self, store: CacheStore) -> None:
        self._store = store

    def key(self, url: str, headers: Mapping[str, str]) -> str:
        """Return where the answer to *url* with those headers is kept."""
        parts = [url, *(f"{name}:{headers[name]}" for name in sorted(headers))]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def find(self, key: str) -> CachedAnswer | None:
        """Return what is kept, fresh or not."""
        return self._store.get(key)

    def keep(self, key: str, response: Response, *, now: float) -> None:
        """Keep *response* if it says that it may be, and is of use then."""
        control = response.headers.get("cache-control", "").lower()
        found = _MAX_AGE.search(control)
        age = int(found[1]) if found and "no-cache" not in control else 0
        if "no-store" in control or not (age or "etag" in response.headers):
            return
        self._store[key] = CachedAnswer(response.headers, response.content, now + age)


def question(answer: CachedAnswer) -> dict[str, str]:
    """Return the header that asks whether *answer* is still right."""
    etag = answer.headers.get("etag")
    return {"If-None-Match": etag} if etag else {}


def revived(answer: CachedAnswer, response: Response) -> Response:
    """Return *answer* as if it had come instead of *response*, a 304."""
    return attrs.evolve(
        response, status=200, headers=answer.headers, content=answer.content
    )
