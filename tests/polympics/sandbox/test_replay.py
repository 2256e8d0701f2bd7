"""
The emulator answers as the real server did.

``recorded/`` holds exchanges with the real, unmodified server: a file for each
family, in the order in which they were sent. They build on each other, and on
some that were not kept; those are made up for here. Tokens are compared by
their length only, everything else to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from json import loads
from pathlib import Path
from typing import Any

import attrs
import pytest
from starlette.datastructures import Headers

from clientcore.sandbox import Answer, call
from polympics.sandbox import DiscordUser, Sandbox

RECORDED = Path(__file__).with_name("recorded")
COMPARED_HEADERS = ("content-type", "content-length", "www-authenticate", "location")

# The kind of credentials was recorded, and which ones only in the name.
# Here: the name to log in with, and what stands for its token.
LOGINS = {
    "me as bare app": ("A2", "token"),
    "me lower-case app name": ("a1", "token"),
    "me wrong token": ("A1", "wrong"),
    "me unknown kind": ("X1", "wrong"),
    "me not a number": ("Aone", "wrong"),
    "wrong token on a guarded endpoint": ("A1", "wrong"),
    "create session without permission": ("A2", "token"),
    "me with the old session token": ("S2", "token"),
    "reset token wrong token": ("A1", "wrong"),
    "reset token as app": ("A2", "token"),
    "me with the old app token": ("A2", "old token"),
    "me with the new app token": ("A2", "token"),
    "me after discord": ("S4", "token"),
    "create without permission": ("A2", "token"),
    "edit nothing without permission": ("A2", "token"),
    "edit nothing with unusable credentials": ("X1", "wrong"),
    "edit without permission": ("A2", "token"),
    "discord sync with unusable credentials": ("A1", "wrong"),
    "delete without permission": ("A2", "token"),
    "delete own account": ("S1", "token"),
    "me with session of deleted account": ("S1", "token"),
}
USUAL = {"app": ("A1", "token"), "session": ("S2", "token")}
HEADERS = {
    "me bearer": {"authorization": "Bearer something"},
    "me malformed basic": {"authorization": "Basic nonsense"},
}


def when(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def recorded(family: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = loads((RECORDED / f"{family}.json").read_text())
    return entries


@attrs.define
class Replay:
    """
    Sends what was sent to the real server.
    """

    sandbox: Sandbox
    clock: Any
    basic: Callable[[str, str], str]
    tokens: dict[tuple[str, str], str]

    async def send(self, entry: Mapping[str, Any]) -> Answer:
        request = entry["request"]
        self._set_clock(entry["response"]["json"])
        content: dict[str, Any] = {}
        if request["raw"] is not None:
            content = {"body": request["raw"].encode()}
        elif request["json"] is not None:
            content = {"json": request["json"]}
        answer = await call(
            self.sandbox,
            request["method"],
            request["path"],
            query=request["query"] or {},
            headers=self._headers(entry["name"], request["auth"]),
            **content,
        )
        self._learn(answer)
        return answer

    def _set_clock(self, then: Any) -> None:
        if isinstance(then, dict) and "created_at" in then:
            self.clock.time = when(then["created_at"])
        if isinstance(then, dict) and "expires_at" in then:
            self.clock.time = when(then["expires_at"]) - timedelta(days=30)

    def _headers(self, name: str, kind: str) -> dict[str, str]:
        if kind == "none":
            return HEADERS.get(name, {})
        username, token = LOGINS.get(name) or USUAL[kind]
        password = self.tokens.get((username.upper(), token), "wrong")
        return {"authorization": self.basic(username, password)}

    def _learn(self, answer: Answer) -> None:
        data = answer.json() if is_json(answer.headers) else {}
        if "password" in data:
            known = self.tokens.get((data["username"], "token"), "")
            self.tokens[data["username"], "old token"] = known
            self.tokens[data["username"], "token"] = data["password"]


def same(answer: Answer, entry: Mapping[str, Any]) -> None:
    """
    Compare an answer with the recorded one.
    """
    expected = dict(entry["response"])
    json = loads(answer.body) if is_json(answer.headers) else None
    text = answer.text if json is None else None
    for tokens in (json, expected["json"]):
        if isinstance(tokens, dict) and "password" in tokens:
            tokens["password"] = len(tokens["password"])

    headers = {n: v for n, v in answer.headers.items() if n in COMPARED_HEADERS}
    assert {
        "name": entry["name"],
        "status": answer.status,
        "headers": headers,
        "json": json,
        "text": text,
    } == {"name": entry["name"], **expected}


def is_json(headers: Headers) -> bool:
    return headers.get("content-type") == "application/json"


def users(entries: list[dict[str, Any]]) -> dict[str, DiscordUser]:
    """
    The Discord tokens of the recordings, which say whom they belong to.
    """
    bodies = [entry["request"]["json"] or {} for entry in entries]
    tokens = {body.get("token", body.get("discord_token", "")) for body in bodies}
    found = {}
    for token in tokens:
        kind, *facts = token.split(".")
        if kind == "user":
            found[token] = DiscordUser(int(facts[0]), *facts[1:])
    return found


def correct(sandbox: Sandbox, entry: Mapping[str, Any], after: Any) -> None:
    """
    Set when an account was made that signed in with Discord.

    There the real server read its clock twice, and its answer tells the second
    time only. The first is in the next answer, which shows the account.
    """
    if entry["name"].startswith("discord, new account"):
        made = after["response"]["json"]
        account = sandbox.world.accounts[int(made["id"])]
        account.created_at = when(made["created_at"])


def make_up_for_awards(replay: Replay) -> None:
    """
    Do what the family of awards did: the first account has one since.
    """
    world = replay.sandbox.world
    world.add_award("Once", "u", world.teams[1])
    world.add_award("Twice", "u", world.teams[1], world.accounts[400000226039000001])
    del world.awards[1]


def make_up_for_limits(replay: Replay) -> None:
    """
    Do what came before the pages: one more account, and 45 teams.
    """
    world = replay.sandbox.world
    world.add_account(400000226039000030, "Zuletzt", "0030")
    everything = recorded("pagination")[6]["response"]["json"]["data"]
    for team in everything:
        replay.clock.time = when(team["created_at"])
        world.add_team(team["name"])


MAKE_UP = {"auth": make_up_for_awards, "pagination": make_up_for_limits}


@pytest.fixture
def replay(sandbox: Sandbox, clock: Any, basic: Callable[[str, str], str]) -> Replay:
    world = sandbox.world
    world.apps[1].name, world.apps[2].name = "harness-all", "harness-bare"
    world.discord.cdn = "http://cdn.example"
    world.discord.users = users(recorded("accounts") + recorded("auth"))
    world.discord.failing = {"html"}
    tokens = {(app.username, "token"): app.token for app in world.apps.values()}
    return Replay(sandbox, clock, basic, tokens)


async def test_replay(replay: Replay):
    """
    Each recorded request gets the recorded answer.
    """
    for family in ("teams", "accounts", "auth", "pagination"):
        if family in MAKE_UP:
            MAKE_UP[family](replay)
        for entry, after in pairwise([*recorded(family), {}]):
            answer = await replay.send(entry)
            correct(replay.sandbox, entry, after)
            same(answer, entry)
