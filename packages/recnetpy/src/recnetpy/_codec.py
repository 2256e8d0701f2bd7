"""
How this service's JSON is decoded and encoded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import Codec

if TYPE_CHECKING:
    from cattrs import Converter


def _setup(converter: Converter) -> None:
    def is_record(cls: Any) -> bool:
        # Records import this module, so it knows them by what only they have.
        return hasattr(cls, "_keys")

    converter.register_unstructure_hook_func(is_record, lambda each: each.to_data())
    if converter.detailed_validation:
        # Strict clients check the values afterwards: see `verify`.
        def read(data: Any, cls: Any) -> Any:
            return CODEC.converter.structure(data, cls)

        converter.register_structure_hook_func(is_record, read)


CODEC = Codec(setup=_setup, logger="recnetpy")
