"""
Reading a tournament from CSV files, and making the server like them.

What is to be done is found by comparing the rows with the server, so that a second
import, or one after an interruption, does only what is still missing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import attrs

from clientcore import TransportError
from polympics import (
    Account,
    AuthenticatedClient,
    BulkReport,
    NewAccount,
    NewAward,
    Outcome,
    PolympicsError,
    TableError,
    Team,
    read_accounts_csv,
    read_awards_csv,
    read_teams_csv,
)

from . import awarding
from .awarding import AwardStep
from .rows import PER_PAGE, batches

_READERS = {
    "accounts": read_accounts_csv,
    "teams": read_teams_csv,
    "awards": read_awards_csv,
}

#: Accounts that are created or changed before the next are begun.
_BATCH = 100


@attrs.frozen
class Sheets:
    """
    The content of the files.

    Attributes:
        accounts: Rows of accounts.
        teams: Names of teams, also of those without members.
        awards: Rows of awards.
    """

    accounts: list[NewAccount] = attrs.field(factory=list)
    teams: list[str] = attrs.field(factory=list)
    awards: list[NewAward] = attrs.field(factory=list)


@attrs.frozen
class Step:
    """
    What is to be done, or was done, about a row.

    Attributes:
        row: Row of the file.
        outcome: What is to become of it, or became of it.
        changes: Names of the fields that differ from the server's.
        error: Why it failed, or ``None``.
    """

    row: NewAccount
    outcome: Outcome
    changes: list[str] = attrs.field(factory=list)
    error: Exception | None = None


@attrs.frozen
class Plan:
    """
    All that is to be done.

    Attributes:
        new_teams: Names of the teams to create.
        teams: Ids of the teams that exist, by name.
        steps: One for each row of an account.
        awards: One for each row of an award.
    """

    new_teams: list[str]
    teams: dict[str, int]
    steps: list[Step]
    awards: list[AwardStep]

    @property
    def rows(self) -> list[Step | AwardStep]:
        """The steps of accounts and awards."""
        return [*self.steps, *self.awards]


def read(source: Path) -> Sheets:
    """
    Read a file of accounts, or a folder as an export writes it.

    Raises:
        TableError: A file is not valid. Its problems begin with the name of the file.
        FileNotFoundError: There is no such file, or the folder has none of the files.
    """
    if not source.is_dir():
        return Sheets(_read(source, read_accounts_csv))
    found = {
        name: _read(path, reader)
        for name, reader in _READERS.items()
        if (path := source / f"{name}.csv").exists()
    }
    if not found:
        files = ", ".join(f"{name}.csv" for name in _READERS)
        raise FileNotFoundError(f"{source} has none of {files}")
    return Sheets(**found)


def _read(path: Path, reader: Any) -> Any:
    try:
        return reader(path)
    except TableError as error:
        problems = [f"{path.name}: {each}" for each in error.problems]
        raise TableError(f"{path.name}: {error}", problems) from error


async def plan(client: AuthenticatedClient, sheets: Sheets, *, keep: bool) -> Plan:
    """
    Compare the rows with the server, and return what is to be done.

    Args:
        client: Sends the requests.
        sheets: What the files contain.
        keep: Whether accounts and awards that exist are not changed.

    Raises:
        ValueError: A name of a team is that of more than one.
    """
    rows: list[NewAccount | NewAward] = [*sheets.accounts, *sheets.awards]
    named = [row.team_name for row in rows if row.team_name is not None]
    wanted = dict.fromkeys([*sheets.teams, *named])
    teams = await _teams(client, wanted)
    new = [name for name in wanted if name not in teams]
    known = await _accounts(client, sheets.accounts)
    steps = [
        _step(row, known.get(row.key), teams, keep=keep) for row in sheets.accounts
    ]
    awards = await awarding.plan(client, sheets.awards, teams, keep=keep)
    return Plan(new, teams, steps, awards)


async def _teams(
    client: AuthenticatedClient, wanted: dict[str, None]
) -> dict[str, int]:
    """Return the ids of those *wanted* teams that exist, by name."""
    found: dict[str, int] = {}
    if not wanted:
        return found
    async for team in client.list_teams(per_page=PER_PAGE):
        if team.name in found:
            raise ValueError(
                f"more than one team has the name {team.name!r}: rename one, or use"
                " the column team_id instead of team"
            )
        if team.name in wanted:
            found[team.name] = team.id
    return found


async def _accounts(
    client: AuthenticatedClient, rows: list[NewAccount]
) -> dict[int, Account]:
    """Return the accounts of *rows* that exist, by id."""
    wanted = {row.key for row in rows}
    if len(wanted) <= PER_PAGE:
        batch = await client.get_accounts(wanted)
        return {account.id: account for account in batch}
    return {
        account.id: account
        async for account in client.list_accounts(per_page=PER_PAGE)
        if account.id in wanted
    }


def _step(
    row: NewAccount, account: Account | None, teams: dict[str, int], *, keep: bool
) -> Step:
    """Compare a row with the account that has its id."""
    if account is None:
        return Step(row, Outcome.CREATED)
    if keep:
        return Step(row, Outcome.UNCHANGED)
    changes = [*_with_team(row, teams).changes(account)]
    if row.team_name is not None and row.team_name not in teams:
        changes.append("team")
    return Step(row, Outcome.UPDATED if changes else Outcome.UNCHANGED, changes)


def _with_team(row: NewAccount, teams: dict[str, int]) -> NewAccount:
    """Return *row* with the id of its team, or without a team if there is none yet."""
    if row.team_name is None:
        return row
    return attrs.evolve(row, team=teams.get(row.team_name), team_name=None)


async def create_teams(client: AuthenticatedClient, plan: Plan) -> BulkReport[Team]:
    """Create the teams of *plan*, and add their ids to it."""
    report = await client.ensure_teams(plan.new_teams)
    plan.teams.update({team.name: team.id for team in report.results})
    return report


async def apply(
    client: AuthenticatedClient, plan: Plan, *, keep: bool
) -> AsyncIterator[Step | AwardStep]:
    """
    Create and change the accounts and awards of *plan*, after its teams were created.

    Args:
        client: Sends the requests.
        plan: What is to be done.
        keep: Whether accounts that were created meanwhile are not changed.

    Yields:
        Each row, with what became of it.

    Raises:
        BulkError: The server cannot be reached any more. Other rows were not tried.
    """
    ready: list[Step] = []
    for step in plan.steps:
        if done := _without_request(step, plan.teams):
            yield done
        else:
            ready.append(step)
    for steps in batches(ready, _BATCH):
        report = await client.create_accounts(
            [_with_team(step.row, plan.teams) for step in steps],
            existing="keep" if keep else "update",
        )
        for step, item in zip(steps, report, strict=True):
            yield attrs.evolve(step, outcome=item.outcome, error=item.error)
        if all(isinstance(item.error, TransportError) for item in report):
            report.raise_for_failed()
    for award in await awarding.apply(client, plan.awards, plan.teams):
        yield award


def _without_request(step: Step, teams: dict[str, int]) -> Step | None:
    """Return what became of a row for which nothing can be sent, else ``None``."""
    if step.outcome is Outcome.UNCHANGED:
        return step
    name = step.row.team_name
    if name is None or name in teams:
        return None
    error = PolympicsError(0, f"the team {name!r} was not created")
    return attrs.evolve(step, outcome=Outcome.FAILED, error=error)
