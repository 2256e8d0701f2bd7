"""
What all parts of the client share: from an operation to its result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from clientcore import Paging, Request, Response, StatusError
from clientcore.aio import Client, Pages

from .. import _operations as ops
from .._api import API, API_URL, SpotifyPolicy
from .._errors import (
    BadRequest,
    DecodeError,
    Forbidden,
    HTTPException,
    NotFound,
    OwnerPremiumRequired,
    Unauthorized,
    noting,
    own_errors,
)
from .._operation import Operation, Status, Tier, TierLike
from .._paging import NO_CONTENT, SpotifyPaging
from .._scope import Scope
from .._short_link import ShortLink
from .._uris import id_of, is_id, is_short_link, uri_of
from .pages import SpotifyPages

if TYPE_CHECKING:
    from typing import Self, Unpack

    from clientcore.aio import Auth, ClientOptions, Options

T = TypeVar("T")

#: Short links that are followed one after another.
_MOST_HOPS = 5
#: Kinds that are found in some market only.
SPOKEN = frozenset({"show", "episode", "audiobook", "chapter"})


@attrs.define
class _Known:
    """What a client and its copies have learned: the tier."""

    tier: Tier | None


class BaseClient(Client):
    """
    Sends operations.

    Args:
        auth: The credentials, or ``None``.
        tier: See `Client`, like the others.
        base_url: See `Client`.
        batch_fallback: See `Client`.
        keep_nulls: See `Client`.
        language: See `Client`.
        **options: See `clientcore.aio.ClientOptions`.
    """

    api = API

    def __init__(
        self,
        auth: Auth | None,
        *,
        tier: TierLike = None,
        base_url: str = API_URL,
        batch_fallback: bool = True,
        keep_nulls: bool = False,
        language: str | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        options.setdefault("policy", SpotifyPolicy())
        self._known = _Known(None if tier is None else Tier(tier))
        self._falls_back = batch_fallback
        self._keeps_nulls = keep_nulls
        self._language = language
        with own_errors():
            super().__init__(base_url, auth=auth, **options)

    @property
    def tier(self) -> Tier | None:
        """The access tier of the app, or ``None`` while it is not known."""
        return self._known.tier

    # To pyright, a method with more keywords is no override.
    def with_options(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        *,
        tier: TierLike = None,
        batch_fallback: bool | None = None,
        keep_nulls: bool | None = None,
        language: str | None = None,
        **options: Unpack[Options],
    ) -> Self:
        """
        Return a copy with other settings. ``None`` leaves a setting unchanged.

        It shares connections, limits and credentials with this client, which
        alone closes them.

        Args:
            tier: See `Client`. Without it, both clients learn the tier together.
            batch_fallback: See `Client`.
            keep_nulls: See `Client`.
            language: See `Client`.
            **options: See `clientcore.aio.Options`.
        """
        clone = super().with_options(**options)
        if tier is not None:
            clone._known = _Known(Tier(tier))
        if batch_fallback is not None:
            clone._falls_back = batch_fallback
        if keep_nulls is not None:
            clone._keeps_nulls = keep_nulls
        if language is not None:
            clone._language = language
        return clone

    @property
    def _market(self) -> str | None:
        """The market to request where one is needed and none was given."""
        return None

    @property
    def _own_market(self) -> str | None:
        """The same, without the user's own, which the service knows."""
        return None if self._market == "from_token" else self._market

    @property
    def _granted(self) -> Scope | None:
        """The scopes that the user has allowed, or ``None`` if not known."""
        return None

    async def request(self, request: Request, /) -> Response:
        """
        Send a request of your own, with credentials, retries, limits and deadline.

        Args:
            request: Made by `clientcore.GET`, `clientcore.POST` and so on, relative
                to ``https://api.spotify.com/v1``.

        Returns:
            The response, with its ``json()``.

        Raises:
            SpotifyException: The request failed.
        """
        try:
            return await super().request(self._spoken(await self._resolved(request)))
        except (Unauthorized, Forbidden, NotFound) as error:
            self._explain(request, error)
            raise

    def _spoken(self, request: Request) -> Request:
        """Return *request* with the client's language."""
        if self._language is None or "Accept-Language" in request.headers:
            return request
        headers = {"Accept-Language": self._language, **request.headers}
        return attrs.evolve(request, headers=headers)

    def parse_json(self, response: Response) -> Any:
        """
        Parse the body of a response. That of a 204 is an empty mapping.

        Raises:
            DecodeError: The body is not JSON.
        """
        return NO_CONTENT if response.status == 204 else super().parse_json(response)

    def paginate(
        self, request: Request, into: Any, paging: Paging, *, prefetch: int = 0
    ) -> SpotifyPages[Any]:
        """See `clientcore.aio.Client.paginate`."""
        return SpotifyPages(self, request, into, paging, prefetch=prefetch)

    def _explain(self, request: Request, error: HTTPException) -> None:
        """Add to *error* what was missing, and note what it says about the tier."""
        if isinstance(error, OwnerPremiumRequired):
            error.add_note(
                "The owner of the app needs Premium: subscribe, or create the app"
                " again with an account that has it."
            )
        operation = ops.find(request.method, request.template)
        if operation is None or error.reason is not None:
            return
        text = error.message.lower()
        about_scope = "scope" in text or "permissions missing" in text
        if about_scope or (
            isinstance(error, Forbidden) and self._lacks(operation.scopes)
        ):
            error.needs(operation.scopes)
        self._add_market_note(operation, request, error)
        # These are refused whatever they request.
        general = "registered" in text or isinstance(error, OwnerPremiumRequired)
        if about_scope or general or not operation.is_refused_by(error.status):
            return
        error.add_note(operation.notice)
        if operation.status is Status.WITHDRAWN and self._known.tier is None:
            self._known.tier = Tier.DEVELOPMENT

    def _add_market_note(
        self, operation: Operation, request: Request, error: HTTPException
    ) -> None:
        """Note that shows and books are not found without a market."""
        given = request.query.get("market")
        if error.status == 404 and operation.kind in SPOKEN and not given:
            error.add_note(
                "Without a user and without market=, Spotify finds no shows, episodes,"
                " audiobooks and chapters."
            )

    def _lacks(self, scopes: tuple[str, ...]) -> bool:
        """Return whether the user is known to have allowed none of *scopes*."""
        granted = self._granted
        return granted is not None and not granted & Scope.parse(scopes)

    # --- Operations -----------------------------------------------------------

    def _ask(self, operation: Operation, id: Any = None, **values: Any) -> Request:
        """
        Make the request for *operation*, and warn if it was withdrawn.

        Args:
            operation: The operation to send.
            id: ID, URI, link or object for the ``{id}`` of its path, if it has one.
            **values: See `clientcore.GET`.
        """
        self._warn_of(operation)
        if "{id}" in operation.template:
            values["id"] = _id(id, operation.kind)
        if operation.kind in SPOKEN:
            query = values.get("query") or {}
            if "market" in query and query["market"] is None:
                values["query"] = {**query, "market": self._own_market}
        return operation.request(**values)

    def _warn_of(self, operation: Operation) -> None:
        """Warn of what was withdrawn, except in apps with extended access."""
        if self._known.tier is not Tier.EXTENDED:
            operation.warn()

    def _served(self, operation: Operation) -> Operation:
        """Return *operation*, or without extended access what has replaced it."""
        extended = self._known.tier is Tier.EXTENDED
        return operation if extended else ops.instead(operation)

    async def _send_part(self, request: Request, key: str, into: type[T]) -> T:
        """Send a request, and return the part at *key* of its response."""

        def read(response: Response, into: type[T]) -> T:
            return self._part(self.parse_json(response), key, into, response)

        return await self.in_worker(read, await self.request(request), into)

    def _part(self, body: Any, key: str, into: type[T], response: Response) -> T:
        """Decode the part at *key* of a response."""
        part = body.get(key) if isinstance(body, Mapping) else None
        if part is None:
            words = f"{response.request}: there is no {key!r} in the response"
            raise DecodeError(words, request=response.request, body=body)
        return self.decode(part, into, response)

    async def _read_player(self, request: Request) -> tuple[Any, Response]:
        """
        Send a request to the player, and parse the response.

        Now and then the player responds with an error page and status 200. Then it
        is asked again, once.
        """
        response = await self.request(request)
        if response.content:
            with suppress(DecodeError):
                return self.parse_json(response), response
            response = await self.request(request)
        if not response.content:
            return NO_CONTENT, response
        return self.parse_json(response), response

    async def _send_maybe(self, request: Request, into: type[T]) -> T | None:
        """Return the response of the player, or ``None`` if it is empty."""
        body, response = await self._read_player(request)
        return None if body is NO_CONTENT else self.decode(body, into, response)

    async def _get(
        self, operation: Operation, into: type[T], id: Any = None, /, **query: Any
    ) -> T:
        """
        Return the object that *operation* gets.

        Args:
            operation: The operation to send.
            into: Type of the object.
            id: See `_ask`.
            **query: Names and values of the query.
        """
        return await self.call(self._ask(operation, id, query=query), into)

    def _list(
        self,
        operation: Operation,
        into: Any,
        page_size: int | None,
        id: Any = None,
        /,
        *,
        key: str | None = None,
        **query: Any,
    ) -> Pages[Any]:
        """
        Return the list of *operation*.

        Args:
            operation: The operation to send.
            into: Type of an item.
            page_size: Items of a page. ``None`` for as many as the tier allows.
            id: See `_ask`.
            key: Key of the page in the response, or ``None``.
            **query: Names and values of the query.
        """
        query["limit"] = operation.page_size(self._known.tier, page_size)
        request = self._ask(operation, id, query=query)
        return self._from_page(request, into, SpotifyPaging(key=key))

    def _from_page(
        self, request: Request, into: Any, paging: SpotifyPaging
    ) -> Pages[Any]:
        """Return the list whose first page is that of *request*."""
        into, paging = self._nullable(into, paging)
        return self.paginate(request, into, paging)

    def _nullable(self, into: Any, paging: SpotifyPaging) -> tuple[Any, SpotifyPaging]:
        """Return the arguments, changed if the client has ``keep_nulls``."""
        if not self._keeps_nulls:
            return into, paging
        return into | None, attrs.evolve(paging, nulls=True)

    # --- Many at once ---------------------------------------------------------

    async def _several(
        self,
        operation: Operation,
        single: Operation | None,
        things: Iterable[Any],
        into: Any,
        /,
        **query: Any,
    ) -> list[Any]:
        """
        Get many objects by their ids, in order, with ``None`` for unknown ones.

        Args:
            operation: The operation that gets several.
            single: The operation that gets one, if *operation* was withdrawn.
            things: IDs, URIs, links or objects.
            into: The model of an object.
            **query: Names and values of the query.
        """
        ids = await self._ids(things, operation.kind)
        done: dict[str, Any] = {}
        with noting(done):
            if single is None or not self._one_at_a_time:
                # Warned of here: tasks do not know the caller.
                self._warn_of(operation)
                try:
                    return await self._batches(operation, ids, into, query, done)
                except Forbidden:
                    if single is None or not self._one_at_a_time:
                        raise
            return await self._singles(single, ids, into, query, done)

    @property
    def _one_at_a_time(self) -> bool:
        """Whether batches are withdrawn, and single requests may replace them."""
        return self._falls_back and self._known.tier is Tier.DEVELOPMENT

    async def _batches(
        self,
        operation: Operation,
        ids: list[str],
        into: Any,
        query: Mapping[str, Any],
        done: dict[str, Any],
    ) -> list[Any]:
        """Get *ids*, as many at once as *operation* takes. Note them in *done*."""
        key = operation.template.replace("-", "_")
        kind: Any = list[into | None]

        async def batch(part: list[str]) -> list[Any]:
            request = self._ask(operation, query={"ids": part, **query})
            try:
                found: list[Any] = await self._send_part(request, key, kind)
            except BadRequest as error:
                if error.status == 400:
                    error.concerns([one for one in part if not is_id(one)])
                raise
            done.update(zip(part, found, strict=False))
            return found

        return joined(await self.map(batch, operation.batches(ids)))

    async def _singles(
        self,
        operation: Operation,
        ids: list[str],
        into: Any,
        query: Mapping[str, Any],
        done: dict[str, Any],
    ) -> list[Any]:
        """Get *ids* one by one. Note them in *done*."""

        async def one(id: str) -> Any:
            try:
                request = self._ask(operation, id, query=query)
                done[id] = await self.call(request, into)
            except NotFound:
                done[id] = None
            except BadRequest as error:
                if error.status == 400:
                    error.concerns([id])
                raise
            return done[id]

        return await self.map(one, ids)

    # --- Ids ------------------------------------------------------------------

    async def _ids(self, things: Iterable[Any], kind: str | None) -> list[str]:
        """Return the ids of *things*, with short links followed."""
        return await self._converted(things, lambda one: id_of(one, kind or ""))

    async def _uris(self, things: Iterable[Any], kind: str | None) -> list[str]:
        """Return the URIs of *things*, with short links followed."""
        return await self._converted(things, lambda one: uri_of(one, kind))

    async def _converted(
        self, things: Iterable[Any], convert: Callable[[Any], str]
    ) -> list[str]:
        """Convert *things*, before any short link of them is followed."""
        if isinstance(things, str | bytes):
            # It would be taken letter by letter.
            raise TypeError(
                f"expected a list of ids, URIs, links or objects: [{things!r}]"
            )
        found = [
            ShortLink(one, convert) if is_short_link(one) else convert(one)
            for one in things
        ]
        return await self.map(self._followed, found)

    async def _resolved(self, request: Request) -> Request:
        """Return *request* with the id of a short link in its path."""
        link = request.path.get("id")
        if not isinstance(link, ShortLink) or request.link is not None:
            return request
        return attrs.evolve(request, path={"id": await self._followed(link)})

    async def _followed(self, id: str | ShortLink) -> str:
        """Return *id*, or what a short link leads to."""
        if isinstance(id, str):
            return id
        return id.convert(await self._target(id))

    async def _target(self, link: ShortLink) -> str:
        """Return the address that a short link leads to, over several if need be."""
        following: ShortLink | None = link
        for _ in range(_MOST_HOPS):
            if following is None:
                break
            link = following
            try:
                await super().request(link.request())
            except StatusError as error:
                location = error.headers.get("location")
                if not 300 <= error.status < 400 or not location:
                    raise
            else:
                break
            following = link.moved(location)
            if following is None:
                return link.target(location)
        raise link.leads_nowhere()


def _id(value: Any, kind: str | None) -> Any:
    """Return the id of *value*. One of no kind, such as a category's, is unchanged."""
    if kind is None:
        return value
    if is_short_link(value):
        return ShortLink(value, partial(id_of, kind=kind))
    return id_of(value, kind)


def joined(parts: Iterable[list[T]]) -> list[T]:
    """Return the items of all *parts* in one list."""
    return [one for part in parts for one in part]
