"""
Users, with their playlists, libraries and players.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import islice

from asyncspotify.sandbox._catalogue import Item, LocalTrack, Playable
from asyncspotify.sandbox._ids import new_hash, new_id
from asyncspotify.sandbox._people import Entry, Playlist, User
from asyncspotify.sandbox._player import Device, Play
from asyncspotify.sandbox._world import HOUSE, World

#: The user that the sandbox's own token is for.
ME = "sandbox_me"
_OPENING = datetime(2024, 5, 17, 8, 30, tzinfo=UTC)
_KITCHEN, _PHONE = "Kitchen speaker", "Pocket phone"


def add_people(world: World) -> None:
    """
    Fill the world with users and what is theirs.
    """
    me = world.add_user(ME, "Kim Sandbox", followers=3)
    friend = world.add_user("synthetic.friend", "Alex Friend", followers=17)
    house = world.add_user(HOUSE, "Spotify", followers=1_000_000)
    world.add_user("no/name?", None, product="free", country="NO")
    world.accounts.visitor = me
    _add_playlists(world, me, friend, house)
    _add_library(world, me)
    _add_player(world, me)


def _add_playlists(world: World, me: User, friend: User, house: User) -> None:
    tracks = list(world.catalogue.tracks.values())
    episodes = list(world.catalogue.episodes.values())
    local = LocalTrack(
        name="Demo 3", artist="My Band", album="Cellar", duration_ms=203_000
    )
    _add(
        world,
        me,
        "Rainy Commute",
        [*tracks[:110], episodes[0], local],
        description="For grey mornings &amp; late trains",
    )
    _lose_one(world, me)
    _add(world, me, "Quiet Evenings", tracks[40:52], public=False)
    _add(world, me, "Empty", [])
    shared = _add(
        world, friend, "Road Trip", tracks[60:75], public=False, collaborative=True
    )
    popular = _add(world, friend, "Alex's Picks", tracks[80:130])
    weekly = _add(world, house, "Fresh Every Friday", tracks[5:35])
    for playlist in (shared, popular, weekly):
        _keep(me, "playlist", [playlist.id])
    for category in world.catalogue.categories.values():
        category.playlists = [weekly.id, popular.id]


def _add(
    world: World,
    owner: User,
    name: str,
    items: Iterable[Playable],
    *,
    description: str | None = None,
    public: bool = True,
    collaborative: bool = False,
) -> Playlist:
    playlist = world.add_playlist(
        owner,
        name,
        description=description,
        public=public,
        collaborative=collaborative,
    )
    entries = [
        Entry(item.uri, item, _OPENING + timedelta(minutes=number), owner)
        for number, item in enumerate(items)
    ]
    playlist.insert(entries)
    _keep(owner, "playlist", [playlist.id])
    return playlist


def _lose_one(world: World, me: User) -> None:
    """
    Have something in the playlist that is no longer there.
    """
    playlist = next(iter(world.playlists.values()))
    uri = f"spotify:track:{new_id('track', 'withdrawn')}"
    playlist.insert([Entry(uri, None, _OPENING, me)], 3)


def _keep(user: User, kind: str, ids: Iterable[str]) -> None:
    shelf = user.kept(kind)
    for number, one in enumerate(ids, start=len(shelf)):
        shelf[one] = _OPENING + timedelta(hours=number)


def _add_library(world: World, me: User) -> None:
    catalogue = world.catalogue
    sizes = {
        "track": 60,
        "album": 12,
        "artist": 8,
        "show": 2,
        "episode": 5,
        "audiobook": 2,
    }
    for kind, size in sizes.items():
        _keep(me, kind, islice(catalogue.of(kind), size))
    # Withdrawn since.
    _keep(me, "album", [new_id("album", "withdrawn")])
    _keep(me, "episode", [new_id("episode", "withdrawn")])
    _keep(me, "user", ["synthetic.friend"])
    for kind in ("artist", "track"):
        for start, span in enumerate(("short_term", "medium_term", "long_term")):
            shown: Iterable[Item] = islice(catalogue.of(kind).values(), start, 60)
            me.top[f"{kind}:{span}"] = [item.id for item in shown]
    episode = next(iter(catalogue.episodes.values()))
    me.positions[episode.id] = 61_000


def _add_player(world: World, me: User) -> None:
    playlist = next(iter(world.playlists.values()))
    me.player.devices = [
        Device(
            id=new_hash(_KITCHEN),
            name=_KITCHEN,
            type="Speaker",
            volume=59,
            is_active=True,
        ),
        Device(id=new_hash(_PHONE), name=_PHONE, type="Smartphone", volume=None),
        Device(
            id=None,
            name="Rented car",
            type="Automobile",
            volume=None,
            is_restricted=True,
        ),
    ]
    tracks = list(islice(world.catalogue.tracks.values(), 60))
    me.player.history = [
        Play(track, _OPENING + timedelta(minutes=4 * number), playlist.uri)
        for number, track in enumerate(tracks)
    ][::-1]
