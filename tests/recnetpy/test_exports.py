"""
The names that are promised.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata

import pytest

import recnetpy
import recnetpy.sync
from recnetpy._old_modules import OLD_MODULES

FACES = [recnetpy, recnetpy.sync]
PATHS = [f"recnetpy.{path}" for path in OLD_MODULES]


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
def test_all(face: object):
    """
    What a face promises is there, sorted, and promised once.
    """
    names: list[str] = list(face.__all__)  # type: ignore[attr-defined]

    assert len(set(names)) == len(names)
    assert all(hasattr(face, name) for name in names)


@pytest.mark.parametrize("path", PATHS)
def test_import_paths(path: str):
    """
    The documented modules have what they promise, and the package's own classes.
    """
    module = importlib.import_module(path)

    assert module.__all__
    for name in module.__all__:
        assert getattr(recnetpy, name, getattr(module, name)) is getattr(module, name)


def test_nothing_left_out():
    """
    Every public name that the package's root holds is promised.
    """
    held = {
        name
        for name, value in vars(recnetpy).items()
        if getattr(value, "__module__", "").startswith("recnetpy._")
        and not name.startswith("_")
    }

    assert held <= set(recnetpy.__all__)


def test_twin():
    """
    The sync face has the same names.
    """
    assert recnetpy.sync.__all__ == recnetpy.__all__


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.__name__)
def test_unknown_name(face: object):
    """
    A name that is none is an error, as for any module.
    """
    with pytest.raises(AttributeError, match="nothing"):
        face.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_version():
    """
    The version is the distribution's.
    """
    try:
        expected = metadata.version("recnetpy")
    except metadata.PackageNotFoundError:
        pytest.skip("recnetpy is not installed here")

    assert recnetpy.__version__ == recnetpy.sync.__version__ == expected


def test_light():
    """
    Importing the package imports neither the HTTP library nor the sync tree.
    """
    code = (
        "import sys, recnetpy;"
        "print([name for name in ('httpx', 'cattrs', 'recnetpy._sync')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_old_modules(old_modules: Callable[[str], None]):
    """
    The modules of 0.2.75 can be imported, and are attributes of the package.
    """
    old_modules("recnetpy")
