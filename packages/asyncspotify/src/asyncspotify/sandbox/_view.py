"""
The view of a caller: user, scopes and market, which decide what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlencode

import attrs

from ._people import Playlist, User
from ._tiers import Tier
from ._world import World

JSON: TypeAlias = dict[str, Any]

T = TypeVar("T")


@attrs.frozen
class View:
    """
    Who looks, and from where.

    Attributes:
        world: What they look at.

        api: The address of the Web API, for links.

        user: Who is signed in, or ``None``.

        scopes: What they let the app do.

        market: The country they ask about, or ``None``.
    """

    world: World
    api: str
    user: User | None = None
    scopes: frozenset[str] = frozenset()
    market: str | None = None

    @property
    def country(self) -> str | None:
        """
        Where they are, as far as the service knows: an app is nowhere.
        """
        return self.market or (self.user.country if self.user else None)

    @property
    def is_development(self) -> bool:
        """
        Whether the app has but little access.
        """
        return self.world.tier is Tier.DEVELOPMENT

    def may(self, *scopes: str) -> bool:
        """
        Whether the user let the app do all of that.
        """
        return self.scopes.issuperset(scopes)

    def sees_items(self, playlist: Playlist) -> bool:
        """
        Whether the items of a playlist are shown.
        """
        return not self.is_development or playlist.may_change(self.user)

    def link(self, path: str, query: Mapping[str, object] | None = None) -> str:
        """
        The address of something.
        """
        return f"{self.api}/{path}" + (f"?{urlencode(query)}" if query else "")

    def page(
        self,
        path: str,
        items: Sequence[T | None],
        shape: Callable[[View, T], Any],
        *,
        limit: int,
        offset: int = 0,
        query: Mapping[str, object] | None = None,
    ) -> JSON:
        """
        A page of a list, with links to its neighbours.
        """

        def link(at: int) -> str:
            return self.link(path, {**(query or {}), "offset": at, "limit": limit})

        shown = items[offset : offset + limit]
        is_last = offset + limit >= len(items)
        return {
            "href": link(offset),
            "items": [None if item is None else shape(self, item) for item in shown],
            "limit": limit,
            "next": None if is_last else link(offset + limit),
            "offset": offset,
            "previous": link(max(0, offset - limit)) if offset else None,
            "total": len(items),
        }
