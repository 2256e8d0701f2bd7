"""
Searching by name, and pages of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

import attrs

from ._columns import fit
from ._problems import CrashError


class Named(Protocol):
    """An object with a name and an id."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


@attrs.frozen
class Search:
    """The query of both searches."""

    q: str = ""
    page: int = 0
    per_page: int = 20


def search(
    search: Search, among: Iterable[N], shape: Callable[[N], dict[str, Any]]
) -> dict[str, Any]:
    """
    Return a page of the results of a search.

    Args:
        search: Query of the request.
        among: The objects to search.
        shape: Returns the JSON of an object.
    """
    fit(q=search.q, page=search.page, per_page=search.per_page)
    if search.page < 0 or search.per_page < 1:
        raise CrashError

    matches = like(search.q)
    found = sorted((one for one in among if matches(one.name)), key=_order)
    first = search.page * search.per_page
    return {
        "page": search.page,
        "per_page": search.per_page,
        "pages": -(-len(found) // search.per_page),
        "results": len(found),
        "data": [shape(one) for one in found[first : first + search.per_page]],
    }


def _order(named: Named) -> tuple[str, str, int]:
    return named.name.casefold(), named.name, named.id


def like(q: str) -> Callable[[str], bool]:
    """
    Return a test for names that *q* matches.

    It is put unchanged into the middle of an SQL pattern: ``%`` and ``_`` in it are
    wildcards, and a backslash in front makes them plain characters.
    """
    words = re.findall(r"\\?.", f"%{q}%", re.DOTALL)
    pattern = re.compile("".join(map(_regex, words)), re.DOTALL | re.IGNORECASE)
    return lambda name: pattern.fullmatch(name) is not None


def _regex(word: str) -> str:
    return {"%": ".*", "_": "."}.get(word) or re.escape(word[-1])
