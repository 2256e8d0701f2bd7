"""
The people behind ids.
"""

from __future__ import annotations

from typing import Any

from recnetpy import Comment, Event, Image, Room

from ..opening import P, open_async
from ..recorded import form_of, recorded

PEOPLE = recorded("rooms", "role owners bulk")
IMAGE = recorded("images", "by id")
ROOM = recorded("rooms", "by id, include 366")
EVENT = recorded("events", "by id")


def ids(people: Any) -> list[int | None]:
    """Return the ids of people, of whom some may be gone."""
    return [person.id if person else None for person in people or ()]


async def test_commenters(net: Any):
    """
    One question gets all commenters; one of them is the same object everywhere.
    """
    net.get(f"{P}/images/4001/comments").respond(json=recorded("images", "comments"))
    bulk = net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        image = Image(client, 4001, IMAGE)
        comments = await image.resolve_commenters()
        await image.resolve_commenters()

    assert ids(comment.player for comment in comments) == [1002, 1003, 1002]
    assert comments[0].player is comments[2].player
    assert form_of(bulk.calls.last.request) == [["id", "1002"], ["id", "1003"]]
    assert bulk.call_count == 1


async def test_commenters_of_kept_comments(net: Any):
    """
    People are set on comments that are known already.
    """
    net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        image = Image(client, 4001, IMAGE)
        image.comments = [Comment({"PlayerId": 1002})]
        (comment,) = await image.resolve_commenters()

    assert ids([comment.player]) == [1002]


async def test_responders(net: Any):
    """
    Responders are set on kept lists, and deleted people are none.
    """
    url = f"{P}/playerevents/5001/responses"
    net.get(url).respond(json=recorded("events", "responses"))
    net.post(f"{P}/accounts/bulk").respond(json=[*PEOPLE, {"accountId": 31337}])

    async with open_async() as client:
        event = Event(client, 5001, EVENT)
        kept = await event.get_responses()
        found = await event.resolve_responders()

    people = ids(response.player for response in found)
    assert kept is found
    assert people == [1001, 1002, 1003, None, 1001]
    assert found[0].player is found[4].player


async def test_cheers(net: Any):
    """
    Those who cheered come without asking for their ids before.
    """
    net.get(f"{P}/images/4001/cheers").respond(json=[1003, 1099, 1002])
    net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        image = Image(client, 4001, IMAGE)
        found = await image.resolve_cheers()

    assert [person.id for person in found] == [1003, 1002]
    assert image.cheer_players is found
    assert image.cheer_player_ids == [1003, 1099, 1002]


async def test_role_owners(net: Any):
    """
    Roles have their people, also those who gave them; those of nobody stay in the room.
    """
    bulk = net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        room = Room(client, 2001, ROOM)
        there = await room.resolve_role_owners() or []
        roles = await room.resolve_role_owners(gone=True) or []

    assert ids(role.account for role in roles) == [1001, 1002, 1003, None]
    assert [role.account_id for role in there] == [1001, 1002, 1003]
    assert len(room.roles or []) == 4
    assert roles[1].last_changed_by_account is roles[0].account
    assert len(form_of(bulk.calls[0].request)) == 4


async def test_role_owners_of_a_plain_room(net: Any):
    """
    Roles that did not come with the room are asked for.
    """
    net.get(f"{P}/rooms/2001", params={"include": "4"}).respond(json=ROOM)
    net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        room = Room(client, 2001, recorded("rooms", "by id, plain"))
        roles = await room.resolve_role_owners() or []

    assert ids(role.account for role in roles) == [1001, 1002, 1003]
    assert ids(role.account for role in room.roles or []) == [1001, 1002, 1003, None]


async def test_role_owners_of_no_room(net: Any):
    """
    A room that is gone has no roles.
    """
    net.get(f"{P}/rooms/7").respond(404)

    async with open_async() as client:
        assert await Room(client, 7).resolve_role_owners() is None


async def test_nobody_to_resolve(net: Any):
    """
    Without ids nothing is asked.
    """
    async with open_async() as client:
        room = Room(client, 1, {"Roles": []})

        assert await room.resolve_role_owners() == []


async def test_people_of_images(net: Any):
    """
    Photographers and tagged people of many images come with one question.
    """
    bulk = net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)
    records = [
        {"Id": 1, "PlayerId": 1001, "TaggedPlayerIds": [1002, 1099]},
        {"Id": 2, "PlayerId": 1002},
        {"Id": 3, "PlayerId": 1001},
    ]

    async with open_async() as client:
        images = client.images.create_from_data_list(records)
        known: dict[int, Any] = {}
        await client.images.resolve_people(images, known=known)
        await client.images.resolve_people(images, known=known)

    assert ids(image.player for image in images) == [1001, 1002, 1001]
    assert images[0].player is images[2].player
    assert images[0].tagged_players == [images[1].player]
    assert images[1].tagged_players == []
    assert bulk.call_count == 1
    assert sorted(known) == [1001, 1002, 1003]


async def test_many_cheers(net: Any):
    """
    Many lists of cheers are asked for at once, and all people with one question.
    """
    for one in (1, 2):
        net.get(f"{P}/images/{one}/cheers").respond(json=[1001, 1001 + one])
    bulk = net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        images = Image.create_from_id_list(client, [1, 2])
        images.append(Image(client, 3, {"CheerCount": 0}))
        await client.images.resolve_cheers(images)

    found = [ids(image.cheer_players) for image in images]
    assert found == [[1001, 1002], [1001, 1003], []]
    assert bulk.call_count == 1


async def test_many_comments(net: Any):
    """
    So are many lists of comments.
    """
    for one in (1, 2):
        route = net.get(f"{P}/images/{one}/comments")
        route.respond(json=[{"PlayerId": 1000 + one}])
    bulk = net.post(f"{P}/accounts/bulk").respond(json=PEOPLE)

    async with open_async() as client:
        images = Image.create_from_id_list(client, [1, 2])
        await client.images.resolve_comments(images)

    comments = [comment for image in images for comment in image.comments or ()]
    assert ids(comment.player for comment in comments) == [1001, 1002]
    assert bulk.call_count == 1
