# Generated from _async/making.py by `nox -s twins`: do not edit.
"""
Methods that differ in nothing but an operation and a type, made by functions.

The protocols are what type checkers see of such a method, without ``self``.
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


def finder(model: type[T], noun: str) -> Finder[T]:
    """Make the method that searches for *noun*."""

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

    text = f"""
        Search for {noun}.

        Args:
            q: The text to search for, see `search`.
            limit: The most hits to return, or ``None`` for all.
            market: See `search`, as for the others.
            offset: See `search`.
            include_external: See `search`.
        """
    return cast("Finder[T]", _finished(find, f"search_{noun}", text, ops.SEARCH))


def first_finder(model: type[T], noun: str) -> FirstFinder[T]:
    """Make the method that searches for one *noun*."""

    def find(self: Any, q: str | None = None) -> T | None:
        hits = self.list_search(model, q, page_size=1)
        # Of several: the first may be hidden from the app.
        found: list[T] = hits.collect(1)
        return found[0] if found else None

    text = f"""
        Search for one of the {noun}s, and return the first hit, or ``None``.

        Args:
            q: The text to search for, see `search`.
        """
    return cast("FirstFinder[T]", _finished(find, f"search_{noun}", text, ops.SEARCH))


def changer(name: str, text: str, *operations: Operation, kind: str = "") -> Any:
    """
    Make the method that changes the library.

    Args:
        name: Name of the method; its last word is the kind of things.
        text: First line of the docstring.
        *operations: The one of the kind, and that of the library.
        kind: The ``type`` of the query, if the operation is for several kinds.
    """

    def change(self: Keeping, *items: Any) -> None:
        query = {"type": kind} if kind else None
        self._change(operations[0], items, kind or None, query)

    return _finished(change, name, _with_items(name, text), *operations)


def checker(name: str, text: str, *operations: Operation, kind: str = "") -> Any:
    """Make the method that checks the library: see `changer`."""

    def check(self: Keeping, *items: Any) -> list[bool]:
        query = {"type": kind} if kind else None
        return self._check(operations[0], items, kind or None, query)

    return _finished(check, name, _with_items(name, text), *operations)


def _with_items(name: str, text: str) -> str:
    noun = name.rpartition("_")[2]
    return f"""
        {text}

        Args:
            *items: IDs, URIs, links or objects of the {noun}.

        Raises:
            SpotifyException: A request failed. ``error.done`` has the IDs or URIs of
                the requests that succeeded before.
        """


def _finished(
    method: Callable[..., Any], name: str, text: str, *operations: Operation
) -> Callable[..., Any]:
    """Give a method its name, docstring and operations."""
    method.__name__ = name
    method.__qualname__ = f"Client.{name}"
    method.__doc__ = text
    return serves(*operations)(method)
