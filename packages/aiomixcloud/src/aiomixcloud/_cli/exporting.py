"""
The job of saving the data of a user.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

import attrs

from aiomixcloud import (
    InvalidTokenError,
    Mixcloud,
    MixcloudError,
    NoAnswerError,
    NotFoundError,
    RateLimitError,
    Resource,
    User,
)
from clientcore.cli import Journal

#: A resource in JSON's types, as the service sends it.
Data: TypeAlias = dict[str, Any]
#: Returns a context with a function that is called with the number of saved items.
Meter = Callable[[str, int | None], AbstractContextManager[Callable[[int], object]]]

#: Items that are saved together, and shows that are loaded together.
BATCH = 100
#: The list of a user's own shows, which are saved in full.
SHOWS = "cloudcasts"
#: What every other request would meet as well.
_FATAL = (InvalidTokenError, NoAnswerError, RateLimitError)
_NAME = re.compile(r"[\w-]{1,80}")
#: Properties of a user with the length of a list.
_COUNTS = {
    "cloudcasts": "cloudcast_count",
    "favorites": "favorite_count",
    "followers": "follower_count",
    "following": "following_count",
    "listens": "listen_count",
}


class Store(Protocol):
    """Where the data of a user are saved."""

    def save_user(self, user: Data) -> None:
        """Save the profile."""

    def replacing(self, name: str) -> AbstractContextManager[Callable[[Data], object]]:
        """
        Replace a list.

        Args:
            name: Name of the list, of letters, digits and hyphens.

        Yields:
            A function that saves the next item. The list is complete at the end.
        """
        ...

    def find(self, key: str, updated: str) -> Data | None:
        """Return a whole show that was saved earlier, if it was not updated since."""

    def keep(self, show: Data) -> None:
        """Save a whole show, which `find` finds if the list is not completed."""

    def commit(self) -> None:
        """Make sure that all that was saved is there after an interruption."""


@attrs.frozen
class Saved:
    """
    What became of a list.

    Attributes:
        name: Name of the list.
        items: Number of items.
        error: Why the list was not saved, or ``None``.
    """

    name: str
    items: int
    error: Exception | None = None


class Exporter:
    """
    Saves the profile and the lists of a user.

    Args:
        client: Sends the requests.
        store: Where data are saved.
        journal: Notes the lists that are complete.
        meter: Shows the number of saved items.
        brief: Whether shows are saved as in lists, without description and sections.

    Attributes:
        incomplete: Keys of shows that are saved as in lists, because they could not be
            loaded, with the errors.
    """

    def __init__(
        self,
        client: Mixcloud,
        store: Store,
        journal: Journal,
        *,
        meter: Meter,
        brief: bool = False,
    ) -> None:
        self._client = client
        self._store = store
        self._journal = journal
        self._meter = meter
        self._brief = brief
        self.incomplete: dict[str, Exception] = {}

    async def run(self, user: User, wanted: Iterable[str]) -> AsyncIterator[Saved]:
        """
        Save the profile, and yield what became of each list.

        A playlist becomes a list of its shows.

        Args:
            user: The user, loaded.
            wanted: Names of lists: see `lists_of`.

        Raises:
            MixcloudError: It would happen to each of the lists that are left.
            OSError: Something cannot be saved.
        """
        self._store.save_user(user.to_data())
        lists = [[name, f"{user.key}{name}/"] for name in wanted]
        for name, key in lists:
            entry = f"{key} {'brief' if self._brief else 'full'}"
            if entry not in self._journal:
                total = user.get(_COUNTS.get(name, ""))
                try:
                    facts = await self._save(name, key, total)
                except _FATAL:
                    raise
                except MixcloudError as error:
                    yield Saved(name, 0, error)
                    continue
                self._journal.add(entry, facts)
            facts = self._journal[entry]
            lists += facts["playlists"]
            yield Saved(name, facts["items"])

    async def _save(self, name: str, key: str, total: Any) -> dict[str, Any]:
        """Save a list. Returns the number of items, and the playlists in it."""
        playlists: list[list[str]] = []
        count = 0
        total = total if type(total) is int else None
        with (
            self._meter(name, total) as advance,
            self._store.replacing(name) as write,
        ):
            async for batch in self._batches(name, key):
                for item in batch:
                    write(item)
                    playlists += _playlist(item)
                self._store.commit()
                count += len(batch)
                advance(count)
        return {"items": count, "playlists": playlists}

    async def _batches(self, name: str, key: str) -> AsyncIterator[list[Data]]:
        """Yield the items of a list, shows in full."""
        batch: list[Resource] = []
        async for item in self._client.all(key):
            batch.append(item)
            if len(batch) == BATCH:
                yield await self._loaded(name, batch)
                batch = []
        if batch:
            yield await self._loaded(name, batch)

    async def _loaded(self, name: str, items: list[Resource]) -> list[Data]:
        if name != SHOWS or self._brief:
            return [item.to_data() for item in items]
        return await self._client.map(self._whole, items)

    async def _whole(self, show: Resource) -> Data:
        """Return a show in full: the saved one, with new counts, or a loaded one."""
        brief: Data = show.to_data()
        key, updated = str(brief.get("key")), str(brief.get("updated_time"))
        if (saved := self._store.find(key, updated)) is not None:
            return {**saved, **brief}
        try:
            await show.load()
        except _FATAL:
            raise
        except NotFoundError:
            # It was removed meanwhile.
            return brief
        except MixcloudError as error:
            self.incomplete[key] = error
            return brief
        whole: Data = show.to_data()
        self._store.keep(whole)
        return whole


def lists_of(user: User) -> list[str]:
    """Return the names of a loaded user's lists that can be saved."""
    metadata = user.get("metadata") or {}
    connections = metadata.get("connections") or {}
    return [name for name in connections if _NAME.fullmatch(name)]


def _playlist(item: Data) -> list[list[str]]:
    """Return name and key of the list of shows in *item*, if it is a playlist."""
    name, key = f"playlist-{item.get('slug')}", item.get("key")
    if item.get("type") != "playlist" or not isinstance(key, str):
        return []
    return [[name, f"{key}cloudcasts/"]] if _NAME.fullmatch(name) else []
