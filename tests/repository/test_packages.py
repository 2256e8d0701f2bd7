"""
What the tools know of the packages.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tools.packages import Package, packages, pythons

PYPROJECT = """\
[project]
name = "nobody"
version = "1.0.0"
classifiers = [
  "Programming Language :: Python :: 3 :: Only",
  "Programming Language :: Python :: 3.2",
]
dependencies = ["httpx>=0.28.1,<1", "clientcore>=1.0,<2"]

[project.optional-dependencies]
http2 = ["httpx[http2]>=0.28.1,<1"]
sandbox = ["clientcore[sandbox]"]
"""


@pytest.fixture
def nobody(tmp_path: Path) -> Package:
    """
    A package that is nowhere else.
    """
    source = tmp_path / "src" / "nobody"
    source.mkdir(parents=True)
    (source / "py.typed").touch()
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return Package(tmp_path)


def test_the_transport_is_first() -> None:
    """
    The transport stands in front of its clients.
    """
    assert packages()[0].name == "clientcore"
    assert "polympics" in [package.name for package in packages()]


def test_facts(nobody: Package) -> None:
    """
    A package tells its facts from its own files.
    """
    assert (nobody.name, nobody.version) == ("nobody", "1.0.0")
    assert nobody.source.name == "nobody"
    assert nobody.pythons == ["3.2"]
    assert nobody.extras == {"http2", "sandbox"}


def test_extras_it_has(nobody: Package) -> None:
    """
    A requirement names the extras that the package has, and no others.
    """
    assert nobody.with_extras({"sandbox", "http2", "ws"}) == "nobody[http2,sandbox]"
    assert nobody.with_extras({"ws"}) == "nobody"


def test_something_always_runs(nobody: Package) -> None:
    """
    The running Python is tested on even if no classifier names it.
    """
    running = f"{sys.version_info.major}.{sys.version_info.minor}"

    assert pythons(nobody) == ["3.2", running]


def test_floors(nobody: Package) -> None:
    """
    Each lower bound becomes one exact version, extras or not.
    """
    assert nobody.floors == ["clientcore==1.0", "httpx==0.28.1"]


def test_digest_follows_content(nobody: Package) -> None:
    """
    A changed file changes the digest, compiled ones don't.
    """
    before = nobody.digest()
    cache = nobody.source / "__pycache__"
    cache.mkdir()
    (cache / "x.pyc").touch()
    compiled = nobody.digest()
    (nobody.source / "new.py").touch()

    assert compiled == before
    assert nobody.digest() != before


@pytest.mark.parametrize("package", packages(), ids=str)
def test_packages_agree(package: Package) -> None:
    """
    Each package has its changelog, and says the same about Pythons as the others.
    """
    notes = (package.folder / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## \[Unreleased\]$", notes, re.MULTILINE)
    assert package.pythons == packages()[0].pythons


@pytest.mark.parametrize("package", packages()[1:], ids=str)
def test_extras_of_clients(package: Package) -> None:
    """
    A client passes on each extra of the transport, and may have others.

    One without a command line has no use for that of the transport's.
    """
    extras = package.project["optional-dependencies"]

    unused = set() if "scripts" in package.project else {"cli"}
    for name in packages()[0].extras - unused:
        assert name in extras[name][0]
