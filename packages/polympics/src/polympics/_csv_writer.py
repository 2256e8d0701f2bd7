"""
Writing accounts, teams and awards to CSV files.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from ._cells import ACCOUNT, AWARD, TEAM, Source, escaped
from ._permissions import Permissions
from ._rows import NewAccount


def write_accounts_csv(
    target: Source,
    accounts: Iterable[Any],
    *,
    header: bool = True,
    ids_as_text: bool = False,
) -> None:
    """
    Write accounts to a CSV file, which `read_accounts_csv` can read.

    A cell that a spreadsheet would execute as a formula gets an apostrophe in front,
    which `read_accounts_csv` removes.

    Args:
        target: Path of the file, which is replaced and in UTF-8, or a text file that
            is open (with ``newline=""``).
        accounts: Each an `Account` or `NewAccount`.
        header: Whether the first line has the names of the columns. ``False`` to
            write more accounts to an open file.
        ids_as_text: Whether ids get an apostrophe in front, too. Spreadsheets round
            ids without one to 15 digits.

    Raises:
        OSError: The file cannot be written.
    """
    mark = "'" if ids_as_text else ""
    rows = ([f"{mark}{key}", *cells] for key, *cells in map(_account_cells, accounts))
    _write(target, ACCOUNT if header else None, rows)


def write_teams_csv(
    target: Source, teams: Iterable[Any], *, header: bool = True
) -> None:
    """
    Write teams to a CSV file, which `read_teams_csv` can read.

    Args:
        target: See `write_accounts_csv`.
        teams: Each a `Team`.
        header: See `write_accounts_csv`.

    Raises:
        OSError: The file cannot be written.
    """
    _write(target, TEAM if header else None, map(_team_cells, teams))


def write_awards_csv(
    target: Source,
    awards: Iterable[Any],
    *,
    header: bool = True,
    ids_as_text: bool = False,
) -> None:
    """
    Write awards to a CSV file, which `read_awards_csv` can read.

    Args:
        target: See `write_accounts_csv`.
        awards: Each an `Award` with its team and awardees, as ``get_award()`` returns
            it.
        header: See `write_accounts_csv`.
        ids_as_text: Whether the ids of accounts get an apostrophe in front.

    Raises:
        OSError: The file cannot be written.
        ValueError: An award was received without its awardees, as in lists.
    """
    mark = "'" if ids_as_text else ""
    rows = (_award_cells(award, mark) for award in awards)
    _write(target, AWARD if header else None, rows)


def _award_cells(award: Any, mark: str) -> list[Any]:
    if award.awardees is None:
        raise ValueError(f"award {award.id} has no accounts: request it by get_award()")
    team = award.team
    ids = " ".join(str(account.id) for account in award.awardees)
    return [
        award.id,
        award.title,
        award.image_url,
        team and team.name,
        team and team.id,
        ids and f"{mark}{ids}",
    ]


def _account_cells(account: Any) -> list[Any]:
    is_new, team = isinstance(account, NewAccount), account.team
    return [
        account.id,
        account.name,
        account.discriminator,
        account.avatar_url,
        account.team_name if is_new else team and team.name,
        getattr(team, "id", team),
        _shown(account.permissions),
        None if is_new else _time(account.created_at),
        None if is_new else _titles(account.awards),
    ]


def _shown(permissions: Permissions | None) -> str | int | None:
    if permissions is None:
        return None
    if permissions <= ~Permissions():
        return " ".join(permissions.names) or "0"
    return permissions.to_int()


def _team_cells(team: Any) -> list[Any]:
    when, awards = _time(team.created_at), _titles(team.awards)
    return [team.id, team.name, when, team.member_count, awards]


def _time(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()


def _titles(awards: Iterable[Any]) -> str:
    return ", ".join(award.title for award in awards)


def _write(
    target: Source, columns: tuple[str, ...] | None, rows: Iterable[list[Any]]
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if columns:
        writer.writerow(columns)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    if isinstance(target, str | os.PathLike):
        # With a mark for spreadsheets, which take it for Latin-1 otherwise.
        Path(target).write_bytes(text.getvalue().encode("utf-8-sig"))
    else:
        target.write(text.getvalue())
