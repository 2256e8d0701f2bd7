"""
What the tours share.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias, TypeVar

import attrs

from clientcore import RetryFacts
from clientcore.sandbox import Reset, Status

#: The name of a step, and a function that does it and returns how it went.
Step: TypeAlias = tuple[str, Callable[[], Awaitable[str]]]

E = TypeVar("E", bound=Exception)


async def refused(kind: type[E], call: Awaitable[object]) -> E:
    """Return the error that a call has to raise."""
    try:
        await call
    except kind as error:
        return error
    raise RuntimeError(f"it worked, though {kind.__name__} was expected")


def fail_twice(sandbox: Any, path: str, status: int = 503) -> None:
    """Let the next two requests for a path fail: by a status, and by a reset."""
    sandbox.faults.add(Status(status), path=path, calls=[1])
    sandbox.faults.add(Reset(), path=path, calls=[2])


class Patient:
    """
    A copy of a client that waits shortly before each retry, and counts attempts.

    Attributes:
        client: The copy.
    """

    def __init__(self, client: Any) -> None:
        self._retries: list[RetryFacts] = []
        policy = attrs.evolve(client.settings.policy, backoff=0.05, jitter=0.05)
        self.client = client.with_options(policy=policy, on_retry=self._retries.append)

    @property
    def attempts(self) -> int:
        """Number of attempts of the last call."""
        return len(self._retries) + 1
