"""
The client.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from .._arguments import Window
from .actions import Actions
from .decorators import paginated
from .embeds import Embeds
from .kinds import City, Cloudcast, Tag
from .lists import ResourceList
from .uploads import Uploads

if TYPE_CHECKING:
    from typing import Unpack


class Mixcloud(Actions, Embeds, Uploads):
    """
    A client of Mixcloud.

    Its methods return resources and lists of resources. Unless *raise_exceptions* is
    set, a failure is an `AccessDict` with an ``error``.

    Args:
        api_root: Address of the API.
        access_token: Token of the user to act for, see `MixcloudOAuth`. ``None`` for
            public data only.
        mixcloud_root: Address of the web site.
        oembed_root: Address for embedding information.
        json_decoder_class: Decodes the responses.
        resource_class: Class of objects with a type.
        resource_list_class: Class of lists.
        raise_exceptions: Whether failures raise exceptions.
        session: An ``httpx.AsyncClient`` or ``aiohttp.ClientSession`` to send with,
            which is not closed. ``None`` for a session of the client's own.
        loop: Ignored, for programs written for earlier releases.
        **options: See `clientcore.aio.ClientOptions`.

    Attributes:
        access_token: See above. May be set later.

    Raises:
        TypeError: An option is unknown or of the wrong type.
        ValueError: *access_token* is empty, or has blanks or characters that cannot be
            sent.
    """

    async def discover(self, tag: str) -> Tag:
        """
        Get a tag by the older kind of key.

        Args:
            tag: Name in addresses, such as ``deep-house``.
        """
        found: Tag = await self.get(f"discover/{tag}")
        return found

    async def genre(self, name: str, *, city: str | None = None) -> Tag:
        """
        Get a genre, with its lists ``popular()``, ``hot()`` and ``new()``.

        Args:
            name: Name of the genre, such as ``Deep House``.
            city: Only shows from this city. ``None`` for all cities.
        """
        place = "" if city is None else f"+city:{_slug(city)}"
        found: Tag = await self.get(f"genres/{_slug(name)}{place}")
        return found

    async def city(self, name: str) -> City:
        """
        Get a city, with its lists ``popular()``, ``hot()`` and ``new()``.

        Args:
            name: Name of the city, such as ``Athens``.
        """
        found: City = await self.get(f"genres/city:{_slug(name)}")
        return found

    @paginated
    async def popular(self, **part: Unpack[Window]) -> ResourceList[Cloudcast]:
        """
        Get the most popular shows.

        Args:
            **part: See `Window`. Further keywords are sent in the query.
        """
        return await self._list("popular", **part)

    @paginated
    async def hot(self, **part: Unpack[Window]) -> ResourceList[Cloudcast]:
        """
        Get the shows that gain listeners now.

        Args:
            **part: See `Window`. Further keywords are sent in the query.
        """
        return await self._list("popular/hot", **part)

    @paginated
    async def new(self, **part: Unpack[Window]) -> ResourceList[Cloudcast]:
        """
        Get the newest shows.

        Args:
            **part: See `Window`. Further keywords are sent in the query.
        """
        return await self._list("new", **part)

    @paginated
    async def search(
        self,
        query: str,
        *,
        type: Literal["cloudcast", "user", "tag"] = "cloudcast",
        **part: Unpack[Window],
    ) -> ResourceList[Any]:
        """
        Search for shows, users or tags.

        Args:
            query: Text to search for.
            type: ``cloudcast``, ``user`` or ``tag``.
            **part: See `Window`. Further keywords are sent in the query.
        """
        return await self._list("search", q=query, type=type, **part)

    async def _list(self, url: str, **params: Any) -> ResourceList[Any]:
        found: ResourceList[Any] = await self.get(url, **params)
        return found


def _slug(name: str) -> str:
    """Return a name in the form of keys: ``drum-bass`` for ``Drum & Bass``."""
    known = re.sub(r"[^\w\s.-]", "", name.lower())
    return re.sub(r"[\s-]+", "-", known).strip("-")
