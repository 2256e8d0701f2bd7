# Generated from aio/test_decorators.py by `nox -s twins`: do not edit.
"""
Decorators for methods of one's own.
"""

from __future__ import annotations

import inspect
import pydoc
from typing import Any

import pytest

from aiomixcloud.sync import (
    Connection,
    Mixcloud,
    displayed,
    paginated,
    personal,
    targeting,
    uploading,
)


class Own:
    """
    Has a method for each.
    """

    access_token: str | None = None

    @displayed
    def shown(self, *args: Any, params: Any) -> Any:
        """Shown."""
        return args, params

    @paginated
    def listed(self, *args: Any, params: Any, **kwargs: Any) -> Any:
        """Listed."""
        return args, params, kwargs

    @personal
    def private(self, *args: Any) -> Any:
        """Private."""
        return args

    @targeting
    def aimed(self, key: str) -> Any:
        """Aimed."""
        return key

    @uploading
    def sent(self, *args: Any, params: Any, **kwargs: Any) -> Any:
        """Sent."""
        return args, params, kwargs


@pytest.mark.parametrize("name", ["shown", "listed", "private", "aimed", "sent"])
def test_names(name: str):
    """
    What is decorated keeps its name and its docstring.
    """
    method = getattr(Own, name)

    assert method.__name__ == name
    assert method.__doc__ == f"{name.title()}."


def test_params():
    """
    What was given arrives as parameters, and the rest as it was.
    """
    own = Own()
    listed = (1,), {"offset": 40, "limit": 20}, {"x": 3}

    assert own.shown(1, width=5) == ((1,), {"format": "json", "width": 5})
    assert own.listed(1, page=2, x=3) == listed
    assert own.sent(1, unlisted=True, x=3) == ((1,), {"unlisted": True}, {"x": 3})


def test_checks():
    """
    What is wrong is found when the method runs.
    """
    own = Own()

    with pytest.raises(AssertionError, match="simultaneously"):
        own.listed(page=1, limit=1)
    with pytest.raises(AssertionError, match="5 tags"):
        own.sent(tags=["x"] * 6)
    with pytest.raises(TypeError):
        own.shown(key=1)


def test_personal():
    """
    A token is insisted on.
    """
    own = Own()

    with pytest.raises(AssertionError, match=r"^access_token must be set$"):
        own.private(1)
    own.access_token = "x"
    assert own.private(1) == (1,)


def test_targeting():
    """
    What resources offer is marked, and nothing else about it changes.
    """
    mark: Any = Own.aimed

    assert mark._targeting is True
    assert Own().aimed("x") == "x"


# --- What is shown of them ------------------------------------------------------

WINDOW = ["offset", "limit", "since", "until", "page", "per_page"]
DETAILS = [
    "picture",
    "description",
    "tags",
    "publish_date",
    "disable_comments",
    "hide_stats",
    "unlisted",
    "sections",
    "hosts",
]
DISPLAY = ["width", "height", "color"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("popular", [*WINDOW, "params"]),
        ("hot", [*WINDOW, "params"]),
        ("new", [*WINDOW, "params"]),
        ("search", ["query", "type", *WINDOW, "params"]),
        ("embed_json", ["cloudcast", *DISPLAY]),
        ("embed_html", ["cloudcast", *DISPLAY]),
        ("_embed", ["cloudcast", "format", *DISPLAY]),
        ("oembed", ["key", "format", *DISPLAY]),
        ("upload", ["mp3", "name", "on_progress", "timeout", "retries", *DETAILS]),
        ("edit", ["key", "name", "publish", "unpublish", "timeout", *DETAILS]),
    ],
)
def test_signature_of_client(name: str, shown: list[str]):
    """
    ``help()`` shows all arguments of the client's methods.
    """
    signature = inspect.signature(getattr(Mixcloud(), name))

    assert [*signature.parameters] == shown
    assert "kwargs" not in str(signature)


def test_defaults_in_signature():
    """
    And their defaults and types.
    """
    listed = inspect.signature(Mixcloud.popular).parameters
    sent = inspect.signature(Mixcloud.upload).parameters

    assert listed["per_page"].default == 20
    assert listed["offset"].default is None
    assert listed["offset"].annotation == "int | None"
    assert sent["unlisted"].default is False
    assert all(name in pydoc.render_doc(Mixcloud.popular) for name in WINDOW)


def test_signature_of_ones_own():
    """
    Methods of a subclass show theirs as well, without ``params``.
    """
    assert [*inspect.signature(Own.listed).parameters][:4] == [
        "self",
        "args",
        "offset",
        "limit",
    ]
    assert inspect.signature(Own.shown).parameters["format"].default == "json"
    assert [*inspect.signature(Own.shown).parameters][2:] == ["format", *DISPLAY]
    assert [*inspect.signature(Own.sent).parameters][2:] == DETAILS
    assert [*inspect.signature(Connection.__call__).parameters][1:] == [
        *WINDOW,
        "params",
    ]


def test_parameters_as_keywords():
    """
    A method without ``params`` gets the checked arguments by their names.
    """

    class Other:
        @paginated
        def listed(self, key: str, **part: Any) -> Any:
            return key, part

        @uploading
        def sent(self, *, flag: bool = False, **about: Any) -> Any:
            return flag, about

        @displayed
        def shown(self, *, format: str = "x", **look: Any) -> Any:
            return format, look

    other: Any = Other()
    assert other.listed("k", page=2, order="x") == (
        "k",
        {"offset": 40, "limit": 20, "order": "x"},
    )
    assert other.sent(flag=True, unlisted=True) == (True, {"unlisted": True})
    assert other.shown(width=5) == ("x", {"width": 5})
    for call in (other.sent, other.shown):
        with pytest.raises(TypeError, match="unexpected keyword argument 'odd'"):
            call(odd=1)
