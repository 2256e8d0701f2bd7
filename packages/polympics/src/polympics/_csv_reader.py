"""
Reading accounts, teams and awards from CSV files.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from . import _bodies as bodies
from . import _limits as limits
from ._cells import ACCOUNT, AWARD, TEAM, Readable, unescaped
from ._errors import TableError
from ._permissions import Permissions
from ._rows import NewAccount, NewAward, shortened

#: Columns that a file must have.
_REQUIRED = {
    ACCOUNT: ("id", "name"),
    TEAM: ("name",),
    AWARD: ("title", "image_url"),
}
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
#: A first line by which Excel tells which character separates the cells.
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_accounts_csv(source: Readable) -> list[NewAccount]:
    """
    Read accounts from a CSV file, for `AuthenticatedClient.create_accounts`.

    The first line has the names of the columns: ``id`` and ``name``, and optionally
    ``discriminator``, ``avatar_url``, ``team`` (a name) or ``team_id``, and
    ``permissions`` (names with spaces between, or a number). ``created_at`` and
    ``awards`` are ignored, so that a file of `write_accounts_csv` can be read. With
    both ``team`` and ``team_id``, the name counts. Cells may be empty, and are
    separated by commas, semicolons or tabs.

    Args:
        source: Path of a file in UTF-8, or a file that is open, in text or binary
            mode.

    Raises:
        TableError: The file has other columns, or values that are not valid. The
            message has their lines; nothing is left out silently.
        OSError: The file cannot be opened.
    """
    lines: dict[int, int] = {}

    def read(cells: Mapping[str, str], line: int) -> NewAccount:
        row = _account(cells, line)
        if (first := lines.setdefault(row.key, line)) != line:
            raise ValueError(f"the same id as in line {first}")
        return row

    return _rows(source, ACCOUNT, read)


def read_teams_csv(source: Readable) -> list[str]:
    """
    Read names of teams from a CSV file, for `AuthenticatedClient.ensure_teams`.

    Args:
        source: See `read_accounts_csv`. It needs the column ``name``; the others of
            `write_teams_csv` are ignored.

    Raises:
        TableError: See `read_accounts_csv`.
        OSError: The file cannot be opened.
    """
    return _rows(source, TEAM, lambda cells, _: _text_of("name", cells))


def read_awards_csv(source: Readable) -> list[NewAward]:
    """
    Read awards from a CSV file.

    The columns are ``title`` and ``image_url``, ``team`` (a name) or ``team_id``, and
    optionally ``accounts``, which has ids with spaces between. ``id`` is ignored.

    Args:
        source: See `read_accounts_csv`.

    Raises:
        TableError: See `read_accounts_csv`.
        OSError: The file cannot be opened.
    """
    return _rows(source, AWARD, _award)


def _rows(source: Readable, columns: tuple[str, ...], read: Any) -> list[Any]:
    rows, problems = [], []
    for line, cells in _lines(source, columns):
        try:
            rows.append(read(cells, line))
        except ValueError as error:
            problems.append(f"line {line}: {error}")
    if problems:
        raise TableError(shortened(problems), problems)
    return rows


def _account(cells: Mapping[str, str], line: int) -> NewAccount:
    team, team_id = cells.get("team"), cells.get("team_id")
    row = NewAccount(
        id=_id(cells.get("id", "")),
        name=_text_of("name", cells),
        discriminator=_discriminator(cells.get("discriminator")),
        avatar_url=cells.get("avatar_url"),
        team=team_id if team is None else None,
        team_name=team,
        permissions=_permissions(cells.get("permissions")),
        line=line,
    )
    row.body()
    return row


def _award(cells: Mapping[str, str], line: int) -> NewAward:
    name, team = cells.get("team"), cells.get("team_id")
    if name is None and team is None:
        raise ValueError("team is empty")
    return NewAward(
        title=_text_of("title", cells),
        image_url=_text_of("image_url", cells),
        team=limits.team_id(bodies.team_id(team or "")) if name is None else None,
        team_name=None if name is None else limits.text("name", name),
        accounts=tuple(map(_id, cells.get("accounts", "").split())),
        line=line,
    )


def _text_of(field: str, cells: Mapping[str, str]) -> str:
    if field not in cells:
        raise ValueError(f"{field} is empty")
    return limits.text(field, cells[field])


def _id(cell: str) -> int:
    # `write_accounts_csv` marks ids as text so.
    cell = cell.removeprefix("'")
    if _ROUNDED.fullmatch(cell):
        raise ValueError(
            f"a spreadsheet has rounded the id to {cell}: format the column as text"
            " before ids are pasted into it"
        )
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise ValueError(f"{cell!r} is not an id" if cell else "id is empty")
    return int(cell)


def _discriminator(cell: str | None) -> str | None:
    # Spreadsheets leave out the zeros in front.
    if cell is not None and re.fullmatch(r"[0-9]{1,3}", cell):
        return limits.discriminator(int(cell))
    return cell


def _permissions(cell: str | None) -> Permissions | None:
    if cell is None:
        return None
    if re.fullmatch(r"[0-9]+", cell):
        return Permissions.from_int(int(cell))
    names = re.split(r"[\s,;|]+", cell)
    known = (~Permissions()).names
    for name in names:
        if name not in known:
            raise ValueError(f"unknown permission {name!r}{_suggestion(name, known)}")
    return Permissions(**dict.fromkeys(names, True))


def _lines(
    source: Readable, columns: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the cells of each line that has any."""
    text = _text(source)
    if mark := _SEPARATOR.match(text):
        text = text[mark.end() :]
    before = 1 if mark else 0
    delimiter = mark[1] if mark else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = _header(next(reader, []), columns)
        line = before + reader.line_num + 1
        for row in reader:
            cells = {
                name: value
                for name, cell in zip(names, row, strict=False)
                if (value := unescaped(cell.strip()))
            }
            if any(cell.strip() for cell in row[len(names) :]):
                raise TableError(f"line {line}: more cells than columns")
            if cells:
                yield line, cells
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise TableError(f"line {before + reader.line_num}: {error}") from error


def _text(source: Readable) -> str:
    try:
        if isinstance(source, str | os.PathLike):
            content: str | bytes = Path(source).read_bytes()
        else:
            content = source.read()
        text = content.decode() if isinstance(content, bytes) else content
    except UnicodeDecodeError as error:
        raise TableError(
            f"byte {error.start} is not UTF-8: save the file as CSV in UTF-8"
        ) from None
    return text.removeprefix("\ufeff")


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _header(row: list[str], columns: tuple[str, ...]) -> list[str]:
    names = [name.strip().lower().replace(" ", "_") for name in row]
    for name in names:
        if name not in columns:
            raise TableError(f"unknown column {name!r}{_suggestion(name, columns)}")
        if names.count(name) > 1:
            raise TableError(f"column {name!r} is there twice")
    if missing := [name for name in _REQUIRED[columns] if name not in names]:
        which = " and ".join(map(repr, missing))
        raise TableError(
            f"column {which} is missing"
            if len(missing) == 1
            else f"columns {which} are missing"
        )
    return names


def _suggestion(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f", did you mean {close[0]!r}?" if close else f": use {', '.join(known)}"
