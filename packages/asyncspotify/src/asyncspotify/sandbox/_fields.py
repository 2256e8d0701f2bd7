"""
The parameter ``fields``, which leaves things out of a playlist.

``name,items(added_at,item(name,!album)),total``: names with commas between
them, what is wanted of each in brackets or behind a dot, and an exclamation
mark before what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from ._problems import bad_request

Tree: TypeAlias = dict[str, "Tree"]

_WORD = re.compile(r"[A-Za-z_0-9!]+|[(),.]")


def pick(value: Any, fields: str) -> Any:
    """
    Leave in *value* what *fields* asks for.
    """
    words = iter(_WORD.findall(fields))
    return _apply(value, _names(words))


def _names(words: Iterator[str]) -> Tree:
    """
    Read up to the bracket that closes.
    """
    tree: Tree = {}
    at = tree
    name = ""
    for word in words:
        if word in {"(", "."} and not name:
            raise bad_request("Invalid fields")
        if word == ")":
            return tree
        if word == ",":
            at = tree
        elif word == "(":
            at[name].update(_names(words))
        elif word == ".":
            at = at[name]
        else:
            name = word
            at.setdefault(name, {})
    return tree


def _apply(value: Any, tree: Tree) -> Any:
    if isinstance(value, list):
        return [_apply(one, tree) for one in value]
    if not isinstance(value, dict) or not tree:
        return value
    wanted = {name for name in tree if not name.startswith("!")} or set(value)
    return {
        name: _apply(one, tree.get(name, {}))
        for name, one in value.items()
        if name in wanted and f"!{name}" not in tree
    }
