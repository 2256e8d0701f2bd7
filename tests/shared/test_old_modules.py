"""
Modules of earlier releases.
"""

from __future__ import annotations

import importlib
import importlib.util
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

FILES = {
    "__init__": """
from clientcore import keep_modules
from ._rooms import Room
__all__ = ["Room"]
keep_modules(__name__, {
    "models": None,
    "models.room": "Room _labels:WARNINGS Base=_labels:Root",
    "models.deep.in_it": "Room",
    "models.deep": "",
    "rooms": "Room",
    "tools": None,
    "tools.cut": "_labels:WARNINGS",
    "gone": None,
    "_rooms": None,
})
""",
    "_rooms": "class Room: pass",
    "_labels": "WARNINGS = ['mild']\nclass Root: pass",
    "models": "from ._rooms import Room\nloads = [object()]\n__all__ = ['Room']",
    "tools/__init__": "from .._rooms import Room\ndef cut(): return 'cut'",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A package with old modules, imported from a folder of its own."""
    for name, text in FILES.items():
        path = tmp_path / "oldpkg" / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield importlib.import_module("oldpkg")
    for name in [each for each in sys.modules if each.partition(".")[0] == "oldpkg"]:
        del sys.modules[name]


def test_names(package: ModuleType):
    """
    A module has the names of its row: the package's, another module's, renamed ones.
    """
    module = importlib.import_module("oldpkg.models.room")

    assert module.Room is package.Room
    assert module.WARNINGS == ["mild"]
    assert module.Base.__name__ == "Root"
    assert module.__all__ == ["Room", "WARNINGS", "Base"]
    assert {"Room", "WARNINGS", "Base"} <= set(dir(module))


def test_public_names(package: ModuleType):
    """
    Beside them it has the public names of the package.
    """
    from oldpkg.tools.cut import Room  # type: ignore[import-not-found]

    assert Room is package.Room


def test_star(package: ModuleType):
    """
    A star import takes the names of the row, or those of the file.
    """
    names: dict[str, object] = {}
    exec("from oldpkg.models.room import *", names)
    others: dict[str, object] = {}
    exec("from oldpkg.models import *", others)

    assert set(names) - {"__builtins__"} == {"Room", "WARNINGS", "Base"}
    assert set(others) - {"__builtins__"} == {"Room"}


def test_attributes(package: ModuleType):
    """
    After the import of the package alone, old modules are attributes, at any depth.
    """
    assert package.rooms.Room is package.Room
    assert package.models.room.Room is package.Room
    assert package.models.deep.in_it.Room is package.Room


def test_every_import(package: ModuleType):
    """
    All forms of the import statement work.
    """
    names: dict[str, object] = {}
    for line in (
        "import oldpkg.models.room; a = oldpkg.models.room",
        "import oldpkg.models.room as b",
        "from oldpkg.models import room as c",
        "from oldpkg import models; d = models.room",
    ):
        exec(line, names)

    assert names["a"] is names["b"] is names["c"] is names["d"]


def test_file(package: ModuleType):
    """
    A module with a file is that file, with its own names before those below it.
    """
    assert package.models.Room is package.Room
    assert package.models.__file__.endswith("models.py")
    assert package.tools.cut() == "cut"


def test_imported_before(package: ModuleType):
    """
    A module that the package has imported itself stays that module.
    """
    assert package._rooms is sys.modules["oldpkg._rooms"]
    assert package._rooms.Room is package.Room


def test_late(package: ModuleType):
    """
    Nothing is imported before a name is used, and a file is executed once.
    """
    before = "oldpkg._labels" in sys.modules
    package.models.room  # noqa: B018
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: package.models.loads, range(50)))

    assert not before
    assert "oldpkg._labels" not in sys.modules
    assert all(each is found[0] for each in found)


@pytest.mark.parametrize("name", ["Nothing", "__file__", "__wrapped__"])
def test_missing(package: ModuleType, name: str):
    """
    A name that a module does not have is an error that names both.
    """
    with pytest.raises(AttributeError, match=f"oldpkg.rooms.*{name}") as raised:
        getattr(package.rooms, name)

    assert (raised.value.name, raised.value.obj) == (name, package.rooms)
    with pytest.raises(ImportError, match="Nothing"):
        exec("from oldpkg.rooms import Nothing")


def test_missing_modules(package: ModuleType):
    """
    Modules that are not in the table do not exist, and a file must be there.
    """
    with pytest.raises(ModuleNotFoundError, match=r"oldpkg\.models\.nothing"):
        importlib.import_module("oldpkg.models.nothing")
    with pytest.raises(ModuleNotFoundError, match=r"oldpkg\.gone"):
        package.gone.Room  # noqa: B018


def test_spec(package: ModuleType):
    """
    An old module is found without being imported.
    """
    assert importlib.util.find_spec("oldpkg.models.room")
    assert importlib.util.find_spec("oldpkg.tools")


def test_pickle(package: ModuleType):
    """
    A pickle that names a class by its old module is read.
    """
    assert pickle.loads(b"coldpkg.models.room\nRoom\n.") is package.Room


def test_cost():
    """
    A hundred old modules are registered within two milliseconds.
    """
    script = """
import sys, time, types
from clientcore import keep_modules
root = types.ModuleType("many")
root.__path__ = ["/nowhere"]
sys.modules["many"] = root
table = {f"module{n}": "Room Base=_labels:Root" for n in range(100)}
start = time.process_time()
keep_modules("many", table)
print(time.process_time() - start)
"""
    seconds = [
        float(subprocess.check_output([sys.executable, "-c", script], text=True))
        for _ in range(3)
    ]

    assert min(seconds) < 0.002
