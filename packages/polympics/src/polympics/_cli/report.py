"""
The report of an import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from clientcore.cli import Session
from polympics import NewAccount, NewAward, Outcome

COLUMNS = ("line", "outcome", "name", "team", "changes", "id")

_PLANNED = {Outcome.CREATED: "to create", Outcome.UPDATED: "to update"}
_FAILED = (Outcome.FAILED, Outcome.UNKNOWN)


class Report:
    """
    Writes what is to be done or was done, row by row, and counts it.

    Args:
        session: What the command works with.
        planned: Whether it is what is to be done.

    Attributes:
        write: Writes a row.
        failed: Number of teams, accounts and awards that failed.
    """

    def __init__(self, session: Session, *, planned: bool) -> None:
        self.write: Callable[[dict[str, Any]], object] = print
        self.failed = 0
        self._session = session
        self._planned = planned
        self._counts = {kind: Counter[str]() for kind in ("team", "account", "award")}

    def __str__(self) -> str:
        parts = []
        for kind, counts in self._counts.items():
            found = dict.fromkeys(map(self._words, Outcome))
            shown = ", ".join(f"{counts[one]} {one}" for one in found if counts[one])
            parts += [f"{kind}s: {shown}"] if shown else []
        return "; ".join(parts) or "the files have no rows"

    def add_team(
        self, name: str, outcome: Outcome, error: Exception | None = None
    ) -> None:
        """Add a team that did not exist."""
        words = self._count("team", outcome)
        self.write({"outcome": f"team {words}", "team": name})
        self._fail(f"team {name}", error)

    def add(
        self,
        row: NewAccount | NewAward,
        outcome: Outcome,
        changes: list[str],
        error: Exception | None = None,
    ) -> None:
        """Add a row of a file, which is written if something is to be done about it."""
        if isinstance(row, NewAccount):
            words = self._count("account", outcome)
            cells = {"name": row.name, "id": str(row.id)}
            where = f"line {row.line}"
        else:
            words = f"award {self._count('award', outcome)}"
            cells = {"name": row.title}
            where = f"awards.csv, line {row.line}"
        if outcome is Outcome.UNCHANGED:
            return
        team = row.team if row.team_name is None else row.team_name
        first = {"line": row.line, "outcome": words, "team": team, "changes": changes}
        self.write(first | cells | {"error": error and str(error)})
        self._fail(f"{where}: {cells['name']}", error)

    def _words(self, outcome: Outcome) -> str:
        return _PLANNED.get(outcome, "unchanged") if self._planned else outcome.value

    def _count(self, kind: str, outcome: Outcome) -> str:
        words = self._words(outcome)
        self._counts[kind][words] += 1
        self.failed += outcome in _FAILED
        return words

    def _fail(self, what: str, error: Exception | None) -> None:
        """Print one line, whatever the names and the server's message contain."""
        if error is not None:
            self._session.failed(" ".join(f"{what}: {error}".split()))
