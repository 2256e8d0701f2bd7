# Generated from _async/embeds.py by `nox -s twins`: do not edit.
"""
Widgets for pages of other people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from clientcore import GET

from .. import _addresses as addresses
from .._addresses import with_query
from .._arguments import Display, display, in_name_of
from .._containers import AccessDict
from ..exceptions import UnsafeURLError
from .base import MixcloudBase, Target
from .decorators import targeting

if TYPE_CHECKING:
    from typing import Unpack

    import httpx  # noqa: TID251  # the answers that documented methods take

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 2
#: The documented address of oEmbed leads to the other one by now.
_OEMBED_HOSTS = frozenset({"www.mixcloud.com", "app.mixcloud.com"})


class Embeds(MixcloudBase):
    """
    The client's methods for widgets.
    """

    @targeting
    def embed_json(self, cloudcast: Target, **look: Unpack[Display]) -> AccessDict:
        """
        Get a show's widget, as an object with ``html``.

        Args:
            cloudcast: A resource, its key, or its address.

            **look: See `Display`.
        """
        drawn = in_name_of("embed_json", display, look)
        widget: AccessDict = self._embed(cloudcast, format="json", **drawn)
        return widget

    @targeting
    def embed_html(self, cloudcast: Target, **look: Unpack[Display]) -> str:
        """
        Get a show's widget, as HTML.

        Args:
            cloudcast: A resource, its key, or its address.

            **look: See `Display`.
        """
        drawn = in_name_of("embed_html", display, look)
        widget: str = self._embed(cloudcast, format="html", **drawn)
        return widget

    def _embed(
        self,
        cloudcast: Target,
        *,
        format: Literal["json", "html"] = "json",
        **look: Unpack[Display],
    ) -> Any:
        key = self._key(cloudcast).strip("/")
        address = str(self._build_url(f"{key}/embed-{format}/"))
        link = with_query(address, in_name_of("_embed", display, look))
        request = self._request("GET", link, redirects=True, auth=False)
        return self._proper_result(self._fetch(request))

    @targeting
    def oembed(
        self,
        key: Target,
        *,
        format: Literal["json", "xml"] = "json",
        **look: Unpack[Display],
    ) -> Any:
        """
        Get what pages need to embed something (https://oembed.com).

        Args:
            key: A resource, its key, or its address.

            format: As an `AccessDict`, or as the text of an XML document.

            **look: See `Display`.
        """
        page = str(self._url_join(self._mixcloud_root, self._key(key)))
        drawn = in_name_of("oembed", display, look)
        params = {"format": format, **drawn, "url": page}
        response = self._fetch_oembed(with_query(self._oembed_root, params))
        return self._proper_result(response)

    def _fetch_oembed(self, link: str) -> httpx.Response:
        """Ask without a token, and follow where the documented address leads."""
        response = self._ask_oembed(link)
        for _ in range(_MOST_REDIRECTS):
            location = response.headers.get("location")
            if response.status_code not in _REDIRECTS or location is None:
                break
            link = _oembed_target(link, location)
            response = self._ask_oembed(link)
        return response

    def _ask_oembed(self, link: str) -> httpx.Response:
        request = GET("oembed", base=urljoin(link, "/"), auth=False)
        return self._fetch(request.at(link))


def _oembed_target(link: str, location: str) -> str:
    """
    Return where a redirect leads.

    Raises:
        UnsafeURLError: It is neither on the same host nor Mixcloud's.
    """
    target = urljoin(link, location)
    here, there = addresses.as_url(link), addresses.as_url(target)
    known = there.scheme == "https" and {here.host, there.host} <= _OEMBED_HOSTS
    same = (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
    if not known and not same:
        raise UnsafeURLError(f"refused a redirect to {there.host}")
    return target
