"""
Keys and addresses of resources.
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

#: Pages of a user on the web site, and the names of their lists in the API.
_LISTS = {"uploads": "cloudcasts"}
#: Pages of a user that the API has no list for, and the nearest lists.
_NO_LISTS = {
    "stream": "cloudcasts/ and feed/",
    "reposts": "feed/",
    "select": "cloudcasts/",
}


def as_url(text: str) -> httpx.URL:
    """
    Return the HTTP library's object for an address.

    Raises:
        UnsafeURLError: *text* cannot be parsed as an address.
    """
    import httpx  # noqa: TID251

    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise UnsafeURLError("an address cannot be parsed") from error


def join(root: str, segment: str) -> httpx.URL:
    """
    Return *root* and *segment* with one slash between them.

    Args:
        root: The address to append to.
        segment: A key. Characters that would end the path are quoted. Repeated
            slashes count as one, because keys begin and end with a slash.

    Raises:
        UnsafeURLError: *segment* has a dot segment.
    """
    segment = _SLASHES.sub("/", segment).lstrip("/")
    if not {".", ".."}.isdisjoint(unquote(segment).replace("\\", "/").split("/")):
        raise UnsafeURLError(f"{segment!r} is not a key")
    quoted = _LONE_PERCENT.sub("%25", segment).replace("?", "%3F").replace("#", "%23")
    # Not joined by the rules of RFC 3986: a path prefix of the root would be lost.
    return as_url(f"{root.rstrip('/')}/{quoted}")


def is_address(text: str, web: str = "") -> bool:
    """
    Return whether *text* is an address, and not a key.

    Args:
        text: A key or an address.
        web: Address of the web site, whose host may begin an address without
            scheme, as browsers show it.
    """
    if _ADDRESS.match(text):
        return True
    host = text.partition("/")[0]
    return "." in host and _bare(host) == _bare(urlsplit(web).netloc)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.").removeprefix("m.")


def below(address: str, *, api: str, web: str) -> tuple[str, str]:
    """
    Return the path and query in the API for an address of the API or the web site.

    Scheme and ``www.`` may differ from those of *api* and *web*, since only the path
    is used. The query of a web page is dropped, except for a search.

    Raises:
        UnsafeURLError: The address has another host, or the API has no resource for
            this page.
    """
    if not _ADDRESS.match(address):
        address = f"https://{address}"
    host, path, query = _parts(address)
    if not host:
        raise UnsafeURLError("an address has no host")
    values = dict(parse_qsl(query))
    site = _parts(web)[0]
    if path.startswith("/widget/") and host in (site, f"player-widget.{site}"):
        feed = values.get("feed", "/")
        if is_address(feed, web):
            return below(feed, api=api, web=web)
        return api_path(feed), ""
    # The longer one first: a sandbox has both on one host.
    for root in sorted((api, web), key=len, reverse=True):
        there, prefix, _ = _parts(root)
        prefix = prefix.rstrip("/")
        if host == there and f"{path}/".startswith(f"{prefix}/"):
            path = path.removeprefix(prefix)
            if root == api:
                return path, query
            found = {"q": values["q"]} if path == "/search/" and "q" in values else {}
            return api_path(path), urlencode(found)
    raise UnsafeURLError(
        f"{host}{path} is neither below {api} nor below {web}; open a short link in"
        " a browser, and pass the address that it leads to"
    )


def api_path(path: str) -> str:
    """
    Return the path in the API for the path of a web page.

    Raises:
        UnsafeURLError: The API has no list for this page of a user.
    """
    user, _, name = path.strip("/").partition("/")
    if name in _NO_LISTS:
        raise UnsafeURLError(
            f"the API has no list for the page {path!r};"
            f" the nearest lists of {user} are {_NO_LISTS[name]}"
        )
    return f"/{user}/{_LISTS[name]}/" if name in _LISTS else path


def _parts(address: str) -> tuple[str, str, str]:
    """Return host with port, path and query."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise UnsafeURLError("an address cannot be parsed") from None
    if parts.username or parts.password:
        raise UnsafeURLError("an address contains credentials")
    host = _bare(parts.hostname or "")
    known = port in {None, 80, 443}
    return host if known else f"{host}:{port}", parts.path, parts.query


def with_slash(url: str) -> str:
    """Return an address whose path ends in a slash, which saves a redirect."""
    path, mark, query = url.partition("?")
    return f"{path.rstrip('/')}/{mark}{query}"


def with_query(url: str, values: Mapping[str, Any]) -> str:
    """
    Return *url* with *values* in its query, replacing values of the same names.

    Args:
        url: An address with or without a query.
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
    """
    Return a value as the service accepts it: booleans as 1 and 0.

    Raises:
        ValueError: It has a lone surrogate, which UTF-8 has no bytes for.
    """
    text = str(int(value)) if isinstance(value, bool) else str(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{text!r} has a character that cannot be sent") from None
    return text
