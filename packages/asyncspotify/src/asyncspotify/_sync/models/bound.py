# Generated from _async/models/bound.py by `nox -s twins`: do not edit.
"""
Objects with methods that send requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..client import Client


class Bound:
    """The base of all objects with such methods: tells type checkers the client."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def client(self) -> Client: ...
