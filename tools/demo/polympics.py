"""
A tour through the client: what the repository's demo does and shows.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from queue import Empty, Queue

import anyio
import anyio.to_thread
import attrs

from clientcore.sandbox import RateLimit, serve
from polympics import (
    NO_TEAM,
    Account,
    AccountTeamUpdateEvent,
    AppClient,
    CallbackApp,
    CallbackReceiver,
    Credentials,
    EventType,
    ForbiddenError,
    NotFoundError,
    Team,
    UserClient,
)
from polympics.sandbox import Sandbox
from tools.demo.steps import Patient, Step, fail_twice, refused

_PLAYER = 400_000_000_000_000_000


@asynccontextmanager
async def tour(sandbox: Sandbox, base_url: str) -> AsyncIterator[list[Step]]:
    """
    Get ready for a tour.

    Args:
        sandbox: A fresh one.

        base_url: Where it is served.
    """
    login = sandbox.credentials.app
    credentials = Credentials(login.username, login.password)
    async with AppClient(credentials, base_url) as app:
        yield _Tour(app, sandbox).steps


@asynccontextmanager
async def live(environ: Mapping[str, str]) -> AsyncIterator[list[Step]]:
    """
    Prepare a tour of a real server, on which nothing is changed.

    Args:
        environ: Environment variables with URL and credentials of the server.

    Raises:
        LookupError: A variable is missing.
    """
    names = ("POLYMPICS_BASE_URL", "POLYMPICS_APP_USER", "POLYMPICS_APP_PASSWORD")
    if missing := [name for name in names if not environ.get(name)]:
        raise LookupError(f"not in the environment: {', '.join(missing)}")
    base_url, username, password = (environ[name] for name in names)
    async with AppClient(Credentials(username, password), base_url) as app:
        yield _Reading(app).steps


@attrs.define
class _Reading:
    """
    The steps that change nothing.
    """

    app: AppClient

    @property
    def steps(self) -> list[Step]:
        return [
            ("ask who we are", self.know_ourselves),
            ("read the teams", self.read_teams),
            ("go through all accounts", self.go_through_accounts),
            ("ask for 4 pages at once", self.prefetch),
            ("ask for what isn't there", self.miss),
        ]

    async def know_ourselves(self) -> str:
        app = await self.app.get_self()
        return f"{app.name}, with {len(app.permissions.names)} permissions"

    async def read_teams(self) -> str:
        page = await self.app.list_teams()
        names = ", ".join(team.name for team in page.items[:2])
        return f"{page.total} teams: {names} …"

    async def go_through_accounts(self) -> str:
        accounts = self.app.list_accounts(per_page=10)
        sizes = [len(page) async for page in accounts.pages()]
        return f"{sum(sizes)} accounts on {len(sizes)} pages"

    async def prefetch(self) -> str:
        accounts = self.app.list_accounts(per_page=5)
        one_by_one = await accounts.collect()
        together = await accounts.prefetch(4).collect()
        if [one.id for one in together] != [one.id for one in one_by_one]:
            raise RuntimeError("they came in another order")
        return f"the same {len(together)}, in the same order"

    async def miss(self) -> str:
        error = await refused(NotFoundError, self.app.get_account(1))
        return f"{type(error).__name__}: {error.code}, {error.path}"


@attrs.define
class _Tour(_Reading):
    """
    All steps. Each may build on those before it.
    """

    sandbox: Sandbox
    team: Team = attrs.field(init=False)
    player: Account = attrs.field(init=False)

    @property
    def steps(self) -> list[Step]:
        return [
            *super().steps,
            ("fetch 42 accounts by id", self.fetch_many),
            ("create a team", self.create_team),
            ("register a player", self.register),
            ("hear of it by callback", self.hear_of_a_change),
            ("sign the player in", self.sign_in),
            ("do what isn't permitted", self.overreach),
            ("survive a 503 and a reset", self.survive),
            ("wait as a 429 says", self.wait),
            ("replace the token", self.replace_token),
            ("remove player and team", self.tidy_up),
        ]

    async def fetch_many(self) -> str:
        known = [account.id for account in await self.app.list_accounts().collect(40)]
        batch = await self.app.get_accounts([*known, 1, 2])
        return f"{len(batch)} found, {len(batch.missing)} missing"

    async def create_team(self) -> str:
        self.team = await self.app.create_team("Golden Ducks")
        return f"{self.team.name}, number {self.team.id}"

    async def register(self) -> str:
        self.player = await self.app.create_account(_PLAYER, "Kim", "0042")
        return f"{self.player.name}#{self.player.discriminator}"

    async def hear_of_a_change(self) -> str:
        told: Queue[AccountTeamUpdateEvent] = Queue()
        receiver = CallbackReceiver("a secret")
        receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(told.put)
        with serve(CallbackApp(receiver)) as url:
            event = EventType.ACCOUNT_TEAM_UPDATE
            await self.app.create_callback(event, f"{url}/told", "a secret")
            await self.app.update_account(self.player, team=self.team)
            heard = await anyio.to_thread.run_sync(_next, told)
        team = heard.team.name if heard.team else "no team"
        return f"{heard.account.name} joined {team}, we are told"

    async def sign_in(self) -> str:
        session = await self.app.create_session(self.player)
        async with self._as_user(session) as user:
            account = await user.get_self()
        return f"{account.name}, until {session.expires_at:%d %B %Y}"

    async def overreach(self) -> str:
        session = await self.app.create_session(self.player)
        async with self._as_user(session) as user:
            error = await refused(ForbiddenError, user.delete_team(self.team))
        return f"{type(error).__name__}: {error.code}, {error.method} {error.path}"

    async def survive(self) -> str:
        path = f"/team/{self.team.id}"
        fail_twice(self.sandbox, path)
        patient = Patient(self.app)
        team = await patient.client.get_team(self.team)
        return f"{team.name}, at attempt {patient.attempts}"

    async def wait(self) -> str:
        self.sandbox.faults.add(RateLimit(0.3), path="/teams/*", times=1)
        teams = await self.app.list_teams().count()
        return f"{teams} teams, 0.3 s later"

    async def replace_token(self) -> str:
        before = self.app.auth
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(self.app.get_self)
            tasks.start_soon(self.app.reset_token)
        if self.app.auth == before:
            raise RuntimeError("the token is the old one")
        return "amid 20 calls, of which none failed"

    async def tidy_up(self) -> str:
        await self.app.update_account(self.player, team=NO_TEAM)
        await self.app.delete_account(self.player)
        await self.app.delete_team(self.team)
        left = await self.app.find_team(self.team)
        return "both gone" if left is None else f"{left.name} is still there"

    def _as_user(self, session: Credentials) -> AbstractAsyncContextManager[UserClient]:
        return UserClient(session, self.app.base_url)


def _next(told: Queue[AccountTeamUpdateEvent]) -> AccountTeamUpdateEvent:
    """
    The next event, which comes in another thread.
    """
    try:
        return told.get(timeout=10)
    except Empty:
        raise RuntimeError("no callback came within 10 s") from None
