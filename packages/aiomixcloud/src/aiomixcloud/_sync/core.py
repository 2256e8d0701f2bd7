# Generated from _async/core.py by `nox -s twins`: do not edit.
"""
The client.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from .._arguments import Window, in_name_of, window
from .actions import Actions
from .embeds import Embeds
from .kinds import City, Cloudcast, Tag
from .lists import ResourceList
from .uploads import Uploads

if TYPE_CHECKING:
    from typing import Unpack


class Mixcloud(Actions, Embeds, Uploads):
    """
    A client of Mixcloud.

    What it gets are resources and lists of them. Unless told to raise, it gives
    out the service's errors as they came, in an `AccessDict` with an ``error``.

    Args:
        api_root: Where the API is.

        access_token: Acts for a person, or ``None``. See `MixcloudOAuth`.

        mixcloud_root: Where the web site is.

        oembed_root: Where embedding information is asked for.

        json_decoder_class: Reads the answers.

        resource_class: What objects with a type become.

        resource_list_class: What lists become.

        raise_exceptions: Whether the service's errors are raised.

        session: An HTTP client (``httpx.AsyncClient``) to use, or ``None`` for
            one of its own. One that was given is not closed.

        loop: Ignored.

        **options: See `clientcore.sync.ClientOptions`.

    Attributes:
        access_token: See above. May be set later.
    """

    def discover(self, tag: str) -> Tag:
        """
        Get a tag.

        Args:
            tag: As it is written in addresses: ``deep-house``.
        """
        found: Tag = self.get(f"discover/{tag}")
        return found

    def genre(self, name: str, *, city: str | None = None) -> Tag:
        """
        Get a genre, whose lists are ``popular()``, ``hot()`` and ``new()``.

        Args:
            name: What it is called.

            city: Only what is from there, or ``None``.
        """
        place = "" if city is None else f"+city:{_slug(city)}"
        found: Tag = self.get(f"genres/{_slug(name)}{place}")
        return found

    def city(self, name: str) -> City:
        """
        Get a city, whose lists are ``popular()``, ``hot()`` and ``new()``.

        Args:
            name: What it is called.
        """
        found: City = self.get(f"genres/city:{_slug(name)}")
        return found

    def popular(self, **part: Unpack[Window]) -> ResourceList[Cloudcast]:
        """
        Get what many listen to.

        Args:
            **part: Which part of the list: see `Window`.
        """
        return self._list("popular", in_name_of("popular", window, part))

    def hot(self, **part: Unpack[Window]) -> ResourceList[Cloudcast]:
        """
        Get what many have begun to listen to.

        Args:
            **part: Which part of the list: see `Window`.
        """
        return self._list("popular/hot", in_name_of("hot", window, part))

    def new(self, **part: Unpack[Window]) -> ResourceList[Cloudcast]:
        """
        Get what was uploaded last.

        Args:
            **part: Which part of the list: see `Window`.
        """
        return self._list("new", in_name_of("new", window, part))

    def search(
        self,
        query: str,
        *,
        type: Literal["cloudcast", "user", "tag"] = "cloudcast",
        **part: Unpack[Window],
    ) -> ResourceList[Any]:
        """
        Search.

        Args:
            query: Words.

            type: What to find.

            **part: Which part of the list: see `Window`.
        """
        params = in_name_of("search", window, part)
        return self._list("search", {"q": query, "type": type, **params})

    def _list(self, url: str, params: dict[str, Any]) -> ResourceList[Any]:
        found: ResourceList[Any] = self.get(url, **params)
        return found


def _slug(name: str) -> str:
    """Return a name as it is written in keys."""
    return "-".join(name.lower().split())
