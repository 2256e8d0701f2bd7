"""
Where the service is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal, Self, TypeAlias
from urllib.parse import urlsplit

import attrs

from ._errors import NotOfferedError

Service: TypeAlias = Literal[
    "apim", "api", "accounts", "rooms", "clubs", "cdn", "img", "ns", "match", "web"
]

#: What a name server calls the services.
_NAMES: dict[str, str] = {
    "accounts": "accounts",
    "api": "api",
    "cdn": "cdn",
    "clubs": "clubs",
    "images": "img",
    "matchmaking": "match",
    "rooms": "rooms",
}
#: The services whose addresses in an environment mean the older layout.
_OLDER = ("accounts", "api", "rooms")


class Layout(Enum):
    """
    The two ways in which the service has laid out its paths.

    ``GATEWAY`` is one keyed host with short paths and short records; ``HOSTS`` is a
    host for each service, the older way, which fan-run servers speak.
    """

    GATEWAY = "gateway"
    HOSTS = "hosts"


_TRUSTED = {
    Layout.GATEWAY: frozenset({"apim", "api"}),
    Layout.HOSTS: frozenset({"accounts", "api", "match", "rooms"}),
}


@attrs.frozen(kw_only=True)
class Servers:
    """
    Base addresses, each of which can be another; those of the service as it was.

    ``None`` for an address that does not exist.

    Attributes:
        layout: How the paths look.

        apim: The keyed gateway.

        api: The older API: images, events, inventions, feeds.

        accounts: The older host for accounts.

        rooms: The older host for rooms.

        clubs: Clubs and subscriber counts.

        cdn: Loading screen tips; image files under ``img/``.

        img: Image files, in any size.

        ns: The name server.

        match: Where people are; for requests of your own.

        web: The pages that people look at.

        trusted: The services that get the credentials; the others never do. By
            default those of the layout that want some.
    """

    layout: Layout = Layout.GATEWAY
    apim: str | None = "https://apim.rec.net/public"
    api: str | None = "https://api.rec.net/api"
    accounts: str | None = "https://accounts.rec.net"
    rooms: str | None = "https://rooms.rec.net"
    clubs: str | None = "https://clubs.rec.net"
    cdn: str | None = "https://cdn.rec.net"
    img: str | None = "https://img.rec.net"
    ns: str | None = "https://ns.rec.net"
    match: str | None = "https://match.rec.net"
    web: str | None = "https://rec.net"
    trusted: frozenset[str] = attrs.field(
        default=attrs.Factory(lambda self: _TRUSTED[self.layout], takes_self=True),
        converter=frozenset,
    )

    @classmethod
    def hosts(cls, domain: str = "rec.net", *, scheme: str = "https") -> Self:
        """
        Return the older layout, a host for each service, without a key.

        Args:
            domain: What the hosts are below of, as in ``accounts.<domain>``.

            scheme: ``https`` or ``http``.
        """
        hosts: dict[str, Any] = {
            service: f"{scheme}://{service}.{domain}"
            for service in ("accounts", "rooms", "clubs", "cdn", "img", "ns", "match")
        }
        return cls(
            **hosts,
            api=f"{scheme}://api.{domain}/api",
            apim=None,
            web=f"{scheme}://{domain}",
            layout=Layout.HOSTS,
        )

    @classmethod
    def nested(cls, gateway: str = "https://apim.rec.net/public") -> Self:
        """
        Return the older paths behind a gateway.

        Args:
            gateway: The keyed gateway of 2023, or ``https://apim.rec.net``, where
                the same needs no key.
        """
        base = gateway.rstrip("/")
        return attrs.evolve(
            cls.hosts(),
            accounts=f"{base}/accounts",
            api=f"{base}/apis/api",
            rooms=f"{base}/rooms",
        )

    @classmethod
    def from_names(cls, names: Mapping[str, Any], *, ns: str | None = None) -> Self:
        """
        Return what a name server says, in the older layout.

        Args:
            names: Its answer: services and addresses. Those that it does not name
                do not exist.

            ns: Where the name server is. If that is ``ns.<domain>``, the pages
                that people look at are at the domain, which no name server says.
        """
        known = {
            _NAMES[name.lower()]: str(address).rstrip("/")
            for name, address in names.items()
            if name.lower() in _NAMES and address
        }
        if "api" in known:
            known["api"] += "/api"
        missing: dict[str, Any] = dict.fromkeys(_NAMES.values())
        beside = {"ns": ns, "web": _pages_beside(ns)}
        return attrs.evolve(cls.hosts(), **missing | known | beside)

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] | None = None,
        *,
        layout: Layout | None = None,
    ) -> Self:
        """
        Return the usual addresses, save those that the environment names.

        Args:
            environment: ``RECNET_APIM``, ``RECNET_API``, ``RECNET_ACCOUNTS`` and so
                on; ``None`` for that of the process.

            layout: How the paths look. ``None`` for the older layout if
                ``RECNET_ACCOUNTS``, ``RECNET_API`` or ``RECNET_ROOMS`` is set and
                ``RECNET_APIM`` is not, and for the gateway otherwise.
        """
        given = os.environ if environment is None else environment
        addresses = {name: given.get(f"RECNET_{name.upper()}") for name in _ADDRESSES}
        named = {name: address for name, address in addresses.items() if address}
        if layout is None:
            older = "apim" not in named and any(name in named for name in _OLDER)
            layout = Layout.HOSTS if older else Layout.GATEWAY
        return cls(layout=layout).changed(**named)

    def changed(self, **changes: Any) -> Self:
        """Return the same with other addresses; another layout trusts its own."""
        if "layout" in changes:
            changes.setdefault("trusted", _TRUSTED[changes["layout"]])
        return attrs.evolve(self, **changes)

    def base(self, service: Service) -> str:
        """
        Return where a service is.

        Raises:
            NotOfferedError: There is no such service here.
        """
        address: str | None = getattr(self, service)
        if address is None:
            raise NotOfferedError(f"these servers have no {service!r}")
        return address

    @property
    def trusted_addresses(self) -> list[str]:
        """Where credentials may go."""
        addresses = (getattr(self, service) for service in sorted(self.trusted))
        return [address for address in addresses if address]

    @property
    def home(self) -> str:
        """Where most requests go."""
        return self.base("apim" if self.layout is Layout.GATEWAY else "api")


def _pages_beside(ns: str | None) -> str | None:
    """Return where the web pages are, if the name server's address tells it."""
    parts = urlsplit(ns or "")
    domain = parts.netloc.removeprefix("ns.")
    return f"{parts.scheme}://{domain}" if domain != parts.netloc else None


_ADDRESSES = {field.name for field in attrs.fields(Servers)} - {"layout", "trusted"}
