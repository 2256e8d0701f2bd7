"""
What a client can be told, and what a copy of it may be told differently.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from ._facts import RequestFacts, ResponseFacts, RetryFacts
from ._policy import Policy, Timeouts, timeouts


@attrs.frozen(kw_only=True)
class Settings:
    """
    What a copy made by ``with_options()`` can change.

    Attributes:
        timeout: Seconds for reading and for writing, ``None`` for no limit, or a
            `Timeouts`. 30 by default, and 5 for connecting.

        retries: Attempts after the first. 2 by default.

        deadline: Seconds for a whole call with all its attempts and waits,
            uploads excepted. 60 by default, ``None`` for no limit.

        policy: Backoff and the longest ``Retry-After`` to wait out.

        strict: Whether answers are checked in full, and any difference is a
            `DecodeError`. For tests.

        keep_raw: Whether models keep the JSON they came from.

        max_body: The longest answer to read, in bytes. 256 MiB by default.

        on_request: Called before each attempt.

        on_response: Called after each answer.

        on_retry: Called when a request will be sent again.
    """

    timeout: Timeouts = attrs.field(factory=Timeouts, converter=timeouts)
    retries: int = attrs.field(default=2, validator=attrs.validators.ge(0))
    deadline: float | None = 60.0
    policy: Policy = attrs.field(factory=Policy)
    strict: bool = False
    keep_raw: bool = True
    max_body: int = 256 * 1024 * 1024
    on_request: Callable[[RequestFacts], None] | None = None
    on_response: Callable[[ResponseFacts], None] | None = None
    on_retry: Callable[[RetryFacts], None] | None = None

    def changed(self, **options: Any) -> Settings:
        """
        Return the same with *options*.

        Raises:
            TypeError: One is not among the attributes.
        """
        return attrs.evolve(self, **options)


def split_options(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part *options* into those of `Settings` and the rest."""
    names = {field.name for field in attrs.fields(Settings)}
    mine = {name: value for name, value in options.items() if name in names}
    return mine, {name: options[name] for name in options.keys() - names}
