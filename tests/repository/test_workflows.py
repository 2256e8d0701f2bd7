"""
The workflows agree with the packages, the noxfile and each other.
"""

from __future__ import annotations

import json
import re

from tools.packages import ROOT, packages

WORKFLOWS = {
    path.stem: path.read_text(encoding="utf-8")
    for path in (ROOT / ".github" / "workflows").glob("*.yml")
}


def test_pythons() -> None:
    """
    CI tests the Pythons that the classifiers promise.
    """
    matrix = re.findall(r"python: (\[.+\])", WORKFLOWS["ci"])

    assert [json.loads(pythons) for pythons in matrix] == [packages()[0].pythons]


def test_sessions() -> None:
    """
    What CI runs is a session of the noxfile.
    """
    noxfile = (ROOT / "noxfile.py").read_text(encoding="utf-8")
    named = re.findall(r"nox --session ([a-z0-9-]+)", "\n".join(WORKFLOWS.values()))
    listed = re.findall(r"^ {10}- ([a-z0-9-]+)", WORKFLOWS["ci"], re.MULTILINE)

    assert named
    assert listed
    for session in [*named, *listed]:
        assert f'name="{session}"' in noxfile or f"def {session}(" in noxfile, session


def test_pins() -> None:
    """
    An action is pinned to one commit in all workflows, with its version beside it.
    """
    used = re.findall(r"uses: (.+)", "\n".join(WORKFLOWS.values()))
    pins = [
        re.fullmatch(r"([\w/-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used
    ]

    assert used
    assert all(pins), used
    assert len(set(used)) == len({pin[1] for pin in pins if pin})
