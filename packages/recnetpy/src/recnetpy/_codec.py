"""
How this service's JSON is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import Codec

if TYPE_CHECKING:
    from cattrs import Converter


def _setup(converter: Converter) -> None:
    def is_record(cls: Any) -> bool:
        # Records import this module, so it knows them by what only they have.
        return hasattr(cls, "_readers")

    converter.register_unstructure_hook_func(is_record, lambda each: each.to_data())


CODEC = Codec(setup=_setup, logger="recnetpy")
