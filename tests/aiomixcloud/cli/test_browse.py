"""
Searching and showing.
"""

from __future__ import annotations

import csv
import io
import json

import pytest

from .conftest import Terminal

TABLE = """\
 name                   by         uploaded    length   plays  key
 Low Tide Sessions #12  Anna Lind  2023-05-06  2:01:00  4210   /anna-lind/low-tide-sessions-12/
 Low Tide Sessions #11  Anna Lind  2023-04-05  1:00:00  3100   /anna-lind/low-tide-sessions-11/
"""  # noqa: E501, as on the screen


def test_search(terminal: Terminal):
    """
    People get a table.
    """
    done = terminal.spawn("--sandbox", "-o", "table", "search", "low tide")

    assert done == (0, TABLE, "")


@pytest.mark.parametrize("limit", [1, 20, 25])
def test_limit(terminal: Terminal, limit: int):
    """
    There are as many results as wanted, across pages.
    """
    _, out, _ = terminal.run("search", "breakfast", "--limit", str(limit))

    found = [json.loads(each) for each in out.splitlines()]
    assert len(found) == limit
    assert {each["type"] for each in found} == {"cloudcast"}
    assert "pictures" in found[0]


@pytest.mark.parametrize(
    ("kind", "query", "row"),
    [
        ("user", "lind", "Anna Lind,/anna-lind/"),
        ("tag", "downtempo", "Downtempo,/genres/downtempo/"),
    ],
)
def test_other_kinds(terminal: Terminal, kind: str, query: str, row: str):
    """
    Users and tags are found too.
    """
    code, out, _ = terminal.run("-o", "csv", "search", query, "--type", kind)

    assert (code, out) == (0, f"name,key\n{row}\n")


def test_nothing_found(terminal: Terminal):
    """
    Nothing found is no error.
    """
    assert terminal.run("-o", "json", "search", "zzz") == (0, "[]\n", "")


def test_wrong_kind(terminal: Terminal):
    """
    Other kinds are wrong use.
    """
    code, out, err = terminal.run("search", "x", "--type", "song")

    assert (code, out) == (2, "")
    assert "--type" in err


def test_show(terminal: Terminal):
    """
    A show has its tracklist.
    """
    key = "https://www.mixcloud.com/anna-lind/low-tide-sessions-12/"
    key = key.replace("https://www.mixcloud.com", terminal.environment["MIXCLOUD_ROOT"])

    code, out, _ = terminal.spawn("--sandbox", "-o", "table", "show", key)

    rows = [" ".join(row.split()) for row in out.splitlines()]
    assert code == 0
    assert rows[:4] == [
        "property value",
        "name Low Tide Sessions #12",
        "by Anna Lind",
        "uploaded 2023-05-06",
    ]
    assert rows[-5:] == [
        "start artist title",
        "0:00 Intro",
        "1:35 Paper Lantern Salt",
        "6:52 Okonkwo Second Harbour",
        "Okonkwo May",
    ]


@pytest.mark.parametrize("key", ["anna-lind", "genres/funk", "HarbourRadio/november"])
def test_show_anything(terminal: Terminal, key: str):
    """
    Any resource can be shown, in any format.
    """
    _, out, _ = terminal.run("show", key)
    code, table, _ = terminal.run("-o", "table", "show", key)
    _, sheet, _ = terminal.run("-o", "csv", "show", key)

    shown = json.loads(out)
    (row,) = csv.DictReader(io.StringIO(sheet))
    assert code == 0
    assert shown["key"] == f"/{key}/" == row["key"]
    assert shown["name"] in table
    assert "None" not in table + sheet


def test_hidden_counts(terminal: Terminal):
    """
    Counts that are hidden are not shown as 0.
    """
    _, out, _ = terminal.run("-o", "table", "show", "HarbourRadio/private-view")
    _, rows, _ = terminal.run("-o", "csv", "search", "private view")

    assert "plays" not in out
    assert rows.splitlines()[1] == (
        "Private View,Harbour Radio,2023-01-02,900.0,,/HarbourRadio/private-view/"
    )


@pytest.mark.parametrize("command", ["show", "feed", "export"])
def test_unknown(terminal: Terminal, command: str):
    """
    What does not exist is one line.
    """
    code, out, err = terminal.run(command, "nobody")

    assert (code, out) == (1, "")
    assert err == (
        "aiomixcloud: Mixcloud has no nobody; a key is the path of a page, such as"
        " spartacus/party-time\n"
    )


def test_feed(terminal: Terminal):
    """
    The feed is that of the user, or of another.
    """
    own = terminal.spawn("--sandbox", "-o", "csv", "feed", "--limit", "2")
    other = terminal.run("-o", "csv", "feed", "anna-lind", "--limit", "1")

    assert own[0] == other[0] == 0
    assert own[1].splitlines()[1] == (
        "2023-05-07T20:35:00+00:00,DJ Okapi,listened to,"
        "Low Tide Sessions #12,/anna-lind/low-tide-sessions-12/"
    )
    assert ",Anna Lind,listened to," in other[1]
