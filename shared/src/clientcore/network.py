"""
The rules of requests for connections of a client's own, such as a WebSocket.
"""

from __future__ import annotations

from ._proxies import Proxies
from ._tls import tls_context

__all__ = ["Proxies", "tls_context"]
