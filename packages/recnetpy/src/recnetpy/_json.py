"""
JSON as Python has it: objects, lists and plain values.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any


def dumped(value: Any, **options: Any) -> str:
    """
    Return JSON text of *value*, as `json.dumps` does.

    That is recursive, and has less room the deeper the caller's own calls are. A new
    thread has all of it: enough for everything that could be parsed.
    """
    dump = partial(json.dumps, value, **options)
    try:
        return dump()
    except RecursionError:
        with ThreadPoolExecutor(1) as executor:
            return executor.submit(dump).result()


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
