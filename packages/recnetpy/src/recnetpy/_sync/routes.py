# Generated from _async/routes.py by `nox -s twins`: do not edit.
"""
Requests of one's own: ``client.rec_net.cdn.config.LoadingScreenTipData``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from clientcore import NotFound, Request

from .._rest import Response, readable
from .._servers import Service

if TYPE_CHECKING:
    from .client import Client

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class RouteBuilder:
    """
    An address that grows: each attribute, and each argument of a call, is one more
    part of its path.

    Args:
        client: Sends.

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
        longer.route = [*self.route, *map(str, args)]
        return longer

    def __repr__(self) -> str:
        return f"<RouteBuilder {'/'.join([self.base, *self.route])}>"

    def make_request(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        api_version: str = "v1",
    ) -> Response[Any]:
        """
        Send a request.

        Args:
            method: Of HTTP, in any case.

            params: The query; a list repeats its name.

            body: A form, likewise.

            headers: Further headers.

            api_version: What the gateway is told.

        Returns:
            What came, a 404 included.

        Raises:
            RecNetError: There was no answer, or its status means failure.

            ValueError: There is no such method.
        """
        try:
            request = self._request(method, params, body, headers or {}, api_version)
            response = self.client.request(request)
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
        params: Mapping[str, Any] | None,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        api_version: str,
    ) -> Request:
        name: Any = method.upper()
        if name not in _METHODS:
            raise ValueError(f"{method!r} is no method")
        base, route = self._target()
        version = {"Api-Version": api_version} if self.use_auth else {}
        return Request(
            method=name,
            template="/".join(f"{{{place}}}" for place in range(len(route))),
            path={str(place): part for place, part in enumerate(route)},
            query=dict(params or {}),
            form=None if body is None else dict(body),
            headers={**version, **headers},
            base=base,
            auth=self.use_auth,
        )

    def _target(self) -> tuple[str, list[str]]:
        """Return a base and parts; an address without parts is asked for as it is."""
        if self.route or self.base.endswith("/") or not urlsplit(self.base).path:
            return self.base, self.route
        base, _, last = self.base.rpartition("/")
        return base, [unquote(last)]


class RouteManager:
    """
    Where addresses begin.

    Args:
        client: Sends.

    Attributes:
        client: The same.
    """

    def __init__(self, client: Client) -> None:
        self.client = client

    def _at(self, service: Service, *path: str) -> RouteBuilder:
        servers = self.client.servers
        base = "/".join([servers.base(service).rstrip("/"), *path, ""])
        return RouteBuilder(self.client, base, service in servers.trusted)

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
        """Begin at the gateway's events."""
        return self._at("apim", "playerevents")

    @property
    def images(self) -> RouteBuilder:
        """Begin at the gateway's images."""
        return self._at("apim", "images")

    @property
    def rooms(self) -> RouteBuilder:
        """Begin at the gateway's rooms."""
        return self._at("apim", "rooms")

    @property
    def accounts(self) -> RouteBuilder:
        """Begin at the gateway's accounts."""
        return self._at("apim", "accounts")

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

    def stop(self) -> None:
        """Close the client."""
        self.client.close()
