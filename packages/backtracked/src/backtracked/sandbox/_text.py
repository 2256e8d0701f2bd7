"""
HTML escapes: the service stores and sends text that way.
"""

from __future__ import annotations

import re

_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAMED |= {"#34": '"', "#39": "'"}
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def plain(text: str) -> str:
    """
    Unescape *text*, once.
    """
    found = "|".join(_NAMED)
    return re.sub(f"&({found});", lambda escape: _NAMED[escape[1]], text)


def units(text: str) -> int:
    """
    Return the length of *text* as JavaScript counts it, in UTF-16 code units.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escaped(text: str) -> str:
    """
    Write plain *text* as the service stores it.
    """
    return re.sub("[&<>\"']", lambda char: _ESCAPES[char[0]], text)


def stored(text: str) -> str:
    """
    Write what a client sent as the service stores it.

    Clients are expected to escape; what some of them leave out is made up for,
    without escaping anything twice.
    """
    return escaped(plain(text))
