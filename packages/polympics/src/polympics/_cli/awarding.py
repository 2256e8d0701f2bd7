"""
The awards of an import.

As for accounts, what is to be done is found by comparing the rows with the server.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import attrs

from polympics import (
    AuthenticatedClient,
    Award,
    NewAward,
    Outcome,
    PolympicsError,
)
from polympics._errors import perhaps_done
from polympics._report import outcome_of

from .awards import existing_awards

#: Ids of teams, by name.
Teams = Mapping[str, int]


@attrs.frozen
class AwardStep:
    """
    What is to be done, or was done, about an award.

    Attributes:
        row: Row of the file.
        outcome: What is to become of it, or became of it.
        award: The award of the server, or ``None`` if it does not exist.
        missing: Ids of the accounts that are to receive it.
        error: Why it failed, or ``None``.
    """

    row: NewAward
    outcome: Outcome
    award: Award | None = None
    missing: list[int] = attrs.field(factory=list)
    error: Exception | None = None

    @property
    def changes(self) -> list[str]:
        """Names of the fields that differ from the server's."""
        if self.award is None:
            return []
        picture = ["image_url"] if self.award.image_url != self.row.image_url else []
        return picture + (["accounts"] if self.missing else [])


async def plan(
    client: AuthenticatedClient, rows: list[NewAward], teams: Teams, *, keep: bool
) -> list[AwardStep]:
    """
    Compare the rows with the awards of their teams, by title.

    Args:
        client: Sends the requests.
        rows: Rows of the file.
        teams: The teams that exist.
        keep: Whether awards that exist are not changed.
    """
    ids = {id for row in rows if (id := _team(row, teams)) is not None}  # noqa: A001
    found = await client.map(client.find_team, sorted(ids))
    awards = [award for team in found if team for award in team.awards]
    known = defaultdict(list)
    for award in await existing_awards(client, awards):
        known[award.team and award.team.id, award.title].append(award)
    return [_step(row, known[_team(row, teams), row.title], keep=keep) for row in rows]


def _team(row: NewAward, teams: Teams) -> int | None:
    """Return the id of the team of *row*, or ``None`` if it does not exist."""
    if row.team_name is not None:
        return teams.get(row.team_name)
    return int(str(row.team))


def _step(row: NewAward, known: list[Award], *, keep: bool) -> AwardStep:
    """Compare a row with the awards of this title, and use up the one it is."""
    if not known:
        return AwardStep(row, Outcome.CREATED)
    known.sort(key=lambda award: award.image_url != row.image_url)
    award = known.pop(0)
    held = {account.id for account in award.awardees or []}
    missing = [int(str(id)) for id in row.accounts if id not in held]  # noqa: A001
    step = AwardStep(row, Outcome.UPDATED, award, missing)
    if keep or not step.changes:
        return attrs.evolve(step, outcome=Outcome.UNCHANGED)
    return step


async def apply(
    client: AuthenticatedClient, steps: list[AwardStep], teams: Teams
) -> list[AwardStep]:
    """
    Create and change awards, several at the same time.

    Args:
        client: Sends the requests.
        steps: What is to be done.
        teams: The teams that exist, with those that were created.

    Returns:
        The steps, with what became of them.
    """

    async def one(step: AwardStep) -> AwardStep:
        try:
            if step.outcome is Outcome.UNCHANGED:
                return step
            if step.award is not None:
                await _change(client, step.award, step)
            else:
                await _create(client, step.row, _team(step.row, teams))
        except PolympicsError as error:
            return attrs.evolve(step, outcome=outcome_of(error), error=error)
        return step

    return list(await client.map(one, steps))


async def _change(client: AuthenticatedClient, award: Award, step: AwardStep) -> None:
    if "image_url" in step.changes:
        await client.update_award(award, image_url=step.row.image_url)
    for account in step.missing:
        await client.give_award(award, account)


async def _create(client: AuthenticatedClient, row: NewAward, team: int | None) -> None:
    """Create an award. If the response is lost, see whether the team has it."""
    if team is None:
        raise PolympicsError(0, f"the team {row.team_name!r} was not created")
    try:
        await client.create_award(row.title, row.image_url, team, row.accounts)
    except PolympicsError as error:
        found = await client.find_team(team) if perhaps_done(error) else None
        if found is None or row.title not in [award.title for award in found.awards]:
            raise
