"""
Short links, of which only the service knows where they lead.
"""

from __future__ import annotations

import attrs

from clientcore import GET, Request

from ._uris import id_of, uri_of

_HOST = "https://spotify.link"


@attrs.frozen
class ShortLink:
    """
    A link to follow before its id can go into a path.

    Attributes:
        link: As it was given.

        kind: What it has to lead to, or ``None`` for anything.
    """

    link: str
    kind: str | None

    def request(self) -> Request:
        """Make the request that follows it, without credentials."""
        path = self.link.strip().partition("spotify.link")[2]
        return GET("(short link)", base=_HOST, auth=False).at(_HOST + path)

    def id(self, target: str) -> str:
        """
        Return the id in the address that it leads to.

        Raises:
            ValueError: It leads to something else.
        """
        return id_of(target, self.kind) if self.kind else target

    def uri(self, target: str) -> str:
        """
        Return the URI for the address that it leads to.

        Raises:
            ValueError: It leads to nothing that has one.
        """
        return uri_of(target, self.kind)
