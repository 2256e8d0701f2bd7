"""
Fields of models that look different in JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def wire(
    name: str | None = None, *, hook: Callable[[Any], Any] | None = None
) -> dict[str, Any]:
    """
    Return the metadata of an attrs field that looks different in JSON.

    As in ``attrs.field(metadata=wire("addedAt"))``: type checkers know what
    that means, which they would not of a function of ours that makes a field.

    Args:
        name: The JSON key, or ``None`` if it is the field's name.

        hook:
            Reads the JSON value, instead of what the field's type would do. It
            may raise anything for a value that does not fit.
    """
    return {"name": name, "hook": hook}
