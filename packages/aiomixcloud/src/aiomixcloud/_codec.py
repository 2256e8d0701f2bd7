"""
Decoding and encoding of resources and of their declared fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from clientcore import Codec, Model

from ._containers import AccessDict, AccessList, to_json_types
from .datetime import format_datetime
from .json import MixcloudJSONDecoder, read_time

if TYPE_CHECKING:
    from cattrs import Converter


def _setup(converter: Converter) -> None:
    converter.register_structure_hook(datetime, _time)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook_func(_is(AccessDict), _object)
    converter.register_structure_hook_func(_is(AccessList), _list)
    converter.register_unstructure_hook_func(_is(AccessDict), to_json_types)
    converter.register_unstructure_hook_func(_is(AccessList), to_json_types)


def _is(base: type) -> Callable[[Any], bool]:
    def check(kind: Any) -> bool:
        kind = get_origin(kind) or kind
        return isinstance(kind, type) and issubclass(kind, base)

    return check


# --- Reading ------------------------------------------------------------------


def _time(value: Any, _: Any) -> datetime:
    time = read_time(value) if isinstance(value, str) else value
    if not isinstance(time, datetime):
        raise TypeError("not a time")
    return time


def _text(value: Any, _: Any) -> str:
    # The decoder makes a time of any string that looks like one, also of a name.
    if isinstance(value, datetime):
        return format_datetime(value)
    if not isinstance(value, str):
        raise TypeError("not text")
    return value


def _object(value: Any, kind: Any) -> Any:
    """Return an object as an instance of *kind*."""
    cls = get_origin(kind) or kind
    if isinstance(value, cls):
        return value
    if isinstance(value, AccessDict):
        return cls(value.data, mixcloud=value.mixcloud)
    return cls(_revived(dict(value)), mixcloud=None)


def _list(value: Any, kind: Any) -> AccessList[Any]:
    if isinstance(value, AccessList):
        return value
    made: AccessList[Any] = AccessList(_revived(list(value)), mixcloud=None)
    for item in get_args(kind):
        made._unbound_class = getattr(item, "_unbound_class", made._unbound_class)
    return made


def _revived(value: Any) -> Any:
    """Return JSON's types with times as the decoder reads them."""
    if isinstance(value, list):
        return [_revived(item) for item in value]
    if isinstance(value, dict):
        return MixcloudJSONDecoder.object_hook(
            {key: _revived(item) for key, item in value.items()}
        )
    return value


# --- Fields -------------------------------------------------------------------

CODEC = Codec(setup=_setup, logger="aiomixcloud")


class ServiceModel(Model):
    """Has the codec for the `Api`. Resources are dicts with attributes, not models."""

    __slots__ = ()

    codec = CODEC


@cache
def readers(cls: type) -> Mapping[str, Callable[[Any], Any]]:
    """
    Return functions that read the declared fields of *cls*, an attrs class, by name.

    They raise if a value does not fit the type of the field.
    """
    import attrs

    return {
        field.name: _reader(field.type)
        for field in attrs.fields(attrs.resolve_types(cls))
    }


def _reader(kind: Any) -> Callable[[Any], Any]:
    converter = CODEC.converter
    return lambda value: converter.structure(value, kind)


@cache
def optional_fields(cls: type) -> frozenset[str]:
    """Return the names of the declared fields of *cls* that may be ``None``."""
    import attrs

    return frozenset(
        field.name
        for field in attrs.fields(attrs.resolve_types(cls))
        if type(None) in get_args(field.type)
    )
