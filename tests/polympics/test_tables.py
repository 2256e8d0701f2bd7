"""
CSV files.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import polympics
from polympics import (
    Account,
    Award,
    NewAccount,
    Permissions,
    Team,
    read_accounts_csv,
    read_awards_csv,
    read_teams_csv,
    write_accounts_csv,
    write_awards_csv,
    write_teams_csv,
)

from .answers import load


def read(text: str) -> list[NewAccount]:
    """Read accounts from text."""
    return read_accounts_csv(io.StringIO(text))


def test_columns():
    """
    All columns are read, in any order, spelling and with blanks around.
    """
    found = read(
        "Name, ID ,Avatar URL,team,permissions,discriminator\n"
        "Ines,1,https://a.example/1.png,Red,manage_teams manage_awards,0042\n"
        " Kåre ,2,,,,\n"
        "\n"
        "Joss,3,,Blue,3,\n"
    )

    assert found == [
        NewAccount(
            id=1,
            name="Ines",
            discriminator="0042",
            avatar_url="https://a.example/1.png",
            team_name="Red",
            permissions=Permissions(manage_teams=True, manage_awards=True),
        ),
        NewAccount(id=2, name="Kåre"),
        NewAccount(
            id=3, name="Joss", team_name="Blue", permissions=Permissions.from_int(3)
        ),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_spreadsheets(tmp_path: Path, delimiter: str, encoding: str, newline: str):
    """
    Files of any spreadsheet are read, with line breaks inside of cells.
    """
    path = tmp_path / "players.csv"
    lines = [["id", "name", "team_id"], ["1", '"two\nlines, and; ""more"""', "5"]]
    text = newline.join(delimiter.join(cells) for cells in lines) + newline
    path.write_bytes(text.encode(encoding))

    expected = [NewAccount(id=1, name='two\nlines, and; "more"', team="5")]
    assert read_accounts_csv(path) == read_accounts_csv(str(path)) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "columns 'id' and 'name' are missing"),
        ("team,discriminator\nRed,1", "columns 'id' and 'name' are missing"),
        ("id\n1", "column 'name' is missing"),
        ("id,nmae\n1,x", "unknown column 'nmae', did you mean 'name'"),
        ("id,name,id\n1,x,1", "column 'id' is there twice"),
        ("id,name\n3E+17,x", "line 2: a spreadsheet has rounded"),
        ("id,name\n3.0E+17,x", "line 2: a spreadsheet has rounded"),
        ("id;name\n3,0E+17;x", "line 2: a spreadsheet has rounded"),
        ("id,name\n1,x\n,y", "line 3: id is empty"),
        ("id,name\n1,", "line 2: name is empty"),
        ("id,name\n1,x,y", "line 2: more cells than columns"),
        ("id,name,permissions\n1,x,manage_team", "did you mean 'manage_teams'"),
        ("id,name,permissions\n1,x,manage_contests", "unknown permission"),
        ("id,name,team_id\n1,x,0", "line 2: no team has the id 0"),
        ("id,name,team_id\n1,x,Red", "line 2: 'Red' is not an id of Team"),
        (f"id,name\n1,{'x' * 256}", "line 2: name has 256 characters"),
        (f"id,name\n{2**63},x", "line 2: id has more than 64 bits"),
        ('id,name\n1,"a\nb"\nx,y', "line 4: 'x' is not an id"),
        ("id,name\n1,x\n2,y\n1,z", "line 4: the same id as in line 2"),
        ("id,name\n1,x\n'1,z", "line 3: the same id as in line 2"),
        ("sep=;\nid;name\nx;y", "line 3: 'x' is not an id"),
        ("id,name\n'x,y", "line 2: 'x' is not an id"),
    ],
)
def test_refused(text: str, message: str):
    """
    What is not valid is an error with its line, and nothing is left out.
    """
    with pytest.raises(polympics.TableError, match=message) as caught:
        read(text)

    assert isinstance(caught.value, ValueError)


def test_all_problems():
    """
    All problems of a file are in one error.
    """
    with pytest.raises(polympics.TableError, match="and 3 more") as caught:
        read("id,name\n" + "x,y\n" * 8)

    assert len(caught.value.problems) == 8
    assert caught.value.problems[7].startswith("line 9: ")


def test_encoding(tmp_path: Path):
    """
    A file in another encoding is an error that says what to do.
    """
    path = tmp_path / "players.csv"
    path.write_bytes("id,name\n1,Kåre".encode("latin-1"))

    with pytest.raises(polympics.TableError, match="save the file as CSV in UTF-8"):
        read_accounts_csv(path)
    with pytest.raises(FileNotFoundError):
        read_accounts_csv(tmp_path / "none.csv")


def test_accounts(tmp_path: Path):
    """
    Accounts that were written are read again, to be created elsewhere.
    """
    accounts = [
        Account.from_data(load(name))
        for name in ("account_full", "account_minimal", "account_staff")
    ]
    path = tmp_path / "accounts.csv"
    write_accounts_csv(path, accounts)

    for account, row in zip(accounts, read_accounts_csv(path), strict=True):
        assert (row.id, row.name) == (account.id, account.name)
        assert row.discriminator == account.discriminator
        assert row.avatar_url == account.avatar_url
        assert row.team_name == (account.team and account.team.name)
        assert row.permissions == account.permissions
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_lines():
    """
    A row knows the line that it was read from, by which it is not compared.
    """
    found = read('sep=;\r\nid;name\r\n1;"a\nb"\r\n\r\n2;c\r\n')

    assert [row.line for row in found] == [3, 6]
    assert found[1] == NewAccount(id=2, name="c")


