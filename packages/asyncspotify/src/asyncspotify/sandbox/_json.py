"""
JSON with the spacing of the service: two spaces a level, and spaces around colons.
"""

from __future__ import annotations

from collections.abc import Iterator
from json import dumps
from typing import Any

from starlette.responses import JSONResponse


class SpotifyJSON(JSONResponse):
    """A response of JSON with the spacing of the service."""

    def render(self, content: Any) -> bytes:
        """Return *content* as JSON."""
        return encode(content)


def encode(value: Any) -> bytes:
    """Return *value* as JSON with the spacing of the service."""
    return "".join(_write(value, "\n")).encode()


def _write(value: Any, line: str) -> Iterator[str]:
    """Yield the parts of *value*, whose own lines begin with *line*."""
    if isinstance(value, dict) and value:
        inner, before = f"{line}  ", "{"
        for name, one in value.items():
            yield f"{before}{inner}{dumps(name)} : "
            yield from _write(one, inner)
            before = ","
        yield f"{line}}}"
    elif isinstance(value, list) and value:
        before = "[ "
        for one in value:
            yield before
            yield from _write(one, line)
            before = ", "
        yield " ]"
    elif value == {}:
        yield "{ }"
    elif value == []:
        yield "[ ]"
    else:
        yield dumps(value, ensure_ascii=False)
