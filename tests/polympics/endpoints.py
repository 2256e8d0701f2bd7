"""
Every operation of the service, as a table: what is called, sent, and returned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import attrs

from polympics import (
    NO_TEAM,
    Account,
    App,
    AppCredentials,
    Award,
    Callback,
    EventType,
    Permissions,
    Session,
    Team,
)

from .answers import load

ME = 184467440737095516
ACCOUNT = Account.from_data(load("account_full"))
TEAM = Team.from_data(load("team_full"))
AWARD = Award.from_data(load("award_created"))
EVENT = EventType.ACCOUNT_TEAM_UPDATE

Kind = Literal["none", "app", "user"]


@attrs.frozen(kw_only=True)
class Case:
    """
    One call.

    Attributes:
        name: What to call it.

        kind: The client that makes it.

        call: Makes it, given the client.

        method, path, query, body: What is sent; ``None`` for no body.

        answer: The recorded answer, or ``None`` for an empty one.

        status: The answer's status.

        result: What is returned: a model to read the answer as, a list of one for a
            page of them, or a value.
    """

    name: str
    kind: Kind = "app"
    call: Callable[[Any], Any]
    method: str = "GET"
    path: str
    query: dict[str, str] = attrs.field(factory=dict)
    body: Any = None
    answer: str | None = None
    status: int = 200
    result: Any = None

    def expected(self, face: Any) -> Any:
        """Return what the call is to return, in models of *face*."""
        if self.answer is None:
            return self.result
        if isinstance(self.result, type):
            return getattr(face, self.result.__name__).from_data(load(self.answer))
        if isinstance(self.result, list):
            kind = getattr(face, self.result[0].__name__)
            return [kind.from_data(one) for one in load(self.answer)["data"]]
        return self.result


READS = [
    Case(
        name="check_signups",
        kind="none",
        call=lambda it: it.check_signups(),
        path="/accounts/signups",
        answer="signups_open",
        result=True,
    ),
    Case(
        name="check_signups, closed",
        kind="none",
        call=lambda it: it.check_signups(),
        path="/accounts/signups",
        answer="signups_closed",
        result=False,
    ),
    Case(
        name="get_account",
        kind="none",
        call=lambda it: it.get_account(ME),
        path=f"/account/{ME}",
        answer="account_full",
        result=Account,
    ),
    Case(
        name="get_account by text",
        kind="none",
        call=lambda it: it.get_account(str(ME)),
        path=f"/account/{ME}",
        answer="account_full",
        result=Account,
    ),
    Case(
        name="find_account by model",
        kind="none",
        call=lambda it: it.find_account(ACCOUNT),
        path=f"/account/{ME}",
        answer="account_full",
        result=Account,
    ),
    Case(
        name="list_accounts",
        kind="none",
        call=lambda it: it.list_accounts("mar", team=TEAM, per_page=2).get_page(0),
        path="/accounts/search",
        query={"q": "mar", "team": "31", "per_page": "2", "page": "0"},
        answer="accounts_search_page0",
        result=[Account],
    ),
    Case(
        name="get_team",
        kind="none",
        call=lambda it: it.get_team(31),
        path="/team/31",
        answer="team_full",
        result=Team,
    ),
    Case(
        name="find_team",
        kind="none",
        call=lambda it: it.find_team(31),
        path="/team/31",
        answer="team_full",
        result=Team,
    ),
    Case(
        name="list_teams",
        kind="none",
        call=lambda it: it.list_teams(search="crew").get_page(1),
        path="/teams/search",
        query={"q": "crew", "page": "1"},
        answer="teams_search_page1",
        result=[Team],
    ),
    Case(
        name="get_award",
        kind="none",
        call=lambda it: it.get_award(7),
        path="/award/7",
        answer="award_extended",
        result=Award,
    ),
    Case(
        name="find_award",
        kind="none",
        call=lambda it: it.find_award(AWARD),
        path=f"/award/{AWARD.id}",
        answer="award_extended",
        result=Award,
    ),
    Case(
        name="get_self of an app",
        call=lambda it: it.get_self(),
        path="/auth/me",
        answer="app_self",
        result=App,
    ),
    Case(
        name="get_self of a user",
        kind="user",
        call=lambda it: it.get_self(),
        path="/auth/me",
        answer="account_full",
        result=Account,
    ),
    Case(
        name="get_callbacks",
        call=lambda it: it.get_callbacks(),
        path="/callbacks",
        answer="callbacks_list",
        result={EVENT: "https://board.example/hooks/team"},
    ),
    Case(
        name="get_callbacks, a newer kind",
        call=lambda it: it.get_callbacks(),
        path="/callbacks",
        answer="callbacks_list_future_event",
        result={
            EVENT: "https://board.example/hooks/team",
            "award_given": "https://board.example/hooks/award",
        },
    ),
    Case(
        name="get_callbacks, none",
        call=lambda it: it.get_callbacks(),
        path="/callbacks",
        answer="callbacks_list_empty",
        result={},
    ),
    Case(
        name="get_callback",
        call=lambda it: it.get_callback(EVENT),
        path="/callback/account_team_update",
        answer="callback",
        result=Callback,
    ),
]

WRITES = [
    Case(
        name="update_account",
        kind="user",
        call=lambda it: it.update_account(
            ACCOUNT,
            name="Marlow",
            discriminator="0420",
            avatar_url="https://cdn.example/9f2c.png",
            team=TEAM,
            grant_permissions=Permissions(manage_teams=True),
            revoke_permissions=Permissions(manage_awards=True),
        ),
        method="PATCH",
        path=f"/account/{ME}",
        body={
            "name": "Marlow",
            "discriminator": "0420",
            "avatar_url": "https://cdn.example/9f2c.png",
            "team": 31,
            "grant_permissions": 8,
            "revoke_permissions": 64,
        },
        answer="account_full",
        result=Account,
    ),
    Case(
        name="update_account, leaving",
        call=lambda it: it.update_account(ME, team=NO_TEAM),
        method="PATCH",
        path=f"/account/{ME}",
        body={"team": 0},
        answer="account_left_team",
        result=Account,
    ),
    Case(
        name="update_account, no change",
        call=lambda it: it.update_account(ME),
        method="PATCH",
        path=f"/account/{ME}",
        body={},
        answer="account_full",
        result=Account,
    ),
    Case(
        name="update_account, Discord",
        kind="none",
        call=lambda it: it.update_account(ME, discord_token="abc"),
        method="PATCH",
        path=f"/account/{ME}",
        body={"discord_token": "abc"},
        answer="account_full",
        result=Account,
    ),
    Case(
        name="create_account",
        call=lambda it: it.create_account(id=ME, name="Marlow", discriminator=420),
        method="POST",
        path="/accounts/new",
        body={"id": ME, "name": "Marlow", "discriminator": "0420"},
        answer="account_full",
        status=201,
        result=Account,
    ),
    Case(
        name="delete_account",
        call=lambda it: it.delete_account(ACCOUNT),
        method="DELETE",
        path=f"/account/{ME}",
        status=204,
    ),
    Case(
        name="create_team",
        call=lambda it: it.create_team("Lantern Crew"),
        method="POST",
        path="/teams/new",
        body={"name": "Lantern Crew"},
        answer="team_created",
        status=201,
        result=Team,
    ),
    Case(
        name="update_team",
        call=lambda it: it.update_team(TEAM, name=""),
        method="PATCH",
        path="/team/31",
        body={"name": ""},
        answer="team_full",
        result=Team,
    ),
    Case(
        name="delete_team",
        call=lambda it: it.delete_team("31"),
        method="DELETE",
        path="/team/31",
        status=204,
    ),
    Case(
        name="create_award",
        call=lambda it: it.create_award(
            title="Relay",
            image_url="https://img.example/relay.png",
            team=TEAM,
            accounts=[ACCOUNT, 5, "6"],
        ),
        method="POST",
        path="/awards/new",
        body={
            "title": "Relay",
            "image_url": "https://img.example/relay.png",
            "team": 31,
            "accounts": [ME, 5, 6],
        },
        answer="award_created",
        status=201,
        result=Award,
    ),
    Case(
        name="create_award for nobody",
        call=lambda it: it.create_award("Relay", "https://img.example/relay.png", 31),
        method="POST",
        path="/awards/new",
        body={
            "title": "Relay",
            "image_url": "https://img.example/relay.png",
            "team": 31,
            "accounts": [],
        },
        answer="award_created",
        status=201,
        result=Award,
    ),
    Case(
        name="update_award",
        call=lambda it: it.update_award(AWARD, title="Relay", team=31),
        method="PATCH",
        path=f"/award/{AWARD.id}",
        body={"title": "Relay", "team": 31},
        answer="award_created",
        result=Award,
    ),
    Case(
        name="delete_award",
        call=lambda it: it.delete_award(AWARD),
        method="DELETE",
        path=f"/award/{AWARD.id}",
        status=204,
    ),
    Case(
        name="give_award",
        call=lambda it: it.give_award(AWARD, ACCOUNT),
        method="PUT",
        path=f"/account/{ME}/award/{AWARD.id}",
        status=201,
    ),
    Case(
        name="give_award, held already",
        call=lambda it: it.give_award(AWARD, ACCOUNT),
        method="PUT",
        path=f"/account/{ME}/award/{AWARD.id}",
        status=208,
    ),
    Case(
        name="take_award",
        call=lambda it: it.take_award(AWARD, ACCOUNT),
        method="DELETE",
        path=f"/account/{ME}/award/{AWARD.id}",
        status=204,
    ),
    Case(
        name="discord_authenticate",
        kind="none",
        call=lambda it: it.discord_authenticate("abc"),
        method="POST",
        path="/auth/discord",
        body={"token": "abc"},
        answer="session_created",
        result=Session,
    ),
    Case(
        name="create_session",
        call=lambda it: it.create_session(ACCOUNT),
        method="POST",
        path="/auth/create_session",
        body={"account": ME},
        answer="session_created",
        status=201,
        result=Session,
    ),
    Case(
        name="reset_token of an app",
        call=lambda it: it.reset_token(),
        method="POST",
        path="/auth/reset_token",
        answer="app_credentials",
        result=AppCredentials,
    ),
    Case(
        name="reset_token of a user",
        kind="user",
        call=lambda it: it.reset_token(),
        method="POST",
        path="/auth/reset_token",
        answer="reset_token_session_documented",
        result=Session,
    ),
    Case(
        name="create_callback",
        call=lambda it: it.create_callback(EVENT, "https://board.example/hooks", "pst"),
        method="PUT",
        path="/callback/account_team_update",
        body={"url": "https://board.example/hooks", "secret": "pst"},
        answer="callback",
        result=Callback,
    ),
    Case(
        name="delete_callback",
        call=lambda it: it.delete_callback("account_team_update"),
        method="DELETE",
        path="/callback/account_team_update",
        status=204,
    ),
]

CASES = READS + WRITES