@pytest.mark.parametrize(
    ("cell", "discriminator"),
    [("42", "0042"), ("0042", "0042"), ("0", "0"), ("000", "0"), ("x1", "x1")],
)
def test_discriminator(cell: str, discriminator: str):
    """
    The zeros that a spreadsheet leaves out are filled up again.
    """
    (row,) = read(f"id,name,discriminator\n1,x,{cell}\n")

    assert row.discriminator == discriminator


def test_ids_as_text():
    """
    Ids that are marked as text are not rounded by spreadsheets, and are read again.
    """
    rows = [NewAccount(id=key, name="x") for key in (400000000000000001, -5)]
    text = io.StringIO(newline="")
    write_accounts_csv(text, rows[:1], ids_as_text=True)
    write_accounts_csv(text, rows[1:], ids_as_text=True, header=False)

    _, first, second = text.getvalue().splitlines()
    assert first.startswith("'400000000000000001,")
    assert second.startswith("''-5,")
    assert read(text.getvalue()) == rows


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
def test_binary_file(mark: bytes):
    """
    A file that a web framework received is read, too.
    """
    file = io.BytesIO(mark + "id,name\n1,Zoë\n".encode())

    (row,) = read_accounts_csv(file)

    assert row.name == "Zoë"


def test_binary_file_of_another_encoding():
    """
    And its bytes are checked.
    """
    with pytest.raises(polympics.TableError, match="byte 12 is not UTF-8"):
        read_accounts_csv(io.BytesIO("id,name\n1,Zoë\n".encode("latin-1")))


def test_teams(tmp_path: Path):
    """
    So are teams.
    """
    teams = [Team.from_data(load(name)) for name in ("team_full", "team_non_ascii")]
    path = tmp_path / "teams.csv"
    write_teams_csv(path, teams)

    assert read_teams_csv(path) == [team.name for team in teams]
    assert read_teams_csv(io.StringIO("name\nRed\nBlue\n")) == ["Red", "Blue"]
    with path.open("a", encoding="utf-8", newline="") as file:
        write_teams_csv(file, teams, header=False)
    assert read_teams_csv(path) == [team.name for team in teams] * 2


def test_awards():
    """
    So are awards, whose accounts are ids with spaces between.
    """
    awards = [
        Award.from_data(load(name))
        for name in ("award_extended", "award_extended_no_team")
    ]
    text = io.StringIO(newline="")
    write_awards_csv(text, awards[:1], ids_as_text=True)
    (row,) = read_awards_csv(io.StringIO(text.getvalue()))
    write_awards_csv(text, awards[1:], header=False)

    assert awards[0].team is not None
    assert awards[0].awardees
    assert (row.title, row.image_url) == (awards[0].title, awards[0].image_url)
    assert row.team_name == awards[0].team.name
    assert row.accounts == tuple(account.id for account in awards[0].awardees)
    with pytest.raises(polympics.TableError, match="line 3: team is empty"):
        read_awards_csv(io.StringIO(text.getvalue()))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title\nx", "column 'image_url' is missing"),
        ("title,image_url,team_id\nx,y,0", "line 2: no team has the id 0"),
        ("title,image_url,team_id\nx,y,Red", "line 2: 'Red' is not an id of Team"),
        ("title,image_url,team\n,y,Red", "line 2: title is empty"),
        (f"title,image_url,team\n{'x' * 33},y,Red", "line 2: title has 33"),
        ("title,image_url,team,accounts\nx,y,Red,1 b", "line 2: 'b' is not an id"),
    ],
)
def test_refused_awards(text: str, message: str):
    """
    Awards that are not valid are errors, with their lines.
    """
    with pytest.raises(polympics.TableError, match=message):
        read_awards_csv(io.StringIO(text))


def test_awards_of_a_list():
    """
    An award that was received without its accounts is not written as one of nobody.
    """
    listed = Award.from_data({"id": 7, "title": "Relay", "image_url": "https://x"})
    text = io.StringIO()

    with pytest.raises(ValueError, match="award 7 has no accounts: request it"):
        write_awards_csv(text, [listed])
    assert text.getvalue() == ""


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x", "'=x", "''=x", "'x"])
def test_formulas(name: str):
    """
    No name is executed by a spreadsheet, and each is read as it was.
    """
    text = io.StringIO(newline="")
    write_accounts_csv(text, [NewAccount(id=1, name=name, team_name=name)])

    cell = text.getvalue().splitlines()[1].split(",")[1]
    assert not cell.startswith(("=", "+", "-", "@"))
    (row,) = read(text.getvalue())
    assert (row.name, row.team_name) == (name, name)


NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    min_size=1,
    max_size=40,
).filter(lambda name: name == name.strip())
ROWS = st.lists(
    st.builds(
        NewAccount,
        id=st.integers(-(2**63), 2**63 - 1),
        name=NAMES,
        discriminator=st.none() | st.sampled_from(["0", "0042"]),
        avatar_url=st.none() | NAMES,
        team_name=st.none() | NAMES,
        permissions=st.none() | st.integers(0, 8191).map(Permissions.from_int),
    ),
    max_size=5,
    unique_by=lambda row: row.id,
)


@given(ROWS)
def test_round_trip(rows: list[NewAccount]):
    """
    Whatever is written is read as it was.
    """
    text = io.StringIO(newline="")
    write_accounts_csv(text, rows)

    assert read(text.getvalue()) == rows


@given(st.text(max_size=60))
def test_any_text(text: str):
    """
    Whatever is in a file, it is read or an error of the package.
    """
    for read_any in (read_accounts_csv, read_teams_csv):
        found: Any = None
        try:
            found = read_any(io.StringIO(f"id,name\n{text}"))
        except polympics.TableError:
            continue
        assert isinstance(found, list)
