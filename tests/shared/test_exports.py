"""
What is public.
"""

from __future__ import annotations

import ast
import importlib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

import clientcore

MODULES = [
    importlib.import_module(f"clientcore{name}")
    for name in ("", ".aio", ".sync", ".sandbox")
]


def imported(module: ModuleType) -> set[str]:
    """Return the public names that *module* has from private modules."""
    assert module.__file__
    tree = ast.parse(Path(module.__file__).read_text())
    return {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_sorted(module: ModuleType):
    """
    ``__all__`` is sorted as ruff sorts it, and nothing is in it twice.
    """
    names = module.__all__

    assert names == sorted(
        set(names), key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_all_there(module: ModuleType):
    """
    All that is listed exists.
    """
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


def test_imports_are_exports():
    """
    The package exports just what it imports.
    """
    assert imported(clientcore) == set(clientcore.__all__)


def test_twins():
    """
    The faces that wait and that block have the same names.
    """
    aio, sync = (
        importlib.import_module(f"clientcore.{name}") for name in ("aio", "sync")
    )

    assert set(aio.__all__) == set(sync.__all__)


def test_version(monkeypatch: pytest.MonkeyPatch):
    """
    The version is asked of the distribution; other names are not made up.
    """
    monkeypatch.setattr(metadata, "version", {"clientcore": "1.2.3"}.__getitem__)

    assert clientcore.__version__ == "1.2.3"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = clientcore.nothing
