"""
The public names that are imported when they are used, not with the package.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: The modules of asyncspotify 0.12, which ``import asyncspotify`` has as attributes.
MODULES = (
    "album",
    "artist",
    "audioanalysis",
    "audiofeatures",
    "client",
    "device",
    "exceptions",
    "http",
    "image",
    "oauth",
    "pager",
    "playing",
    "playlist",
    "route",
    "scope",
    "track",
    "user",
)


def find(module: str, name: str) -> Any:
    """
    Return the attribute *name* of a package, and import it if need be.

    Raises:
        AttributeError: The package has no attribute *name*.
    """
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("asyncspotify")
    if name in MODULES and module == "asyncspotify":
        return import_module(f"{module}.{name}")
    raise AttributeError(f"module {module!r} has no attribute {name!r}")
