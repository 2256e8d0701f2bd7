"""
Find the client of a user's module.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import backtracked
from backtracked import Client


class BotError(backtracked.BacktrackedError):
    """The module can't be used, for the reason in the message."""


def load(target: str) -> Client:
    """
    Import a module, and return the client in it.

    Args:
        target: ``module:name``. The name may have dots; it is that of a client, or of
            a function or class that returns one when it is called without arguments.

    Raises:
        BotError: The module can't be imported, or has no such client.
    """
    module_name, _, name = target.partition(":")
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    found: Any = _import(module_name)
    for part in (name or "client").split("."):
        try:
            found = getattr(found, part)
        except AttributeError:
            raise BotError(_missing(module_name, name or "client")) from None
    if inspect.isclass(found) or inspect.isfunction(found):
        found = _make(target, found)
    return _checked(target, found)


def _import(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and f"{name}.".startswith(f"{error.name}."):
            raise BotError(
                f"there is no module {error.name} in {Path.cwd()}"
            ) from error
        raise BotError(_failed(name, error)) from error
    except (Exception, SystemExit) as error:
        raise BotError(_failed(name, error)) from error


def _failed(name: str, error: BaseException, verb: str = "imported") -> str:
    """Return what went wrong, and the line of the user's code."""
    where = ""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if not frame.filename.startswith("<frozen ")]
    if isinstance(error, SyntaxError):
        where = f" ({error.filename}, line {error.lineno})"
    elif len(own) > 1:
        where = f" ({own[-1].filename}, line {own[-1].lineno})"
    what = error.msg if isinstance(error, SyntaxError) else error
    return f"{name} could not be {verb}: {type(error).__name__}: {what}{where}"


def _missing(module: str, name: str) -> str:
    clients = [
        key
        for key, value in vars(sys.modules[module]).items()
        if isinstance(value, Client)
    ]
    hint = f", but {', '.join(clients)}" if clients else ""
    return f"the module {module} has no {name}{hint}"


def _make(target: str, function: Any) -> Any:
    try:
        return function()
    except Exception as error:
        raise BotError(_failed(target, error, "made")) from error


def _checked(target: str, found: Any) -> Client:
    if not isinstance(found, Client):
        kind = type(found)
        raise BotError(
            f"{target} is a {kind.__module__}.{kind.__qualname__},"
            " and no backtracked.Client"
        )
    try:
        found.check_open()
    except backtracked.ClosedError:
        raise BotError(
            f"{target} has been closed already: call run() of a client only below"
            ' if __name__ == "__main__":'
        ) from None
    return found


@contextmanager
def sandboxed(variables: Mapping[str, str]) -> Iterator[None]:
    """
    Send all clients that are made in this context to a sandbox.

    A module of a user has the addresses of the service by default, or names them.

    Args:
        variables: Environment variables with the addresses of the sandbox.
    """

    class SandboxClient(Client):
        def __init__(self, **options: Any) -> None:
            options["api"] = variables["QUEUP_API"]
            options["ws"] = variables["QUEUP_WS"]
            super().__init__(**options)

    SandboxClient.__name__ = SandboxClient.__qualname__ = "Client"
    with (
        patch.object(backtracked, "Client", SandboxClient),
        patch.dict(os.environ, variables),
    ):
        yield
