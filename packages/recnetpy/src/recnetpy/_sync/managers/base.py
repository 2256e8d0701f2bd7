# Generated from _async/managers/base.py by `nox -s twins`: do not edit.
"""
What all managers share.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from clientcore import NotFound, Request

from ..._endpoints import FORM_SIZE, Endpoint, split_by_size
from ..._ids import id_of
from ..listing import PLAIN, Listing, TakeSkip
from ..models.base import BaseDataClass

if TYPE_CHECKING:
    from ..client import Client
    from ..routes import RouteManager

D = TypeVar("D", bound=BaseDataClass)
V = TypeVar("V")

#: How many ids to try at once, when looking for something at random.
_SAMPLE = 100


class BaseManager(ABC, Generic[D]):
    """
    Gets objects of one kind. "get" goes by name, "fetch" by id.

    Args:
        client: What it asks.

    Attributes:
        client: The same.

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
            id: A number, or its digits.

        Returns:
            The object, or ``None`` if it does not exist or is private.
        """

    def create_dataclass(self, id: int, data: dict[str, Any] | None = None) -> D:
        """
        Make an object. Nothing is asked for.

        Args:
            id: Its id.

            data: Its record, or ``None`` for one that holds nothing but its id.
        """
        made: D = self.dataclass(self.client, id, data)
        return made

    def create_from_data_list(self, data: Iterable[dict[str, Any]]) -> list[D]:
        """
        Make objects of records. Nothing is asked for; odd records are left out.

        Args:
            data: The records.

        Raises:
            UnreadableError: It is no list.
        """
        return self.client.read(list(data), list[self.dataclass])  # type: ignore[name-defined]

    # --- Sending --------------------------------------------------------------

    def _found(
        self, endpoint: Endpoint, query: Mapping[str, Any] | None = None, /, **path: Any
    ) -> D | None:
        """Get one object."""
        return self._value(endpoint, self.dataclass, query, **path)

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
        /,
        **path: Any,
    ) -> Listing[D]:
        """Return all pages of a list of objects."""
        request = endpoint.get(self.client.servers, query, **path)
        return Listing(self.client, request, self.dataclass, paging)

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

        def some(part: list[Any]) -> list[V]:
            request = endpoint.post(self.client.servers, {field: part})
            return self._answer(request, list[kind]) or []  # type: ignore[valid-type]

        parts = split_by_size(values, FORM_SIZE, around=len(field) + 2)
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
            ids: Numbers, or their digits; each is asked for once.

        Returns:
            Those that exist and are not private, in the service's order.
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
