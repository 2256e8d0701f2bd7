"""
Answers, as raw access returns them.
"""

from __future__ import annotations

import json
from typing import Any, Generic, TypeVar

import attrs

import clientcore

T = TypeVar("T")


@attrs.define
class Response(Generic[T]):
    """
    An answer.

    Attributes:
        url: What was asked, without the query.

        status: The HTTP status.

        success: Whether that is below 400.

        headers: With lower-case names.

        data: JSON, or else text.
    """

    url: str
    status: int
    success: bool
    headers: dict[str, str] = attrs.field(repr=False)
    data: T = attrs.field(repr=False)


def readable(response: clientcore.Response) -> Any:
    """Return an answer's JSON, whatever it calls itself, or its text."""
    try:
        return json.loads(response.content)
    except ValueError:
        return response.text
