"""
What may be said about a request: in errors, logs and hooks.

Queries, bodies and headers are left out, because that is where secrets travel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs


@attrs.frozen
class RequestInfo:
    """
    A request as errors and hooks show it.

    Attributes:
        method: The HTTP method.

        path: The path's template, as in ``account/{account}``.

        url: The address it went to, without query or fragment.
    """

    method: str
    path: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@attrs.frozen
class RequestFacts:
    """
    What ``on_request`` is told.

    Attributes:
        request: What is about to be sent.

        attempt: Which attempt this is, from 1.
    """

    request: RequestInfo
    attempt: int


@attrs.frozen
class ResponseFacts:
    """
    What ``on_response`` is told.

    Attributes:
        request: What was sent.

        status: The answer's status.

        seconds: From sending until the answer was read.

        attempt: Which attempt was answered, from 1.
    """

    request: RequestInfo
    status: int
    seconds: float
    attempt: int


@attrs.frozen
class RetryFacts:
    """
    What ``on_retry`` is told.

    Attributes:
        request: What will be sent again.

        error: Why.

        attempt: The attempt that failed, from 1.

        wait: Seconds until the next one, or ``None`` for the usual backoff.
    """

    request: RequestInfo
    error: Exception
    attempt: int
    wait: float | None


class Headers(Mapping[str, str]):
    """
    Response headers: names in any case, repeated ones joined by a comma.

    The repr shows names only, since values may be secret.
    """

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        values: dict[str, str] = {}
        for name, value in pairs:
            key = name.lower()
            values[key] = f"{values[key]}, {value}" if key in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Headers {', '.join(self._values)}>"

    def public(self) -> Headers:
        """Return a copy without cookies, fit to be kept in an error."""
        return Headers(
            (name, value)
            for name, value in self._values.items()
            if name not in {"set-cookie", "authorization"}
        )
