# Generated from _async/bulk.py by `nox -s twins`: do not edit.
"""
Creating and changing many objects at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from clientcore import PATCH, POST

from .. import _bodies as bodies
from .. import _limits as limits
from .._errors import ConflictError, PolympicsError, perhaps_done
from .._report import BulkItem, BulkReport, Outcome, outcome_of
from .._rows import AccountChanges, NewAccount, checked
from .models import Account, Team

if TYPE_CHECKING:
    from .authenticated import AuthenticatedClient

#: What to do with an account that exists already.
Existing: TypeAlias = Literal["fail", "keep", "update"]

_PER_PAGE = 200


def _failed(item: object, error: PolympicsError) -> BulkItem[Account]:
    return BulkItem(item, outcome_of(error), None, error)


@attrs.frozen
class AccountWriter:
    """
    Creates and changes accounts, one by one.

    Attributes:
        client: Sends the requests.
        existing: What to do with an account that exists already.
    """

    client: AuthenticatedClient
    existing: Existing = "fail"

    def create(self, row: NewAccount) -> BulkItem[Account]:
        """
        Create an account.

        If the response is lost, the creation is repeated once: a conflict then shows
        that the account was created, if it is as requested.
        """
        lost: PolympicsError | None = None
        for _ in range(2):
            try:
                made = self.client.call(POST("accounts/new", json=row.body()), Account)
            except ConflictError as error:
                return self._exists(row, error, created=lost is not None)
            except PolympicsError as error:
                if lost is None and not perhaps_done(error):
                    return _failed(row, error)
                lost = error
            else:
                return BulkItem(row, Outcome.CREATED, made)
        assert lost is not None
        return self._look(row, lost)

    def update(self, row: AccountChanges) -> BulkItem[Account]:
        """Change an account: see `_change`."""
        body = row.body()
        try:
            account = self._change(row, body)
        except PolympicsError as error:
            return _failed(row, error)
        return BulkItem(row, Outcome.UPDATED if body else Outcome.UNCHANGED, account)

    def _change(self, row: NewAccount | AccountChanges, body: bodies.Body) -> Account:
        """
        Change an account.

        If the response is lost, the account is requested, and what differs is changed
        again, once.
        """
        lost: PolympicsError | None = None
        for _ in range(2):
            try:
                return self._patch(row.key, body)
            except PolympicsError as error:
                if not perhaps_done(error):
                    raise
                lost = error
            try:
                account = self.client.get_account(row.key)
            except PolympicsError:
                raise lost from None
            body = row.changes(account)
            if not body:
                return account
        assert lost is not None
        raise lost

    def _patch(self, id: int, body: bodies.Body) -> Account:
        return self.client.call(PATCH("account/{id}", id=id, json=body), Account)

    def _exists(
        self, row: NewAccount, error: ConflictError, *, created: bool
    ) -> BulkItem[Account]:
        """Handle an account that exists, perhaps *created* by a lost request."""
        if self.existing == "fail" and not created:
            return _failed(row, error)
        try:
            account = self.client.get_account(row.key)
            changes = row.changes(account)
            if created and not changes:
                return BulkItem(row, Outcome.CREATED, account)
            if self.existing == "fail":
                return _failed(row, error)
            if self.existing == "keep" or not changes:
                return BulkItem(row, Outcome.UNCHANGED, account)
            changed = self._change(row, changes)
        except PolympicsError as problem:
            return _failed(row, problem)
        return BulkItem(row, Outcome.UPDATED, changed)

    def _look(self, row: NewAccount, error: PolympicsError) -> BulkItem[Account]:
        """See whether an account was created, after two responses were lost."""
        try:
            account = self.client.find_account(row.key)
        except PolympicsError:
            return _failed(row, error)
        if account is None or row.changes(account):
            return _failed(row, error)
        return BulkItem(row, Outcome.CREATED, account)


def create_accounts(
    client: AuthenticatedClient,
    accounts: Iterable[NewAccount | Mapping[str, object]],
    existing: Existing,
    *,
    create_teams: bool,
) -> BulkReport[Account]:
    """See `AuthenticatedClient.create_accounts`."""
    if existing not in {"fail", "keep", "update"}:
        raise ValueError(f"existing must be fail, keep or update, not {existing!r}")
    rows = checked(NewAccount, accounts)
    ids = _team_ids(client, rows, create_teams=create_teams)
    ready = [
        attrs.evolve(row, team=ids[row.team_name], team_name=None)
        if row.team_name is not None
        else row
        for row in rows
    ]
    items = client.map(AccountWriter(client, existing).create, ready)
    # As they were given: with the names of teams.
    return BulkReport(
        [attrs.evolve(item, item=row) for item, row in zip(items, rows, strict=True)]
    )


def update_accounts(
    client: AuthenticatedClient,
    changes: Iterable[AccountChanges | Mapping[str, object]],
) -> BulkReport[Account]:
    """See `AuthenticatedClient.update_accounts`."""
    rows = checked(AccountChanges, changes)
    return BulkReport(client.map(AccountWriter(client).update, rows))


def _team_ids(
    client: AuthenticatedClient, rows: list[NewAccount], *, create_teams: bool
) -> dict[str, int]:
    """
    Return the ids of the teams that *rows* name.

    Raises:
        ValueError: A team does not exist, or two have the name.
    """
    names = dict.fromkeys(row.team_name for row in rows if row.team_name is not None)
    if not names:
        return {}
    if create_teams:
        report = ensure_teams(client, names)
        report.raise_for_failed()
        found = report.results
    else:
        known = _teams_by_name(client, names)
        if missing := [name for name in names if name not in known]:
            raise ValueError(
                f"there is no team {missing[0]!r}: create_teams=True creates it"
            )
        found = list(known.values())
    return {team.name: team.id for team in found}


def ensure_teams(client: AuthenticatedClient, names: Iterable[str]) -> BulkReport[Team]:
    """See `AuthenticatedClient.ensure_teams`."""
    wanted = list(dict.fromkeys(limits.text("name", name) for name in names))
    known = _teams_by_name(client, wanted)

    def ensure(name: str) -> BulkItem[Team]:
        if name in known:
            return BulkItem(name, Outcome.UNCHANGED, known[name])
        try:
            return BulkItem(name, Outcome.CREATED, client.create_team(name))
        except PolympicsError as error:
            if not perhaps_done(error):
                return BulkItem(name, Outcome.FAILED, None, error)
            return _look_for_team(client, name, error)

    return BulkReport(client.map(ensure, wanted))


def _look_for_team(
    client: AuthenticatedClient, name: str, error: PolympicsError
) -> BulkItem[Team]:
    """See whether a team was created, after the response was lost."""
    try:
        found = _teams_by_name(client, [name])
    except (PolympicsError, ValueError):
        found = {}
    if name in found:
        return BulkItem(name, Outcome.CREATED, found[name])
    return BulkItem(name, Outcome.UNKNOWN, None, error)


def _teams_by_name(
    client: AuthenticatedClient, names: Iterable[str]
) -> dict[str, Team]:
    """
    Return the teams with these names.

    Raises:
        ValueError: Two teams have one of the names.
    """
    wanted = set(names)
    teams = [
        team for team in client.list_teams(per_page=_PER_PAGE) if team.name in wanted
    ]
    counts = Counter(team.name for team in teams)
    for name, count in counts.items():
        if count > 1:
            raise ValueError(f"{count} teams have the name {name!r}: use their ids")
    return {team.name: team for team in teams}
