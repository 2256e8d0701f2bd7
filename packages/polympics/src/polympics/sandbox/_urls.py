"""
URLs that the service accepts for callbacks.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from ._problems import InvalidError, Issue

_LONGEST = 2083
_LABEL = re.compile(r"\w([\w-]{0,61}\w)?")
_TOP_LEVEL = re.compile(r"([^\W\d_]{2,63}|xn--[a-z0-9-]{1,59})", re.IGNORECASE)

_TOO_SHORT = Issue(
    "ensure this value has at least 1 characters",
    "value_error.any_str.min_length",
    ctx={"limit_value": 1},
)
_TOO_LONG = Issue(
    f"ensure this value has at most {_LONGEST} characters",
    "value_error.any_str.max_length",
    ctx={"limit_value": _LONGEST},
)
_NO_SCHEME = Issue("invalid or missing URL scheme", "value_error.url.scheme")
_OTHER_SCHEME = Issue(
    "URL scheme not permitted",
    "value_error.url.scheme",
    ctx={"allowed_schemes": ["http", "https"]},
)
_BAD_PORT = Issue("URL port invalid, port cannot exceed 65535", "value_error.url.port")
_BAD_HOST = Issue("URL host invalid", "value_error.url.host")
_NO_TOP_LEVEL = Issue(
    "URL host invalid, top level domain required", "value_error.url.host"
)


def check_url(url: str) -> None:
    """
    Check that events could be sent to *url*.

    Raises:
        InvalidError: The URL is not valid.
    """
    if issue := _issue(url):
        raise InvalidError(issue)


def _issue(url: str) -> Issue | None:
    if not url:
        return _TOO_SHORT
    if len(url) > _LONGEST:
        return _TOO_LONG
    if rest := re.search(r"\s.*", url, re.DOTALL):
        return _extra(rest.group())
    try:
        parts = urlsplit(url)
    except ValueError:
        return _BAD_HOST
    return _scheme_issue(url, parts) or _host_issue(parts)


def _extra(rest: str) -> Issue:
    return Issue(
        f"URL invalid, extra characters found after valid URL: {rest!r}",
        "value_error.url.extra",
        ctx={"extra": rest},
    )


def _scheme_issue(url: str, parts: SplitResult) -> Issue | None:
    if not parts.scheme or "://" not in url:
        return _NO_SCHEME
    return None if parts.scheme in ("http", "https") else _OTHER_SCHEME


def _host_issue(parts: SplitResult) -> Issue | None:
    try:
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return _BAD_PORT
    if _is_address(host):
        return None
    labels = host.removesuffix(".").split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        return _BAD_HOST
    if len(labels) < 2 or not _TOP_LEVEL.fullmatch(labels[-1]):
        return _NO_TOP_LEVEL
    return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
