"""
Error bodies of the server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from clientcore import Response

#: One thing that is wrong: where (``loc``), what (``msg``), and its ``type``.
Issue: TypeAlias = dict[str, Any]

#: The only operation with a 404 that has no body.
_TAKING = re.compile(r"DELETE /?account/[^/]+/award/[^/]+")


def detail_of(body: Any) -> Any:
    """Return the detail of an error body, or ``None`` if the server did not make it."""
    return body.get("detail") if isinstance(body, Mapping) else None


def is_own_404(response: Response, detail: Any) -> bool:
    """
    Return whether a 404 is about an object, and not about the path.

    The server answers with a sentence for a callback, and without a body for an award
    that is not held. It answers "Not Found" for a path that it does not have; other
    servers do that too, or answer with a page or with nothing.
    """
    if not response.content:
        return _TAKING.fullmatch(str(response.request)) is not None
    return isinstance(detail, str) and detail != "Not Found"


def read_issues(body: Any) -> list[Issue]:
    """Return the issues of an error body, in whatever form."""
    detail = detail_of(body)
    if isinstance(detail, str):
        # The one case: a Discord token that Discord refused.
        return [{"loc": [], "msg": detail, "type": "value_error"}]
    if not isinstance(detail, list):
        return []
    return [issue for issue in detail if isinstance(issue, dict)]


def describe(issues: Iterable[Issue]) -> str:
    """Return a line for each issue."""
    return "\n".join(_line(issue) for issue in issues)


def _line(issue: Issue) -> str:
    place = " -> ".join(str(part) for part in _place(issue))
    words = f"{issue.get('msg', '')} ({issue.get('type', 'unknown')})"
    return f"{place}: {words}" if place else words


def _place(issue: Issue) -> list[Any]:
    place = issue.get("loc")
    return place if isinstance(place, list) else []


def names_nothing(issues: Iterable[Issue]) -> bool:
    """
    Return whether an object that the path names does not exist.

    The server answers 422 for that, and only the message is different.
    """
    return any(
        _place(issue)[:1] == ["path"] and str(issue.get("msg")).endswith("not found.")
        for issue in issues
    )
