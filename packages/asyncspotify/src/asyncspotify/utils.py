"""
Finding things in lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

__all__ = ["find", "get", "subslice"]


def get_id(obj: Any) -> Any:
    """
    Return the ID of an object, or *obj* itself if it is text.

    Args:
        obj: An object of the service, or an ID.
    """
    return obj if isinstance(obj, str) else obj.id


def _matches(item: object, wanted: dict[str, Any]) -> bool:
    return all(getattr(item, name, None) == value for name, value in wanted.items())


def get(items: Iterable[T], **attrs: Any) -> T | None:
    """
    Return the first item with all of these attributes, or ``None``.

    Args:
        items: Where to look.

        **attrs: Attributes and their values. One that an item does not have
            counts as ``None``.
    """
    return next((item for item in items if _matches(item, attrs)), None)


def find(items: Iterable[T], **attrs: Any) -> list[T]:
    """
    Return all items with all of these attributes.

    Args:
        items: Where to look.

        **attrs: Attributes and their values. One that an item does not have
            counts as ``None``.
    """
    return [item for item in items if _matches(item, attrs)]


def subslice(iter: Iterable[T], step: int) -> Iterator[list[T]]:
    """
    Cut *iter* into lists of *step* items, the last of which may be shorter.

    Raises:
        ValueError: *step* is not positive.
    """
    if step < 1:
        raise ValueError("step is 1 or more")
    rest = (item for item in iter)
    while part := list(islice(rest, step)):
        yield part
