"""
The cookie of a session.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Repeated headers are joined by commas; dates have commas as well, but no name and
# equals sign behind them.
_BETWEEN = re.compile(r",\s*(?=[!#$%&'*+\-.^_`|~\w]+=)")
# RFC 6265, without what no header can carry.
_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(r'"?[!#-+\--:<-\[\]-~]*"?')
_SESSION = re.compile(r"sid$|sess", re.IGNORECASE)


def read_cookies(set_cookie: str | None) -> dict[str, str]:
    """
    Return the session's cookie of a response.

    Args:
        set_cookie: The header, repeated ones joined by commas, or ``None``.

    Returns:
        Values by name, of the cookies that are named like a session (``connect.sid``)
        if there are some. Those that a request can't carry are left out. Their
        lifetime is ignored: the service responds with a redirect when a session has
        expired.
    """
    found: dict[str, str] = {}
    for cookie in _BETWEEN.split(set_cookie or ""):
        name, equals, value = cookie.partition(";")[0].partition("=")
        name, value = name.strip(), value.strip()
        if equals and _NAME.fullmatch(name) and _VALUE.fullmatch(value):
            found[name] = value
    session = {name: value for name, value in found.items() if _SESSION.search(name)}
    return session or found


def cookie_header(cookies: Mapping[str, str]) -> dict[str, str]:
    """Return the header that sends *cookies* back, empty if there are none."""
    if not cookies:
        return {}
    pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"Cookie": pairs}
