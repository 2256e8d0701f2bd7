"""
Short links, whose target only the service knows.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import attrs

from clientcore import GET, Request

from ._errors import InvalidId
from ._uris import id_of, is_short_link, uri_of


@attrs.frozen
class ShortLink:
    """
    A link to follow before its id can go into a path.

    Attributes:
        link: The link, with or without its scheme.
        kind: The kind of its target, or ``None`` for any.
    """

    link: str
    kind: str | None

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
        return ShortLink(target, self.kind) if is_short_link(target) else None

    def target(self, location: str) -> str:
        """Return the absolute address of a redirect."""
        link = self.link.strip()
        return urljoin(link if "//" in link else f"https://{link}", location)

    def id(self, target: str) -> str:
        """
        Return the id in the address that it leads to.

        Raises:
            InvalidId: The address is of something else.
        """
        return id_of(target, self.kind) if self.kind else target

    def uri(self, target: str) -> str:
        """
        Return the URI for the address that it leads to.

        Raises:
            InvalidId: The address is of nothing that has a URI.
        """
        return uri_of(target, self.kind)

    def leads_nowhere(self) -> InvalidId:
        """Return the error for a link without a target."""
        return InvalidId(f"{self.link} leads nowhere")
