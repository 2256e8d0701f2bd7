"""
The proxy of a URL, by the environment's variables or the option ``proxy=``.
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import getproxies

from ._errors import SettingsError
from ._url import origin

#: Schemes of proxies that the HTTP library can use.
_SCHEMES = ("http", "https", "socks5", "socks5h")


class Proxies:
    """
    Chooses a proxy by scheme and host.

    The variables are ``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``,
    in either case, and the system's settings on macOS and Windows.

    Args:
        proxy: Proxy for all URLs, or ``None`` for those of the environment.

    Raises:
        SettingsError: A proxy has an unknown scheme or cannot be parsed.
    """

    def __init__(self, proxy: str | None = None) -> None:
        found = getproxies() if proxy is None else {"all": proxy}
        name = "{}_PROXY" if proxy is None else "proxy"
        self._proxies = {
            scheme: _checked(found[scheme], name.format(scheme.upper()))
            for scheme in ("http", "https", "all")
            if found.get(scheme)
        }
        self._excluded = found.get("no", "").lower().replace(",", " ").split()

    def __repr__(self) -> str:
        # The URLs may hold passwords.
        return f"<Proxies for {', '.join(self._proxies) or 'nothing'}>"

    def for_url(self, url: str) -> str | None:
        """Return the proxy's URL for *url*, or ``None`` to connect directly."""
        scheme, host, port = origin(url)
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if proxy and any(_matches(host, port, entry) for entry in self._excluded):
            return None
        return proxy


def _checked(value: str, name: str) -> str:
    """Return a proxy's URL with its scheme, ``http`` if it has none."""
    url = value if "://" in value else f"http://{value}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        # The exception may quote a password.
        raise SettingsError(f"{name} is not a URL") from None
    if parts.scheme not in _SCHEMES or not host:
        raise SettingsError(
            f"{name} must be a URL with a host and one of the schemes"
            f" {', '.join(_SCHEMES)}"
        )
    return url


def _matches(host: str, port: int, entry: str) -> bool:
    """Return whether an entry of ``NO_PROXY`` excludes *host*."""
    if entry == "*":
        return True
    address = None
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
    # An IPv6 address without brackets has no port.
    if entry.count(":") == 1 or "]:" in entry:
        entry, _, entry_port = entry.rpartition(":")
        if entry_port != str(port):
            return False
    if address is not None:
        with suppress(ValueError):
            return address in ipaddress.ip_network(entry.strip("[]"), strict=False)
    name = entry.removeprefix("*").lstrip(".")
    return host == name or bool(name and host.endswith(f".{name}"))
