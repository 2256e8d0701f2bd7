"""
Transports for the HTTP library, of both kinds at once.

They stand here, and not in a tree with a twin, since their methods' names are the
library's.
"""

from __future__ import annotations

from typing import Any, Self


class Around:
    """
    A transport around another.

    Args:
        inner: The other.

        seen: Where the addresses that were asked for are noted.
    """

    def __init__(self, inner: Any, seen: list[str]) -> None:
        self._inner = inner
        self._seen = seen

    async def __aenter__(self) -> Self:
        await self._inner.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._inner.__aexit__(*error)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def handle_async_request(self, request: Any) -> Any:
        self._seen.append(str(request.url))
        return await self._inner.handle_async_request(request)

    def __enter__(self) -> Self:
        self._inner.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._inner.__exit__(*error)

    def close(self) -> None:
        self._inner.close()

    def handle_request(self, request: Any) -> Any:
        self._seen.append(str(request.url))
        return self._inner.handle_request(request)


class Failing:
    """
    A transport that always fails.

    Args:
        error: How.

    Attributes:
        calls: How often it was asked.

        closed: How often it was closed.
    """

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.calls = 0
        self.closed = 0

    async def aclose(self) -> None:
        self.closed += 1

    async def handle_async_request(self, request: Any) -> Any:
        return self.handle_request(request)

    def close(self) -> None:
        self.closed += 1

    def handle_request(self, request: Any) -> Any:
        self.calls += 1
        raise self._error
