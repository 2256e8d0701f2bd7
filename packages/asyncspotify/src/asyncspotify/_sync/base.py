# Generated from _async/base.py by `nox -s twins`: do not edit.
"""
What all parts of the client share: from an operation to its answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from clientcore import Request, Response, StatusError
from clientcore.sync import Client, Pages

from .. import _operations as ops
from .._api import API, API_URL, SpotifyPolicy
from .._errors import DecodeError, Forbidden, NotFound, own_errors
from .._operation import Operation, Status, Tier, TierLike
from .._paging import SpotifyPaging
from .._scope import Scope
from .._short_link import ShortLink
from .._uris import id_of, is_short_link, uri_of

if TYPE_CHECKING:
    from typing import Self, Unpack

    from clientcore.sync import Auth, ClientOptions, Options

T = TypeVar("T")


@attrs.define
class _Known:
    """What a client and its copies have found out: the tier."""

    tier: Tier | None


class BaseClient(Client):
    """
    Sends operations.

    Args:
        auth: The credentials, or ``None``.

        tier: See `Client`.

        base_url: See `Client`.

        batch_fallback: See `Client`.

        keep_nulls: See `Client`.

        **options: See `clientcore.sync.ClientOptions`.
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
        **options: Unpack[ClientOptions],
    ) -> None:
        options.setdefault("policy", SpotifyPolicy())
        self._known = _Known(None if tier is None else Tier(tier))
        self._falls_back = batch_fallback
        self._keeps_nulls = keep_nulls
        with own_errors():
            super().__init__(base_url, auth=auth, **options)

    @property
    def tier(self) -> Tier | None:
        """What the app may call, as far as it is known."""
        return self._known.tier

    # For pyright a method with further keywords takes the place of none.
    def with_options(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        *,
        tier: TierLike = None,
        batch_fallback: bool | None = None,
        keep_nulls: bool | None = None,
        **options: Unpack[Options],
    ) -> Self:
        """
        Return a copy with other settings.

        It shares connections, limits and credentials with this client, which
        alone closes them.

        Args:
            tier: See `Client`; ``None`` leaves it as it is, and what one of
                the two finds out of it both know.

            batch_fallback: See `Client`; ``None`` leaves it as it is.

            keep_nulls: See `Client`; ``None`` leaves it as it is.

            **options: See `clientcore.sync.Options`.
        """
        clone = super().with_options(**options)
        if tier is not None:
            clone._known = _Known(Tier(tier))
        if batch_fallback is not None:
            clone._falls_back = batch_fallback
        if keep_nulls is not None:
            clone._keeps_nulls = keep_nulls
        return clone

    @property
    def _market(self) -> str | None:
        """The market to ask for where one is needed and none was given."""
        return None

    @property
    def _granted(self) -> Scope | None:
        """What the user has allowed, or ``None`` if that is not known."""
        return None

    def request(self, request: Request, /) -> Response:
        """
        Send a request of your own, with everything that the client's get.

        Args:
            request: Made by `clientcore.GET` and its like, relative to
                ``https://api.spotify.com/v1``.

        Returns:
            The answer, read whole, with its ``json()``.

        Raises:
            SpotifyException: It failed.
        """
        try:
            return super().request(self._resolved(request))
        except (Forbidden, NotFound) as error:
            self._explain(request, error)
            raise

    def _explain(self, request: Request, error: Forbidden | NotFound) -> None:
        """Say what was missing, and note what the answer tells of the tier."""
        operation = ops.find(request.method, request.template)
        if operation is None or error.reason is not None:
            return
        words = error.message.lower()
        is_forbidden = isinstance(error, Forbidden)
        if is_forbidden and ("scope" in words or self._lacks(operation.scopes)):
            error.needs(operation.scopes)
        # Who is not on the app's list is refused whatever they ask for.
        if "scope" in words or "registered" in words:
            return
        if not operation.is_refused_by(error.status):
            return
        error.add_note(operation.notice)
        if operation.status is Status.WITHDRAWN and self._known.tier is None:
            self._known.tier = Tier.DEVELOPMENT

    def _lacks(self, scopes: tuple[str, ...]) -> bool:
        """Tell whether the user is known to have allowed none of *scopes*."""
        granted = self._granted
        return granted is not None and not granted & Scope.parse(scopes)

    # --- Operations -----------------------------------------------------------

    def _ask(self, operation: Operation, **values: Any) -> Request:
        """
        Make the request for *operation*, and warn of what was withdrawn.

        Args:
            operation: Which.

            **values: As for `clientcore.GET`. The ``id`` of a path may be
                anything that stands for one.
        """
        self._warn_of(operation)
        if operation.kind is not None and "{id}" in operation.template:
            values["id"] = _id(values["id"], operation.kind)
        return operation.request(**values)

    def _warn_of(self, operation: Operation) -> None:
        """Warn of what was withdrawn, unless the app has it all the same."""
        if self._known.tier is not Tier.EXTENDED:
            operation.warn()

    def _served(self, operation: Operation) -> Operation:
        """Return what serves every app in place of *operation*, if need be."""
        extended = self._known.tier is Tier.EXTENDED
        return operation if extended else ops.instead(operation)

    def _send_part(self, request: Request, key: str, into: type[T]) -> T:
        """Send a request, and return what stands at *key* in its answer."""

        def read(response: Response, into: type[T]) -> T:
            body = self.parse_json(response)
            part = body.get(key) if isinstance(body, dict) else None
            if part is None:
                words = f"{request}: there is no {key!r} in the answer"
                raise DecodeError(words, request=response.request, body=body)
            return self.decode(part, into, response)

        return self.in_worker(read, self.request(request), into)

    def _send_maybe(self, request: Request, into: type[T]) -> T | None:
        """Send a request, and return its answer, or ``None`` if it has none."""
        response = self.request(request)
        if not response.content:
            return None
        return self.decode(self.parse_json(response), into, response)

    def _list(
        self,
        operation: Operation,
        into: Any,
        *,
        key: str | None = None,
        page_size: int | None = None,
        query: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> Pages[Any]:
        """
        Return the list that *operation* gives.

        Args:
            operation: Which.

            into: What an item is.

            key: Where in the answer the page stands, or ``None``.

            page_size: How many items to ask for at once; ``None`` for as many
                as the tier allows.

            query: Names and values of the query.

            **values: See `_ask`.
        """
        size = operation.page_size(self._known.tier, page_size)
        request = self._ask(operation, query={"limit": size, **(query or {})}, **values)
        return self._from_page(request, into, SpotifyPaging(key=key))

    def _from_page(
        self, request: Request, into: Any, paging: SpotifyPaging
    ) -> Pages[Any]:
        """Return the list that begins where *request* does."""
        into, paging = self._nullable(into, paging)
        return self.paginate(request, into, paging)

    def _nullable(self, into: Any, paging: SpotifyPaging) -> tuple[Any, SpotifyPaging]:
        """Return the same, or what keeps nulls if the client does."""
        if not self._keeps_nulls:
            return into, paging
        return into | None, attrs.evolve(paging, nulls=True)

    # --- Many at once ---------------------------------------------------------

    def _several(
        self,
        operation: Operation,
        single: Operation | None,
        things: Iterable[Any],
        into: Any,
        query: Mapping[str, Any] | None = None,
    ) -> list[Any]:
        """
        Get many things by their ids, in order, with ``None`` for unknown ones.

        Args:
            operation: Gets several at a time.

            single: Gets one, where *operation* was withdrawn; or ``None``.

            things: Ids, URIs, links or objects.

            into: What they are.

            query: Names and values of the query.
        """
        ids = self._ids(things, operation.kind)
        if single is None or not self._one_at_a_time:
            # Here, because in the tasks below nobody could see whose call it is.
            self._warn_of(operation)
            try:
                return self._batches(operation, ids, into, query)
            except Forbidden:
                if single is None or not self._one_at_a_time:
                    raise
        return self._singles(single, ids, into, query)

    @property
    def _one_at_a_time(self) -> bool:
        """Whether batches are withdrawn, and single requests may replace them."""
        return self._falls_back and self._known.tier is Tier.DEVELOPMENT

    def _batches(
        self,
        operation: Operation,
        ids: list[str],
        into: Any,
        query: Mapping[str, Any] | None,
    ) -> list[Any]:
        key = operation.template.replace("-", "_")
        kind: Any = list[into | None]

        def batch(part: list[str]) -> list[Any]:
            request = self._ask(operation, query={"ids": part, **(query or {})})
            found: list[Any] = self._send_part(request, key, kind)
            return found

        return joined(self.map(batch, operation.batches(ids)))

    def _singles(
        self,
        operation: Operation,
        ids: list[str],
        into: Any,
        query: Mapping[str, Any] | None,
    ) -> list[Any]:
        def one(id: str) -> Any:
            try:
                return self.call(self._ask(operation, id=id, query=query), into)
            except NotFound:
                return None

        return self.map(one, ids)

    # --- Ids ------------------------------------------------------------------

    def _ids(self, things: Iterable[Any], kind: str | None) -> list[str]:
        """Return the ids of *things*, short links followed."""
        found = [_id(one, kind) for one in things]
        return self.map(self._followed, found)

    def _uris(self, things: Iterable[Any], kind: str | None) -> list[str]:
        """Return the URIs of *things*, short links followed."""
        found = [_uri(one, kind) for one in things]
        return self.map(self._followed_to_uri, found)

    def _resolved(self, request: Request) -> Request:
        """Return *request* with a short link in its path followed."""
        link = request.path.get("id")
        if not isinstance(link, ShortLink) or request.link is not None:
            return request
        return attrs.evolve(request, path={"id": self._followed(link)})

    def _followed(self, id: str | ShortLink) -> str:
        if isinstance(id, str):
            return id
        return id.id(self._target(id))

    def _followed_to_uri(self, uri: str | ShortLink) -> str:
        if isinstance(uri, str):
            return uri
        return uri.uri(self._target(uri))

    def _target(self, link: ShortLink) -> str:
        """Ask where a short link leads."""
        try:
            super().request(link.request())
        except StatusError as error:
            location = error.headers.get("location")
            if not 300 <= error.status < 400 or not location:
                raise
            return location
        raise ValueError(f"{link.link} leads nowhere")


def _id(value: Any, kind: str | None) -> str | ShortLink:
    if is_short_link(value):
        return ShortLink(value, kind)
    return id_of(value, kind or "")


def _uri(value: Any, kind: str | None) -> str | ShortLink:
    return ShortLink(value, kind) if is_short_link(value) else uri_of(value, kind)


def joined(parts: Iterable[list[T]]) -> list[T]:
    """Return the items of all *parts* in one list."""
    return [one for part in parts for one in part]
