"""
The endpoints, in both of their layouts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote

import attrs

from clientcore import GET, POST, Request

from ._servers import Layout, Servers, Service

V = TypeVar("V")

#: A form may take this many bytes: the gateway's limit is 10,240.
FORM_SIZE = 10_000
#: A query may: servers that take bulk by GET have read 2,048.
QUERY_SIZE = 1_900


@attrs.frozen
class Endpoint:
    """
    Where something is asked for.

    Attributes:
        gateway: The path on the keyed gateway, or ``None`` if that has it not: it is
            asked for at the older host then.

        service: The older host.

        path: The path there.

        bucket: What shares a rate limit with it; the service, by default.
    """

    gateway: str | None
    service: Service
    path: str
    bucket: str = ""

    def get(
        self, servers: Servers, query: Mapping[str, Any] | None = None, /, **path: Any
    ) -> Request:
        """
        Make the request.

        Args:
            servers: Where the service is.

            query: Names and values; ``None`` is left out.

            **path: The values for the path.

        Raises:
            NotOfferedError: These servers do not have it.
        """
        return self._request(GET, servers, query=query, **path)

    def bulk(self, servers: Servers, form: dict[str, Any], *, by_get: bool) -> Request:
        """
        Make the request of a long list, which changes nothing.

        Args:
            servers: Where the service is.
            form: Names and values; a list repeats its name.
            by_get: Whether they are in the query, as some servers have it.

        Raises:
            NotOfferedError: These servers do not have it.
        """
        if by_get:
            return self._request(GET, servers, query=form)
        return self._request(POST, servers, form=form, idempotent=True)

    def base(self, servers: Servers) -> str:
        """
        Return the base address that the requests go to.

        Raises:
            NotOfferedError: These servers do not have it.
        """
        return servers.base(self._place(servers)[0])

    def _place(self, servers: Servers) -> tuple[Service, str]:
        """Return the service that is asked, and the path there."""
        if servers.layout is Layout.GATEWAY and self.gateway is not None:
            return "apim", self.gateway
        return self.service, self.path

    def _request(
        self, make: Callable[..., Request], servers: Servers, **values: Any
    ) -> Request:
        at_gateway = servers.layout is Layout.GATEWAY
        service, template = self._place(servers)
        trusted = service in servers.trusted
        return make(
            template,
            base=servers.base(service),
            auth=trusted,
            headers={"Api-Version": "v1"} if at_gateway and trusted else {},
            bucket=self.bucket or service,
            **values,
        )


def split_by_size(values: Iterable[V], size: int, *, around: int) -> list[list[V]]:
    """
    Divide *values* into lists for forms of at most *size* bytes, in order.

    Args:
        values: Ids or names.
        size: How many bytes a form may take.
        around: Bytes of each value besides its own: the name and separators.

    Raises:
        ValueError: One value alone takes more.
    """
    lists: list[list[V]] = []
    taken = size + 1
    for value in values:
        text = str(value)
        length = len(text if text.isdecimal() else quote(text, safe="")) + around
        if length > size:
            raise ValueError(f"an id takes {length} bytes, and {size} are allowed")
        if taken + length > size:
            lists.append([])
            taken = 0
        lists[-1].append(value)
        taken += length
    return lists


# The slashes at the ends of two paths are sent: the gateway knows them so.
ACCOUNT = Endpoint("accounts/{id}", "accounts", "account/{id}")
ACCOUNT_BY_NAME = Endpoint("accounts/", "accounts", "account")
ACCOUNTS = Endpoint("accounts/bulk", "accounts", "account/bulk")
ACCOUNT_SEARCH = Endpoint("accounts/search", "accounts", "account/search")
BIO = Endpoint("accounts/{id}/bio", "accounts", "account/{id}/bio")
LEVELS = Endpoint("players/progression/bulk", "api", "players/v2/progression/bulk")
INFLUENCER = Endpoint(
    "influencerpartnerprogram/isinfluencer",
    "api",
    "influencerpartnerprogram/isinfluencer",
)
SUBSCRIBERS = Endpoint(None, "clubs", "subscription/subscribercount/{id}")
SUBSCRIPTION = Endpoint(None, "clubs", "subscription/details/{id}")
TOP_CREATORS = Endpoint(None, "clubs", "subscription/top/creators")

ROOM = Endpoint("rooms/{id}", "rooms", "rooms/{id}")
ROOM_BY_NAME = Endpoint("rooms/bulk", "rooms", "rooms")
ROOMS = Endpoint("rooms/bulk", "rooms", "rooms/bulk")
ROOM_SEARCH = Endpoint("rooms/search", "rooms", "rooms/search")
HOT_ROOMS = Endpoint("rooms/hot", "rooms", "rooms/hot")
CREATED_ROOMS = Endpoint("rooms/createdby/{id}", "rooms", "rooms/createdby/{id}")
OWNED_ROOMS = Endpoint("rooms/ownedby/{id}", "rooms", "rooms/ownedby/{id}")
SHOWCASE = Endpoint("rooms/showcase/{id}", "rooms", "showcase/{id}")
FEATURED_ROOMS = Endpoint(None, "rooms", "featuredrooms/current")

IMAGE = Endpoint("images/{id}", "api", "images/v4/{id}")
IMAGES_BY_ID = Endpoint("images/bulk/id", "api", "images/v3/bulk")
IMAGES_BY_NAME = Endpoint("images/bulk/name", "api", "images/v4/bulk")
IMAGES_OF_PLAYER = Endpoint("images/player/{id}", "api", "images/v4/player/{id}")
IMAGES_IN_ROOM = Endpoint("images/room/{id}", "api", "images/v4/room/{id}")
IMAGES_AT_EVENT = Endpoint(
    "images/playerevent/{id}", "api", "images/v1/playerevent/{id}"
)
CHEERS = Endpoint("images/{id}/cheers", "api", "images/v1/{id}/cheers", "cheers")
COMMENTS = Endpoint(
    "images/{id}/comments", "api", "images/v1/{id}/comments", "comments"
)
PLAYER_FEED = Endpoint(None, "api", "images/v3/feed/player/{id}")
GLOBAL_FEED = Endpoint(None, "api", "images/v3/feed/global")
SAVED_IMAGES = Endpoint(None, "api", "images/v1/listsaved")
SLIDESHOW = Endpoint(None, "api", "images/v1/slideshow")

EVENT = Endpoint("playerevents/{id}", "api", "playerevents/v1/{id}")
CURRENT_EVENTS = Endpoint("playerevents/", "api", "playerevents/v1")
EVENTS = Endpoint("playerevents/bulk", "api", "playerevents/v1/bulk")
EVENT_SEARCH = Endpoint("playerevents/search", "api", "playerevents/v1/search")
EVENTS_OF_PLAYER = Endpoint(
    "playerevents/creator/{id}", "api", "playerevents/v1/creator/{id}"
)
EVENTS_IN_ROOM = Endpoint("playerevents/room/{id}", "api", "playerevents/v1/room/{id}")
RESPONSES = Endpoint(
    "playerevents/{id}/responses", "api", "playerevents/v1/{id}/responses"
)

INVENTION = Endpoint("inventions/v1", "api", "inventions/v1")
INVENTION_SEARCH = Endpoint("inventions/v2/search", "api", "inventions/v2/search")
FEATURED_INVENTIONS = Endpoint(
    "inventions/v1/featured", "api", "inventions/v1/featured"
)
TOP_INVENTIONS = Endpoint("inventions/v1/toptoday", "api", "inventions/v1/toptoday")
INVENTION_DETAILS = Endpoint(None, "api", "inventions/v1/details")

# Names of image files can have folders.
IMAGE_FILE = Endpoint(None, "img", "{name:path}")
IMAGE_FILE_ON_CDN = Endpoint(None, "cdn", "img/{name:path}")
LOADING_TIPS = Endpoint(None, "cdn", "config/LoadingScreenTipData")
NAME_SERVER = Endpoint(None, "ns", "")
