"""
Modules of earlier releases, kept under their names for programs that import them.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

# Reentrant, since a file that is executed may use another old module.
_lock = threading.RLock()


def keep_modules(package: str, table: Mapping[str, str | None]) -> None:
    """
    Make modules of earlier releases importable, and attributes of their parents.

    Call it when the package is being imported. Nothing is imported for a module until
    one of its names is used, and no file is needed for it.

    Args:
        package: Name of the package.
        table: Names of the modules, without that of the package, and the names that
            each has, separated by spaces: ``Room`` for a name of the package,
            ``_labels:WARNINGS`` for a name of another module of it, and
            ``VariableClass=_record:Record`` to call it otherwise. Beside these, all
            public names of the package are found in each module. ``None`` is for a
            module that has a file, which is executed when it is needed.
    """
    root = sys.modules[package]
    for path, names in table.items():
        module: ModuleType = OldModule(root, path, names)
        # The package may have imported it from its file already.
        module = sys.modules.setdefault(module.__name__, module)
        if "." not in path:
            root.__dict__.setdefault(path, module)


class OldModule(ModuleType):
    """
    A module whose names are found when they are used.

    Args:
        root: The package.
        path: Name of the module, without that of the package.
        names: Its names, see `keep_modules`.
    """

    __slots__ = ("_names", "_root")

    def __init__(self, root: ModuleType, path: str, names: str | None) -> None:
        super().__init__(f"{root.__name__}.{path}")
        self.__spec__ = ModuleSpec(self.__name__, None, is_package=True)
        self.__path__ = [f"{root.__path__[0]}{os.sep}{path.replace('.', os.sep)}"]
        self._root = root
        self._names = names

    def __getattr__(self, name: str) -> Any:
        # Tools look for names such as __file__ in every module.
        if name == "__all__" or not name.startswith("__"):
            with _lock:
                if self._names is None:
                    self._execute()
                if name not in self.__dict__:
                    setattr(self, name, self._find(name))
                return self.__dict__[name]
        raise self._missing(name)

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *self.__all__})

    def _execute(self) -> None:
        """
        Execute the module's file in this module.
        """
        parent = sys.modules[self.__name__.rpartition(".")[0]]
        spec = PathFinder.find_spec(self.__name__, parent.__path__)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"No module named {self.__name__!r}")
        self.__spec__ = spec
        self.__package__ = spec.parent
        self.__file__ = spec.origin
        spec.loader.exec_module(self)
        self._names = ""

    def _find(self, name: str) -> Any:
        sources = dict(map(_source, (self._names or "").split()))
        if name == "__all__":
            return list(sources)
        if name in sources:
            module, attribute = sources[name]
            return getattr(import_module(module, self._root.__name__), attribute)
        child = sys.modules.get(f"{self.__name__}.{name}")
        if child is None and name not in self._root.__all__:
            raise self._missing(name)
        return child or getattr(self._root, name)

    def _missing(self, name: str) -> AttributeError:
        text = f"module {self.__name__!r} has no attribute {name!r}"
        return AttributeError(text, name=name, obj=self)


def _source(entry: str) -> tuple[str, tuple[str, str]]:
    """
    Return the name of an entry, and the module and attribute where its value is.
    """
    name, _, source = entry.partition("=")
    module, _, attribute = (source or name).rpartition(":")
    return name.rpartition(":")[2], (f".{module}", attribute)
