"""
The parameter that leaves things out.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify.sandbox._fields import pick
from asyncspotify.sandbox._problems import Problem

VALUE: dict[str, Any] = {
    "name": "x",
    "items": [{"item": {"id": 1, "album": {"id": 2, "name": "a"}}, "by": "k"}, None],
    "total": 2,
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("name", {"name": "x"}),
        ("name,total", {"name": "x", "total": 2}),
        ("items(by)", {"items": [{"by": "k"}, None]}),
        ("items.by,name", {"items": [{"by": "k"}, None], "name": "x"}),
        (
            "items(by,item.album(name))",
            {"items": [{"by": "k", "item": {"album": {"name": "a"}}}, None]},
        ),
        (
            "items.item(!album)",
            {"items": [{"item": {"id": 1}}, None]},
        ),
        ("!items", {"name": "x", "total": 2}),
        ("unknown", {}),
    ],
)
def test_pick(fields: str, expected: Any):
    """
    Names keep, dots and brackets go inside, exclamation marks drop.
    """
    assert pick(VALUE, fields) == expected


@pytest.mark.parametrize("fields", ["(name)", ".name"])
def test_odd(fields: str):
    """
    A bracket behind nothing is 400.
    """
    with pytest.raises(Problem):
        pick(VALUE, fields)
