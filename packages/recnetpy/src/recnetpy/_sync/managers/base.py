# Generated from _async/managers/base.py by `nox -s twins`: do not edit.
"""
What all managers share.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from clientcore import NotFound, Request, StatusError

from ..._endpoints import FORM_SIZE, QUERY_SIZE, Endpoint, split_by_size
from ..._errors import HostGoneError, NotOfferedError
from ..._ids import id_of, possible_id
from ..listing import PLAIN, Listing, Order, TakeSkip
from ..models.base import BaseDataClass

if TYPE_CHECKING:
    from ..client import Client
    from ..routes import RouteManager

D = TypeVar("D", bound=BaseDataClass)
V = TypeVar("V")

#: How many ids to try at once, when looking for something at random.
_SAMPLE = 100
#: Statuses of a route that does not exist, or not for the method.
_NO_ROUTE = frozenset({404, 405, 501})


def _has_no_route(error: StatusError) -> bool:
    return error.status in _NO_ROUTE and not isinstance(error, HostGoneError)


class BaseManager(ABC, Generic[D]):
    """
    Gets objects of one kind. "get" goes by name, "fetch" by id.

    Args:
        client: What it asks.

    Attributes:
        client: Sends the requests.

        dataclass: What it gets.
    """

    dataclass: ClassVar[type[Any]]

    def __init__(self, client: Client) -> None:
        self.client = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.client!r}>"

    @property
    def rec_net(self) -> RouteManager:
        """The client's raw access."""
        return self.client.rec_net

    @abstractmethod
    def fetch(self, id: int) -> D | None:
        """
        Get one by its id.

        Args:
            id: A number, or its digits. Anything else is the ID of nothing.

        Returns:
            The object, or ``None`` if it does not exist or is private.
        """

    def create_dataclass(self, id: int, data: dict[str, Any] | None = None) -> D:
        """
        Make an object. Nothing is asked for.

        Args:
            id: ID of the object.

            data: Its record, or ``None`` for one that holds nothing but its id.
        """
        made: D = self.dataclass(self.client, id, data)
        return made

    def create_from_data_list(self, data: Iterable[dict[str, Any]]) -> list[D]:
        """
        Make objects of records. Nothing is asked for; odd records are left out.

        Args:
            data: The records, as JSON objects.

        Raises:
            UnreadableError: *data* is not a list of records.
        """
        return self.client.read(list(data), list[self.dataclass])  # type: ignore[name-defined]

    # --- Sending --------------------------------------------------------------

    def _found(
        self, endpoint: Endpoint, query: Mapping[str, Any] | None = None, /, **path: Any
    ) -> D | None:
        """Get one object."""
        return self._value(endpoint, self.dataclass, query, **path)

    def _by_id(
        self,
        endpoint: Endpoint,
        id: Any,
        query: Mapping[str, Any] | None = None,
        /,
        *,
        key: str | None = None,
    ) -> D | None:
        """Get one object by its ID, in the path or as *key* of the query."""
        number = possible_id(id)
        if number is None:
            return None
        if key is not None:
            return self._found(endpoint, {key: number})
        return self._found(endpoint, query, id=number)

    def _list(
        self, endpoint: Endpoint, query: Mapping[str, Any] | None = None, /, **path: Any
    ) -> list[D]:
        """Get a list of objects."""
        return self._records(endpoint, self.dataclass, query, **path)

    def _records(
        self,
        endpoint: Endpoint,
        kind: type[V],
        query: Mapping[str, Any] | None = None,
        /,
        **path: Any,
    ) -> list[V]:
        """Get a list of anything."""
        request = endpoint.get(self.client.servers, query, **path)
        return self._answer(request, list[kind]) or []  # type: ignore[valid-type]

    def _value(
        self,
        endpoint: Endpoint,
        kind: type[V],
        query: Mapping[str, Any] | None = None,
        /,
        **path: Any,
    ) -> V | None:
        """Get a plain value, or a record; ``None`` if there is none."""
        request = endpoint.get(self.client.servers, query, **path)
        return self._answer(request, kind)

    def _pages(
        self,
        endpoint: Endpoint,
        query: Mapping[str, Any] | None = None,
        paging: TakeSkip = PLAIN,
        order: Order = Order.OTHER,
        /,
        **path: Any,
    ) -> Listing[D]:
        """Return all pages of a list of objects."""
        request = endpoint.get(self.client.servers, query, **path)
        found: Listing[D] = Listing(self.client, request, self.dataclass, paging)
        return found.ordered(order)

    def _bulk(self, endpoint: Endpoint, field: str, values: Iterable[Any]) -> list[D]:
        """
        Get objects by many ids or names, split to what a request may carry.

        They come in the service's order, each once; what is missing is left out.
        """
        found = self._rows(endpoint, field, values, self.dataclass)
        return list({each.id: each for each in found}.values())

    def _rows(
        self, endpoint: Endpoint, field: str, values: Iterable[Any], kind: type[V]
    ) -> list[V]:
        """Get records by many ids or names."""
        values = list(values)
        if not values:
            return []
        server, by_get = endpoint.base(self.client.servers), self.client._bulk_by_get
        first = server in by_get
        try:
            return self._rows_by(first, endpoint, field, values, kind)
        except StatusError as error:
            if not _has_no_route(error):
                raise
        # Some servers have it by GET, or by POST only.
        try:
            rows = self._rows_by(not first, endpoint, field, values, kind)
        except StatusError as error:
            if not _has_no_route(error):
                raise
            # It does not mean that none of the objects exists.
            raise NotOfferedError(
                f"{server} does not offer {endpoint.path}, neither by POST nor by GET"
            ) from error
        if first:
            by_get.discard(server)
        else:
            by_get.add(server)
        return rows

    def _rows_by(
        self,
        by_get: bool,
        endpoint: Endpoint,
        field: str,
        values: list[Any],
        kind: type[V],
    ) -> list[V]:
        """Get records by many ids or names, with one of the two methods."""

        def some(part: list[Any]) -> list[V]:
            form = {field: part}
            request = endpoint.bulk(self.client.servers, form, by_get=by_get)
            return self.client.ask(request, list[kind]) or []  # type: ignore[valid-type]

        size = QUERY_SIZE if by_get else FORM_SIZE
        parts = split_by_size(values, size, around=len(field) + 2)
        answers = self.client.map(some, parts)
        return [row for answer in answers for row in answer]

    def _answer(self, request: Request, kind: type[V]) -> V | None:
        """Get an answer; a 404 means that there is nothing."""
        try:
            return self.client.ask(request, kind)
        except NotFound:
            return None


class BulkManager(BaseManager[D]):
    """
    A manager of what can be asked for in bulk.
    """

    @abstractmethod
    def fetch_many(self, ids: Iterable[int]) -> list[D]:
        """
        Get many by their ids, as many as there are.

        Args:
            ids: Numbers, or their digits; each is asked for once. Anything else is
                the ID of nothing.

        Returns:
            Those that exist and are not private, in the service's order.

        Raises:
            NotOfferedError: The server has no route for many ids.
            TypeError: *ids* is text.
        """

    def random(
        self, highest: int, *, tries: int = 10, choose: random.Random | None = None
    ) -> D | None:
        """
        Get one at random.

        Args:
            highest: The highest id to try; the lowest is 1.

            tries: How often to ask, each time for 100 ids.

            choose: What chooses, or ``None`` for Python's own choice.

        Returns:
            The object, or ``None`` if no id that was tried is one's.

        Raises:
            ValueError: *highest* is no id.
        """
        choose = choose or random.Random()  # noqa: S311, nothing secret is chosen
        ids = range(1, id_of(highest) + 1)
        for _ in range(tries):
            found = self.fetch_many(choose.sample(ids, min(_SAMPLE, len(ids))))
            if found:
                return choose.choice(found)
        return None
