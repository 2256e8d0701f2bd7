"""
How the JSON of the service is decoded.

Most of it is the transport's way. Special are ``null`` instead of lists and objects,
gaps in lists, whole numbers such as ``640.0``, and the ``type`` of an object, which
determines its model.
"""

from __future__ import annotations

import logging
import types
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin

from clientcore import Codec

if TYPE_CHECKING:
    from cattrs import Converter

    from ._models.base import SpotifyObject

_LOGGER = logging.getLogger("asyncspotify")

#: The types without a model that were logged, and how many are.
_logged: set[str] = set()
_MOST_LOGGED = 20

Hook: TypeAlias = Callable[[Any, Any], Any]


def _setup(converter: Converter) -> None:
    """Register the special hooks around those of the transport."""
    usual = converter.copy()
    structure = converter.register_structure_hook_factory
    structure(_is_choice, lambda kind: _choice_hook(kind, converter))
    if converter.detailed_validation:
        # The lenient way accepts all these.
        structure(_is_list, lambda kind: _list_hook(kind, usual, converter))
        structure(_is_dict, lambda kind: _dict_hook(kind, usual))
        converter.register_structure_hook(int, _whole)
    else:
        converter.register_structure_hook(int, _int)
        # Gaps are usual, so they are not reported as items that do not fit.
        structure(_is_dense, lambda kind: _dense_hook(get_args(kind)[0], converter))
    converter.register_unstructure_hook_factory(
        _has_type, lambda cls: _typed(cls, usual)
    )
    converter.register_unstructure_hook_func(_is_named_tuple, _in_seconds)


# --- Lists and objects --------------------------------------------------------


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is list


def _is_dense(kind: Any) -> bool:
    """Return whether *kind* is a list of a union of models that has no gaps."""
    if not _is_list(kind):
        return False
    (item,) = get_args(kind)
    return _is_choice(item) and not _may_be_none(item)


def _is_dict(kind: Any) -> bool:
    return get_origin(kind) is dict


def _list_hook(kind: Any, usual: Converter, converter: Converter) -> Hook:
    """Read ``null`` as an empty list, and leave gaps out unless they may be kept."""
    (item,) = get_args(kind)
    if _is_dense(kind):
        return _dense_hook(item, converter)
    hook = usual.get_structure_hook(kind)
    if _may_be_none(item):
        return lambda value, kind: [] if value is None else hook(value, kind)

    def structure(value: Any, kind: Any) -> Any:
        if value is None:
            return []
        if type(value) is list and None in value:
            value = [one for one in value if one is not None]
        return hook(value, kind)

    return structure


def _dense_hook(item: Any, converter: Converter) -> Hook:
    """Leave out what a union of models reads as ``None`` as well."""
    with_gaps: Any = list[item | None]
    hook = converter.get_structure_hook(with_gaps)
    return lambda value, _: [one for one in hook(value, with_gaps) if one is not None]


def _dict_hook(kind: Any, usual: Converter) -> Hook:
    hook = usual.get_structure_hook(kind)
    return lambda value, kind: {} if value is None else hook(value, kind)


def _may_be_none(kind: Any) -> bool:
    return types.NoneType in get_args(kind)


# --- Which model --------------------------------------------------------------


def _models(kind: Any) -> list[type[SpotifyObject]]:
    if get_origin(kind) not in {Union, types.UnionType}:
        return []
    return [one for one in get_args(kind) if hasattr(one, "_tag")]


def _is_choice(kind: Any) -> bool:
    """Return whether *kind* is a union of several models of this package."""
    return len(_models(kind)) > 1


def _choice_hook(kind: Any, converter: Converter) -> Hook:
    """
    Read a union of models by their ``type``.

    A type without a model is read as the general model of the union, if it has one.
    Content that is gone is ``None`` where that may be. Elsewhere it does not fit.
    """
    models = _models(kind)
    tag_of = models[0]._tag
    cases: dict[Any, type[SpotifyObject]] = {
        one.type: one for one in models if not one._is_other
    }
    other = next((one for one in models if one._is_other), None)
    optional = _may_be_none(kind)
    hooks: dict[Any, Hook] = {}

    def read_other(value: Any, tag: str) -> Any:
        # Bounded, because the tags come from the server.
        if tag not in _logged and len(_logged) < _MOST_LOGGED:
            _logged.add(tag)
            _LOGGER.warning("items of type %.40r have no model: see raw", tag)
        return converter.structure(value, other or models[0])

    def structure(value: Any, kind: Any) -> Any:
        if type(value) is dict:
            tag = tag_of(value)
            if (hook := hooks.get(tag)) is not None:
                return hook(value, cases[tag])
            if tag not in cases and tag is not None and other is not None:
                return read_other(value, tag)
            if tag in cases:
                hooks[tag] = converter.get_structure_hook(cases[tag])
                return structure(value, kind)
        elif value is not None:
            raise ValueError(f"{type(value).__name__} is none of {kind}")
        if optional:
            return None
        raise ValueError(f"none of {kind}")

    return structure


# --- Values -------------------------------------------------------------------


def _int(value: Any, _: Any) -> Any:
    """Return *value*, and ``640.0`` as an integer. Other types are not checked."""
    return int(value) if type(value) is float and value.is_integer() else value


def _whole(value: Any, kind: Any) -> int:
    """Return an integer, also of ``640.0``, for the strict way."""
    if type(value) is int:
        return value
    if type(value) is float and value.is_integer():
        return int(value)
    raise ValueError(f"{type(value).__name__} is no {kind.__name__}")


def _has_type(cls: Any) -> bool:
    return isinstance(getattr(cls, "type", None), str) and hasattr(cls, "_tag")


def _typed(cls: Any, usual: Converter) -> Callable[[Any], Any]:
    """Encode an object with its ``type``, which is not a field."""
    write = usual.get_unstructure_hook(cls)

    def unstructure(value: Any) -> Any:
        found = write(value)
        return {"type": cls.type, **found} if isinstance(found, dict) else found

    return unstructure


def _is_named_tuple(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, tuple) and hasattr(cls, "_asdict")


def _in_seconds(value: Any) -> dict[str, Any]:
    """Encode a part of an audio analysis, whose times are seconds."""
    return {
        name: one.total_seconds() if isinstance(one, timedelta) else one
        for name, one in value._asdict().items()
    }


CODEC = Codec(setup=_setup, logger="asyncspotify")
