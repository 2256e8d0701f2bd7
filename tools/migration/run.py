"""
Run programs that were written for the old releases, on those and on these packages.

Both talk to the same sandboxes, under the addresses of the services. What they print
is compared, line by line.
"""

from __future__ import annotations

import importlib
import os
import socket
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from threading import Thread
from typing import Any

import attrs
import trustme
import uvicorn
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_HERE = Path(__file__).resolve().parent
_PROGRAMS = _HERE.parent.parent / "tests" / "migration"
_SITE = _HERE / "site"
_TIMEOUT = 30
#: Variables of this process that programs get.
_KEPT = ("PATH", "HOME", "SYSTEMROOT")


@attrs.frozen
class Old:
    """
    An old release.

    Attributes:
        requirements: What pip installs for it: the release, and the versions of its
            dependencies that it was tried with.
        hosts: The service's hosts, and the folder of each in the sandbox.
        options: Arguments of the sandbox.
    """

    requirements: tuple[str, ...]
    hosts: Mapping[str, str]
    options: Mapping[str, Any] = attrs.field(factory=dict)


_BIN = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"

_AIOHTTP = "aiohttp>=3.11,<4"

OLD: Mapping[str, Old] = {
    "aiomixcloud": Old(
        ("aiomixcloud==1.0.6", _AIOHTTP, "python-dateutil<3"),
        {"api.mixcloud.com": "/api", "www.mixcloud.com": "/www"},
    ),
    "asyncspotify": Old(
        ("asyncspotify==0.12.1", _AIOHTTP),
        {"api.spotify.com": "", "accounts.spotify.com": "/accounts"},
        # It stops at the gaps of the usual world.
        {"tidy": True},
    ),
    "backtracked": Old(
        ("backtracked==0.1.1", "aiohttp==3.9.5"),
        {"api.queup.net": "", "ws.queup.net": ""},
    ),
    "polympics": Old(
        ("polympics==0.6.2", _AIOHTTP, "dataclasses-json==0.6.7"),
        {"api.polytopia.fun": ""},
    ),
    "recnetpy": Old(
        ("recnetpy==0.2.75", _AIOHTTP),
        {
            f"{name}.rec.net": f"/{name}"
            for name in (
                "apim",
                "api",
                "accounts",
                "rooms",
                "clubs",
                "cdn",
                "img",
                "ns",
            )
        },
    ),
}


class Missing(Exception):
    """An old release cannot be used here."""


class _ByHost:
    """
    An ASGI application that finds the sandbox's folder of a request by its host.
    """

    def __init__(self, app: ASGIApp, folders: Mapping[str, str]) -> None:
        self._app = app
        self._folders = folders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "").partition(":")[0]
        folder = self._folders.get(host, "")
        path = scope["path"]
        # The links in responses have the folder already.
        if folder and not path.startswith(f"{folder}{folder}/"):
            path = folder + path.removeprefix(folder)
        await self._app({**scope, "path": path}, receive, send)


