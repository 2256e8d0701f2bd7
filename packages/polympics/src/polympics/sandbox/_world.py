"""
The state of the service: plain objects that tests can change and look at.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeAlias

import attrs

from ._delivery import Delivery
from ._discord import Discord


@attrs.define(eq=False)
class Team:
    """A team. Its members are the accounts with this team."""

    id: int
    name: str
    created_at: datetime


@attrs.define(eq=False)
class Account:
    """A player. The id is that of the Discord user."""

    id: int
    name: str
    discriminator: str
    created_at: datetime
    avatar_url: str | None = None
    team: Team | None = None
    permissions: int = 0


@attrs.define(eq=False)
class Award:
    """An award, with its team and awardees."""

    id: int
    title: str
    image_url: str
    team: Team | None
    awardees: list[Account] = attrs.field(factory=list)


@attrs.define(eq=False)
class App:
    """A program with credentials and permissions of its own."""

    id: int
    name: str
    permissions: int
    token: str = attrs.field(repr=False)

    @property
    def username(self) -> str:
        """The user name of the credentials."""
        return f"A{self.id}"


@attrs.define(eq=False)
class Session:
    """Credentials of an account, which expire."""

    id: int
    account: Account
    expires_at: datetime
    token: str = attrs.field(repr=False)

    @property
    def username(self) -> str:
        """The user name of the credentials."""
        return f"S{self.id}"

    @property
    def permissions(self) -> int:
        """The current permissions of the account."""
        return self.account.permissions


@attrs.define(eq=False)
class Callback:
    """A callback of an app for a kind of event."""

    id: int
    app: App
    event: str
    url: str
    secret: str = attrs.field(repr=False)


#: The sender of a request. ``None`` if its credentials are not valid.
Caller: TypeAlias = App | Session | None


def now() -> datetime:
    """Return the current time, in UTC."""
    return datetime.now(UTC)


def new_token() -> str:
    """Return a new token: 44 characters of base64."""
    return b64encode(secrets.token_bytes(32)).decode()


def _numbers() -> Iterator[int]:
    return count(1)


@attrs.define(eq=False)
class World:
    """
    Everything that the service stores.

    Attributes:
        clock: Returns the current time, aware.
        signups_open: Whether accounts can be registered.
        session_lifetime: How long a new session lasts.
        discord: The Discord that the service asks.
        teams, accounts, awards, apps, sessions, callbacks: All objects, by id.
        deliveries: What was sent to callbacks, oldest first.
    """

    clock: Callable[[], datetime] = now
    signups_open: bool = True
    session_lifetime: timedelta = timedelta(days=30)
    discord: Discord = attrs.field(factory=Discord)
    teams: dict[int, Team] = attrs.field(factory=dict)
    accounts: dict[int, Account] = attrs.field(factory=dict)
    awards: dict[int, Award] = attrs.field(factory=dict)
    apps: dict[int, App] = attrs.field(factory=dict)
    sessions: dict[int, Session] = attrs.field(factory=dict)
    callbacks: dict[int, Callback] = attrs.field(factory=dict)
    deliveries: list[Delivery] = attrs.field(factory=list)
    # Like a database's sequences: no id is used twice.
    _team_ids: Iterator[int] = attrs.field(factory=_numbers, init=False, repr=False)
    _award_ids: Iterator[int] = attrs.field(factory=_numbers, init=False, repr=False)
    _app_ids: Iterator[int] = attrs.field(factory=_numbers, init=False, repr=False)
    _session_ids: Iterator[int] = attrs.field(factory=_numbers, init=False, repr=False)
    _callback_ids: Iterator[int] = attrs.field(factory=_numbers, init=False, repr=False)

    def add_team(self, name: str) -> Team:
        """Create a team."""
        team = Team(next(self._team_ids), name, self.clock())
        self.teams[team.id] = team
        return team

    def add_account(
        self,
        id: int,
        name: str,
        discriminator: str,
        *,
        avatar_url: str | None = None,
        team: Team | None = None,
        permissions: int = 0,
    ) -> Account:
        """Create an account."""
        account = Account(
            id, name, discriminator, self.clock(), avatar_url, team, permissions
        )
        self.accounts[id] = account
        return account

    def add_award(
        self, title: str, image_url: str, team: Team | None, *awardees: Account
    ) -> Award:
        """Create an award, and give it to accounts."""
        # An account that is named twice receives it once.
        once = list(dict.fromkeys(awardees))
        award = Award(next(self._award_ids), title, image_url, team, once)
        self.awards[award.id] = award
        return award

    def add_app(self, name: str, permissions: int, token: str | None = None) -> App:
        """Create an app, as the service's operator does."""
        app = App(next(self._app_ids), name, permissions, token or new_token())
        self.apps[app.id] = app
        return app

    def add_session(self, account: Account, token: str | None = None) -> Session:
        """Create a session of an account."""
        ends = self.clock() + self.session_lifetime
        session = Session(next(self._session_ids), account, ends, token or new_token())
        self.sessions[session.id] = session
        return session

    def add_callback(self, app: App, event: str, url: str, secret: str) -> Callback:
        """Register a callback, without a check for another one."""
        callback = Callback(next(self._callback_ids), app, event, url, secret)
        self.callbacks[callback.id] = callback
        return callback

    def remove_team(self, team: Team) -> None:
        """Delete a team. Its members have no team then."""
        for account in self.members_of(team):
            account.team = None
        del self.teams[team.id]

    def remove_account(self, account: Account) -> None:
        """Delete an account and its sessions. It loses its awards."""
        for award in self.awards_of(account):
            award.awardees.remove(account)
        sessions = self.sessions.values()
        for session in [s for s in sessions if s.account is account]:
            del self.sessions[session.id]
        del self.accounts[account.id]

    def members_of(self, team: Team) -> list[Account]:
        """Return the members of a team."""
        return [a for a in self.accounts.values() if a.team is team]

    def awards_of(self, holder: Account | Team) -> list[Award]:
        """Return the awards that an account has, or that were won in a team."""
        return [
            award
            for award in self.awards.values()
            if award.team is holder or holder in award.awardees
        ]

    def callback_of(self, app: App, event: str) -> Callback | None:
        """Return the callback of an app for an event, or ``None``."""
        callbacks = self.callbacks.values()
        return next((c for c in callbacks if c.app is app and c.event == event), None)

    def caller(self, username: str, password: str) -> Caller:
        """
        Return the app or session with these credentials, or ``None``. An expired
        session is deleted.
        """
        found: Caller = None
        try:
            kind, number = username[:1].upper(), int(username[1:])
        except ValueError:
            return None
        if kind == "A":
            found = self.apps.get(number)
        elif kind == "S":
            found = self._live_session(number)
        return found if found and found.token == password else None

    def _live_session(self, id: int) -> Session | None:
        session = self.sessions.get(id)
        if session and session.expires_at <= self.clock():
            del self.sessions[id]
            return None
        return session

    def renew(self, caller: App | Session) -> None:
        """Replace the token. A session is valid for its whole lifetime again."""
        caller.token = new_token()
        if isinstance(caller, Session):
            caller.expires_at = self.clock() + self.session_lifetime
