"""
For every package's tests: ``HTTPX2=1`` runs them on httpx2, httpx's continuation.

It has to be put in httpx's place before anything imports that, so this stands
first, and the plugins that would be earlier are switched off in pyproject.toml.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

if os.environ.get("HTTPX2"):
    import httpx2

    httpx2.alias_httpx()

# A shell ignores Ctrl-C for what it runs in the background, and so would the programs
# that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


# Without the limit of 200 ms for an example, which may take longer on a busy machine.
settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy")


def _modules(package: str) -> list[str]:
    """Return the modules of the old release, from the list of its wheel's files."""
    listing = Path(__file__).parent / package / "old_modules.txt"
    files = [Path(line) for line in listing.read_text(encoding="utf-8").split()]
    return [
        ".".join(
            (each.parent if each.stem == "__init__" else each.with_suffix("")).parts
        )
        for each in files
    ]


_OLD_MODULES = """
import importlib, operator, sys
for name in sys.argv[2:]:
    package, _, path = name.partition(".")
    root = importlib.import_module(package)
    # As an attribute first, before anything imports the module itself. The blocking
    # halves are no old modules.
    if path and path != "sync":
        operator.attrgetter(path)(root)
for name in sys.argv[2:]:
    module = importlib.import_module(name)
    if names := getattr(module, "__all__", None):
        exec(f"from {name} import *", {})
        [getattr(module, each) for each in names]
print(len(sys.argv) - 2)
"""


@pytest.fixture
def old_modules() -> Callable[[str], None]:
    """
    Checks that all modules of a package's old release can be imported, and are
    attributes after the package was imported.
    """

    def check(package: str) -> None:
        names = _modules(package)
        command = [sys.executable, "-W", "error", "-c", _OLD_MODULES, package, *names]
        done = subprocess.run(command, capture_output=True, text=True, check=False)

        assert done.stdout.strip() == str(len(names)), done.stderr

    return check


@pytest.fixture
def free_port() -> int:
    """
    A port that is free, and stays so while other tests run beside this one.

    Those take any free port, which the system chooses from higher ones.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
