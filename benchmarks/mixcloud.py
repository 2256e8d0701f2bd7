"""
aiomixcloud: a show of 300 MB on its way up.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uploads
from row import Row

from aiomixcloud import Mixcloud


def rows() -> list[Row]:
    """
    Compare the upload with that of bare httpx.
    """
    return uploads.compared("aiomixcloud, upload", _upload, limit=1.15)


@asynccontextmanager
async def _upload(base: str, path: Path) -> AsyncIterator[uploads.Send]:
    async with Mixcloud(base, access_token="token") as client:

        async def send() -> None:
            await client.upload(path, "A show", on_progress=_progress)

        # What a first call imports and opens is not the upload's.
        await client.get("thing")
        yield send


def _progress(sent: int, size: int | None) -> None:
    """
    Stand in for a progress bar.
    """
