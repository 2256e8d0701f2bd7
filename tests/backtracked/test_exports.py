"""
The names that are promised.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import metadata

import pytest

import backtracked
import backtracked.commands
import backtracked.sync
import backtracked.utils

MODULES = [backtracked, backtracked.sync, backtracked.commands, backtracked.utils]

#: What belongs to the socket, and so has no twin.
ASYNC_ONLY = {
    "Actions",
    "Backoff",
    "Packet",
    "PacketType",
    "RealtimeOptions",
    "RestClient",
    "WS_URL",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_all(module: object):
    """
    What a module promises is there, and promised once, in order.
    """
    names: list[str] = list(module.__all__)  # type: ignore[attr-defined]

    assert len(set(names)) == len(names)
    assert all(hasattr(module, name) for name in names)


def test_nothing_left_out():
    """
    Every public name that the package's root holds is promised.
    """
    held = {
        name
        for name, value in vars(backtracked).items()
        if getattr(value, "__module__", "").startswith("backtracked._")
        and not name.startswith("_")
    }

    assert held <= set(backtracked.__all__)


def test_twin():
    """
    The sync face has all names, save those of the socket.
    """
    assert set(backtracked.__all__) - set(backtracked.sync.__all__) == ASYNC_ONLY
    assert set(backtracked.sync.__all__) <= set(backtracked.__all__)


def test_shared():
    """
    What does not wait is the same in both faces.
    """
    for name in ("ApiError", "Presence", "ProxyOptions", "Role", "utils"):
        assert getattr(backtracked, name) is getattr(backtracked.sync, name)
    assert backtracked.Client is not backtracked.sync.Client
    assert backtracked.Room is not backtracked.sync.Room


@pytest.mark.parametrize("face", [backtracked, backtracked.sync])
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
        expected = metadata.version("backtracked")
    except metadata.PackageNotFoundError:
        pytest.skip("backtracked is not installed here")

    assert backtracked.__version__ == backtracked.sync.__version__ == expected


def test_light():
    """
    Importing the package imports neither the network libraries nor the sync tree.
    """
    code = (
        "import sys, backtracked;"
        "late = ('httpx', 'websockets', 'cattrs', 'backtracked._sync');"
        "print([name for name in late if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_old_modules(old_modules: Callable[[str], None]):
    """
    The modules of 0.1.1 can be imported, and are attributes of the package.
    """
    old_modules("backtracked")
