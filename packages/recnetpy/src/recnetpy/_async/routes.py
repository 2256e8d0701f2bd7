"""
Raw requests: ``client.rec_net.cdn.config.LoadingScreenTipData``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from clientcore import NotFound, Request

from .._rest import Response, readable
from .._servers import Layout, Service

if TYPE_CHECKING:
    from .client import Client

#: Names and values, in any of the forms that HTTP clients take.
Values: TypeAlias = "Mapping[str, Any] | Iterable[tuple[str, Any]] | str"

_FORM = "application/x-www-form-urlencoded"
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class RouteBuilder:
    """
    An address that grows: each attribute, and each argument of a call, is one more
    part of its path.

    Args:
        client: Sends the requests.

        base: Where it begins.

        use_auth: Whether credentials may go there.
    """

    def __init__(self, client: Client, base: str, use_auth: bool = False) -> None:
        self.client = client
        self.base = base
        self.use_auth = use_auth
        self.route: list[str] = []

    def __getattr__(self, name: str) -> RouteBuilder:
        if name.startswith("__"):
            # Python's own questions, those of copying for one, are no paths.
            raise AttributeError(name)
        return self(name)

    def __call__(self, *args: Any) -> RouteBuilder:
        longer = RouteBuilder(self.client, self.base, self.use_auth)
        longer.route = [*self.route, *chain.from_iterable(map(_parts, args))]
        return longer

    def __repr__(self) -> str:
        return f"<RouteBuilder {'/'.join([self.base, *self.route])}>"

    async def make_request(
        self,
        method: str,
        params: Values | None = None,
        body: Values | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        api_version: str = "v1",
    ) -> Response[Any]:
        """
        Send a request.

        Args:
            method: Of HTTP, in any case.

            params: Names and values of the query, as a mapping, pairs or text; a list
                repeats its name.
            body: Names and values of a form, as a mapping or pairs, which are sent in
                their order; or text or bytes, which are sent unchanged.
            headers: Headers besides those of the client.
            api_version: Value of the header ``Api-Version`` for the API's own hosts.

        Returns:
            What came, a 404 included.

        Raises:
            RecNetError: There was no answer, or its status means failure.

            ValueError: *method* is not a method of HTTP.
        """
        try:
            request = self._request(method, params, body, headers or {}, api_version)
            response = await self.client.request(request)
        except NotFound as error:
            url = error.request.url if error.request else self.base
            return Response(
                url, 404, success=False, headers=dict(error.headers), data=error.body
            )
        data = readable(response)
        return Response(
            response.request.url,
            response.status,
            success=True,
            headers=dict(response.headers),
            data=data,
        )

    def _request(
        self,
        method: str,
        params: Values | None,
        body: Values | bytes | None,
        headers: Mapping[str, str],
        api_version: str,
    ) -> Request:
        name: Any = method.upper()
        if name not in _METHODS:
            raise ValueError(f"{method!r} is no method")
        base, route = self._target()
        version = {"Api-Version": api_version} if self.use_auth else {}
        kind: dict[str, str] = {}
        form: Any = None
        content: Any = None
        if isinstance(body, str | bytes):
            content = body
        elif isinstance(body, Mapping):
            form = body
        elif body is not None:
            # Pairs keep their order.
            kind, content = {"Content-Type": _FORM}, urlencode(list(body)).encode()
        return Request(
            method=name,
            template="/".join(f"{{{place}}}" for place in range(len(route))),
            path={str(place): part for place, part in enumerate(route)},
            query=_grouped(params),
            form=form,
            content=content,
            headers={**version, **kind, **headers},
            base=base,
            auth=self.use_auth,
        )

    def _target(self) -> tuple[str, list[str]]:
        """Return a base and parts; an address without parts is requested unchanged."""
        if self.route or self.base.endswith("/") or not urlsplit(self.base).path:
            return self.base, self.route
        base, _, last = self.base.rpartition("/")
        return base, [unquote(last)]


def _parts(value: Any) -> list[str]:
    """Return the parts of a path, which may be given as a whole: ``images/v4/1``."""
    return [part for part in str(value).split("/") if part] or [str(value)]


def _pairs(values: Values | None) -> list[tuple[str, Any]]:
    if isinstance(values, str):
        return parse_qsl(values, keep_blank_values=True)
    pairs: Any = values.items() if isinstance(values, Mapping) else values or ()
    return list(pairs)


def _grouped(values: Values | None) -> dict[str, Any]:
    """Return the values of a query, with all of a name that occurs more than once."""
    found: dict[str, Any] = {}
    for name, value in _pairs(values):
        found[name] = value if name not in found else [*_several(found[name]), value]
    return found


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


class RouteManager:
    """
    Where addresses begin.

    Args:
        client: Sends the requests.

    Attributes:
        client: Sends the requests.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    def _at(self, service: Service, *path: str) -> RouteBuilder:
        servers = self.client.servers
        base = "/".join([servers.base(service).rstrip("/"), *path, ""])
        return RouteBuilder(self.client, base, service in servers.trusted)

    def _of(self, resource: str, service: Service, *path: str) -> RouteBuilder:
        """Begin at a resource: of the gateway, or at the *path* of an older host."""
        if self.client.servers.layout is Layout.GATEWAY:
            return self._at("apim", resource)
        return self._at(service, *path)

    def custom(self, host: str) -> RouteBuilder:
        """
        Begin anywhere. No credentials go there.

        Args:
            host: An absolute address.
        """
        return RouteBuilder(self.client, host)

    @property
    def apim(self) -> RouteBuilder:
        """Begin at the keyed gateway."""
        return self._at("apim")

    @property
    def api(self) -> RouteBuilder:
        """Begin at the older API."""
        return self._at("api")

    @property
    def events(self) -> RouteBuilder:
        """Begin at the events."""
        return self._of("playerevents", "api", "playerevents", "v1")

    @property
    def images(self) -> RouteBuilder:
        """Begin at the images."""
        return self._of("images", "api", "images", "v4")

    @property
    def rooms(self) -> RouteBuilder:
        """Begin at the rooms."""
        return self._of("rooms", "rooms", "rooms")

    @property
    def accounts(self) -> RouteBuilder:
        """Begin at the accounts."""
        return self._of("accounts", "accounts", "account")

    @property
    def clubs(self) -> RouteBuilder:
        """Begin at the clubs."""
        return self._at("clubs")

    @property
    def cdn(self) -> RouteBuilder:
        """Begin at the content delivery network."""
        return self._at("cdn")

    @property
    def namespace(self) -> RouteBuilder:
        """Begin at the name server."""
        return self._at("ns")

    async def stop(self) -> None:
        """Close the client."""
        await self.client.aclose()
