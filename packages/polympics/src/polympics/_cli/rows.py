"""
Accounts, teams and awards as rows of a result.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Annotated, Any, TypeAlias, TypeVar

import typer

from clientcore.cli import Format, Session
from polympics import Account, Award, Team

T = TypeVar("T")
Row: TypeAlias = dict[str, Any]

#: The option of all commands that list something.
Limit: TypeAlias = Annotated[
    int | None,
    typer.Option(min=1, metavar="NUMBER", help="The most to show. All by default."),
]
#: Items on a page.
PER_PAGE = 200

#: The columns, and those that fit on a terminal.
_COLUMNS = {
    "account": (
        *("name", "discriminator", "team", "awards", "permissions"),
        *("created_at", "avatar_url", "team_id", "id"),
    ),
    "team": ("name", "member_count", "awards", "created_at", "id"),
    "award": ("title", "team", "image_url", "team_id", "id"),
}
_NARROW = {
    "account": ("name", "team", "awards", "created_at", "id"),
    "team": ("name", "member_count", "awards", "created_at", "id"),
    "award": ("title", "team", "image_url", "id"),
}


def account_row(account: Account) -> Row:
    """Return an account as a row. Ids are text: JSON readers round such numbers."""
    return {
        "name": account.name,
        "discriminator": account.discriminator,
        "team": account.team and account.team.name,
        "awards": [award.title for award in account.awards],
        "permissions": account.permissions.names,
        "created_at": account.created_at,
        "avatar_url": account.avatar_url,
        "team_id": account.team and account.team.id,
        "id": str(account.id),
    }


def team_row(team: Team) -> Row:
    """Return a team as a row."""
    return {
        "name": team.name,
        "member_count": team.member_count,
        "awards": [award.title for award in team.awards],
        "created_at": team.created_at,
        "id": team.id,
    }


def award_row(award: Award, team: Team | None) -> Row:
    """Return an award of a team as a row."""
    return {
        "title": award.title,
        "team": team and team.name,
        "image_url": award.image_url,
        "team_id": team and team.id,
        "id": award.id,
    }


async def write_list(
    session: Session,
    kind: str,
    items: AsyncIterator[T],
    row: Callable[[T], Row],
    limit: int | None,
) -> None:
    """
    Write a list, item by item.

    Args:
        session: What the command works with.
        kind: ``account``, ``team`` or ``award``.
        items: The accounts, teams or awards.
        row: Returns an item as a row.
        limit: The most items to write, or ``None`` for all.
    """
    found = False
    with session.output.rows(*_columns(session, kind)) as write:
        async for item in at_most(limit, items):
            write(_shown(session, row(item)))
            found = True
    if not found:
        session.note(f"no {kind}s found")


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield *items*, *size* at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


async def at_most(limit: int | None, items: AsyncIterator[T]) -> AsyncIterator[T]:
    """Yield the first *limit* items, or all of them."""
    count = 0
    async for item in items:
        yield item
        count += 1
        if count == limit:
            break


def page_size(limit: int | None) -> int:
    """Return the size of pages to request for at most *limit* items."""
    return min(limit or PER_PAGE, PER_PAGE)


def write_one(session: Session, row: Row) -> None:
    """Write one object: in a table with a line for each field."""
    row = _shown(session, row)
    if session.output.format is not Format.TABLE:
        session.output.all([row], *row)
        return
    fields = [
        {"field": name.replace("_", " "), "value": value}
        for name, value in row.items()
        if value not in (None, [], "")
    ]
    session.output.all(fields, "field", "value")


def _columns(session: Session, kind: str) -> tuple[str, ...]:
    narrow = session.output.format is Format.TABLE
    return (_NARROW if narrow else _COLUMNS)[kind]


def _shown(session: Session, row: Row) -> Row:
    """Return *row* with lists as text, if not JSON: their items may have commas."""
    if session.output.format in {Format.JSON, Format.JSONL}:
        return row
    return {
        name: "; ".join(value) if isinstance(value, list) else value
        for name, value in row.items()
    }
