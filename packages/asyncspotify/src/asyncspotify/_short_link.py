"""
Short links, whose target only the service knows.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import attrs

from clientcore import GET, Request

from ._errors import InvalidId
from ._uris import is_short_link


@attrs.frozen
class ShortLink:
    """
    A link to follow before its id can go into a path.

    Attributes:
        link: The link, with or without its scheme.
        convert: Returns the id or URI for the address that it leads to.
    """

    link: str
    convert: Callable[[str], str]

    def request(self) -> Request:
        """Make the request that follows it, without credentials."""
        link = self.link.strip()
        parts = urlsplit(link if "//" in link else f"//{link}")
        # Other hosts are never followed, and http is not either.
        host = f"https://{parts.netloc.lower()}"
        path = urljoin(host, f"{parts.path}{parts.query and '?'}{parts.query}")
        return GET("(short link)", base=host, auth=False).at(path)

    def moved(self, location: str) -> ShortLink | None:
        """
        Return the short link that it leads to, or ``None`` if the target is reached.

        Args:
            location: The address of the redirect, which may be relative.
        """
        target = self.target(location)
        return ShortLink(target, self.convert) if is_short_link(target) else None

    def target(self, location: str) -> str:
        """Return the absolute address of a redirect."""
        link = self.link.strip()
        return urljoin(link if "//" in link else f"https://{link}", location)

    def leads_nowhere(self) -> InvalidId:
        """Return the error for a link without a target."""
        return InvalidId(f"{self.link} leads nowhere")
