"""
The JSON envelope of the service's responses, and its error details.
"""

from __future__ import annotations

import re
from typing import Any

from clientcore import DecodeError

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}
_WAIT = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h)(?:ec|in|our)?", re.IGNORECASE)


def unwrap(body: Any) -> Any:
    """Return the payload of a response, ``None`` if it has none."""
    if isinstance(body, dict) and ("data" in body or "code" in body):
        return body.get("data")
    return body


def is_envelope(body: Any) -> bool:
    """Return whether a body is the service's own, and no page of a proxy."""
    return isinstance(body, dict) and not body.keys().isdisjoint({"code", "data"})


def rows(data: Any) -> list[Any]:
    """
    Return the items of a list, without empty ones.

    Raises:
        DecodeError: *data* is not a list.
    """
    if not isinstance(data, list):
        kind = type(data).__name__
        raise DecodeError(f"the answer is no list but {kind}", body=data)
    return [row for row in data if row is not None]


def details_of(body: Any) -> Any:
    """Return what a failure says of itself, text or an object, or ``None``."""
    data = _object(_object(body).get("data"))
    for place in (data, _object(data.get("err"))):
        leaf = _object(place.get("details")).get("message")
        if leaf:
            return leaf
    return None


def message_of(body: Any) -> str:
    """Return the best text of a failure, empty if it has none."""
    details = details_of(body)
    leaf = _object(details)
    if leaf:
        details = leaf.get("message") or leaf.get("err")
    if isinstance(details, str):
        return details
    message = _object(body).get("message")
    return message if isinstance(message, str) else ""


def is_explained(body: Any) -> bool:
    """Return whether an error response is about a right, and not about the session."""
    return bool(_object(_object(body).get("data")).get("err"))


def wait_of(words: str) -> float | None:
    """Parse a wait such as ``10 minutes`` from a message, in seconds."""
    found = _WAIT.search(words)
    return None if found is None else float(found[1]) * _UNITS[found[2].lower()]


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
