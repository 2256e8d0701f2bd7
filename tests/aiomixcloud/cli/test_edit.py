"""
Editing shows.
"""

from __future__ import annotations

import pytest

from .conftest import Terminal

BUS = "/dj_okapi/night-bus-2/"
TABLE = """\
 result               changed         show
 Edited Night Bus II  name, sections  night-bus-2
"""


def test_edit(terminal: Terminal):
    """
    What is given is changed, and the rest stays.
    """
    (terminal.folder / "bus.cue").write_text('TRACK 01 AUDIO\nTITLE "Depot"\n')
    cast = terminal.sandbox.world.cloudcasts[BUS]

    done = terminal.spawn(
        *("--sandbox", "-o", "table", "edit", "night-bus-2"),
        *("--name", "Night Bus II", "--sections", "bus.cue"),
    )

    assert done == (0, TABLE, "")
    assert cast.name == "Night Bus II"
    assert [section.chapter for section in cast.sections] == ["Depot"]
    assert cast.tags == ["house", "deep-house", "funk", "liquid-funk"]


def test_clear(terminal: Terminal):
    """
    Lists and the description can be removed.
    """
    cast = terminal.sandbox.world.cloudcasts[BUS]
    cast.description = "From the depot."

    code, _, _ = terminal.run("edit", BUS, "--clear", "tags", "--description", "")

    assert code == 0
    assert (cast.tags, cast.description) == ([], "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give at least one option"),
        (["--name", " "], "the name of a show must not be blank"),
        (["--tag", "a"] * 6, "an upload must have 5 tags at most"),
        (["--description", "a" * 1001], "1000 characters at most"),
        (["--publish", "--unlisted"], "--publish, --unpublish and --unlisted are"),
        (["--clear", "name"], "name is none of them"),
        (["--clear", "tags", "--tag", "a"], "tags is given as well"),
        (["--picture", "missing.jpg"], "No such file or directory: 'missing.jpg'"),
        (["--sections", "bus.doc"], "bus.doc: not a tracklist"),
        (["--publish-date", "some day"], "'some day' is not a time"),
        (["--host", "a", "--host", "b", "--host", "c"], "2 hosts at most"),
    ],
)
def test_wrong_use(terminal: Terminal, arguments: list[str], message: str):
    """
    What is not valid is wrong use, and nothing is sent.
    """
    code, out, err = terminal.run("edit", BUS, *arguments)

    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
    assert not terminal.sandbox.requests


def test_refused(terminal: Terminal):
    """
    A refusal of the service is one line.
    """
    code, _, err = terminal.run("edit", "anna-lind/low-tide-sessions-12", "--name", "x")

    assert code == 1
    assert err.count("\n") == 1
