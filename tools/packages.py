"""
The packages of this repository, as the folders show them.

Standard library only: the noxfile imports this from nox's own environment.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

_CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")
_FLOOR = re.compile(r"([\w.-]+)(?:\[[\w,-]+\])?>=([\w.]+)")


@dataclass(frozen=True)
class Package:
    """
    A folder with a ``pyproject.toml``.

    Attributes:
        folder: Where it is; its last part also names its tests' folder.
    """

    folder: Path

    @cached_property
    def project(self) -> dict[str, Any]:
        """
        The ``[project]`` table.
        """
        content = (self.folder / "pyproject.toml").read_text(encoding="utf-8")
        project: dict[str, Any] = tomllib.loads(content)["project"]
        return project

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.project["name"])

    @property
    def version(self) -> str:
        return str(self.project["version"])

    @property
    def source(self) -> Path:
        """
        The one importable folder below ``src``.
        """
        (source,) = (path.parent for path in self.folder.glob("src/*/py.typed"))
        return source

    @property
    def tests(self) -> str:
        """
        The tests' folder, relative to the root.
        """
        return f"tests/{self.folder.name}"

    @property
    def extras(self) -> frozenset[str]:
        return frozenset(self.project.get("optional-dependencies", ()))

    def with_extras(self, wanted: Collection[str]) -> str:
        """
        Its name for pip, with those of the wanted extras that it has.
        """
        extras = sorted(self.extras & set(wanted))
        return f"{self.name}[{','.join(extras)}]" if extras else self.name

    @property
    def pythons(self) -> list[str]:
        """
        The Python versions that the classifiers promise.
        """
        matches = map(_CLASSIFIER.fullmatch, self.project["classifiers"])
        return [match[1] for match in matches if match]

    @property
    def requirements(self) -> list[str]:
        """
        What it depends on, all extras included.
        """
        groups = self.project.get("optional-dependencies", {}).values()
        return [
            *self.project["dependencies"],
            *(line for group in groups for line in group),
        ]

    @property
    def floors(self) -> list[str]:
        """
        The oldest versions it allows, as constraints for pip.
        """
        matches = (_FLOOR.match(line) for line in self.requirements)
        return sorted({f"{match[1]}=={match[2]}" for match in matches if match})

    def digest(self) -> str:
        """
        A name for the present content of the folder.
        """
        hashed = hashlib.sha256()
        for path in sorted(_files(self.folder)):
            hashed.update(f"{path.relative_to(self.folder)}\0".encode())
            hashed.update(hashlib.sha256(path.read_bytes()).digest())
        return hashed.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(
            part.startswith((".", "__pycache__"))
            for part in path.relative_to(folder).parts
        )
        if path.is_file() and not hidden:
            yield path


def packages(root: Path = ROOT) -> list[Package]:
    """
    The transport first, then the clients by name.
    """
    projects = [
        *root.glob("shared/pyproject.toml"),
        *sorted(root.glob("packages/*/pyproject.toml")),
    ]
    return [Package(path.parent) for path in projects]


def pythons(package: Package) -> list[str]:
    """
    The versions to test a package on.

    The one that runs this is always among them, so that a machine with none of
    the promised versions still tests something.
    """
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    return list(dict.fromkeys([*package.pythons, running]))
