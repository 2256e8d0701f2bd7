"""
How the modules of a package import each other.
"""

from __future__ import annotations

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
