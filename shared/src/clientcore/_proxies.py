"""
The proxy of a URL, by the environment's variables or the option ``proxy=``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from contextlib import suppress
from urllib.parse import urlsplit
from urllib.request import getproxies

from ._errors import SettingsError

#: Schemes of proxies that the HTTP library can use.
_SCHEMES = frozenset({"http", "https", "socks5", "socks5h"})


class Proxies:
    """
    Chooses a proxy by scheme and host.

    The variables are ``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``,
    in either case, and the system's settings on macOS and Windows.

    Args:
        proxy: Proxy for all URLs, or ``None`` for those of *found*.
        found: Proxies by scheme, as `urllib.request.getproxies` returns them.

    Raises:
        SettingsError: A proxy has an unknown scheme or cannot be parsed.
    """

    def __init__(
        self, proxy: str | None = None, found: Mapping[str, str] | None = None
    ) -> None:
        found = dict(getproxies() if found is None and proxy is None else found or {})
        if proxy is not None:
            found = {"all": proxy}
        names = {"all": "proxy"} if proxy is not None else {}
        self._proxies = {
            scheme: _checked(value, names.get(scheme, f"{scheme.upper()}_PROXY"))
            for scheme, value in found.items()
            if scheme in {"http", "https", "all"} and value
        }
        excluded = (entry.strip().lower() for entry in found.get("no", "").split(","))
        self._excluded = [entry for entry in excluded if entry]

    def __repr__(self) -> str:
        # The URLs may hold passwords.
        return f"<Proxies for {', '.join(self._proxies) or 'nothing'}>"

    def for_url(self, url: str) -> str | None:
        """Return the proxy's URL for *url*, or ``None`` to connect directly."""
        if not self._proxies:
            return None
        parts = urlsplit(url)
        scheme = {"ws": "http", "wss": "https"}.get(parts.scheme, parts.scheme)
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if proxy is None or _matches(parts.hostname or "", parts.port, self._excluded):
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
        allowed = ", ".join(sorted(_SCHEMES))
        raise SettingsError(
            f"{name} must be a URL with a host and one of the schemes {allowed}"
        )
    return url


def _matches(host: str, port: int | None, excluded: Iterable[str]) -> bool:
    """Return whether *host* is one of the entries of ``NO_PROXY``."""
    address = _address(host)
    for entry in excluded:
        if entry == "*":
            return True
        if "/" in entry:
            with suppress(ValueError):
                network = ipaddress.ip_network(entry.strip("[]"), strict=False)
                if address is not None and address in network:
                    return True
            continue
        name, entry_port = _split_port(entry)
        if entry_port is not None and entry_port != port:
            continue
        if address is not None and address == _address(name):
            return True
        name = name.removeprefix("*").lstrip(".")
        if name and (host == name or host.endswith(f".{name}")):
            return True
    return False


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _split_port(entry: str) -> tuple[str, int | None]:
    """Part ``host:port``; an IPv6 address without brackets has no port."""
    name, colon, port = entry.rpartition(":")
    if colon and port.isdecimal() and (":" not in name or name.endswith("]")):
        return name, int(port)
    return entry, None
