"""
JSON with the spacing of the service: two spaces a level, and spaces around colons.
"""

from __future__ import annotations

from collections.abc import Callable
from json import dumps
from json.encoder import encode_basestring
from typing import Any

from starlette.responses import JSONResponse


class SpotifyJSON(JSONResponse):
    """A response of JSON with the spacing of the service."""

    def render(self, content: Any) -> bytes:
        """Return *content* as JSON."""
        return encode(content)


def encode(value: Any) -> bytes:
    """Return *value* as JSON with the spacing of the service."""
    parts: list[str] = []
    _write(value, "\n", parts.append)
    return "".join(parts).encode()


def _write(value: Any, line: str, put: Callable[[str], None]) -> None:
    """Put the parts of *value*, whose own lines begin with *line*."""
    kind = type(value)
    if kind is str:
        put(encode_basestring(value))
    elif kind is dict:
        inner, before = f"{line}  ", "{"
        for name, one in value.items():
            put(f"{before}{inner}{encode_basestring(name)} : ")
            _write(one, inner, put)
            before = ","
        put(f"{line}}}" if value else "{ }")
    elif kind is list:
        before = "[ "
        for one in value:
            put(before)
            _write(one, line, put)
            before = ", "
        put(" ]" if value else "[ ]")
    else:
        put(dumps(value))
