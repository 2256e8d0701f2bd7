"""
Keys and addresses: a resource is known by either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from .exceptions import UnsafeURLError

if TYPE_CHECKING:
    import httpx  # noqa: TID251  # _build_url() is documented to return its type

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def as_url(text: str) -> httpx.URL:
    """
    Return the HTTP library's object for an address.

    Raises:
        UnsafeURLError: It is none.
    """
    import httpx  # noqa: TID251

    try:
        return httpx.URL(text)
    except httpx.InvalidURL as error:
        raise UnsafeURLError("an address cannot be read") from error


def join(root: str, segment: str) -> httpx.URL:
    """
    Return *root* and *segment* with one slash between them.

    Args:
        root: An address.

        segment: A key. What would end the path or climb in it is refused or
            quoted, so that all of it is path. Repeated slashes count as one: keys
            begin and end with one, and people put them together.

    Raises:
        UnsafeURLError: There are dots in the place of a name.
    """
    segment = _SLASHES.sub("/", segment).lstrip("/")
    if not {".", ".."}.isdisjoint(unquote(segment).replace("\\", "/").split("/")):
        raise UnsafeURLError(f"{segment!r} is no key")
    quoted = _LONE_PERCENT.sub("%25", segment).replace("?", "%3F").replace("#", "%23")
    # Not joined as RFC 3986 has it: a prefix of the root would be lost.
    return as_url(f"{root.rstrip('/')}/{quoted}")


def is_address(text: str) -> bool:
    """Tell whether *text* is a whole address, and no key."""
    return _ADDRESS.match(text) is not None


def below(address: str, *, api: str, web: str) -> tuple[str, str]:
    """
    Return the path and the query of an address below the API or the web site.

    What matters is the host: the scheme and a ``www.`` may differ, since no
    more than the path is taken over. The queries of web pages do not count.

    Raises:
        UnsafeURLError: It is below neither.
    """
    host, path, query = _parts(address)
    if not host:
        raise UnsafeURLError("an address has no host")
    # A sandbox has both on one host: the longer one tells more.
    for root in sorted((api, web), key=len, reverse=True):
        there, prefix, _ = _parts(root)
        prefix = prefix.rstrip("/")
        if host == there and f"{path}/".startswith(f"{prefix}/"):
            return path.removeprefix(prefix), query if root == api else ""
    where = f"this client goes to {api} and {web}"
    raise UnsafeURLError(f"{host}{path} is elsewhere: {where}")


def _parts(address: str) -> tuple[str, str, str]:
    """Return host with port, path and query."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise UnsafeURLError("an address cannot be read") from None
    if parts.username or parts.password:
        raise UnsafeURLError("an address holds credentials")
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    known = port in {None, 80, 443}
    return host if known else f"{host}:{port}", parts.path, parts.query


def with_slash(url: str) -> str:
    """Return an address whose path ends in a slash: without it is a redirect."""
    path, mark, query = url.partition("?")
    return f"{path.rstrip('/')}/{mark}{query}"


def with_query(url: str, values: Mapping[str, Any]) -> str:
    """
    Return *url* with *values* in its query, in the place of those of their names.

    Args:
        url: An address.

        values: Lists repeat the name, ``None`` is left out, booleans are 1 and 0.
    """
    path, _, query = url.partition("?")
    merged: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        merged.setdefault(name, []).append(value)
    for name, value in values.items():
        if value is not None:
            several = isinstance(value, list | tuple | set | frozenset)
            merged[name] = [*map(plain_text, value)] if several else [plain_text(value)]
    return f"{path}?{urlencode(merged, doseq=True)}" if merged else path


def plain_text(value: Any) -> str:
    """Return a value as the service wants it: booleans as 1 and 0."""
    return str(int(value)) if isinstance(value, bool) else str(value)
