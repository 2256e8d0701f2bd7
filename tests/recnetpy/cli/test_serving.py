"""
``recnetpy serve``.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from recnetpy import Archive
from recnetpy._cli import line
from recnetpy.sandbox import Sandbox


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_serve(start: Any, run: Any, tmp_path: Path):
    """
    An archive is served with its image files, until Ctrl-C.
    """
    assert run("--sandbox", "archive", "update", "@TestOtter")[0] == 0
    files = ["--archive", "TestOtter.jsonl", "--limit", "1", "--width", "99"]
    assert run("--sandbox", "photos", "download", *files)[0] == 0
    process = start(*("serve", "TestOtter.jsonl", "--files", "photos", "--port", "0"))
    facts = json.loads(process.stdout.readline())
    server = ["--server", facts.pop("server")]
    fast = [*server, "--pace", "100000"]
    player = run("player", "@TestOtter", *server)
    again = run("archive", "update", "@TestOtter", "--to", "b.jsonl", *fast)
    photos = run("photos", "download", "@TestOtter", "--limit", "2", "--to", "c", *fast)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    assert facts == {"players": 16, "rooms": 8, "photos": 72}
    assert (process.returncode, out) == (0, "")
    assert err.startswith("serving until Ctrl-C")
    assert (player[0], json.loads(player[1])["level"]) == (0, 31)
    assert again[0] == 0
    first, second = (Archive.load(tmp_path / f"{n}.jsonl") for n in ("TestOtter", "b"))
    assert {(type(each), each.id) for each in second} == {
        (type(each), each.id) for each in first
    }
    assert json.loads(photos[1])["saved"] == 2
    # One was in the folder, and the other is drawn.
    sizes = [each.stat().st_size for each in sorted((tmp_path / "c").rglob("*.*g"))]
    (saved,) = (tmp_path / "photos").rglob("*.*g")
    assert saved.stat().st_size in sizes
    assert len(set(sizes)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_without_an_archive(start: Any):
    """
    Without an archive the sandbox's own world is served; SIGTERM ends it, too.
    """
    process = start("serve", "--port", "0")
    facts = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=30) == 0
    assert (facts["players"], facts["photos"]) == (27, 122)
    process.communicate()


def test_taken(capsys: pytest.CaptureFixture[str]):
    """
    An address that is taken is an error.
    """
    with Sandbox().serve() as url:
        port = url.rpartition(":")[2]
        assert line(["serve", "--port", port]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert "in use" in err
