"""
How this service's JSON is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from clientcore import Codec, Model, wire

CODEC = Codec(logger="backtracked")


class ServiceModel(Model):
    """The base of all models of both halves."""

    __slots__ = ()

    codec = CODEC


def from_json(
    key: str,
    hook: Callable[[Any], Any] | None = None,
    *,
    default: Any = None,
    **options: Any,
) -> Any:
    """
    Return an attrs field that is decoded from a key of the JSON.

    It is for fields with a default only: that is how type checkers understand it.

    Args:
        key: The JSON key.
        hook: Converts the value. ``None`` for the conversion of the field's type.
        default: Value of the field if the key is missing.
        **options: Other arguments of ``attrs.field``.
    """
    return attrs.field(default=default, metadata=wire(key, hook=hook), **options)
