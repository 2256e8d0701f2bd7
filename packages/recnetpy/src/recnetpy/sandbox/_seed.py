"""
The world to start with: people, rooms, photos, events, inventions.

Always the same, so that examples can show what they print.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from ._answers import JSON
from ._world import World

_CROWD: Final = (
    *("AmberFox", "BlueJay", "CopperElk", "DuskMoth", "EbonyOwl", "FernToad"),
    *("GreyWolf", "HazelHare", "IvoryGull", "JadeCrab", "KelpSeal", "LimeWren"),
    *("MossBear", "NavyDove", "OchreLynx", "PearlBat", "QuartzYak", "RustRobin"),
    *("SageStoat", "TealTern", "UmberVole", "VioletKite", "WheatMouse", "ZincGoat"),
)
#: Somebody who is gone, and still has a role and an answer here and there.
GONE: Final = 1099
_BIG_ROOM: Final = 8_947_000_000_000_000_123
_BIG_EVENT: Final = 2_051_000_000_000_000_130
_BIG_INVENTION: Final = 3_382_000_000_000_000_594
_PHOTOS: Final = 120


def seed(world: World) -> None:
    """
    Fill an empty world.
    """
    people = _people(world)
    rooms = _rooms(world, people)
    events = _events(world, people, rooms)
    _photos(world, people, rooms, events)
    _inventions(world, people, rooms)
    _rest(world, people, rooms)


def _people(world: World) -> list[JSON]:
    otter = world.add_account(
        "TestOtter", displayName="Otter the Tester", platforms=68, personalPronouns=2
    )
    heron = world.add_account(
        "SampleHeron",
        displayName="Héron ☂",
        displayEmoji="🪶",
        platforms=899,
        personalPronouns=5,
        identityFlags=513,
        isMetaPlatformBlocked=False,
        createdAt="2021-11-30T23:59:59Z",
    )
    newt = world.add_account("PlainNewt", platforms=0, isJunior=True)
    del newt["bannerImage"]
    crowd = [world.add_account(name) for name in _CROWD]
    for number, account in enumerate(crowd):
        world.levels[account["accountId"]] = (number * 7 % 50 + 1, number * 37 % 300)
    world.levels |= {otter["accountId"]: (31, 212), heron["accountId"]: (50, 0)}
    world.bios[otter["accountId"]] = "I test things.\r\nEvery `day`."
    world.influencers = {heron["accountId"]}
    world.subscribers = {heron["accountId"]: 48_213, otter["accountId"]: 17}
    return [otter, heron, newt, *crowd]


def _rooms(world: World, people: list[JSON]) -> list[JSON]:
    otter, heron, newt, *crowd = people
    plaza = world.add_room("OtterPlaza", otter, **_full())
    heights = world.add_room(
        "HeronHeights", heron, RoomId=_BIG_ROOM, Stats=_stats(90_000), Tags=_tags("pvp")
    )
    center = world.add_room(
        "RecHall", heron, IsRRO=True, Stats=_stats(2_000_000), Tags=_tags("hangout")
    )
    world.add_room("DormRoom", newt, IsDorm=True, Accessibility=0, State=11)
    world.add_room("OtterLab", otter, Accessibility=2, MaxPlayers=4)
    world.add_role(plaza, heron["accountId"], 30, LastChangedByAccountId=1001)
    world.add_role(plaza, newt["accountId"], 10, InvitedRole=20)
    world.add_role(plaza, GONE, 20, LastChangedByAccountId=1001)
    others = [
        world.add_room(
            f"{account['username']}Den",
            account,
            Stats=_stats(5_000 - number * 200),
            Tags=_tags("hangout" if number % 2 else "quest"),
        )
        for number, account in enumerate(crowd)
    ]
    return [plaza, heights, center, *others]


def _full() -> dict[str, Any]:
    """
    What makes a room have something of everything.
    """
    return {
        "Description": "Otters meet here.\nMind the fountain.",
        "WarningMask": 44,
        "CustomWarning": "Loud noises near the fountain.",
        "Stats": _stats(3_000_000),
        "BoostCount": 7,
        "Tags": [
            {"Tag": "hangout", "Type": 0, "IsPrimaryGenre": True},
            {"Tag": "limitsv2", "Type": 1},
        ],
        "PromoImages": ["promoa.jpg", "promob.jpg"],
        "PromoExternalContent": [{"Type": 0, "Reference": "abcDEF12345"}],
        "Scores": [
            {"RoomId": 2001, "VisitType": 0, "Score": 0.8125, "BackupScore": None},
            {"RoomId": 2001, "VisitType": 2, "Score": 0.125, "BackupScore": 0.25},
        ],
        "LoadScreens": [
            {
                "ImageName": "loadscreen.jpg",
                "Title": "Welcome",
                "Subtitle": "Mind the otters",
            },
            {"ImageName": "loadscreenb.jpg", "Title": None, "Subtitle": None},
        ],
    }


def _stats(visits: int) -> JSON:
    return {
        "CheerCount": visits // 25,
        "FavoriteCount": visits // 60,
        "VisitorCount": visits // 3,
        "VisitCount": visits,
    }


def _tags(*names: str) -> list[JSON]:
    return [{"Tag": name, "Type": 0} for name in names]


def _events(world: World, people: list[JSON], rooms: list[JSON]) -> list[JSON]:
    otter, heron, newt, *crowd = people
    began = world.today - timedelta(hours=1)
    friday = world.add_event("Otter Friday", heron, rooms[0], at=began, hours=2.5)
    far = world.add_event(
        "Heron Night",
        otter,
        rooms[1],
        at=began + timedelta(days=29),
        PlayerEventId=_BIG_EVENT,
        ClubId=7002,
        ImageName=None,
    )
    answers = [otter, heron, newt, *crowd[:20]]
    for number, account in enumerate(answers):
        world.respond(friday, account["accountId"], number % 4)
    world.respond(friday, GONE, 3)
    world.respond(friday, otter["accountId"], -1)
    past = [
        world.add_event(
            f"Quest Night {number}",
            crowd[number],
            rooms[3 + number],
            at=began - timedelta(days=7 * (number + 1)),
        )
        for number in range(12)
    ]
    return [friday, far, *past]


def _photos(
    world: World, people: list[JSON], rooms: list[JSON], events: list[JSON]
) -> None:
    otter, heron, newt, *_ = people
    for number in range(_PHOTOS):
        at = world.today - timedelta(days=number, minutes=number * 7)
        tagged = [heron["accountId"], GONE] if number % 5 == 0 else []
        tagged += [otter["accountId"]] if number % 7 == 6 else []
        photo = world.add_image(
            otter if number % 2 else people[number % len(people)],
            rooms[number % 8] if number % 9 else None,
            at=at,
            TaggedPlayerIds=tagged,
            Description="sunset" if number % 10 == 0 else None,
            PlayerEventId=events[0]["PlayerEventId"] if number % 6 == 0 else None,
            Type=7 if number % 11 == 0 else 1,
        )
        world.cheer(photo, *people[: number * 5 % 13])
    first = world.images[4001]
    for account in (heron["accountId"], newt["accountId"], GONE, heron["accountId"]):
        world.comment(first, account, "nice" if account != GONE else "bye")
    world.comment(world.images[4002], heron["accountId"], "what a place")
    # Newer photos are in folders.
    world.images[4031]["ImageName"] = "sharecamera/2024-04-02/image4031.jpg"
    world.add_image(otter, at=world.today, Accessibility=0, ImageName="secret.jpg")
    world.add_image(otter, at=world.today, Accessibility=2, ImageName="legacyname")


def _inventions(world: World, people: list[JSON], rooms: list[JSON]) -> None:
    otter, heron, newt, *_ = people
    world.add_invention(
        "Bubble Lamp",
        heron,
        rooms[0],
        "lamp",
        "light",
        InventionId=_BIG_INVENTION,
        Price=50,
        NumDownloads=4_567,
        IsFeatured=True,
        IsCertifiedInvention=True,
    )
    world.add_invention(
        "Lamp Draft", newt, rooms[0], IsPublished=False, FirstPublishedAt=None
    )
    for number, name in enumerate(("Door", "Ladder", "Lantern", "Swing"), 1):
        downloads = number * 100
        world.add_invention(name, otter, rooms[number], NumDownloads=downloads)


def _rest(world: World, people: list[JSON], rooms: list[JSON]) -> None:
    otter, heron = (account["accountId"] for account in people[:2])
    world.showcases = {
        otter: [room["RoomId"] for room in rooms[:2]],
        heron: [room["RoomId"] for room in rooms[1:4]],
    }
    world.featured = [room["RoomId"] for room in rooms[:3]]
    world.clubs[7002] = {
        "clubId": 7002,
        "name": "Herons",
        "description": "For those who stand on one leg.",
        "memberCount": 2,
        "memberAccountIds": [otter, heron],
    }
    world.tips = [
        _tip(1, "Say hello", 'Wave with <sprite name="hand"> at people.', shown=True),
        _tip(2, "Hidden", "Not shown.", shown=False),
    ]


def _tip(number: int, title: str, message: str, *, shown: bool) -> JSON:
    return {
        "Name": f"{number:032}",
        "Title": title,
        "Message": message,
        "RoomNames": [],
        "Context": 0,
        "InputType": 0,
        "Visibility": int(shown),
        "AllowCycling": True,
        "RestrictToNewUsers": False,
        "ImageName": f"tip{number}.jpg",
        "PlatformMask": 175,
        "CreatedAt": "2023-04-18T00:00:00Z",
    }
