"""
Export and import of a tournament.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientcore.sandbox import Latency, Reset, Status
from polympics import (
    BulkError,
    NewAccount,
    read_accounts_csv,
    read_awards_csv,
    read_teams_csv,
)
from polympics._cli import importing
from polympics._cli.awarding import AwardStep
from polympics.sandbox import Sandbox

from .conftest import Run, Server, Start

ADA = 300_000_000_000_000_000


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A file that has something to create, to change and to keep."""
    path = tmp_path / "players.csv"
    path.write_text(
        "id;name;discriminator;team\n"
        "400000000000000001;kim;0;Golden Ducks\n"
        f"{ADA};Ada L.;0000;Amber Foxes\n"
        f"{ADA + 1};Aiko;0037;Bronze Larks\n"
        f"{ADA + 2};Amaru;0074;Golden Ducks\n",
        encoding="utf-8-sig",
    )
    return path


REPORT = [
    (None, "team created", None, "Golden Ducks"),
    (2, "created", "kim", "Golden Ducks"),
    (3, "updated", "Ada L.", "Amber Foxes"),
    (5, "updated", "Amaru", "Golden Ducks"),
]


def rows_of(out: str) -> list[tuple[Any, ...]]:
    """Return the report of an import, without its other columns."""
    rows = map(json.loads, out.splitlines())
    return [
        (row.get("line"), row["outcome"], row.get("name"), row["team"]) for row in rows
    ]


def test_import(sheet: Path, server: Server, start: Start) -> None:
    """
    Teams and accounts are created and changed, and the report has what was done. A
    second import has nothing to do.
    """
    program = start("import", sheet)
    out, err = program.communicate(timeout=30)

    assert err == "teams: 1 created; accounts: 1 created, 2 updated, 1 unchanged\n"
    assert program.returncode == 0
    assert rows_of(out) == REPORT
    world = server.sandbox.world
    assert world.accounts[ADA].name == "Ada L."
    ducks = world.accounts[400_000_000_000_000_001].team
    assert ducks is not None
    assert ducks.name == "Golden Ducks"
    assert world.accounts[ADA + 2].team is ducks

    before = len(server.sandbox.requests)
    out, err = start("import", sheet).communicate(timeout=30)

    assert (out, err) == ("", "accounts: 4 unchanged\n")
    assert {each.method for each in list(server.sandbox.requests)[before:]} == {"GET"}


def test_dry_run(on: Run, sheet: Path, server: Server) -> None:
    """
    A dry run shows what would be done, with the fields that differ, and does nothing.
    """
    code, out, err = on("-o", "table", "import", str(sheet), "--dry-run")

    assert code == 0
    assert err == (
        "teams: 1 to create; accounts: 1 to create, 2 to update, 1 unchanged;"
        " nothing was done\n"
    )
    assert [line.split() for line in out.splitlines()] == [
        ["line", "outcome", "name", "team", "changes", "id"],
        ["team", "to", "create", "Golden", "Ducks"],
        ["2", "to", "create", "kim", "Golden", "Ducks", "400000000000000001"],
        ["3", "to", "update", "Ada", "L.", "Amber", "Foxes", "name", str(ADA)],
        ["5", "to", "update", "Amaru", "Golden", "Ducks", "team", str(ADA + 2)],
    ]
    assert {each.method for each in server.sandbox.requests} == {"GET"}


def test_keep(on: Run, sheet: Path, server: Server) -> None:
    """
    With ``--keep``, accounts that exist are not changed.
    """
    _, out, err = on("import", str(sheet), "--keep")

    assert err == "teams: 1 created; accounts: 1 created, 3 unchanged\n"
    assert rows_of(out) == REPORT[:2]
    assert server.sandbox.world.accounts[ADA].name == "Ada"


def test_failed_rows(on: Run, sheet: Path, server: Server) -> None:
    """
    Rows that fail are shown with their lines, and the others are done.
    """
    server.sandbox.faults.add(Status(500), method="PATCH", path=f"/account/{ADA}")
    server.sandbox.faults.add(Status(500), method="POST", path="/accounts/new", times=1)

    code, out, err = on("import", str(sheet))

    assert code == 3
    assert err.splitlines() == [
        "line 2: kim: POST accounts/new: 500 Internal Server Error",
        "line 3: Ada L.: PATCH account/{id}: 500 Internal Server Error",
        "teams: 1 created; accounts: 1 updated, 1 unchanged, 2 failed",
        "polympics: 2 failed: correct them, and run the command again",
    ]
    assert [row[1] for row in rows_of(out)[1:]] == ["failed", "failed", "updated"]
    error = json.loads(out.splitlines()[1])["error"]
    assert error == "POST accounts/new: 500 Internal Server Error"


