"""
Cookies, as far as a session needs them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Repeated headers come joined by commas; dates have commas as well, but no name
# and equals sign behind them.
_BETWEEN = re.compile(r",\s*(?=[!#$%&'*+\-.^_`|~\w]+=)")


def read_cookies(set_cookie: str | None) -> dict[str, str]:
    """
    Read the cookies that an answer sets.

    Args:
        set_cookie: The header, repeated ones joined by commas, or ``None``.

    Returns:
        Values by name. How long they last is not looked at: the service says so
        itself when a session is over.
    """
    found: dict[str, str] = {}
    for cookie in _BETWEEN.split(set_cookie or ""):
        name, equals, value = cookie.partition(";")[0].partition("=")
        if equals and name.strip():
            found[name.strip()] = value.strip()
    return found


def cookie_header(cookies: Mapping[str, str]) -> dict[str, str]:
    """Return the header that sends *cookies* back, empty if there are none."""
    if not cookies:
        return {}
    pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"Cookie": pairs}
