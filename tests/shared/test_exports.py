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
def test_listed_once(module: ModuleType):
    """
    No name is listed twice.
    """
    assert len(module.__all__) == len(set(module.__all__))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_all_there(module: ModuleType):
    """
    All that is listed exists.
    """
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("module", MODULES[:3], ids=lambda module: module.__name__)
def test_imports_are_exports(module: ModuleType):
    """
    A module exports just what it imports.
    """
    assert imported(module) == set(module.__all__)


def test_one_home():
    """
    No name is in `clientcore` and in `clientcore.aio`.
    """
    aio = importlib.import_module("clientcore.aio")

    assert set(clientcore.__all__).isdisjoint(aio.__all__)


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