def test_failed_team(on: Run, sheet: Path, server: Server) -> None:
    """
    If a team cannot be created, neither can its members be put into it.
    """
    server.sandbox.faults.add(Status(500), method="POST", path="/teams/new")

    code, _, err = on("import", str(sheet))

    assert code == 3
    assert err.splitlines() == [
        "team Golden Ducks: POST teams/new: 500 Internal Server Error",
        "line 2: kim: the team 'Golden Ducks' was not created",
        "line 5: Amaru: the team 'Golden Ducks' was not created",
        "teams: 1 failed; accounts: 1 updated, 1 unchanged, 2 failed",
        "polympics: 3 failed: correct them, and run the command again",
    ]


def test_signups_closed(on: Run, sheet: Path, server: Server) -> None:
    """
    If signups are closed, that is known before.
    """
    server.sandbox.world.signups_open = False

    code, _, err = on("import", str(sheet), "--dry-run")

    assert code == 0
    assert err.startswith("signups are closed: the server refuses new accounts\n")


def test_lost_responses(on: Run, sheet: Path, server: Server) -> None:
    """
    If the responses to writes are lost, nothing is done twice.
    """
    for method, path in (
        ("POST", "/teams/new"),
        ("POST", "/accounts/new"),
        ("PATCH", "/account/*"),
    ):
        server.sandbox.faults.add(
            Reset(handled=True), method=method, path=path, calls=[1]
        )

    code, out, _ = on("import", str(sheet))

    assert code == 0
    assert rows_of(out) == REPORT
    names = [team.name for team in server.sandbox.world.teams.values()]
    assert names.count("Golden Ducks") == 1


async def test_server_goes_away() -> None:
    """
    If the server cannot be reached any more, the rest is not tried.
    """
    sandbox = Sandbox()
    rows = [NewAccount(id=4 * 10**17 + n, name="x", line=n) for n in range(250)]
    steps: list[importing.Step | AwardStep] = []

    async def apply(todo: importing.Plan) -> None:
        async for step in importing.apply(client, todo, keep=False):
            steps.append(step)  # noqa: PERF401, it ends in an error

    async with sandbox.client(retries=0) as client:
        todo = await importing.plan(client, importing.Sheets(rows), keep=False)
        sandbox.faults.add(Reset(), path="/accounts/new", calls=range(121, 999))
        sandbox.faults.add(Reset(), path="/account/*")
        with pytest.raises(BulkError, match="item 0: POST accounts/new: "):
            await apply(todo)

    assert Counter(step.outcome.value for step in steps) == {
        "created": 120,
        "unknown": 130,
    }


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("name;team\nkim;Ducks\n", ["column 'id' is missing"]),
        ("team\nDucks\n", ["columns 'id' and 'name' are missing"]),
        ("id,nmae\n1,kim\n", ["unknown column 'nmae', did you mean 'name'?"]),
        ("id;name\n1;kim\n2;ann\n1;kim\n", ["line 4: the same id as in line 2"]),
    ],
)
def test_bad_file(on: Run, server: Server, tmp_path: Path, text: str, problems: Any):
    """
    A file that is not valid is an error with what is wrong, and nothing is sent.
    """
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")

    code, out, err = on("import", str(path))

    assert (code, out) == (1, "")
    assert err == "".join(f"polympics: rows.csv: {each}\n" for each in problems)
    assert not server.sandbox.requests


def test_bad_rows(on: Run, server: Server, tmp_path: Path) -> None:
    """
    Each row that is not valid has a line, and no other is imported.
    """
    path = tmp_path / "rows.csv"
    path.write_text("id,name\n1,ok\nx,bad\n3E+17,bad\n" + "4,\n" * 9, "utf-8")

    code, out, err = on("import", str(path))
    lines = err.splitlines()

    assert (code, out) == (1, "")
    assert lines[0] == "rows.csv: line 3: 'x' is not an id"
    assert lines[1].startswith("rows.csv: line 4: a spreadsheet has rounded the id")
    assert lines[2] == "rows.csv: line 5: name is empty"
    assert len(lines) == 12
    assert lines[-1] == f"polympics: {path} has 11 problems: nothing was done"
    assert not server.sandbox.requests


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.csv", "[Errno 2] No such file or directory"),
        ("", "has none of accounts.csv, teams.csv, awards.csv"),
    ],
)
def test_no_file(on: Run, tmp_path: Path, name: str, message: str) -> None:
    """
    A file that does not exist is one line.
    """
    code, _, err = on("import", str(tmp_path / name))

    assert code == 1
    assert message in err
    assert err.count("\n") == 1


