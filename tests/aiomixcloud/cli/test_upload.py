"""
The command that uploads.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clientcore.sandbox import Latency, RateLimit, Status

from .conftest import Terminal

Audio = Callable[..., Path]

UPLOADS = "/api/upload/"
TABLE = """\
 file             name       result    key
 mixes/One.mp3    One        uploaded  /dj_okapi/one/
 mixes/Three.mp3  Last stop  uploaded  /dj_okapi/last-stop/
 mixes/Two.mp3    Two        uploaded  /dj_okapi/two/
"""
PLAN = """\
 file             name       size    sections  cover  result     key
 mixes/One.mp3    One        0.2 MB  0         no     to upload
 mixes/Three.mp3  Last stop  0.2 MB  2         yes    to upload
 mixes/Two.mp3    Two        0.2 MB  0         no     to upload
"""


@pytest.fixture
def mixes(audio: Audio) -> Path:
    """
    A folder of mixes.
    """
    for name in ("One", "Two", "Three"):
        path = audio(f"mixes/{name}.mp3")
    path.with_suffix(".jpg").write_bytes(b"jpeg")
    path.with_suffix(".yaml").write_text("name: Last stop\nsections: [Depot, A - B]\n")
    return Path("mixes")


def test_upload(terminal: Terminal, mixes: Path):
    """
    A folder is uploaded once, however often the command is run.
    """
    world = terminal.sandbox.world

    assert terminal.spawn("--sandbox", "-o", "table", "upload", mixes) == (0, TABLE, "")
    assert terminal.run("-o", "table", "upload", mixes) == (
        0,
        TABLE.replace("uploaded  ", "already there  ").replace(
            "result    ", "result         "
        ),
        "",
    )
    assert terminal.count("POST", UPLOADS) == 3
    cast = world.cloudcasts["/dj_okapi/last-stop/"]
    assert cast.audio is not None
    assert cast.picture is not None
    assert (cast.audio.filename, cast.audio.size) == ("Three.mp3", 200_000)
    assert (cast.audio.content_type, cast.picture.filename) == (
        "audio/mpeg",
        "Three.jpg",
    )
    assert [section.chapter or section.song for section in cast.sections] == [
        "Depot",
        "B",
    ]


def test_dry_run(terminal: Terminal, mixes: Path):
    """
    A dry run shows what would be uploaded, and sends nothing.
    """
    assert terminal.spawn("--sandbox", "-o", "table", "upload", "--dry-run", mixes) == (
        0,
        PLAN,
        "",
    )
    assert terminal.count("POST", UPLOADS) == 0
    assert not list(mixes.glob("*.journal"))


def test_options(terminal: Terminal, audio: Audio):
    """
    The properties of a show are options.
    """
    cover, user = audio("bus.png", 10), terminal.sandbox.world.users["dj_okapi"]
    user.is_pro = True
    user.cohosts = [terminal.sandbox.world.users["anna-lind"]]
    (terminal.folder / "bus.cue").write_text('TRACK 01 AUDIO\nTITLE "Depot"\n')

    code, out, _ = terminal.run(
        *("upload", audio("x.mp3"), "--name", "Night Bus 3", "--description", "Late."),
        *("--tag", "House", "--tag", "Dub", "--picture", cover, "--host", "anna-lind"),
        *("--sections", "bus.cue", "--hide-stats", "--disable-comments"),
        *("--publish-date", "1 October 2031, 20:00 UTC"),
    )
    key = json.loads(out)["key"]
    cast = terminal.sandbox.world.cloudcasts[key]

    assert (code, key) == (0, "/dj_okapi/night-bus-3/")
    assert (cast.description, cast.tags) == ("Late.", ["house", "dub"])
    assert cast.picture is not None
    assert cast.picture.content_type == "image/png"
    assert [host.name for host in cast.hosts] == ["Anna Lind"]
    assert [section.chapter for section in cast.sections] == ["Depot"]
    assert cast.hides_stats
    assert cast.disables_comments
    assert cast.publish_at is not None
    assert cast.publish_at.isoformat() == "2031-10-01T20:00:00+00:00"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--tag", "a"] * 6, 2, "Invalid value: an upload must have 5 tags at most"),
        (["--name", "x"], 2, "Invalid value for --name: for one file, not 3"),
        (["--sections", "x.doc"], 2, "x.doc: not a tracklist"),
        (["missing.mp3"], 1, "missing.mp3: No such file or directory; nothing was"),
        (["empty"], 1, "empty: there are no audio files in this folder"),
    ],
)
def test_wrong_use(
    terminal: Terminal, mixes: Path, arguments: list[str], code: int, message: str
):
    """
    All input is checked before anything is sent.
    """
    (terminal.folder / "empty").mkdir()
    done, out, err = terminal.run("upload", mixes, *arguments)

    assert (done, out) == (code, "")
    assert err.startswith(f"aiomixcloud: {'Invalid value: ' * 0}")
    assert message in err
    assert err.count("\n") == 1
    assert not terminal.sandbox.requests


def test_problems(terminal: Terminal, mixes: Path):
    """
    All problems are listed, one line each.
    """
    (mixes / "Two.mp3").write_bytes(b"")
    (mixes / "One.yaml").write_text("genre: House")

    code, out, err = terminal.run("upload", mixes)

    assert (code, out) == (1, "")
    assert err == (
        "mixes/One.mp3: One.yaml: unknown 'genre'; known are name, description,"
        " publish_date, picture, tags, hosts, unlisted, disable_comments, hide_stats,"
        " sections\n"
        "mixes/Two.mp3: mp3 file is empty, or was read to its end\n"
        "aiomixcloud: 2 problems; nothing was sent\n"
    )
    assert not terminal.sandbox.requests


def test_partly(terminal: Terminal, mixes: Path):
    """
    If some are refused, the exit code says so, and each has a line.
    """
    terminal.sandbox.faults.add(Status(400), path=UPLOADS, calls=[2])

    code, out, err = terminal.run("upload", mixes)

    results = [json.loads(each)["result"] for each in out.splitlines()]
    assert (code, results) == (3, ["uploaded", "failed", "uploaded"])
    assert err.splitlines() == [
        "mixes/Three.mp3: HttpException: Bad Request",
        "aiomixcloud: 1 of 3 shows were not uploaded",
    ]


def test_failed(terminal: Terminal, audio: Audio):
    """
    If the only one is refused, the command has failed.
    """
    code, out, err = terminal.run("upload", audio(), "--host", "anna-lind")

    assert (code, json.loads(out)["result"]) == (1, "failed")
    assert "This needs a Pro account." in err
    assert err.count("\n") == 1


def test_rate_limit(terminal: Terminal, mixes: Path):
    """
    A rate limit that takes too long ends the run, and says when to go on.
    """
    terminal.sandbox.faults.add(RateLimit(retry_after=7200), path=UPLOADS, calls=[2])

    code, out, err = terminal.run("upload", mixes)

    assert (code, len(out.splitlines())) == (1, 1)
    assert err.endswith("(run the same command again in 120 min)\n")
    terminal.sandbox.faults.clear()
    code, out, _ = terminal.run("upload", mixes)
    results = [json.loads(each)["result"] for each in out.splitlines()]
    assert (code, results) == (0, ["already there", "uploaded", "uploaded"])


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_at_the_same_time(terminal: Terminal, mixes: Path):
    """
    A second command for the same files does nothing while the first runs.
    """
    terminal.sandbox.faults.add(Latency(60), path=UPLOADS)
    with terminal.start("--sandbox", "upload", mixes) as process:
        while not terminal.count("POST", UPLOADS):
            time.sleep(0.01)
        code, out, err = terminal.run("upload", mixes)
        terminal.interrupt(process)

    assert (code, out) == (1, "")
    assert err == (
        "aiomixcloud: mixes/mixcloud-uploads.journal is in use:"
        " this job is running already\n"
    )
    assert terminal.count("POST", UPLOADS) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_interrupted(terminal: Terminal, mixes: Path):
    """
    An interrupted run says how to go on, and the next one sends only the rest.
    """
    terminal.sandbox.faults.add(Latency(60), path=UPLOADS, calls=[2])
    with terminal.start("--sandbox", "upload", mixes) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["result"] == "uploaded"
        while terminal.count("POST", UPLOADS) < 2:
            time.sleep(0.01)
        err = terminal.interrupt(process)

    assert err == (
        "aiomixcloud: interrupted"
        " (run the same command again: shows that are there are skipped)\n"
    )
    terminal.sandbox.faults.clear()
    code, out, err = terminal.spawn("--sandbox", "upload", mixes)
    results = [json.loads(each)["result"] for each in out.splitlines()]
    assert (code, results, err) == (0, ["already there", "uploaded", "uploaded"], "")
    names = [cast.name for cast in terminal.sandbox.world.cloudcasts.values()]
    assert [names.count(name) for name in ("One", "Two", "Last stop")] == [1, 1, 1]
