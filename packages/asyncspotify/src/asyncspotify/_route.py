"""
An address with a query, as a value.
"""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

from ._api import API_URL


class Route:
    """
    A method and an address. ``str()`` is the address with its query.

    Args:
        method: The HTTP method, in any case.

        url: An address, or a path below that of the Web API.

        **params: The query; ``None`` is left out.

    Attributes:
        method: The HTTP method, in capitals.

        url: The address, without the query.

        params: Names and values of the query.
    """

    BASE: ClassVar[str] = API_URL

    def __init__(self, method: str, url: str, **params: Any) -> None:
        self.method: str = method.upper()
        self.url: str = url if "://" in url else f"{self.BASE}/{url.lstrip('/')}"
        self.params: dict[str, Any] = {
            name: one for name, one in params.items() if one is not None
        }

    def __str__(self) -> str:
        return f"{self.url}?{urlencode(self.params)}" if self.params else self.url

    def __repr__(self) -> str:
        # Codes and states stand in queries.
        return f"<Route {self.method} {self.url}>"