def test_encoding(on: Run, tmp_path: Path) -> None:
    """
    A file of an old spreadsheet says what to do.
    """
    path = tmp_path / "rows.csv"
    path.write_bytes("id;name\n1;Kåre\n".encode("cp1252"))

    assert on("import", str(path))[2] == (
        "polympics: rows.csv: byte 11 is not UTF-8: save the file as CSV in UTF-8\n"
    )


def test_no_credentials(run: Run, sheet: Path) -> None:
    """
    Without credentials, one line says what to set.
    """
    assert run("import", str(sheet)) == (
        1,
        "",
        (
            "polympics: no credentials: set POLYMPICS_APP_USER and"
            " POLYMPICS_APP_PASSWORD\n"
        ),
    )


def test_forbidden(
    on: Run, server: Server, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    An app without permissions fails in each row, and says why.
    """
    for kind in ("USER", "PASSWORD"):
        value = server.variables[f"POLYMPICS_BARE_{kind}"]
        monkeypatch.setenv(f"POLYMPICS_APP_{kind}", value)

    code, _, err = on("import", str(sheet))

    assert code == 3
    assert "line 3: Ada L.: POST accounts/new: 403 Forbidden: " in err
    assert "a permission is missing" in err


def test_two_teams_of_a_name(on: Run, server: Server, sheet: Path) -> None:
    """
    A name of two teams is an error: which is meant cannot be known.
    """
    for _ in range(2):
        server.sandbox.world.add_team("Golden Ducks")

    code, out, err = on("import", str(sheet))

    assert (code, out) == (1, "")
    assert "more than one team has the name 'Golden Ducks'" in err
    assert 4 * 10**17 + 1 not in server.sandbox.world.accounts


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
def test_interrupted(server: Server, start: Start, tmp_path: Path) -> None:
    """
    An interrupted import says how to go on, and the next one does the rest.
    """
    path = tmp_path / "players.csv"
    rows = "".join(f"{4 * 10**17 + n},player {n}\n" for n in range(400))
    path.write_text(f"id,name\n{rows}", encoding="utf-8")
    rule = server.sandbox.faults.add(Latency(0.05), path="/accounts/new")
    program = start("import", path)
    assert program.stdout is not None
    assert json.loads(program.stdout.readline())["outcome"] == "created"
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)

    assert program.returncode == 130
    assert err.splitlines()[-1] == (
        "polympics: interrupted (run the command again to do the rest)"
    )

    server.sandbox.faults.remove(rule.id)
    program = start("import", path)
    out, err = program.communicate(timeout=60)
    created = len(out.splitlines())

    assert 0 < created < 400
    assert err == f"accounts: {created} created, {400 - created} unchanged\n"


# --- Export -------------------------------------------------------------------


def test_export(server: Server, start: Start, tmp_path: Path) -> None:
    """
    The files have all teams and accounts, with a mark and ids for spreadsheets.
    """
    server.sandbox.world.add_team("=1+1")
    folder = tmp_path / "cup"
    program = start("-o", "csv", "export", "--to", folder)
    out, err = program.communicate(timeout=30)

    assert (program.returncode, err) == (0, "")
    assert [line.rpartition("/")[2] for line in out.splitlines()] == [
        "file,rows",
        "teams.csv,7",
        "accounts.csv,48",
        "awards.csv,4",
    ]
    accounts = (folder / "accounts.csv").read_text("utf-8")
    assert accounts.startswith("\ufeffid,name,")
    assert f"\n'{ADA},Ada," in accounts
    assert ",'=1+1," in (folder / "teams.csv").read_text("utf-8")
    assert "=1+1" in read_teams_csv(folder / "teams.csv")
    assert len(read_accounts_csv(folder / "accounts.csv")) == 48
    awards = read_awards_csv(folder / "awards.csv")
    assert [award.title for award in awards][:2] == ["Relay, first", "Chess, first"]
    assert awards[0].accounts[0] == ADA


def test_deleted_meanwhile(on: Run, server: Server, prizes: Path) -> None:
    """
    An award that is deleted before it is requested is not exported, and not awaited by
    an import.
    """
    world = server.sandbox.world
    # Its team still lists it.
    world.awards[99] = world.awards.pop(2)

    code, out, _ = on("-o", "csv", "export", "--to", str(prizes / "out"))

    assert code == 0
    assert out.splitlines()[-1].endswith("awards.csv,3")
    assert len(read_awards_csv(prizes / "out" / "awards.csv")) == 3
    assert on("import", str(prizes))[0] == 0


def test_plain_ids(run: Run, tmp_path: Path) -> None:
    """
    Other programs than spreadsheets may want plain ids.
    """
    run("--sandbox", "export", "--plain-ids", "--to", str(tmp_path))

    with (tmp_path / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["id"] == str(ADA)


def test_to_another_server(
    on: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What was exported can be imported into another server, empty teams too.
    """
    server.sandbox.world.add_team("Nobody yet")
    on("export", "--to", str(tmp_path))
    other = Sandbox(seeded=False)
    with other.serve() as url:
        for name, value in other.environment(url).items():
            monkeypatch.setenv(name, value)
        code, _, err = on("import", str(tmp_path))
        again = on("import", str(tmp_path))

    assert code == 0
    assert err == "teams: 7 created; accounts: 48 created; awards: 4 created\n"
    assert again == (0, "", "accounts: 48 unchanged; awards: 4 unchanged\n")

    def members(sandbox: Sandbox) -> Counter[str | None]:
        accounts = sandbox.world.accounts.values()
        return Counter(one.team.name if one.team else None for one in accounts)

    assert members(other) == members(server.sandbox)

    def awards(sandbox: Sandbox) -> set[tuple[str, str, int]]:
        return {
            (award.title, award.team.name if award.team else "", len(award.awardees))
            for award in sandbox.world.awards.values()
        }

    assert awards(other) == awards(server.sandbox)


@pytest.fixture
def prizes(tmp_path: Path) -> Path:
    """A file of awards: one as it is, one with another picture, one more, one new."""
    picture = "https://img.example/awards"
    (tmp_path / "awards.csv").write_text(
        "title;image_url;team;accounts\n"
        f"Chess, first;{picture}/chess-1.png;Amber Foxes;\n"
        f"Relay, second;{picture}/new.png;Bronze Larks;'{ADA + 1}\n"
        f"Relay, first;{picture}/relay-1.png;Amber Foxes;{ADA} {ADA + 1}\n"
        f"Diving;{picture}/dive.png;Copper Otters;{ADA + 2}\n",
        encoding="utf-8",
    )
    return tmp_path


def test_awards(on: Run, server: Server, prizes: Path) -> None:
    """
    Awards are created, changed and given to more accounts, and taken from none.
    """
    _, plan, note = on("import", str(prizes), "--dry-run")
    world = server.sandbox.world
    titles = [award.title for award in world.awards.values()]
    code, out, err = on("import", str(prizes))
    again = on("import", str(prizes))
    rows = [json.loads(row) for row in out.splitlines()]

    assert note == "awards: 1 to create, 2 to update, 1 unchanged; nothing was done\n"
    assert "Diving" not in titles
    assert code == 0
    assert err == "awards: 1 created, 2 updated, 1 unchanged\n"
    assert [(row["line"], row["changes"]) for row in rows] == [
        (3, ["image_url"]),
        (4, ["accounts"]),
        (5, []),
    ]
    assert len(rows) == len(plan.splitlines())
    assert len(world.awards[1].awardees) == 8
    assert world.awards[2].image_url == "https://img.example/awards/new.png"
    assert again == (0, "", "awards: 4 unchanged\n")
    assert on("import", str(prizes), "--keep")[2] == "awards: 4 unchanged\n"


def test_failed_awards(on: Run, server: Server, prizes: Path) -> None:
    """
    An award that fails is shown with its line, and a lost response is followed up.
    """
    faults = server.sandbox.faults
    faults.add(Reset(handled=True), method="POST", path="/awards/new", times=1)
    faults.add(Status(500), method="PATCH", path="/award/2")

    code, _, err = on("import", str(prizes))

    assert code == 3
    assert err.splitlines()[0] == (
        "awards.csv, line 3: Relay, second: PATCH award/{id}: 500 Internal Server Error"
    )
    assert "awards: 1 created, 1 updated, 1 unchanged, 1 failed" in err
    titles = [award.title for award in server.sandbox.world.awards.values()]
    assert titles.count("Diving") == 1


def test_unconfirmed_award(on: Run, server: Server, prizes: Path) -> None:
    """
    An award whose change was not confirmed is not reported as unchanged by a failure.
    """
    server.sandbox.faults.add(Status(502), method="PATCH", path="/award/2")

    code, _, err = on("import", str(prizes))

    assert code == 3
    assert "awards: 1 created, 1 updated, 1 unchanged, 1 unknown" in err


def test_award_of_a_lost_team(on: Run, server: Server, tmp_path: Path) -> None:
    """
    An award of a team that could not be created, or does not exist, fails.
    """
    (tmp_path / "awards.csv").write_text(
        "title,image_url,team,team_id\nx,https://a.example/x.png,Ducks,\n"
        "y,https://a.example/y.png,,99\n",
        encoding="utf-8",
    )
    server.sandbox.faults.add(Status(500), path="/teams/new")

    code, _, err = on("import", str(tmp_path))

    assert code == 3
    assert "awards.csv, line 2: x: the team 'Ducks' was not created\n" in err
    assert "awards.csv, line 3: y: POST awards/new: 422 Unprocessable Entity: " in err


def test_export_of_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    An empty tournament has empty files, which can be imported. No credentials are
    needed to export.
    """
    other = Sandbox(seeded=False)
    with other.serve() as url:
        assert run("export", "--to", str(tmp_path), "--server", url)[0] == 0
        for name, value in other.environment(url).items():
            monkeypatch.setenv(name, value)

        assert run("import", str(tmp_path)) == (0, "", "the files have no rows\n")


def test_export_fails(on: Run, server: Server, tmp_path: Path) -> None:
    """
    If a page fails, the file from before stays as it was.
    """
    world = server.sandbox.world
    for n in range(300):
        world.add_account(4 * 10**17 + n, f"player {n}", "0")
    before = tmp_path / "accounts.csv"
    before.write_text("from before", encoding="utf-8")
    server.sandbox.faults.add(Status(500), path="/accounts/search", calls=[2])

    code, _, err = on("export", "--to", str(tmp_path))

    assert code == 1
    assert err.startswith("polympics: GET accounts/search: 500")
    assert before.read_text("utf-8") == "from before"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "accounts.csv",
        "teams.csv",
    ]


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
def test_export_interrupted(server: Server, start: Start, tmp_path: Path) -> None:
    """
    An interrupted export leaves no incomplete file, and the next one is complete.
    """
    rule = server.sandbox.faults.add(Latency(20), path="/accounts/search")
    program = start("-o", "csv", "export", "--to", tmp_path)
    wait_until(lambda: (tmp_path / "teams.csv").exists())
    wait_until(lambda: server.sandbox.requests[-1].path == "/accounts/search")
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=30)

    assert program.returncode == 130
    assert err == (
        "polympics: interrupted (no file is incomplete; run the command again)\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["teams.csv"]

    server.sandbox.faults.remove(rule.id)
    program = start("-o", "csv", "export", "--to", tmp_path)
    out, _ = program.communicate(timeout=30)

    assert out.count("\n") == 4
    assert len(read_accounts_csv(tmp_path / "accounts.csv")) == 48


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for another process, at most 30 seconds."""
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


MEASURE = """
import resource, sys
from polympics._cli import LINE

code = LINE(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such counter")
def test_memory(tmp_path: Path) -> None:
    """
    10,000 accounts are exported in the memory that 1,000 need.
    """
    peaks = []
    sandbox = Sandbox()
    with sandbox.serve() as url:
        for count in (1_000, 10_000):
            for n in range(count):
                sandbox.world.add_account(4 * 10**17 + n, f"player {n}", "0")
            done = subprocess.run(
                [sys.executable, "-c", MEASURE, "export", "--to", tmp_path],
                capture_output=True,
                text=True,
                check=True,
                env={**os.environ, **sandbox.environment(url)},
            )
            # macOS counts bytes, others 1024 of them.
            peaks.append(int(done.stderr) * (1 if sys.platform == "darwin" else 1024))

    assert len(read_accounts_csv(tmp_path / "accounts.csv")) == 10_048
    assert peaks[1] - peaks[0] < 4 * 1024**2
