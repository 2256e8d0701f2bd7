"""
The state of the service: plain objects, to arrange and to assert on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import attrs

from ._accounts import Accounts, now
from ._catalogue import Catalogue, Item, LocalTrack, Playable
from ._ids import new_id, read_uri
from ._people import Entry, Playlist, User
from ._tiers import Tier

#: The owner of the service's own playlists.
HOUSE = "spotify"


@attrs.define(eq=False)
class World:
    """
    Everything the service knows.

    Attributes:
        clock: What the time is.

        tier: Which access all apps have.

        accounts: Apps, and what users let them do.

        catalogue: What there is to hear.

        users: All there are, by id.

        playlists: All there are, by id.

        rate_limit: How many requests an app may make in *rate_window*; ``None``
            for any number.

        quota: How many requests are left at all; ``None`` for any number.
    """

    clock: Callable[[], datetime] = now
    tier: Tier = Tier.EXTENDED
    accounts: Accounts = attrs.field(factory=Accounts)
    catalogue: Catalogue = attrs.field(factory=Catalogue)
    users: dict[str, User] = attrs.field(factory=dict)
    playlists: dict[str, Playlist] = attrs.field(factory=dict)
    rate_limit: int | None = None
    rate_window: timedelta = timedelta(seconds=30)
    quota: int | None = None
    _numbers: count[int] = attrs.field(factory=lambda: count(1), init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.accounts.clock = self.clock

    def add_user(self, id: str, name: str | None, **more: object) -> User:
        """
        Add a user.
        """
        known = {"account_id": new_id("account", id)[:10], "email": f"{id}@example.org"}
        user = User(id=id, name=name, **{**known, **more})  # type: ignore[arg-type]
        self.users[id] = user
        return user

    def add_playlist(
        self,
        owner: User,
        name: str,
        *,
        description: str | None = None,
        public: bool = True,
        collaborative: bool = False,
    ) -> Playlist:
        """
        Make an empty playlist.
        """
        playlist = Playlist(
            id=new_id("playlist", next(self._numbers), name),
            owner=owner,
            name=name,
            description=description,
            public=public,
            collaborative=collaborative,
        )
        self.playlists[playlist.id] = playlist
        owner.kept("playlist")[playlist.id] = self.clock()
        return playlist

    def entry(self, item: Playable, by: User, at: datetime | None = None) -> Entry:
        """
        Make a place for *item* in a playlist.
        """
        return Entry(item.uri, item, at or self.clock(), by)

    def find(self, kind: str, id: str) -> Item | User | Playlist | None:
        """
        Find something of a kind by its id.
        """
        if kind == "user":
            return self.users.get(id)
        if kind == "playlist":
            return self.playlists.get(id)
        found: Item | None = self.catalogue.of(kind).get(id)
        return found

    def resolve(self, uri: str) -> Item | User | Playlist | None:
        """
        Find what a URI names.
        """
        if (read := read_uri(uri)) is None:
            return None
        # Books call themselves shows.
        if read.kind == "show" and read.id in self.catalogue.audiobooks:
            return self.catalogue.audiobooks[read.id]
        if read.kind == "episode" and read.id in self.catalogue.chapters:
            return self.catalogue.chapters[read.id]
        return self.find(read.kind, read.id)

    def present(self, item: Playable | None) -> Playable | None:
        """
        The item, unless it was withdrawn.
        """
        if item is None or isinstance(item, LocalTrack):
            return item
        return item if item.id in self.catalogue.of(item.kind) else None

    def tidy(self) -> None:
        """
        Remove what stops clients that are strict: gaps, local files and adverts.
        """
        for playlist in self.playlists.values():
            held = playlist.entries
            shown = [entry for entry in held if self._is_plain(entry)]
            if len(shown) < len(held):
                playlist.replace(shown)
        for user in self.users.values():
            for kind, shelf in user.library.items():
                gone = [one for one in shelf if self.find(kind, one) is None]
                for one in gone:
                    del shelf[one]
            for device in user.player.devices[:]:
                if device.id is None:
                    user.player.devices.remove(device)
                elif device.volume is None:
                    device.volume = 50

    def _is_plain(self, entry: Entry) -> bool:
        item = self.present(entry.item)
        return item is not None and not isinstance(item, LocalTrack)

    def playlists_of(self, user: User) -> list[Playlist]:
        """
        The playlists that a user has or follows, the newest first.
        """
        kept = (self.playlists.get(one) for one, _ in user.newest("playlist"))
        return [playlist for playlist in kept if playlist is not None]

    def followers_of(self, thing: Item | User | Playlist) -> int:
        """
        How many follow an artist, a user or a playlist.
        """
        base = getattr(thing, "followers", 0)
        others = (u for u in self.users.values() if u is not owner_of(thing))
        return base + sum(thing.id in user.kept(thing.kind) for user in others)

    def is_hidden(self, playlist: Playlist) -> bool:
        """
        Whether apps in development do not see it: the service's own.
        """
        return self.tier is Tier.DEVELOPMENT and playlist.owner.id == HOUSE


def owner_of(thing: object) -> User | None:
    """
    Whose a playlist is.
    """
    return thing.owner if isinstance(thing, Playlist) else None
