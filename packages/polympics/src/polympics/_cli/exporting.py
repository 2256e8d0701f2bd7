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
    write_awards_csv,
    write_teams_csv,
)

from .awards import awards_of, existing_awards
from .rows import PER_PAGE, batches

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
    Write teams, accounts and awards to files in *folder*, page by page.

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
    write = partial(write_awards_csv, ids_as_text=ids_as_text)
    yield await _save_awards(folder / "awards.csv", client, write, progress)


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


async def _save_awards(
    path: Path,
    client: UnauthenticatedClient,
    write: Callable[..., None],
    progress: Progress,
) -> Written:
    # Only an award that is requested by its id has its accounts.
    ids = [award.id async for award, _ in awards_of(client, None)]
    rows = 0
    with writing(path) as file, progress.task(path.stem, len(ids)) as task:
        file.write(_MARK)
        write(file, [])
        for some in batches(ids, PER_PAGE):
            awards = await existing_awards(client, some)
            write(file, awards, header=False)
            rows += len(awards)
            task.advance(len(some))
    return Written(path, rows)
