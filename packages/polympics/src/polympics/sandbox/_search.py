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
    """
    Something with a name and an id.
    """

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=Named)


@attrs.frozen
class Search:
    """
    What both searches ask for.
    """

    q: str = ""
    page: int = 0
    per_page: int = 20


def search(
    search: Search, among: Iterable[N], shape: Callable[[N], dict[str, Any]]
) -> dict[str, Any]:
    """
    Answer a page of what a search finds.

    Args:
        search: What is asked for.

        among: What there is.

        shape: How one item is answered.
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
    Make the test for names that *q* finds.

    It stands in the middle of an SQL pattern, as it came: ``%`` and ``_`` in it
    are wildcards, and a backslash takes their meaning away.
    """
    words = re.findall(r"\\?.", f"%{q}%", re.DOTALL)
    pattern = re.compile("".join(map(_regex, words)), re.DOTALL | re.IGNORECASE)
    return lambda name: pattern.fullmatch(name) is not None


def _regex(word: str) -> str:
    return {"%": ".*", "_": "."}.get(word) or re.escape(word[-1])
