"""
How the modules of a package import each other.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter

import grimp
import pytest

from tools.packages import Package, packages


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
def test_no_circles(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No module imports itself by way of others, late imports included.

    Imports for type checkers may: they are not executed.
    """
    monkeypatch.syspath_prepend(package.source.parent)
    graph = grimp.build_graph(
        package.source.name, exclude_type_checking_imports=True, cache_dir=None
    )
    imports = {
        name: graph.find_modules_directly_imported_by(name) for name in graph.modules
    }

    # A CycleError names the modules of the circle.
    TopologicalSorter(imports).prepare()


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """
    Return the nodes of a module, without those in blocks for type checkers.
    """
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _executed(node)


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in _executed(tree):
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("package", packages(), ids=lambda package: package.name)
def test_no_private_imports(package: Package) -> None:
    """
    No client imports a private module or name of the transport, late or not.

    Imports for type checkers may: they are not executed.
    """
    if package.source.name == "clientcore":
        return
    found = {
        (file.name, name)
        for file in package.source.rglob("*.py")
        for name in _imported(ast.parse(file.read_text("utf-8")))
        if name.startswith("clientcore.") and "._" in name
    }

    assert not found
