"""
A request as a value, before anything is sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import attrs

from ._errors import UnsafeURL
from ._events import RequestInfo
from ._secrets import hidden, redact
from ._url import clean_base, encode_query, fill, names_in, origin, show

Method: TypeAlias = Literal["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

#: RFC 9110, section 9.2.2. PATCH is not among them.
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})


def _or_empty(query: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return query or {}


@attrs.frozen(kw_only=True)
class Request:
    """
    A request to the server. Most are made by `GET`, `POST` and so on.

    The repr has the method and the template only, because the rest may contain
    secrets.

    Attributes:
        method: The HTTP method.
        template: A path relative to the base URL, with ``{names}`` for values.
            ``{name:path}`` takes a value with slashes.
        path: The values of those names.
        query: Names and values; ``None`` is left out.
        json: A body to be sent as JSON, or ``...`` for none.
        form: Fields of a form. With *files*, or an `Upload` among the values,
            the form is multipart, in the order given.
        files: Names and uploads of a multipart form.
        content: The body itself: bytes, text, an `Upload`, a path object, an
            open file, or an iterable of bytes.
        headers: Headers besides those of the client.
        base: A base URL other than the client's. Credentials are sent there only if
            it has the origin of the client's own.
        link: An absolute URL from an earlier response, instead of a template. It
            must have the origin of the base URL.
        idempotent: Whether the request may be sent again if its response was lost.
        auth: Whether credentials are attached.
        redirects: Whether redirects within the origin are followed.
        timeout: Seconds for reading and for writing, `math.inf` for no limit.
            ``None`` for the client's.
        deadline: Whether the client's deadline over all attempts applies.
        retries: Attempts after the first. ``None`` for the client's.
        bucket: The name of the rate limit that applies to the request.
        secrets: Values that are redacted wherever the server repeats them.
    """

    method: Method
    template: str = ""
    path: Mapping[str, Any] = attrs.field(factory=dict)
    query: Mapping[str, Any] = attrs.field(factory=dict, converter=_or_empty)
    json: Any = ...
    form: Mapping[str, Any] | None = None
    files: Mapping[str, Any] | None = None
    content: Any = None
    headers: Mapping[str, str] = attrs.field(factory=dict)
    base: str | None = None
    link: str | None = None
    idempotent: bool = attrs.Factory(
        lambda self: self.method in _IDEMPOTENT, takes_self=True
    )
    auth: bool = True
    redirects: bool = False
    timeout: float | None = None
    deadline: bool = True
    retries: int | None = None
    bucket: str = ""
    secrets: Sequence[str] = attrs.field(default=(), converter=hidden)

    def __repr__(self) -> str:
        return f"Request(method={self.method!r}, template={self.template!r})"

    def __str__(self) -> str:
        return f"{self.method} {self.template}"

    def with_query(self, **values: Any) -> Request:
        """Return a copy with *values* added to the query."""
        return attrs.evolve(self, query={**self.query, **values})

    def at(self, link: str) -> Request:
        """Return a copy for the absolute URL *link*."""
        return attrs.evolve(self, link=link)

    def info(self, url: str = "") -> RequestInfo:
        """Return the part that errors, hooks and logs may show."""
        shown = redact(show(url), self.secrets) if url else ""
        return RequestInfo(self.method, self.template, shown)

    def __getstate__(self) -> dict[str, Any]:
        # Bodies, forms, queries and headers may contain credentials.
        raise TypeError("a request cannot be pickled, since it may contain secrets")


_OPTIONS = frozenset(attrs.fields_dict(Request)) - {"method", "template", "path"}


def _request(method: Method, template: str, values: dict[str, Any]) -> Request:
    """Divide *values* into values for the path and options."""
    path = dict(values.pop("path", None) or {})
    names = names_in(template)
    path |= {name: values.pop(name) for name in values.keys() & (names - _OPTIONS)}
    if unknown := sorted((values.keys() - _OPTIONS) | (path.keys() - names)):
        raise TypeError(
            f"{method} {template} takes no {', '.join(map(repr, unknown))};"
            " values of the query are given as query={...}"
        )
    return Request(method=method, template=template, path=path, **values)


def GET(template: str, /, **values: Any) -> Request:
    """
    Return a GET request.

    Args:
        template: A path relative to the base URL, as in ``account/{account}/bio``.
        **values: Values for the names in the template, and the attributes of
            `Request` as options. The value of a name that is also an option is given
            in ``path={...}``.

    Raises:
        TypeError: A keyword is neither an option nor a name in *template*.
    """
    return _request("GET", template, values)


def HEAD(template: str, /, **values: Any) -> Request:
    """Return a HEAD request: see `GET`."""
    return _request("HEAD", template, values)


def POST(template: str, /, **values: Any) -> Request:
    """Return a POST request, sent once unless ``idempotent=True``: see `GET`."""
    return _request("POST", template, values)


def PUT(template: str, /, **values: Any) -> Request:
    """Return a PUT request: see `GET`."""
    return _request("PUT", template, values)


def PATCH(template: str, /, **values: Any) -> Request:
    """Return a PATCH request, sent once unless ``idempotent=True``: see `GET`."""
    return _request("PATCH", template, values)


def DELETE(template: str, /, **values: Any) -> Request:
    """Return a DELETE request: see `GET`."""
    return _request("DELETE", template, values)


def build_url(base: str, request: Request, *, join: str | None = ",") -> str:
    """
    Return the URL of *request*.

    Args:
        base: The client's base URL, with a slash at its end.
        request: The request, whose own base URL takes precedence.
        join: See `Api`.

    Raises:
        UnsafeURL: A value cannot be part of a path, or a link has another origin.
    """
    base = clean_base(request.base) if request.base else base
    if request.link is None:
        url = base + fill(request.template, request.path).lstrip("/")
        query = encode_query(request.query, join=join)
        return f"{url}?{query}" if query else url
    if origin(request.link) != origin(base):
        raise UnsafeURL(
            f"refused {show(request.link)}: its origin is not that of {show(base)},"
            " and credentials would have been sent there"
        )
    return request.link
