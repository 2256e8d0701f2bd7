"""
The description of a service.
"""

from __future__ import annotations

import platform
from importlib.metadata import version

import pytest

from clientcore import Api, Headers, Response


@pytest.mark.parametrize(
    ("name", "number"), [("attrs", version("attrs")), ("no-such-distribution", "0")]
)
def test_user_agent(name: str, number: str):
    """
    The server is told name and version, without one if it is not installed.
    """
    agent = Api(name).user_agent

    assert agent == f"{name}/{number} python/{platform.python_version()}"


@pytest.mark.parametrize(
    ("status", "refused", "seconds"),
    [(200, False, None), (401, True, None), (403, False, None), (429, False, 5)],
)
def test_usual_rules(status: int, refused: bool, seconds: float | None):
    """
    By default a 401 means that credentials are refused, and a 429 closes its bucket.
    """
    api = Api("shop")
    response = Response(status, Headers([("Retry-After", "5")]))

    assert api.refused(response) is refused
    assert api.limited(response) == seconds


def test_each_its_own():
    """
    Two services do not share headers.
    """
    first, second = Api("a"), Api("b")
    first.headers["X-A"] = "b"

    assert second.headers == {}
