"""
The world to start with.

Always the same but for what is on air, which began half a minute ago.
"""

from __future__ import annotations

from itertools import cycle

from ._actions import chat, messages, moderation, people, playing, queue
from ._world import Conversation, Media, Playlist, Room, User, World

ROOM = "harbour-lights"
PRIVATE_ROOM, PRIVATE_PASSWORD = "captains-cabin", "sesame"
FORBIDDEN_ROOM = "the-brig"
#: Whom the credentials are for: a bot without a role, and a co-owner.
FIRST, SECOND = "deckhand", "harbourmaster"
#: The user who reacts to others, if the sandbox has one.
RESIDENT = "bo_listener"

_OPENING = 1_650_000_000_000
_HISTORY = 45
_BEGUN = 30

PEOPLE = (
    *("ada_dj", "bo_listener", "cy_vip", "dee_mod", "eli_manager", "fay_owner"),
    *("gus_banned", "hal_muted", "ivy", "jo & co", "kit"),
)
ROLES = {
    "ada_dj": "resident-dj",
    "cy_vip": "vip",
    "dee_mod": "mod",
    "eli_manager": "manager",
    SECOND: "co-owner",
}
PRESENT = ("ada_dj", "bo_listener", "cy_vip", "dee_mod", "hal_muted", "ivy")

_THINGS = ("Anchor", "Beacon", "Compass", "Gull", "Lantern", "Mast", "Rope", "Tide")
_KINDS = ("Blues", "Hornpipe", "Lullaby", "March & Reel", "Shanty", "Waltz")
_ROOMS = ("Bay", "Cove", "Dock", "Pier", "Quay", "Reef", "Shoal", "Strand")


def credentials(world: World, first: str, second: str) -> Room:
    """
    Add the users of the credentials, and a room, to an empty world.

    Args:
        world: State of the emulated service.
        first: The password of the bot.
        second: The password of the co-owner.
    """
    for name, password in ((FIRST, first), (SECOND, second)):
        world.add_user(name, email=f"{name}@harbour.example", password=password)
    return world.add_room("Harbour Lights", _user(world, SECOND), slug=ROOM)


def seed(world: World, room: Room) -> None:
    """
    Fill the world.
    """
    for number, name in enumerate(PEOPLE):
        avatar = f"https://avatars.example/{number}.png" if number % 3 else None
        world.add_user(name, avatar_url=avatar)
    media = _media(world)
    _room(world, room)
    _music(world, room, media)
    _other_rooms(world)
    _private_things(world, media)
    _date(world)
    _talk(world, room)


def _user(world: World, name: str) -> User:
    found = world.user(name)
    assert found is not None
    return found


def _media(world: World) -> list[Media]:
    names = [f"{thing} {kind}" for thing in _THINGS for kind in _KINDS]
    media = [
        world.add_media(name, f"harbour{number:04}", seconds=150 + number * 5)
        for number, name in enumerate(names)
    ]
    track = world.add_media("Foghorn Étude", "900001", seconds=180, type="soundcloud")
    # As old documents are: neither a date nor a picture.
    track.created = track.thumbnail = None
    return [*media, track]


def _room(world: World, room: Room) -> None:
    room.owner = _user(world, "fay_owner")
    room.description = "Slow songs by the water"
    room.settings["welcomeMessage"] = "Ahoy {username}, welcome to {roomname}"
    types = {role.type: role for role in world.roles.values()}
    for name, role in ROLES.items():
        world.member(room, _user(world, name)).role = types[role]
    for name in PRESENT:
        people.join(world, room, _user(world, name))
        people.enter(world, room, _user(world, name), "browser")
    mod = _user(world, "dee_mod")
    moderation.ban(world, room, mod, _user(world, "gus_banned"), 60 * 24 * 365)
    moderation.mute(world, room, mod, _user(world, "hal_muted"), muted=True)


def _music(world: World, room: Room, media: list[Media]) -> None:
    ada, bo, cy = (_user(world, name) for name in PRESENT[:3])
    start = world.clock() - _BEGUN * 1000
    for one, dj in zip(media[: _HISTORY + 1], cycle([ada, bo]), strict=False):
        queue.add(world, room, dj, one)
        playing.vote(world, room, cy, "updub")
        playing.finish(world, room)
    for number, entry in enumerate(room.history):
        entry.created = entry.played = start - (number + 1) * 240_000

    queue.add(world, room, ada, media[46], media[0], media[1])
    queue.add(world, room, bo, media[47], media[2])
    queue.add(world, room, cy, media[48])
    assert room.current is not None
    room.current.played = start
    playing.vote(world, room, bo, "updub")
    playing.vote(world, room, cy, "updub")
    # One medium is gone since: rows that mention it have null in its place.
    del world.media[media[5].id]


def _other_rooms(world: World) -> None:
    owner = _user(world, "eli_manager")
    cabin = world.add_room("Captain's Cabin", owner, slug=PRIVATE_ROOM)
    cabin.password = PRIVATE_PASSWORD
    brig = world.add_room("The Brig", owner, slug=FORBIDDEN_ROOM)
    moderation.ban(world, brig, owner, _user(world, FIRST))
    for name in _ROOMS:
        for place in ("North", "East", "South"):
            world.add_room(f"{place} {name}", owner)


def _private_things(world: World, media: list[Media]) -> None:
    deckhand, bo, cy = (_user(world, n) for n in (FIRST, "bo_listener", "cy_vip"))
    pair = messages.converse(world, [deckhand, bo])
    messages.write(world, pair, deckhand, "hello there")
    messages.write(world, pair, bo, "see you <later>")
    group = messages.converse(world, [deckhand, bo, cy])
    messages.write(world, group, cy, "who's on tonight?")
    group.read.append(deckhand.id)

    world.add_playlist(deckhand, "Shanties", *media[:25])
    world.add_playlist(deckhand, "Later")
    world.add_playlist(bo, "Bo's", *media[3:5])


def _date(world: World) -> None:
    made: list[User | Room | Conversation | Playlist] = [
        *world.users.values(),
        *world.rooms.values(),
        *world.conversations.values(),
        *world.playlists.values(),
    ]
    for minutes, one in enumerate(made):
        one.created = _OPENING + minutes * 60_000


def _talk(world: World, room: Room) -> None:
    ada, bo, _, dee = (_user(world, name) for name in PRESENT[:4])
    chat.say(world, room, ada, "Evening, all <3")
    spam = chat.say(world, room, bo, "Tom & Jerry's next?")
    chat.delete(world, room, dee, spam["chatid"])
    chat.say(world, room, bo, "/me hums along")
