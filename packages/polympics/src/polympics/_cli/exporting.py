"""
Writing a tournament to CSV files.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import attrs

from clientcore.cli import Progress, writing
from polympics import (
    Paginator,
    UnauthenticatedClient,
    write_accounts_csv,
    write_teams_csv,
)

from .rows import PER_PAGE

#: Without it, spreadsheets take UTF-8 for another encoding.
_MARK = "\ufeff"


@attrs.frozen
class Written:
    """
    A file that was written.

    Attributes:
        path: Path of the file.
        rows: Number of rows, without the header.
    """

    path: Path
    rows: int


async def export(
    client: UnauthenticatedClient,
    folder: Path,
    progress: Progress,
    *,
    ids_as_text: bool,
) -> AsyncIterator[Written]:
    """
    Write teams and accounts to files in *folder*, page by page.

    Each file is replaced when it is complete.

    Args:
        client: Sends the requests.
        folder: Where to. It is created if it does not exist.
        progress: Shows how far it is.
        ids_as_text: See `polympics.write_accounts_csv`.

    Yields:
        Each file.
    """
    await anyio.Path(folder).mkdir(parents=True, exist_ok=True)
    teams = client.list_teams(per_page=PER_PAGE)
    yield await _save(folder / "teams.csv", teams, write_teams_csv, progress)
    accounts = client.list_accounts(per_page=PER_PAGE)
    write = partial(write_accounts_csv, ids_as_text=ids_as_text)
    yield await _save(folder / "accounts.csv", accounts, write, progress)


async def _save(
    path: Path,
    items: Paginator[Any],
    write: Callable[..., None],
    progress: Progress,
) -> Written:
    rows = 0
    with writing(path) as file, progress.task(path.stem) as task:
        file.write(_MARK)
        write(file, [])
        async for page in items.pages():
            write(file, page.items, header=False)
            rows += len(page.items)
            task.update(rows, page.total)
    return Written(path, rows)
