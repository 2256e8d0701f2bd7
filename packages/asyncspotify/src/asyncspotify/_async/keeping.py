"""
Keeping things, and asking whether they are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clientcore import Request

from .._operation import Operation
from .._uris import to_uri
from .base import BaseClient, joined

_LIBRARY = "me/library"


class Keeping(BaseClient):
    """
    Sends what changes the library, by the operation that the tier has.

    With extended access that is the one for the kind of thing; otherwise the
    one for all kinds, which takes URIs; of artists that one tells, but takes
    none.
    """

    async def _change(
        self,
        operation: Operation,
        things: Iterable[Any],
        kind: str | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> None:
        """Send *operation* for *things*, in their order."""
        for request in await self._parts(operation, things, kind, query):
            await self.call(request)

    async def _check(
        self,
        operation: Operation,
        things: Iterable[Any],
        kind: str | None = None,
        query: Mapping[str, Any] | None = None,
    ) -> list[bool]:
        """Ask *operation* about *things*, and return the answers in order."""

        async def answer(request: Request) -> list[bool]:
            return await self.call(request, list[bool])

        parts = await self._parts(operation, things, kind, query)
        return joined(await self.map(answer, parts))

    async def _parts(
        self,
        operation: Operation,
        things: Iterable[Any],
        kind: str | None,
        query: Mapping[str, Any] | None,
    ) -> list[Request]:
        """
        Make the requests for *things*, as many as it takes.

        Args:
            operation: Which, while the tier has it.

            things: Ids, URIs, links or objects.

            kind: What they are; ``None`` for what the operation says, or for
                anything that has a URI.

            query: Names and values of the query. Only *operation* itself has it.
        """
        kind = kind or operation.kind
        stays = kind == "artist" and operation.method != "GET"
        served = operation if stays else self._served(operation)
        if served.template.startswith(_LIBRARY):
            uris = await self._kept_uris(things, kind)
            return [
                self._ask(served, query={"uris": part}) for part in served.batches(uris)
            ]
        ids = served.batches(await self._ids(things, kind))
        if served.in_body:
            return [self._ask(served, json={"ids": part}, query=query) for part in ids]
        return [self._ask(served, query={"ids": part, **(query or {})}) for part in ids]

    async def _kept_uris(self, things: Iterable[Any], kind: str | None) -> list[str]:
        if kind is None or kind == "library":
            return await self._uris(things, None)
        # By way of ids, since what is not of that kind is refused then.
        return [to_uri(kind, one) for one in await self._ids(things, kind)]
