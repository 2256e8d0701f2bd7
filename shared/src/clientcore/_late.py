"""
The names of a client's package that are imported when they are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def find_late(module: str, name: str) -> Any:
    """
    Return ``converter`` or ``__version__`` of a package, for its ``__getattr__``.

    Args:
        module: Name of the package, or of a module of it that has the same names.
        name: ``converter`` or ``__version__``.

    Raises:
        AttributeError: The module has no attribute *name*.
    """
    package = module.partition(".")[0]
    if name == "converter":
        return import_module(f"{package}._codec").CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version(package)
    raise AttributeError(f"module {module!r} has no attribute {name!r}", name=name)
