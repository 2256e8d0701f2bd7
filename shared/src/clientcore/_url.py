"""
URLs: path templates, quoting, origins, and what may be shown of a URL.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, unquote_plus, urlsplit, urlunsplit
from uuid import UUID

from ._errors import UnsafeURL
from ._secrets import Secret

Origin: TypeAlias = tuple[str, str, int]

_FIELD = re.compile(r"\{(\w+)(:path)?\}")
_LISTS = (list, tuple, set, frozenset)
_PORTS = {"http": 80, "https": 443}
# Parsers disagree about these: one sees a host where another sees a path.
_ODD = re.compile(r"[\x00-\x20\x7f\\]")


def text_of(value: Any) -> str:
    """
    Return a value of a path, query or form as text.

    An object with an ``id`` stands for its id and an enum member for its value.

    Raises:
        UnsafeURL: The object's id is ``None``.
        ValueError: A number is infinite or not a number.
        TypeError: There is no usual text for a value of this type.
    """
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} cannot be part of a URL or form")
    if isinstance(value, int | float | UUID):
        return str(value)
    name = type(value).__name__
    if not hasattr(value, "id"):
        raise TypeError(f"a value of type {name} cannot be part of a URL or form")
    if value.id is None:
        raise UnsafeURL(f"this {name} has no id")
    return text_of(value.id)


@lru_cache(1024)
def names_in(template: str) -> frozenset[str]:
    """Return the names of the values in a path template."""
    return frozenset(match[1] for match in _FIELD.finditer(template))


def fill(template: str, values: Mapping[str, Any]) -> str:
    """
    Put *values* into a path template, quoted.

    Raises:
        UnsafeURL: A value is missing, empty, or contains a dot segment.
    """

    def quoted(match: re.Match[str]) -> str:
        name, slashes = match.groups()
        if values.get(name) is None:
            raise UnsafeURL(f"no value for {{{name}}} in the path")
        text = text_of(values[name])
        parts = text.strip("/").split("/") if slashes else [text]
        for part in parts:
            if not part or _climbs(part):
                raise UnsafeURL(f"{part!r} cannot be the value of {{{name}}} in a path")
        return "/".join(quote(part, safe="") for part in parts)

    return _FIELD.sub(quoted, template)


def _climbs(text: str) -> bool:
    """Return whether *text* has a dot segment, however often it is decoded."""
    while True:
        if not {".", ".."}.isdisjoint(re.split(r"[/\\]", text)):
            return True
        decoded = unquote(text)
        if decoded == text:
            return False
        text = decoded


def values_of(value: Any) -> list[Any]:
    """Return the items of a list, tuple or set, else *value*, without ``None``."""
    if isinstance(value, _LISTS):
        return [one for one in value if one is not None]
    return [] if value is None else [value]


def encode_query(values: Mapping[str, Any], *, join: str | None = None) -> str:
    """
    Encode a query or form, a space as ``%20``.

    Args:
        values: Names and values, lists, tuples and sets of values among them.
        join: The separator of the values of a list. ``None`` repeats the name.
    """
    pairs: list[str] = []
    for name, value in values.items():
        texts = [text_of(one) for one in values_of(value)]
        if join is not None and value is not None:
            texts = [join.join(texts)]
        key = quote(name, safe="")
        pairs += [f"{key}={_quoted(text)}" for text in texts]
    return "&".join(pairs)


def _quoted(text: str) -> str:
    # Bulk requests have hundreds of numbers.
    return text if text.isascii() and text.isalnum() else quote(text, safe="")


def with_query(url: str, values: Mapping[str, str]) -> Secret:
    """Return *url* with *values* in its query, replacing those of these names."""
    if not values:
        return Secret(url)
    parts = urlsplit(url)
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and unquote_plus(pair.partition("=")[0]) not in values
    ]
    query = "&".join([*kept, encode_query(values)])
    return Secret(urlunsplit(parts._replace(query=query)))


@lru_cache(64)
def origin(url: str) -> Origin:
    """
    Return scheme, host and port of *url*.

    Raises:
        UnsafeURL: It is not an absolute http URL, or contains credentials.
    """
    if _ODD.search(url):
        raise UnsafeURL("a URL has blanks, control characters or backslashes")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        # The message of the cause may quote credentials.
        raise UnsafeURL("a URL cannot be parsed") from None
    if not host or parts.scheme not in _PORTS:
        raise UnsafeURL("a URL is not absolute, or neither http nor https")
    if "@" in parts.netloc:
        raise UnsafeURL("a URL contains credentials; pass them as an option")
    port = _PORTS[parts.scheme] if port is None else port
    return parts.scheme, host.rstrip("."), port


def show(url: str) -> str:
    """Return *url* without query, fragment and credentials, for messages."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def clean_base(url: str) -> str:
    """Return a base URL, checked as by `origin`, with one slash at its end."""
    url = url.strip()
    origin(url)
    parts = urlsplit(url)
    if parts.query or parts.fragment:
        raise UnsafeURL("a base URL has no query and no fragment")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
