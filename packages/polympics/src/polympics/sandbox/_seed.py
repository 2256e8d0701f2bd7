"""
The objects that the sandbox starts with.

They are always the same, so that examples can show what they print.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import cycle

from ._discord import DiscordUser
from ._permissions import OF_ACCOUNTS, Permission
from ._world import Account, Team, World

OPENING = datetime(2021, 7, 23, 12, tzinfo=UTC)

#: The account that has a session from the start: it leads a team.
KNOWN_ACCOUNT = 300_000_000_000_000_000
#: Discord tokens: of the known account, of a user without an account, and one that
#: makes Discord fail.
KNOWN_TOKEN, NEW_TOKEN, FAILING_TOKEN = "known", "new", "failing"

TEAMS = (
    "Amber Foxes",
    "Bronze Larks",
    "Copper Otters",
    "Kåre & Søn 🔥",
    "Slate Herons",
    "Umber Wolves",
)
NAMES = (
    *("Ada", "Aiko", "Amaru", "Anouk", "Arlo", "Basil", "Bea", "Björn"),
    *("Cleo", "Cyril", "Dana", "Dimitri", "Edda", "Elio", "Esra", "Faye"),
    *("Finn", "Gala", "Hana", "Hugo", "Ines", "Ivo", "Jana", "Joss"),
    *("Kaya", "Kofi", "Lena", "Liv", "Luca", "Mara", "Milo", "Nadia"),
    *("Nils", "Oda", "Otis", "Pia", "Quinn", "Rafi", "Rosa", "Sami"),
    *("Tove", "Uma", "Vera", "Wim", "Xenia", "Yara", "Zeno", "Łucja"),
)


def seed(world: World) -> None:
    """Fill an empty world."""
    teams = [world.add_team(name) for name in TEAMS]
    accounts = _accounts(world, teams)
    _date(world)
    _awards(world, teams, accounts)
    _discord(world, accounts[0])


def _accounts(world: World, teams: list[Team]) -> list[Account]:
    # Every seventh is in no team yet; the first in each team leads it.
    places = cycle([*teams, None])
    accounts = [
        world.add_account(
            KNOWN_ACCOUNT + number,
            name,
            f"{number * 37 % 10_000:04}",
            avatar_url=_avatar(world, number) if number % 3 else None,
            team=team,
            permissions=Permission.MANAGE_OWN_TEAM.value if number < len(teams) else 0,
        )
        for number, (name, team) in enumerate(zip(NAMES, places, strict=False))
    ]
    accounts[-1].permissions = OF_ACCOUNTS
    return accounts


def _avatar(world: World, number: int) -> str:
    return f"{world.discord.cdn}/embed/avatars/{number % 5}.png"


def _date(world: World) -> None:
    everything: list[Team | Account] = [*world.teams.values(), *world.accounts.values()]
    for minutes, one in enumerate(everything):
        one.created_at = OPENING + timedelta(minutes=minutes)


def _awards(world: World, teams: list[Team], accounts: list[Account]) -> None:
    picture = "https://img.example/awards/{}.png"
    foxes, larks, *_ = teams
    first = [account for account in accounts if account.team is foxes]
    world.add_award("Relay, first", picture.format("relay-1"), foxes, *first)
    world.add_award("Relay, second", picture.format("relay-2"), larks, accounts[1])
    world.add_award("Fair play", picture.format("fair"), larks, *accounts[6:9])
    world.add_award("Chess, first", picture.format("chess-1"), foxes)


def _discord(world: World, known: Account) -> None:
    new = DiscordUser(KNOWN_ACCOUNT + 1000, "Newcomer", "0007", "5eed")
    world.discord.users = {
        KNOWN_TOKEN: DiscordUser(known.id, "Ada Renamed", "0042", "ada"),
        NEW_TOKEN: new,
    }
    world.discord.failing = {FAILING_TOKEN}
