"""
The public names that are imported when they are used, not with the package.
"""

from __future__ import annotations

from typing import Any


def find(module: str, name: str) -> Any:
    """
    Return ``converter`` or ``__version__``.

    Args:
        module: Name of the module that has it.
        name: ``converter`` or ``__version__``.

    Raises:
        AttributeError: The module has no attribute *name*.
    """
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        # Spelled out, because what freezes programs looks for such calls.
        return version("asyncspotify")
    raise AttributeError(f"module {module!r} has no attribute {name!r}")
