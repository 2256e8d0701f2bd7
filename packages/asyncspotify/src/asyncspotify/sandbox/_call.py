"""
A request, as handlers see it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from json import JSONDecodeError, loads
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.requests import Request

from ._ids import is_id
from ._people import User
from ._problems import bad_request, insufficient_scope, not_found, unauthorized
from ._query import Query
from ._tiers import USUAL, Limit
from ._view import JSON, View
from ._world import World

T = TypeVar("T")


class Call:
    """
    A request for a handler.

    Args:
        request: Received request, whose path has been matched.

        body: Bytes of the request body, possibly empty.

        view: World as the user of the token sees it.

    Attributes:
        path: Parameters of the path, by name.

        query: Parameters of the query.
    """

    def __init__(self, request: Request, body: bytes, view: View) -> None:
        self.path: dict[str, str] = request.path_params
        self.query = Query(request.query_params)
        self.content_type = request.headers.get("content-type", "")
        self.body = body
        self.view = view
        self.world: World = view.world
        # Quoted again: a user's id may have any character.
        self._here = quote(request.scope["path"].removeprefix("/v1/"), safe="/")

    @property
    def me(self) -> User:
        """
        Who is signed in.
        """
        if self.view.user is None:
            raise unauthorized("Valid user authentication required")
        return self.view.user

    @cached_property
    def json(self) -> JSON:
        """
        The body; an empty object if there is none.
        """
        if not self.body:
            return {}
        try:
            data = loads(self.body)
        except (JSONDecodeError, UnicodeDecodeError):
            raise bad_request("Error parsing JSON.") from None
        if isinstance(data, list):
            # The service takes a bare list for the one that is wanted.
            return {"ids": data, "uris": data}
        if not isinstance(data, dict):
            raise bad_request("Error parsing JSON.")
        return data

    def field(self, name: str, *kinds: type) -> Any:
        """
        A value of the body, of one of *kinds*; ``None`` if there is none.
        """
        value = self.json.get(name)
        # A bool is an int to Python, and not to the service.
        is_odd = isinstance(value, bool) and bool not in kinds
        if value is not None and (is_odd or not isinstance(value, kinds)):
            raise bad_request(f"Invalid value for field: {name}")
        return value

    def need(self, *scopes: str) -> None:
        """
        Go on only if the user let the app do all of that.
        """
        if not self.view.may(*scopes):
            raise insufficient_scope()

    def find(self, kind: str) -> Any:
        """
        What the path names.
        """
        named = self.path["id"]
        if not is_id(named):
            raise bad_request("Invalid base62 id")
        found = self.world.find(kind, named)
        if found is None:
            raise not_found()
        return found

    def ids(self, most: int) -> list[str]:
        """
        The ids of a query, or of a body.
        """
        listed = self.json.get("ids") if self.body else None
        ids = listed if isinstance(listed, list) else self.query.words("ids", most)
        if len(ids) > most:
            raise bad_request("Too many ids requested")
        if not all(isinstance(one, str) and is_id(one) for one in ids):
            raise bad_request("Invalid base62 id")
        return ids

    def find_spoken(self, kind: str) -> Any:
        """
        What the path names, which apps without a user see in some market only.
        """
        found = self.find(kind)
        if not self.view.country:
            raise not_found()
        return found

    def several_spoken(
        self, kind: str, most: int, shape: Callable[[View, Any], T]
    ) -> JSON:
        """
        The same as `several`, for what has to be asked for in some market.
        """
        if self.view.country:
            return self.several(kind, most, shape)
        return {f"{kind}s": [None for _ in self.ids(most)]}

    def several(self, kind: str, most: int, shape: Callable[[View, Any], T]) -> JSON:
        """
        What the ids of a query name, with null for what is not there.
        """
        found = [self.world.find(kind, one) for one in self.ids(most)]
        shown = [None if one is None else shape(self.view, one) for one in found]
        return {f"{kind}s": shown}

    def page(
        self,
        items: Sequence[T | None],
        shape: Callable[[View, T], Any],
        limit: Limit = USUAL,
        *,
        at: str | None = None,
        **query: object,
    ) -> JSON:
        """
        Return the requested page of a list.

        Args:
            items: All items of the list, in order.

            shape: Makes the JSON of an item.

            limit: The page sizes that are allowed.

            at: The path that the links have, or ``None`` for that of the request.

            query: What the links have besides the request's own query.
        """
        params = {**self.query.params, **query}
        return self.view.page(
            self._here if at is None else at,
            items,
            shape,
            limit=self.query.limit(limit),
            offset=self.query.offset(),
            query={
                name: value
                for name, value in params.items()
                if name not in {"limit", "offset"} and value is not None
            },
        )

    def link(self, **query: object) -> str:
        """
        The address of this request, with another query.
        """
        return self.view.link(self._here, query)
