# Generated from _async/making.py by `nox -s twins`: do not edit.
"""
Methods that differ in nothing but an operation and a type, made by functions.

The protocols are what type checkers see of such a method, without ``self``. Its name
and docstring come from the attribute that it is assigned to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from .. import _operations as ops
from .._operation import Operation, serves
from .keeping import Keeping

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)


class Finder(Protocol[T]):
    """Returns the hits of a search."""

    def __call__(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[T]: ...


class FirstFinder(Protocol[T_co]):
    """Returns the first hit of a search."""

    def __call__(self, q: str | None = None) -> T_co | None: ...


class Changer(Protocol[T_contra]):
    """Saves, removes, follows or unfollows."""

    def __call__(self, *items: T_contra) -> None: ...


class Checker(Protocol[T_contra]):
    """Returns whether each item is saved or followed."""

    def __call__(self, *items: T_contra) -> list[bool]: ...


#: The first line of the docstring, by the name without the noun.
_LINES = {
    "save": "Save {noun} in the library.",
    "remove_saved": "Remove {noun} from the library.",
    "has_saved": "Return for each of them whether it is in the library, in order.",
    "follow": "Follow {noun}.",
    "unfollow": "Unfollow {noun}.",
    "is_following": "Return for each of them whether the user follows it, in order.",
}

_WITH_ITEMS = """
    {line}

    Args:
        *items: IDs, URIs, links or objects of the {noun}.

    Raises:
        SpotifyException: A request failed. ``error.done`` has the IDs or URIs of
            the requests that succeeded before.
    """

_HITS = """
    Search for {noun}.

    Args:
        q: The text to search for, see `search`.
        limit: The most hits to return, or ``None`` for all.
        market: See `search`, as for the others.
        offset: See `search`.
        include_external: See `search`.
    """

_FIRST_HIT = """
    Search for one of the {noun}s, and return the first hit, or ``None``.

    Args:
        q: The text to search for, see `search`.
    """


def finder(model: type[T]) -> Finder[T]:
    """Make the method that searches for objects of *model*."""

    def find(
        self: Any,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[T]:
        hits = self.list_search(
            model, q, market, offset, include_external, page_size=limit
        )
        found: list[T] = hits.collect(limit)
        return found

    return cast("Finder[T]", _Made(find, _HITS, ops.SEARCH))


def first_finder(model: type[T]) -> FirstFinder[T]:
    """Make the method that searches for one object of *model*."""

    def find(self: Any, q: str | None = None) -> T | None:
        hits = self.list_search(model, q, page_size=1)
        # Of several: the first may be hidden from the app.
        found: list[T] = hits.collect(1)
        return found[0] if found else None

    return cast("FirstFinder[T]", _Made(find, _FIRST_HIT, ops.SEARCH))


def changer(operation: Operation, kind: str | None = None) -> Any:
    """
    Make the method that saves, removes, follows or unfollows.

    Args:
        operation: The operation of apps with extended access.
        kind: The kind of things, if *operation* is for several.
    """

    def change(self: Keeping, *items: Any) -> None:
        self._change(operation, items, kind)

    return _Made(change, _WITH_ITEMS, operation, ops.instead(operation))


def checker(operation: Operation, kind: str | None = None) -> Any:
    """Make the method that checks what is saved or followed: see `changer`."""

    def check(self: Keeping, *items: Any) -> list[bool]:
        return self._check(operation, items, kind)

    return _Made(check, _WITH_ITEMS, operation, ops.instead(operation))


class _Made:
    """
    A method that replaces itself by a function when its name is known.

    Args:
        method: Function that the method calls with *self* and its arguments.
        text: Its docstring, with ``{noun}`` and ``{line}``.
        *operations: See `serves`.
    """

    def __init__(
        self, method: Callable[..., Any], text: str, *operations: Operation
    ) -> None:
        self._method, self._text = method, text
        self._operations = operations

    def __set_name__(self, owner: type, name: str) -> None:
        verb, _, noun = name.rpartition("_")
        line = _LINES.get(verb, "").format(noun=noun)
        method = self._method
        method.__name__, method.__qualname__ = name, f"Client.{name}"
        method.__doc__ = self._text.format(noun=noun, line=line)
        setattr(owner, name, serves(*self._operations)(method))
