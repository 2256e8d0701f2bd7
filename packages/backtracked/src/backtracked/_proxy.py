"""
Proxies, as they have always been named here.
"""

from __future__ import annotations

import warnings
from typing import Any

import attrs


@attrs.define(init=False, repr=False)
class ProxyOptions:
    """
    A proxy for requests and for the socket.

    Args:
        proxy_url: Its address, such as ``http://127.0.0.1:8080``.
        client_request: Ignored, with a warning: it was a class of another HTTP
            library.

    Attributes:
        proxy: Its address, which may hold a password.
        client_request: What was given.
    """

    proxy: str
    client_request: Any

    def __init__(self, proxy_url: str, client_request: Any = None) -> None:
        if client_request is not None:
            warnings.warn(
                "client_request belongs to another HTTP library and is ignored",
                UserWarning,
                stacklevel=2,
            )
        self.proxy = proxy_url
        self.client_request = client_request

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
