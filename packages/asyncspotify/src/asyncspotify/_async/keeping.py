"""
Saving to the library, following, and checks of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clientcore import Request

from .._errors import noting
from .._operation import Operation
from .._uris import to_uri
from .base import BaseClient, joined

_LIBRARY = "me/library"


class Keeping(BaseClient):
    """
    Sends changes of the library, by the operation that the tier has.

    With extended access that is the one for the kind; otherwise the one for all
    kinds, which takes URIs.
    """

    async def _change(
        self, operation: Operation, things: Iterable[Any], kind: str | None = None
    ) -> None:
        """Send *operation* for *things*, in their order."""
        done: list[str] = []
        with noting(done):
            for part, request in await self._parts(operation, things, kind):
                await self.call(request)
                done += part

    async def _check(
        self, operation: Operation, things: Iterable[Any], kind: str | None = None
    ) -> list[bool]:
        """Send *operation* for *things*, and return the results in order."""

        async def check(part: tuple[list[str], Request]) -> list[bool]:
            return await self.call(part[1], list[bool])

        parts = await self._parts(operation, things, kind)
        return joined(await self.map(check, parts))

    async def _parts(
        self, operation: Operation, things: Iterable[Any], kind: str | None
    ) -> list[tuple[list[str], Request]]:
        """
        Make the requests for *things*, each with the ids or URIs that it is about.

        Args:
            operation: The operation for the kind, or one of the library.
            things: IDs, URIs, links or objects.
            kind: Their kind. ``None`` for that of the operation, or any.
        """
        kind = kind or operation.kind
        served = self._served(operation)
        if served.template.startswith(_LIBRARY):
            parts = served.batches(await self._kept_uris(things, kind))
            return [(part, self._ask(served, query={"uris": part})) for part in parts]
        # Following is one operation for artists and users.
        query = {"type": kind} if served.template.startswith("me/following") else {}
        parts = served.batches(await self._ids(things, kind))
        return [(part, self._for_ids(served, part, query)) for part in parts]

    def _for_ids(
        self, operation: Operation, ids: list[str], query: Mapping[str, Any]
    ) -> Request:
        if operation.in_body:
            return self._ask(operation, json={"ids": ids}, query=query)
        return self._ask(operation, query={"ids": ids, **query})

    async def _kept_uris(self, things: Iterable[Any], kind: str | None) -> list[str]:
        if kind is None or kind == "library":
            return await self._uris(things, None)
        # By way of ids, which refuses other kinds.
        return [to_uri(kind, one) for one in await self._ids(things, kind)]
