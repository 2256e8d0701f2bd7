"""
What goes to the HTTP library, as plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ._policy import Timeouts
from ._secrets import Secrets

if TYPE_CHECKING:
    import ssl


@attrs.frozen(kw_only=True)
class WireSettings:
    """
    How to reach the network.

    Attributes:
        transport:
            A transport of the HTTP library for everything (proxies included),
            ``"aiohttp"`` for the one of the extra of that name, or ``None``.
            A given transport is not closed.

        wrap_transport: Puts something around each transport, those of proxies
            included.

        proxy: An address, or ``None`` for what the environment says.

        verify: A TLS context, or whether certificates are checked.

        http2: Whether HTTP/2 may be spoken (extra ``http2``).

        connections: How many at the most.

        user_agent: What we say we are.
    """

    transport: Any = None
    wrap_transport: Callable[[Any], Any] | None = None
    proxy: str | None = attrs.field(default=None, repr=False)
    verify: ssl.SSLContext | bool = True
    http2: bool = False
    connections: int = 10
    user_agent: str = ""


def merged(*groups: Mapping[str, str]) -> dict[str, str]:
    """Put headers together: the last of a name counts, however it is spelled."""
    found: dict[str, tuple[str, str]] = {}
    for group in groups:
        found |= {name.lower(): (name, value) for name, value in group.items()}
    return dict(found.values())


class Credentials(dict[str, str]):
    """
    Headers with secrets. The repr has names only, because error trackers print
    the local variables of every frame.

    Args:
        query: Credentials in the URL, for services that require them there.
            They are added when a request is sent, and shown nowhere.
    """

    def __init__(
        self,
        headers: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(headers or {})
        if query is None and isinstance(headers, Credentials):
            query = headers.query
        self.query: dict[str, str] = dict(query or {})

    def __repr__(self) -> str:
        return f"<Credentials {', '.join([*self, *self.query])}>"

    def __bool__(self) -> bool:
        return len(self) > 0 or len(self.query) > 0

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and self.query == getattr(other, "query", {})

    def __ne__(self, other: object) -> bool:
        # That of dict ignores the query.
        return not self == other

    __hash__ = None

    def also(self, headers: Mapping[str, str]) -> Credentials:
        """Return these with *headers* besides."""
        return Credentials({**self, **headers}, query=self.query)

    @property
    def secrets(self) -> Secrets:
        """The values to redact: headers with and without their schemes, the query."""
        values = [*self.values(), *self.query.values()]
        bare = [value.partition(" ")[2] for value in self.values()]
        return Secrets(value for value in [*values, *bare] if value.strip())


@attrs.frozen
class Outgoing:
    """
    One attempt, ready to be sent.

    Attributes:
        method: The HTTP method.

        url: The whole address.

        headers: Credentials included, so the repr leaves them out.

        content: Bytes, an iterable of bytes, or ``None``.

        timeouts: For this attempt.
    """

    method: str
    url: str = attrs.field(repr=False)
    headers: Mapping[str, str] = attrs.field(repr=False)
    content: Any = attrs.field(default=None, repr=False)
    timeouts: Timeouts = attrs.field(factory=Timeouts)
