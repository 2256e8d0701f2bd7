"""
What it costs to begin, in fresh processes: imports, the first call, and its stalls.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measure import pin, rounds
from row import Row
from server import server

_PACKAGES = Path(__file__).resolve().parent.parent / "packages"
_ARTIST = "0123456789abcdefghijkl"
_IMPORT = """
from time import perf_counter
start = perf_counter()
import {}
print(perf_counter() - start)
"""
_OURS = """
    flow = ClientCredentialsFlow("id", "secret", accounts_url=BASE)
    async with Client(flow, base_url=f"{{BASE}}/v1") as client:
        await client.get_artist("{artist}")
"""
# Import, token, first call. asyncspotify's first edition stood on aiohttp; this is
# the least that it can have done.
_FIRST = """
from time import perf_counter
start = perf_counter()
import asyncio, sys
from asyncspotify import Client, ClientCredentialsFlow
BASE = sys.argv[1]
async def main():
{ours}
asyncio.run(main())
print(perf_counter() - start)
"""
_FIRST_AIOHTTP = """
from time import perf_counter
start = perf_counter()
import asyncio, sys
import aiohttp
BASE = sys.argv[1]
async def main():
    async with aiohttp.ClientSession() as session:
        form = {{"grant_type": "client_credentials"}}
        auth = {{"Authorization": "Basic aWQ6c2VjcmV0"}}
        url = f"{{BASE}}/api/token"
        async with session.post(url, data=form, headers=auth) as answer:
            token = (await answer.json())["access_token"]
        headers = {{"Authorization": f"Bearer {{token}}"}}
        url = f"{{BASE}}/v1/artists/{artist}"
        async with session.get(url, headers=headers) as answer:
            await answer.json()
asyncio.run(main())
print(perf_counter() - start)
"""
# Imports come before a program starts its loop; what comes later must not stop it.
_STALL = """
import asyncio, sys
from time import perf_counter
from asyncspotify import Client, ClientCredentialsFlow
BASE = sys.argv[1]
longest = 0.0
async def watch():
    global longest
    last = perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = perf_counter()
        longest, last = max(longest, now - last - 0.001), now
async def main():
    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
{ours}
    await asyncio.sleep(0.002)
    watching.cancel()
asyncio.run(main())
print(longest)
"""


def rows() -> list[Row]:
    """
    Time the imports, and all up to the first result.
    """
    pin(0)
    with server() as base, TemporaryDirectory() as bytecode:
        return [*_imports(bytecode), *_first_call(base, bytecode)]


def _imports(bytecode: str) -> list[Row]:
    clients = sorted(path.parent.name for path in _PACKAGES.glob("*/src/*/__init__.py"))
    names = ["httpx", "aiohttp", "clientcore", *clients]
    times = _fresh({name: _IMPORT.format(name) for name in names}, bytecode, count=15)
    return [_import_row(name, times[name], times["httpx"]) for name in names]


def _import_row(name: str, value: float, of: float) -> Row:
    title = f"import {name}"
    if name == "asyncspotify":
        return Row.at_most(1.2, title, value * 1e3, "ms", value / of, "import httpx")
    return Row(title, value * 1e3, "ms", value / of)


def _first_call(base: str, bytecode: str) -> list[Row]:
    ours = (
        _OURS.format(artist=_ARTIST).strip("\n").replace("{{", "{").replace("}}", "}")
    )
    scripts = {
        "first": _FIRST.format(ours=ours),
        "aiohttp": _FIRST_AIOHTTP.format(artist=_ARTIST),
        "stall": _STALL.format(ours=ours),
    }
    times = _fresh(scripts, bytecode, base, count=10)
    first, of, name = times["first"], times["aiohttp"], "import, token, first call"
    return [
        Row.at_most(
            1.1, name, first * 1e3, "ms", first / of, "the same by bare aiohttp"
        ),
        Row.within(
            20, "longest stall up to the first result", times["stall"] * 1e3, "ms"
        ),
    ]


def _fresh(
    scripts: Mapping[str, str], bytecode: str, *arguments: str, count: int
) -> dict[str, float]:
    """
    Run each script in fresh processes, in turn, and return the medians of what it says.

    Installed packages are compiled, so bytecode is kept, whoever forbade that here.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    said: dict[str, list[float]] = {name: [] for name in scripts}
    for _ in range(rounds(count) + 1):
        for name, script in scripts.items():
            command = [sys.executable, "-c", script, *arguments]
            done = subprocess.run(
                command, check=True, stdout=subprocess.PIPE, text=True, env=environment
            )
            said[name].append(float(done.stdout))
    # The first of each compiled.
    return {name: median(found[1:]) for name, found in said.items()}
