"""
A request as a value, before anything is sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import attrs

from ._errors import UnsafeURL
from ._facts import RequestInfo
from ._quoting import clean_base, encode_query, origin, path_value, query_pairs, show

Method: TypeAlias = Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
#: A query: names and values, in any of the usual forms.
Query: TypeAlias = Mapping[str, Any]

_FIELD = re.compile(r"\{(\w+)(:path)?\}")
#: RFC 9110, section 9.2.2. PATCH is not among them.
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})


@attrs.frozen(kw_only=True)
class Request:
    """
    What to ask of the server.

    The repr shows the method and the template only, because the rest may hold
    secrets. Most are made by `GET`, `POST` and their like.

    Attributes:
        method: The HTTP method.

        template:
            A path relative to the base address, with ``{names}`` for values.
            ``{name:path}`` takes a value with slashes.

        path: The values of those names.

        query: Names and values; ``None`` is left out.

        json: A body to be sent as JSON, or ``...`` for none.

        form: Fields of a form. With *files*, or an upload among them, of a
            multipart form, in the order given.

        files: Names and uploads of a multipart form.

        content: A body as it is: bytes or an `Upload`.

        headers: Further headers.

        base: A base address other than the client's. No credentials go there
            unless it has the origin of the client's own.

        link: An absolute address from an earlier answer, instead of a
            template. It must have the base's origin.

        idempotent: Whether sending twice does no more than sending once, so
            that a lost answer may be asked for again.

        auth: Whether credentials are attached.

        redirects: Whether redirects within the origin are followed.

        timeout: Seconds for reading and for writing, instead of the client's.
            ``None`` for the client's.

        deadline: Whether the client's deadline over all attempts applies.

        bucket: What shares a rate limit with this request.
    """

    method: Method
    template: str = ""
    path: Mapping[str, Any] = attrs.field(factory=dict, repr=False)
    query: Query = attrs.field(
        factory=dict,
        converter=lambda query: query or {},
        repr=False,
    )
    json: Any = attrs.field(default=..., repr=False)
    form: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    files: Mapping[str, Any] | None = attrs.field(default=None, repr=False)
    content: Any = attrs.field(default=None, repr=False)
    headers: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    base: str | None = attrs.field(default=None, repr=False)
    link: str | None = attrs.field(default=None, repr=False)
    idempotent: bool = attrs.field(
        default=attrs.Factory(lambda self: self.method in _IDEMPOTENT, takes_self=True),
        repr=False,
    )
    auth: bool = attrs.field(default=True, repr=False)
    redirects: bool = attrs.field(default=False, repr=False)
    timeout: float | None = attrs.field(default=None, repr=False)
    deadline: bool = attrs.field(default=True, repr=False)
    bucket: str = attrs.field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    def with_query(self, **values: Any) -> Request:
        """Return the same with *values* put into the query."""
        return attrs.evolve(self, query={**self.query, **values})

    def at(self, link: str) -> Request:
        """Return the same for the absolute address *link*."""
        return attrs.evolve(self, link=link)

    def info(self, url: str = "") -> RequestInfo:
        """Return what may be said about it."""
        return RequestInfo(self.method, self.template, show(url) if url else "")

    def __getstate__(self) -> dict[str, Any]:
        # Bodies, forms, queries and headers hold credentials at times, and a
        # pickle goes anywhere.
        raise TypeError("a request is not pickled, since it may hold secrets")


_OPTIONS = frozenset(attrs.fields_dict(Request)) - {"method", "template", "path"}


def _request(method: Method, template: str, values: dict[str, Any]) -> Request:
    """Divide *values* into values for the path and options."""
    path = dict(values.pop("path", None) or {})
    names = {match[1] for match in _FIELD.finditer(template)}
    path |= {name: values.pop(name) for name in values.keys() & (names - _OPTIONS)}
    if unknown := sorted((values.keys() - _OPTIONS) | (path.keys() - names)):
        raise TypeError(
            f"{method} {template} takes no {', '.join(map(repr, unknown))};"
            " values of the query are given as query={...}"
        )
    return Request(method=method, template=template, path=path, **values)


def GET(template: str, /, **values: Any) -> Request:
    """
    Make a request.

    Args:
        template: A path relative to the base address, as in
            ``account/{account}/bio``.

        **values:
            Values for the names in the template, and options: ``query``,
            ``headers``, ``base``, ``idempotent``, ``auth``, ``redirects``,
            ``timeout``, ``deadline``, ``bucket``, and ``json``, ``form``,
            ``files`` or ``content`` for a body. See `Request`. The value of a
            name that is also an option is given in ``path={...}``.

    Raises:
        TypeError: A keyword is neither an option nor a name in *template*.
    """
    return _request("GET", template, values)


def HEAD(template: str, /, **values: Any) -> Request:
    """Make a request: see `GET`."""
    return _request("HEAD", template, values)


def POST(template: str, /, **values: Any) -> Request:
    """Make a request that is sent once, unless ``idempotent=True``: see `GET`."""
    return _request("POST", template, values)


def PUT(template: str, /, **values: Any) -> Request:
    """Make a request: see `GET`."""
    return _request("PUT", template, values)


def PATCH(template: str, /, **values: Any) -> Request:
    """Make a request that is sent once, unless ``idempotent=True``: see `GET`."""
    return _request("PATCH", template, values)


def DELETE(template: str, /, **values: Any) -> Request:
    """Make a request: see `GET`."""
    return _request("DELETE", template, values)


def build_url(base: str, request: Request, *, join: str | None = ",") -> str:
    """
    Return the address that *request* goes to.

    Args:
        base: The client's base address, with a slash at its end.

        request: What to ask.

        join: What stands between the values of a list in the query, or
            ``None`` to repeat the name.

    Raises:
        UnsafeURL: A path value is missing or would lead elsewhere, or a link
            has another origin.
    """
    pairs = query_pairs(request.query.items(), join=join)
    base = clean_base(request.base) if request.base else base
    if request.link is None:
        url = base + _fill(request).lstrip("/")
        return f"{url}?{encode_query(pairs)}" if pairs else url
    return _guarded(base, request.link)


def _fill(request: Request) -> str:
    """Put the path values into the template."""

    def value(match: re.Match[str]) -> str:
        name, slashes = match.groups()
        return path_value(name, request.path.get(name), slashes=bool(slashes))

    return _FIELD.sub(value, request.template)


def _guarded(base: str, link: str) -> str:
    """Return *link* if it has the origin of *base*."""
    if origin(link) != origin(base):
        raise UnsafeURL(
            f"refused {show(link)}: it is not on {show(base)}, and credentials"
            " would have gone there"
        )
    return link
