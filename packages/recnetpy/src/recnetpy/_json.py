"""
JSON as Python has it: objects, lists and plain values.
"""

from __future__ import annotations

from typing import Any


def copied(value: Any) -> Any:
    """
    Return a copy of a JSON value, however deeply it is nested.

    The standard library's copies are made by recursion, which ends at some hundred
    levels.
    """
    whole = [value]
    waiting: list[Any] = [whole]
    while waiting:
        owner = waiting.pop()
        for place, inner in owner.items() if type(owner) is dict else enumerate(owner):
            if type(inner) is dict or type(inner) is list:
                owner[place] = found = inner.copy()
                waiting.append(found)
    return whole[0]
