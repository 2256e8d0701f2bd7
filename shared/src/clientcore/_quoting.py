"""
Values in addresses: quoting, and telling one origin from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, unquote_plus, urlsplit, urlunsplit

from ._errors import UnsafeURL

Origin: TypeAlias = tuple[str, str, int]

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
# What parsers disagree about: one sees a host where another sees a path.
_ODD = re.compile(r"[\x00-\x20\x7f\\]")


def plain(value: Any) -> str:
    """
    Return *value* as APIs want it in an address.

    An object with an ``id`` stands for its id, an enum member for its value;
    booleans are ``true`` and ``false``, times are in ISO form.

    Raises:
        UnsafeURL: The object's id is ``None``.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    identity = getattr(value, "id", value)
    if identity is None:
        raise UnsafeURL(f"this {type(value).__name__} has no id")
    return str(value) if identity is value else plain(identity)


def path_value(name: str, value: Any, *, slashes: bool = False) -> str:
    """
    Quote a value for one part of a path, or for several with *slashes*.

    Raises:
        UnsafeURL: If it is empty, or would lead out of its place.
    """
    if value is None:
        raise UnsafeURL(f"no value for {{{name}}} in the path")
    text = plain(value)
    parts = text.strip("/").split("/") if slashes else [text]
    for part in parts:
        if not part or _climbs(part):
            raise UnsafeURL(f"{part!r} cannot stand for {{{name}}} in a path")
    return "/".join(quote(part, safe="") for part in parts)


def _climbs(text: str) -> bool:
    """Tell whether *text*, however often it is decoded, holds a dot segment."""
    while True:
        if not {".", ".."}.isdisjoint(re.split(r"[/\\]", text)):
            return True
        decoded = unquote(text)
        if decoded == text:
            return False
        text = decoded


def query_pairs(
    values: Iterable[tuple[str, Any]], *, join: str | None = ","
) -> list[tuple[str, str]]:
    """
    Make the pairs of a query; ``None`` is left out, in lists too.

    Args:
        values: Names and values. Lists, tuples and sets are lists of values.

        join: What stands between the values of a list, or ``None`` to repeat
            the name for each.
    """
    pairs: list[tuple[str, str]] = []
    for name, value in values:
        if value is None:
            continue
        if not isinstance(value, list | tuple | set | frozenset):
            pairs.append((name, plain(value)))
        elif join is None:
            pairs.extend((name, item) for item in _items(value))
        else:
            pairs.append((name, join.join(_items(value))))
    return pairs


def _items(values: Iterable[Any]) -> list[str]:
    return [plain(value) for value in values if value is not None]


def encode_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Encode the pairs of a query or form, a space as ``%20``."""
    return "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs
    )


def with_query(url: str, values: Mapping[str, str]) -> str:
    """Return *url* with *values* in its query, in place of any of their names."""
    if not values:
        return url
    parts = urlsplit(url)
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and unquote_plus(pair.partition("=")[0]) not in values
    ]
    query = "&".join([*kept, encode_query(values.items())])
    return urlunsplit(parts._replace(query=query))


def origin(url: str) -> Origin:
    """
    Return scheme, host and port of *url*.

    Raises:
        UnsafeURL: If it has none of them, holds credentials, or characters
            about which parsers disagree.
    """
    if _ODD.search(url):
        raise UnsafeURL("an address holds blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        # Its message may quote credentials, so it is not passed on.
        raise UnsafeURL("an address cannot be read") from None
    scheme = parts.scheme.lower()
    if not host or scheme not in _PORTS:
        raise UnsafeURL("an address is not absolute, or neither http nor https")
    if "@" in parts.netloc:
        raise UnsafeURL("an address holds credentials; give them as such")
    port = _PORTS[scheme] if port is None else port
    return scheme, host.rstrip(".").lower(), port


def show(url: str) -> str:
    """Return *url* without query, fragment and credentials, fit for a message."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def clean_base(url: str) -> str:
    """
    Return a base address with one slash at its end.

    Raises:
        UnsafeURL: If it is not an absolute http address, or has a query.
    """
    url = url.strip()
    origin(url)
    parts = urlsplit(url)
    if parts.query or parts.fragment:
        raise UnsafeURL("a base address has no query and no fragment")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
