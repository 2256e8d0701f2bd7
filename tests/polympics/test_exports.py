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

import polympics
import polympics.sync

MODULES = [
    polympics,
    polympics.sync,
    *(
        importlib.import_module(f"polympics.{name}")
        for name in ("clients", "handlers", "pagination", "types")
    ),
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_all(module: object):
    """
    What a module promises is there, and promised once.
    """
    names: list[str] = list(module.__all__)  # type: ignore[attr-defined]

    assert len(set(names)) == len(names)
    assert all(hasattr(module, name) for name in names)


@pytest.mark.parametrize("module", MODULES[2:], ids=lambda module: module.__name__)
def test_import_paths(module: object):
    """
    The modules of 0.6.2 have the very names of the package.
    """
    for name in module.__all__:  # type: ignore[attr-defined]
        assert getattr(polympics, name) is getattr(module, name)


def test_nothing_left_out():
    """
    Every public name that the package's root holds is promised.
    """
    held = {
        name
        for name, value in vars(polympics).items()
        if getattr(value, "__module__", "").startswith("polympics._")
        and not name.startswith("_")
    }

    assert held <= set(polympics.__all__)


def test_twin():
    """
    The sync face has all names, save that of the ASGI application.
    """
    assert set(polympics.__all__) - set(polympics.sync.__all__) == {"CallbackApp"}
    assert set(polympics.sync.__all__) <= set(polympics.__all__)


def test_shared():
    """
    What does not wait is the same in both faces.
    """
    for name in ("Session", "Credentials", "PolympicsError", "Permissions", "NO_TEAM"):
        assert getattr(polympics, name) is getattr(polympics.sync, name)
    for name in ("AppClient", "Account", "Team", "Award", "Callback", "PageList"):
        assert getattr(polympics, name) is not getattr(polympics.sync, name)


def test_hosts():
    """
    The hosts of the guide are constants.
    """
    assert polympics.LOCAL_URL == "http://127.0.0.1:8000"
    assert polympics.PUBLIC_URL == "https://api.polytopia.fun"


@pytest.mark.parametrize("face", [polympics, polympics.sync])
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
        expected = metadata.version("polympics")
    except metadata.PackageNotFoundError:
        pytest.skip("polympics is not installed here")

    assert polympics.__version__ == polympics.sync.__version__ == expected


def test_light():
    """
    Importing the package imports neither the HTTP library nor the sync tree.
    """
    code = (
        "import sys, polympics;"
        "print([name for name in ('httpx', 'polympics._sync') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_old_modules(old_modules: Callable[[str], None]):
    """
    The modules of 0.6.2 can be imported, and are attributes of the package.
    """
    old_modules("polympics")
