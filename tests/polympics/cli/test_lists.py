"""
Accounts, teams and awards.
"""

from __future__ import annotations

import csv
import io
import json

import pytest

from .conftest import Run, Server, Start


def test_accounts(start: Start) -> None:
    """
    In a pipe, accounts are JSON lines, with ids that no reader rounds.
    """
    out, err = start("accounts", "list", "--limit", "2").communicate(timeout=30)

    assert err == ""
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "name": "Ada",
            "discriminator": "0000",
            "team": "Amber Foxes",
            "awards": ["Relay, first"],
            "permissions": ["manage_own_team"],
            "created_at": "2021-07-23T12:06:00+00:00",
            "avatar_url": None,
            "team_id": 1,
            "id": "300000000000000000",
        },
        {
            "name": "Aiko",
            "discriminator": "0037",
            "team": "Bronze Larks",
            "awards": ["Relay, second"],
            "permissions": ["manage_own_team"],
            "created_at": "2021-07-23T12:07:00+00:00",
            "avatar_url": "https://cdn.discordapp.com/embed/avatars/1.png",
            "team_id": 2,
            "id": "300000000000000001",
        },
    ]


def test_table(run: Run) -> None:
    """
    A table has what fits, times as people write them, and ids last.
    """
    code, out, _ = run("--sandbox", "-o", "table", "accounts", "list", "--limit", "1")

    assert code == 0
    assert [line.split() for line in out.splitlines()] == [
        ["name", "team", "awards", "created", "at", "id"],
        [
            *("Ada", "Amber", "Foxes", "Relay,", "first"),
            *("2021-07-23", "12:06", "300000000000000000"),
        ],
    ]


def test_all(run: Run) -> None:
    """
    A list has all pages, also as CSV and as one JSON array.
    """
    _, out, _ = run("--sandbox", "-o", "csv", "accounts", "list")
    rows = list(csv.DictReader(io.StringIO(out)))
    _, array, _ = run("--sandbox", "-o", "json", "accounts", "list")

    assert len(rows) == len(json.loads(array)) == 48
    assert rows[0]["awards"] == "Relay, first"
    assert rows[0]["id"] == "300000000000000000"


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["search", "ad"], ["Ada", "Nadia"]),
        (["search", "a%a"], ["Ada", "Amaru", "Dana"]),
        (["search", "ada", "--team", "Amber Foxes"], ["Ada"]),
        (["search", "ada", "--team", "2"], []),
        (["list", "--team", "Kåre & Søn 🔥", "--limit", "1"], ["Anouk"]),
    ],
)
def test_search(run: Run, arguments: list[str], names: list[str]) -> None:
    """
    Accounts are found by name and team.
    """
    code, out, err = run("--sandbox", "accounts", *arguments)

    assert code == 0
    assert [json.loads(line)["name"] for line in out.splitlines()][:3] == names
    assert err == ("" if names else "no accounts found\n")


def test_teams(start: Start) -> None:
    """
    Teams are listed with the number of their members.
    """
    program = start("-o", "csv", "teams", "list", "--search", "er", "--limit", "2")
    out, err = program.communicate(timeout=30)

    assert err == ""
    assert out == (
        "name,member_count,awards,created_at,id\n"
        'Amber Foxes,7,"Relay, first; Chess, first",2021-07-23T12:00:00+00:00,1\n'
        "Copper Otters,7,,2021-07-23T12:02:00+00:00,3\n"
    )


@pytest.mark.parametrize("team", ["2", "Bronze Larks"])
def test_team(run: Run, team: str) -> None:
    """
    A team is shown by id or name.
    """
    code, out, _ = run("--sandbox", "-o", "table", "teams", "show", team)
    _, members, _ = run("--sandbox", "teams", "members", team)

    assert code == 0
    assert "Relay, second; Fair play" in out
    assert len(members.splitlines()) == 7


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["accounts", "show", "7"], "no account has the id 7"),
        (["awards", "show", "7"], "no award has the id 7"),
        (["teams", "show", "7"], "no team has the id or name '7'"),
        (["teams", "members", "Amber"], "no team has the id or name 'Amber'"),
        (["accounts", "list", "--team", "x"], "no team has the id or name 'x'"),
        (["awards", "list", "--team", "x"], "no team has the id or name 'x'"),
    ],
)
def test_unknown(run: Run, arguments: list[str], message: str) -> None:
    """
    What does not exist is one line.
    """
    assert run("--sandbox", *arguments) == (1, "", f"polympics: {message}\n")


@pytest.mark.parametrize(
    "arguments",
    [["accounts", "show", "kim"], ["accounts", "show"], ["teams", "list", "--limit=0"]],
)
def test_wrong_use(run: Run, arguments: list[str]) -> None:
    """
    Wrong use has an exit code of its own.
    """
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_ambiguous(on: Run, server: Server) -> None:
    """
    If two teams have a name, their ids are named. A team may be called like an id.
    """
    world = server.sandbox.world
    world.add_team("Twins")
    world.add_team("Twins")
    world.add_team("2021")
    names = ["٣", r"back\slash\\%", "100 %", "under_score"]

    assert on("teams", "show", "Twins") == (
        1,
        "",
        "polympics: 2 teams have the name 'Twins': use an id, 7, 8\n",
    )
    assert json.loads(on("teams", "show", "2021")[1])["id"] == 9
    for name in names:
        team = world.add_team(name)
        assert json.loads(on("teams", "show", name)[1])["id"] == team.id


def test_awards(start: Start) -> None:
    """
    The awards are those of the teams.
    """
    program = start("-o", "csv", "awards", "list", "--team", "1")
    out, _ = program.communicate(timeout=30)

    assert out == (
        "title,team,image_url,team_id,id\n"
        '"Relay, first",Amber Foxes,https://img.example/awards/relay-1.png,1,1\n'
        '"Chess, first",Amber Foxes,https://img.example/awards/chess-1.png,1,4\n'
    )


def test_award(run: Run) -> None:
    """
    An award is shown with the accounts that have it.
    """
    _, out, _ = run("--sandbox", "awards", "show", "2")

    assert json.loads(out) == {
        "title": "Relay, second",
        "team": "Bronze Larks",
        "image_url": "https://img.example/awards/relay-2.png",
        "team_id": 2,
        "id": 2,
        "accounts": ["Aiko"],
    }
    assert len(run("--sandbox", "awards", "list")[1].splitlines()) == 4
