"""
The world to start with.

Always the same, so that examples can show what they print.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from ._forms import Section
from ._world import Category, Cloudcast, User, World

#: Owner of the sandbox's token.
OWNER: Final = "dj_okapi"

_OPENING: Final = datetime(2023, 5, 6, 18, 30, tzinfo=UTC)
_LISTENERS: Final = (
    *("amira", "bruno", "chiara", "dag", "elif", "fumi", "goran", "hedda"),
    *("idris", "juno", "kasper", "lotte", "maren", "nour", "orla", "pavel"),
    *("quentin", "runa", "sefa", "timo", "ulla", "vito", "wanda", "xiu"),
)
_BREAKFASTS: Final = 60


def seed(world: World) -> None:
    """
    Fill an empty world.
    """
    anna, okapi, harbour = _users(world)
    shows = _shows(world, anna, okapi, harbour)
    _archive(world, harbour)
    _comments(world, shows[0])
    _marks(world, shows)
    _odd(world, okapi, harbour)
    world.add_playlist(okapi, "Slow Mornings", [shows[0], shows[1], shows[4]])
    for slug in ("downtempo", "house"):
        world.categories[slug] = Category(slug, world.tags[slug])
    world.visitor = okapi


def _users(world: World) -> tuple[User, User, User]:
    anna = _user(world, "anna-lind", "Anna Lind", 2014, city="Göteborg")
    anna.country, anna.is_pro, anna.color = "Sweden", True, "1f2d32"
    anna.biog = "Slow music from the west coast.\r\nBookings: by pigeon."
    okapi = _user(world, OWNER, "DJ Okapi", 2019, city="Athens")
    okapi.country = "Greece"
    harbour = _user(world, "HarbourRadio", "Harbour Radio", 2012, city="Hamburg")
    harbour.country, harbour.is_pro, harbour.is_premium = "Germany", True, True
    zoe = _user(world, "zoë-k", "Zoë K.", 2020)
    anna.cohosts = [okapi, zoe]
    for name in _LISTENERS:
        _user(world, name, name.title(), 2021)
    return anna, okapi, harbour


def _user(
    world: World, username: str, name: str, year: int, *, city: str | None = None
) -> User:
    day = timedelta(days=len(world.users))
    user = world.add_user(username, name, at=datetime(year, 2, 11, tzinfo=UTC) + day)
    user.city = city
    return user


def _show(
    world: World,
    user: User,
    name: str,
    *tags: str,
    days: int,
    plays: int = 0,
    minutes: int = 60,
    slug: str | None = None,
) -> Cloudcast:
    at = _OPENING - timedelta(days=days)
    cast = world.add_cloudcast(user, name, slug=slug, tags=[*tags], at=at)
    cast.play_count, cast.listener_count = plays, plays // 3
    cast.audio_length = minutes * 60
    return cast


def _shows(
    world: World, anna: User, okapi: User, harbour: User
) -> tuple[Cloudcast, ...]:
    slow, bus = ("Downtempo", "Dub"), ("House", "Deep house", "Funk")
    twelve = _show(
        world, anna, "Low Tide Sessions #12", *slow, days=0, plays=4210, minutes=121
    )
    twelve.description = "Two hours of tape echo.\n\nRecorded live on 29 April."
    twelve.sections = [
        Section(0, chapter="Intro"),
        Section(95, artist="Paper Lantern", song="Salt"),
        Section(412, artist="Okonkwo", song="Second Harbour"),
        Section(None, artist="Okonkwo", song="May"),
    ]
    eleven = _show(world, anna, "Low Tide Sessions #11", *slow, days=31, plays=3100)
    home = _show(world, okapi, "Night Bus Home", *bus, days=1, plays=1188, minutes=59)
    two = _show(world, okapi, "Night Bus 2", *bus, "Liquid funk", days=40, plays=240)
    talk = _show(world, harbour, "Private View", "Talk", days=124, minutes=15)
    talk.hides_stats, talk.play_count = True, 555
    return twelve, eleven, home, two, talk


def _archive(world: World, harbour: User) -> None:
    for number in range(_BREAKFASTS):
        day = _OPENING - timedelta(days=number)
        name = f"Breakfast Show {day:%Y-%m-%d}"
        plays = 96 - number
        _show(world, harbour, name, "Talk", days=number + 200, plays=plays, minutes=180)


def _comments(world: World, cast: Cloudcast) -> None:
    said = [
        ("dj_okapi", "What is the one at 12:30?"),
        ("zoë-k", "Friday"),
        ("HarbourRadio", "❤️ 2024-01-01T00:00:00Z or it did not happen"),
    ]
    for hours, (name, text) in enumerate(said):
        at = cast.created_at + timedelta(hours=hours + 1)
        world.add_comment(world.users[name], cast, text, at=at)


def _marks(world: World, shows: tuple[Cloudcast, ...]) -> None:
    """
    Add follows, favorites and listens.
    """
    anna, okapi, harbour = (shows[n].user for n in (0, 2, 4))
    people = list(world.users.values())
    for number, user in enumerate(people[1:]):
        at = _OPENING - timedelta(days=number * 9 + 5, hours=number)
        world.mark(world.follows, user, anna, at=at)
        world.mark(world.favorites, user, shows[number % 3], at=at)
    soon = _OPENING + timedelta(days=1)
    world.mark(world.follows, anna, harbour, at=soon)
    world.mark(world.favorites, anna, shows[2], at=soon + timedelta(hours=1))
    for minutes, cast in enumerate([*shows, shows[0]]):
        at = soon + timedelta(hours=2, minutes=minutes)
        world.listen(okapi, cast, at=at)
        world.listen(anna, cast, at=at + timedelta(seconds=30))
    world.mark(world.reposts, okapi, shows[0], at=soon + timedelta(hours=4))


def _odd(world: World, okapi: User, harbour: User) -> None:
    """
    Add names and tags that look like dates and numbers.
    """
    words = ("Friday", "May", "10", "1.5", "Sun", "2019")
    _show(world, okapi, "Friday", *words[:5], days=1281, plays=1, slug="2019")
    _show(world, harbour, "November", *words, days=1282, plays=2)
