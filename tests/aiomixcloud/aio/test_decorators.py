"""
Decorators for methods of one's own.
"""

from __future__ import annotations

from typing import Any

import pytest

from aiomixcloud import displayed, paginated, personal, targeting, uploading


class Own:
    """
    Has a method for each.
    """

    access_token: str | None = None

    @displayed
    async def shown(self, *args: Any, params: Any) -> Any:
        """Shown."""
        return args, params

    @paginated
    async def listed(self, *args: Any, params: Any, **kwargs: Any) -> Any:
        """Listed."""
        return args, params, kwargs

    @personal
    async def private(self, *args: Any) -> Any:
        """Private."""
        return args

    @targeting
    async def aimed(self, key: str) -> Any:
        """Aimed."""
        return key

    @uploading
    async def sent(self, *args: Any, params: Any, **kwargs: Any) -> Any:
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


async def test_params():
    """
    What was given arrives as parameters, and the rest as it was.
    """
    own = Own()
    listed = (1,), {"offset": 40, "limit": 20}, {"x": 3}

    assert await own.shown(1, width=5) == ((1,), {"format": "json", "width": 5})
    assert await own.listed(1, page=2, x=3) == listed
    assert await own.sent(1, unlisted=True, x=3) == ((1,), {"unlisted": True}, {"x": 3})


async def test_checks():
    """
    What is wrong is found when the method runs.
    """
    own = Own()

    with pytest.raises(AssertionError, match="simultaneously"):
        await own.listed(page=1, limit=1)
    with pytest.raises(AssertionError, match="5 tags"):
        await own.sent(tags=["x"] * 6)
    with pytest.raises(TypeError):
        await own.shown(key=1)


async def test_personal():
    """
    A token is insisted on.
    """
    own = Own()

    with pytest.raises(AssertionError, match=r"^access_token must be set$"):
        await own.private(1)
    own.access_token = "x"
    assert await own.private(1) == (1,)


async def test_targeting():
    """
    What resources offer is marked, and nothing else about it changes.
    """
    mark: Any = Own.aimed

    assert mark._targeting is True
    assert await Own().aimed("x") == "x"
