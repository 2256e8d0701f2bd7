"""
Say whether an installed package is whole: ``installed.py NAME MODULE VERSION``.

Run by ``nox -s build`` inside an empty environment, so it needs nothing.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files


def faults(name: str, module: str, version: str) -> Iterator[str]:
    """
    What is wrong with the package.
    """
    found = importlib.import_module(module)
    if "httpx" in sys.modules:
        yield f"importing {module} imports httpx, long before a first request"

    installed = distribution(name)
    if {version, installed.version, found.__version__} != {version}:
        yield f"versions differ: {version}, {installed.version}, {found.__version__}"
    if not (files(module) / "py.typed").is_file():
        yield "no py.typed"
    if not any(path.name == "LICENSE" for path in installed.files or ()):
        yield "no licence"


def main(name: str, module: str, version: str) -> int:
    """
    Print the faults, if any.
    """
    found = list(faults(name, module, version))
    for fault in found:
        print(f"{name}: {fault}")
    print(f"{name} {version}: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
