"""
The options of clients, declared once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from clientcore import aio

from .._proxy import ProxyOptions


class RestOptions(aio.ClientOptions, total=False):
    """The options of `RestClient`, which documents them."""

    connector: Any
    proxy_options: ProxyOptions | None
    recent_conversations: bool
    api: str
    local_checks: bool
    chat_interval: float | None
    cache_size: int | None
    now: Callable[[], datetime]
