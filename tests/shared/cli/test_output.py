"""
Results in each format.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest

from clientcore.cli import Format, Output

from .program import line


@pytest.mark.parametrize("flags", [[], ["-o", "jsonl"]])
def test_lines(capsys: pytest.CaptureFixture[str], flags: list[str]) -> None:
    """
    Where nobody looks, a row is a line of JSON with all its keys.
    """
    assert line([*flags, "-q", "things", "2"]) == 0

    rows = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert rows[1] == {
        "id": 1,
        "name": "a [b]\nc",
        "tags": ["x", "y"],
        "day": "2026-01-02",
        "length": 90.0,
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "csv", "-q", "list", "show", "7"],
        ["list", "show", "7", "-q", "-o", "csv"],
        ["list", "--output=csv", "show", "-q", "7"],
        ["list", "--output", "csv", "show", "-q", "--", "7"],
    ],
)
def test_options_anywhere(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """
    The options of all commands stand before the command, or behind it.
    """
    assert line(arguments) == 0

    assert capsys.readouterr() == ("id\n7\n", "")


def test_end_of_options(capsys: pytest.CaptureFixture[str]) -> None:
    """
    What stands behind two dashes is no option.
    """
    assert line(["-o", "csv", "list", "show", "--", "-q"]) == 0

    assert capsys.readouterr().out == "id\n'-q\n"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_array(capsys: pytest.CaptureFixture[str], count: int) -> None:
    """
    JSON is one array.
    """
    assert line(["-o", "json", "-q", "things", str(count)]) == 0

    assert len(json.loads(capsys.readouterr().out)) == count


def test_csv(capsys: pytest.CaptureFixture[str]) -> None:
    """
    CSV has the columns, and a row is a line.
    """
    assert line(["-o", "csv", "-q", "things", "1"]) == 0

    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["id", "name", "tags"], ["0", "a [b] c", "x, y"]]


def test_table(capsys: pytest.CaptureFixture[str]) -> None:
    """
    A table has the columns; brackets are not markup.
    """
    assert line(["-o", "table", "-q", "things", "1"]) == 0

    head, row = capsys.readouterr().out.splitlines()
    assert head.split() == ["id", "name", "tags"]
    assert row.split() == ["0", "a", "[b]", "c", "x,", "y"]


def test_narrow(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Where there is no room no text is cut, also if the terminal is a simple one.
    """
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "100")
    Output(Format.TABLE).all([{"a": "x" * 60, "b": "y" * 30}], "a", "b")
    wide = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", "40")
    Output(Format.TABLE).all([{"a": "x" * 60, "b": "y" * 30}], "a", "b")
    narrow = capsys.readouterr().out

    assert len(wide.splitlines()) == 2
    assert max(map(len, narrow.splitlines())) == 40
    assert (narrow.count("x"), narrow.count("y")) == (60, 30)


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_default() -> None:
    """
    On a terminal results are a table.
    """
    assert Output(stream=Terminal()).format is Format.TABLE
    assert Output(stream=io.StringIO()).format is Format.JSONL


@pytest.mark.parametrize(
    ("value", "cell"), [(None, ""), (True, "yes"), (False, "no"), (1.5, "1.5")]
)
def test_cell(value: object, cell: str) -> None:
    """
    Cells show values as people write them.
    """
    stream = io.StringIO()

    Output(Format.CSV, stream).all([{"a": value, "b": 1}], "a", "b")

    assert stream.getvalue() == f"a,b\n{cell},1\n"


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl"])
def test_odd_characters(capfd: pytest.CaptureFixture[str], format: str) -> None:
    """
    No text controls the terminal, and a lone surrogate ends no command.
    """
    with open(1, "w", encoding="ascii", closefd=False) as stream:
        Output(Format(format), stream).all([{"name": "a\x1b]0;x\x07é\ud800"}], "name")

    out = capfd.readouterr().out
    assert "\x1b" not in out
    assert "é\\ud800" in out


def test_notes(capsys: pytest.CaptureFixture[str]) -> None:
    """
    So it is with notes and errors.
    """
    assert line(["fail", "escape"]) == 1

    assert capsys.readouterr().err == "clientcore: room [31mred is closed\n"


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_live(format: str) -> None:
    """
    Rows that come slowly are handed on one by one.
    """
    stream = io.TextIOWrapper(raw := io.BytesIO())
    with Output(Format(format), stream).rows("name", live=True) as write:
        write({"name": "first"})

        assert b"first" in raw.getvalue()


@pytest.mark.parametrize(
    ("value", "cell", "text"),
    [
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "2026-01-02T03:04:05+00:00", None),
        (
            datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001, as some services have it
            "2026-01-02T03:04:05",
            "2026-01-02 03:04",
        ),
        (timedelta(seconds=205), "205.0", "3:25"),
        (timedelta(seconds=3723), "3723.0", "1:02:03"),
        ("=1+1", "'=1+1", "=1+1"),
        ("@here", "'@here", "@here"),
        (-5, "-5", "-5"),
        (True, "yes", "yes"),
        ("\u202egnp.exe", "gnp.exe", "gnp.exe"),
    ],
    ids=str,
)
def test_cells(value: object, cell: str, text: str | None) -> None:
    """
    CSV is for programs, and spreadsheets run nothing of it; a table is for people.
    """
    written = io.StringIO()
    Output(Format.CSV, written).all([{"value": value}], "value")
    shown = io.StringIO()
    Output(Format.TABLE, shown).all([{"value": value}], "value")

    assert written.getvalue().splitlines()[1] == cell
    if text is not None:
        assert shown.getvalue().splitlines()[1].strip() == text


@pytest.mark.parametrize("code", [0x7F, 0x9B, 0x202E])
def test_json_escapes(code: int) -> None:
    """
    JSON has all characters, those that control a terminal as escapes.
    """
    written = io.StringIO()
    Output(Format.JSONL, written).all([{"name": chr(code)}])

    assert written.getvalue() == f'{{"name": "\\u{code:04x}"}}\n'
