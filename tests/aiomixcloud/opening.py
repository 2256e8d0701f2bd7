"""
Clients for tests, and what differs between the HTTP library's two halves.
"""

from __future__ import annotations

from typing import Any

import httpx  # noqa: TID251  # documented names are of its types

import aiomixcloud
import aiomixcloud.sync
from aiomixcloud.sandbox import Sandbox

from .answers import TOKEN

API = "https://api.test"
KNOWN: dict[str, Any] = {
    "mixcloud_root": "https://www.test",
    "oembed_root": "https://www.test/oembed",
    "access_token": TOKEN,
}

URL = httpx.URL
Response = httpx.Response
AsyncSession = httpx.AsyncClient
SyncSession = httpx.Client


def open_async(sandbox: Sandbox | None = None, **options: Any) -> aiomixcloud.Mixcloud:
    """Return a client with a token, of the routes of `api` or of a sandbox."""
    if sandbox is not None:
        return sandbox.client(**options)
    return aiomixcloud.Mixcloud(API, **(KNOWN | options))


def open_sync(
    sandbox: Sandbox | None = None, **options: Any
) -> aiomixcloud.sync.Mixcloud:
    """Return a client that blocks."""
    if sandbox is not None:
        return sandbox.sync_client(**options)
    return aiomixcloud.sync.Mixcloud(API, **(KNOWN | options))


def parts(request: Any) -> list[tuple[str, str | None, str | None, bytes]]:
    """Return a multipart form's names, file names, media types and contents."""
    kind = request.headers["content-type"]
    mark = f"--{kind.partition('boundary=')[2]}".encode()
    assert kind.startswith("multipart/form-data; boundary=")
    return [_part(one) for one in request.content.split(mark)[1:-1]]


def _part(raw: bytes) -> tuple[str, str | None, str | None, bytes]:
    head, _, content = raw.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    said = head.decode()
    name = said.partition('name="')[2].partition('"')[0]
    file = said.partition('filename="')[2].partition('"')[0] or None
    kind = said.partition("Content-Type: ")[2] or None
    return name, file, kind, content.removesuffix(b"\r\n")


def fields(request: Any) -> dict[str, str]:
    """Return a multipart form's texts."""
    return {
        name: content.decode() for name, file, _, content in parts(request) if not file
    }
