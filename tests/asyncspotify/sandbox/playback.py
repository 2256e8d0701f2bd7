"""
What tests of the player look at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]


def refusal(answer: Answer) -> tuple[int, str]:
    """
    How the player said no.
    """
    return answer.status, answer.json()["error"]["reason"]


async def state(ask: Ask, **query: str) -> Any:
    """
    What plays, or ``None``.
    """
    answer = await ask("GET", "/me/player", **query)
    return answer.json() if answer.status == 200 else None
