"""
The parameter ``fields`` of playlists, completed.

``total,items(added_at,item(name,!album))`` is a tree of names. In 2026 the service
renamed ``tracks`` and ``track`` to ``items`` and ``item``, and each app gets the old
names, the new ones or both. So both are requested, and what paging needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Tree: TypeAlias = dict[str, "Tree"]

_WORD = re.compile(r"!?[A-Za-z_0-9]+|[(),.]|\S")
_SAME = {"track": "item", "item": "track"}
#: What is requested of an entry where nothing of the entries was.
_ENTRY = "items(is_local,item(id,name,type,uri),track(id,name,type,uri))"


def for_items(fields: str | None) -> str | None:
    """
    Complete *fields* for a list of a playlist's items. ``None`` is for all parts.

    Raises:
        ValueError: It is not of the form above.
    """
    if fields is None:
        return None
    tree = _parse(fields)
    _require(tree, "items", _parse(_ENTRY)["items"])
    _require(tree, "next", {})
    _twice(tree.get("items", {}), _SAME)
    return _text(tree) or None


def for_playlist(fields: str | None) -> str | None:
    """
    Complete *fields* for a playlist. ``None`` is for all parts.

    Raises:
        ValueError: It is not of the form above.
    """
    if fields is None:
        return None
    tree = _parse(fields)
    for name in ("tracks", "items"):
        _twice(tree.get(name, {}).get("items", {}), _SAME)
    _twice(tree, {"tracks": "items", "items": "tracks"})
    return _text(tree)


def _require(tree: Tree, name: str, inner: Tree) -> None:
    """Request *name*, with *inner* if it was not requested."""
    tree.pop(f"!{name}", None)
    only_excludes = all(one.startswith("!") for one in tree)
    if not only_excludes:
        tree.setdefault(name, inner)


def _twice(tree: Tree, names: dict[str, str]) -> None:
    """Request under both names what is requested, or excluded, under one."""
    for name in list(tree):
        bare = name.removeprefix("!")
        if bare in names:
            mark = name.removesuffix(bare)
            tree.setdefault(f"{mark}{names[bare]}", tree[name])


def _parse(fields: str) -> Tree:
    words = iter(_WORD.findall(fields))
    tree = _names(words, fields, is_inner=False)
    if not tree:
        raise ValueError(f"fields={fields!r} names nothing")
    return tree


def _names(words: Iterator[str], fields: str, *, is_inner: bool) -> Tree:
    """Read up to the bracket that closes."""
    tree: Tree = {}
    at, name = tree, ""
    for word in words:
        if word == ")" and is_inner:
            return tree
        if word == ",":
            at, name = tree, ""
        elif word == "(" and name:
            at[name].update(_names(words, fields, is_inner=True))
        elif word == "." and name:
            at, name = at[name], ""
        elif word[-1].isalnum() or word[-1] == "_":
            name = word
            at.setdefault(name, {})
        else:
            raise ValueError(f"fields={fields!r} is wrong at {word!r}")
    if is_inner:
        raise ValueError(f"fields={fields!r} misses a closing bracket")
    return tree


def _text(tree: Tree) -> str:
    return ",".join(
        f"{name}({_text(inner)})" if inner else name for name, inner in tree.items()
    )
