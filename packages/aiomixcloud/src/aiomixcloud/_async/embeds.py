"""
Widgets for other web sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

from clientcore import GET

from .. import _addresses as addresses
from .._addresses import with_query
from .._arguments import Display
from .._containers import AccessDict
from ..exceptions import UnsafeURLError
from .base import MixcloudBase, Target
from .decorators import displayed, targeting

if TYPE_CHECKING:
    from typing import Unpack

    import httpx  # noqa: TID251  # documented methods take its responses

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 2
#: The documented address of oEmbed redirects to the other one.
_OEMBED_HOSTS = frozenset({"www.mixcloud.com", "app.mixcloud.com"})


class Embeds(MixcloudBase):
    """
    The client's methods for widgets.

    Each takes a resource, its key, or its address. The access token is not sent.
    """

    @targeting
    @displayed
    async def embed_json(
        self, cloudcast: Target, **look: Unpack[Display]
    ) -> AccessDict:
        """
        Get the widget of a show, as an object with ``html``.

        Args:
            cloudcast: The show: a resource, its key, or its address.
            **look: See `Display`.
        """
        widget: AccessDict = await self._embed(cloudcast, format="json", **look)
        return widget

    @targeting
    @displayed
    async def embed_html(self, cloudcast: Target, **look: Unpack[Display]) -> str:
        """
        Get the widget of a show, as HTML.

        Args:
            cloudcast: The show: a resource, its key, or its address.
            **look: See `Display`.
        """
        widget: str = await self._embed(cloudcast, format="html", **look)
        return widget

    @displayed
    async def _embed(
        self,
        cloudcast: Target,
        *,
        format: Literal["json", "html"] = "json",
        **look: Unpack[Display],
    ) -> Any:
        key = self._key(cloudcast).strip("/")
        link = with_query(str(self._build_url(f"{key}/embed-{format}/")), look)
        request = self._request("GET", link, redirects=True, auth=False)
        return await self._widget(await self._fetch(request), format)

    @targeting
    @displayed
    async def oembed(
        self,
        key: Target,
        *,
        format: Literal["json", "xml"] = "json",
        **look: Unpack[Display],
    ) -> Any:
        """
        Get embedding information as described by https://oembed.com.

        Args:
            key: The resource to embed.
            format: ``json`` for an `AccessDict`, ``xml`` for the text of a document.
            **look: See `Display`.
        """
        page = str(self._url_join(self._mixcloud_root, self._key(key)))
        params = {"format": format, **look, "url": page}
        response = await self._fetch_oembed(with_query(self._oembed_root, params))
        return await self._widget(response, format)

    async def _widget(self, response: httpx.Response, format: str) -> Any:
        """Return a widget. A response that should be JSON and is not is a failure."""
        result = await self._proper_result(response)
        if format == "json" and isinstance(result, str):
            return await self._native_result(response)
        return result

    async def _fetch_oembed(self, link: str) -> httpx.Response:
        """Send the request without a token, and follow redirects of the known hosts."""
        response = await self._send_oembed(link)
        for _ in range(_MOST_REDIRECTS):
            location = response.headers.get("location")
            if response.status_code not in _REDIRECTS or location is None:
                break
            link = _oembed_target(link, location)
            response = await self._send_oembed(link)
        return response

    async def _send_oembed(self, link: str) -> httpx.Response:
        request = GET("oembed", base=urljoin(link, "/"), auth=False)
        return await self._fetch(request.at(link))


def _oembed_target(link: str, location: str) -> str:
    """
    Return the target of a redirect.

    Raises:
        UnsafeURLError: The target has another host, and is not Mixcloud's.
    """
    try:
        target = urljoin(link, location)
    except ValueError:
        raise UnsafeURLError("refused a redirect to an invalid address") from None
    here, there = addresses.as_url(link), addresses.as_url(target)
    known = there.scheme == "https" and {here.host, there.host} <= _OEMBED_HOSTS
    same = (here.scheme, here.host, here.port) == (there.scheme, there.host, there.port)
    if not known and not same:
        raise UnsafeURLError(f"refused a redirect to {there.host}")
    return target
