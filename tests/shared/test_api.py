"""
What the transport is told about a service.
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
    ("status", "refused"), [(200, False), (401, True), (403, False), (500, False)]
)
def test_usual_rules(status: int, refused: bool):
    """
    Unless a service says otherwise, a 401 refuses credentials, a 429 limits.
    """
    api = Api("shop")
    limited = Response(429, Headers([("Retry-After", "5")]))

    assert api.refused(Response(status)) is refused
    assert api.limited(Response(status)) is None
    assert api.limited(limited) == 5


def test_each_its_own():
    """
    Two services do not share headers.
    """
    first, second = Api("a"), Api("b")
    first.headers["X-A"] = "b"

    assert second.headers == {}
