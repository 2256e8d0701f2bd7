"""
Requests of one's own, with JSON for an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clientcore import Credentials, Request

from .._route import Route

if TYPE_CHECKING:
    from .base import BaseClient


class HTTP:
    """
    The layer below: routes in, JSON out.

    Args:
        client: Sends.
    """

    def __init__(self, client: BaseClient) -> None:
        self._client = client

    async def request(
        self,
        route: Route,
        data: Any = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        authorize: bool = True,
    ) -> Any:
        """
        Send a request of your own, and return its answer's JSON, or ``None``.

        Credentials go along to the client's own base address alone.

        Args:
            route: Where to.

            data: A form, or bytes.

            json: A body to be sent as JSON.

            headers: Further headers.

            authorize: Whether credentials go along.

        Raises:
            SpotifyException: It failed.
        """
        headers = Credentials(headers)
        is_form = isinstance(data, Mapping)
        data = Credentials(data) if is_form else data
        path = route.url.removeprefix(f"{route.BASE}/")
        elsewhere = path == route.url
        request = Request(
            method=route.method,  # type: ignore[arg-type]
            template="(elsewhere)" if elsewhere else path,
            base=route.url if elsewhere else None,
            link=str(route) if elsewhere else None,
            query=route.params,
            json=... if json is None else json,
            form=data if is_form else None,
            content=None if is_form else data,
            headers=headers,
            auth=authorize,
        )
        response = await self._client.request(request)
        return self._client.parse_json(response) if response.content else None

    async def close(self) -> None:
        """Close the client's connections."""
        await self._client.aclose()