@contextmanager
def _served(sandbox: ASGIApp, folder: Path, hosts: Iterable[str]) -> Iterator[int]:
    """Serve *sandbox* over TLS as *hosts*, with files in *folder*; yield the port."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    leaf = authority.issue_cert(*hosts)
    leaf.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(
            sandbox,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            ssl_certfile=folder / "server.pem",
            timeout_graceful_shutdown=1,
        )
    )
    thread = Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@attrs.frozen
class Printed:
    """
    What a program did.

    Attributes:
        lines: What it printed.
        failure: Its last words on the standard error stream, or an empty text if it
            ended as it should.
    """

    lines: list[str]
    failure: str


def _run(name: str, program: Path, python: Path, *, old: bool) -> Printed:
    """Run a program by *python*, against a new sandbox of the package *name*."""
    about = OLD[name]
    sandbox = importlib.import_module(f"{name}.sandbox").Sandbox(**about.options)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with _served(_ByHost(sandbox, about.hosts), folder, about.hosts) as port:
            variables = {
                **{key: os.environ[key] for key in _KEPT if key in os.environ},
                **sandbox.environment("https://unused.invalid"),
                "PYTHONPATH": os.pathsep.join(
                    [str(_SITE), *([] if old else _own_path())]
                ),
                "PYTHONUTF8": "1",
                "MIGRATION_HOSTS": " ".join(about.hosts),
                "MIGRATION_PORT": str(port),
                "MIGRATION_OLD": "1" if old else "",
                "SSL_CERT_FILE": str(folder / "authority.pem"),
                "TZ": "UTC",
            }
            try:
                done = subprocess.run(
                    [str(python), str(program)],
                    cwd=folder,
                    env=variables,
                    capture_output=True,
                    text=True,
                    timeout=_TIMEOUT,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return Printed([], f"did not end in {_TIMEOUT} s")
    errors = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
    return Printed(done.stdout.splitlines(), errors[-1] if done.returncode else "")


def _own_path() -> list[str]:
    """Return the folders in which this process finds packages beside its own."""
    return [
        folder
        for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep)
        if folder
    ]


def _environment(name: str, folder: Path) -> Path:
    """
    Return the Python of an environment that has an old release.

    Raises:
        Missing: It cannot be installed, or not be imported.
    """
    python = folder / _BIN
    if not python.exists():
        venv.create(folder, with_pip=True)
    packages = OLD[name].requirements
    _expect("installed", python, ["-m", "pip", "install", "--quiet", *packages], {})
    nothing = {"MIGRATION_HOSTS": "", "MIGRATION_PORT": "0", "MIGRATION_OLD": "1"}
    site = {"PYTHONPATH": str(_SITE), **nothing}
    _expect("imported", python, ["-c", f"import {name}"], site)
    return python


def _expect(
    step: str, python: Path, arguments: list[str], variables: Mapping[str, str]
) -> None:
    done = subprocess.run(
        [str(python), *arguments],
        env={**os.environ, "PYTHONPATH": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Missing(f"cannot be {step}: {reason}")


def _differences(old: list[str], new: list[str]) -> list[str]:
    """Return the lines that only one has, with a sign before them."""
    lines = list(unified_diff(old, new, n=0, lineterm=""))[2:]
    return [line for line in lines if not line.startswith("@@")]


def _expected(program: Path) -> list[str]:
    """Return the differences that are right: those of the file beside a program."""
    path = program.with_suffix(".diff")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def compare(name: str, program: Path, python: Path) -> tuple[str, list[str]]:
    """
    Run a program on both, and compare.

    Returns:
        The verdict, and more lines if it is a bad one.
    """
    old = _run(name, program, python, old=True)
    if old.failure:
        return "FAILED", [f"the old release: {old.failure}"]
    new = _run(name, program, Path(sys.executable), old=False)
    if new.failure:
        return "FAILED", [f"this package: {new.failure}"]
    found, expected = _differences(old.lines, new.lines), _expected(program)
    if found != expected:
        return "DIFFERS", [*found, "expected:", *expected] if expected else found
    same = f"{len(new.lines)} lines"
    different = sum(line.startswith("+") for line in found)
    return "same", [f"{same}, {different} other than before" if different else same]


def main(names: list[str]) -> int:
    """
    Compare the programs of some packages, or all, and print a table.
    """
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(os.environ.get("MIGRATION", temporary)).resolve()
        for name in names or OLD:
            release = OLD[name].requirements[0]
            try:
                python = _environment(name, folder / name)
            except Missing as reason:
                sys.stdout.write(f"{release:22} SKIPPED, {reason}\n")
                continue
            for program in sorted((_PROGRAMS / name).glob("*.py")):
                verdict, lines = compare(name, program, python)
                about = lines[0] if verdict == "same" else ""
                row = f"{release:22} {program.stem:14} {verdict:8} {about}"
                sys.stdout.write(f"{row.rstrip()}\n")
                if verdict != "same":
                    sys.stdout.writelines(f"    {line}\n" for line in lines)
                    failed = True
                sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
