"""
Decoding and encoding of the service's JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import Codec

from ._permissions import Permissions

if TYPE_CHECKING:
    from cattrs import Converter


def read_id(value: Any) -> int:
    """
    Decode an id. Those of accounts are decimal text in JSON, since they are too large
    for the numbers of JavaScript.

    Raises:
        ValueError: *value* is neither an int nor decimal text.
    """
    if type(value) is int:
        return value
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        return int(value)
    raise ValueError("no id")


def _read_permissions(value: Any, _: Any) -> Permissions:
    if isinstance(value, Permissions):
        return value
    if type(value) is int:
        return Permissions.from_int(value)
    raise ValueError("no permissions")


def _setup(converter: Converter) -> None:
    converter.register_structure_hook(Permissions, _read_permissions)
    converter.register_unstructure_hook(Permissions, Permissions.to_int)


CODEC = Codec(setup=_setup, logger="polympics")
