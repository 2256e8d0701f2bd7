"""
The commands of a Discord bot, for recnetpy 0.2.75: each returns what the bot replies.
"""

import asyncio
import os

import recnetpy
from recnetpy.dataclasses.account import PLATFORM_LIST, Account
from recnetpy.misc.bitmask_decode import bitmask_decode
from recnetpy.rest.exceptions import BadRequest, HTTPError


def shown(account):
    """Accounts that were deleted have an id and nothing else."""
    if account is None or not hasattr(account, "display_name"):
        return "a deleted player"
    return f"{account.display_name} (@{account.username})"


async def profile(client, name):
    account = await client.accounts.get(name)
    if not account:
        return f"Nobody is called {name}."
    bio = await account.get_bio()
    level = await account.get_level()
    subscribers = await account.get_subscriber_count()
    lines = [shown(account), bio or "no bio", f"level {level.level}, {level.xp} points"]
    lines += [f"{subscribers} subscribers", ", ".join(account.platforms)]
    return "\n".join([*lines, f"here since {account.created_at}"])


async def photos(client, name):
    account = await client.accounts.get(name)
    taken, skip = [], 0
    while page := await account.get_images(take=2, skip=skip, force=True):
        taken += page
        skip += 2
    best = sorted(taken, key=lambda image: (-image.cheer_count, image.id))[:3]
    lines = [f"{len(taken)} photos of {shown(account)}"]
    for image in best:
        fans = await image.get_cheers()
        lines.append(
            f"{image.image_name}: {image.cheer_count} cheers, {len(fans)} fans"
        )
    return "\n".join(lines)


async def room_info(client, name):
    room = await client.rooms.get(name, 78)
    if room is None:
        return f"There is no room ^{name}."
    creator = await room.get_creator_player()
    await room.resolve_role_owners()
    roles = [f"{role.name}: {shown(role.account)}" for role in room.roles]
    tags = ", ".join(f"#{tag.tag} ({tag.type})" for tag in room.tags)
    lines = [f"^{room.name} by {shown(creator)}", room.description, tags, *roles]
    lines += [f"{len(room.subrooms)} subrooms, {room.visit_count} visits"]
    return "\n".join([*lines, *room.warnings])


async def hot(client):
    rooms = await client.rooms.hot(take=3)
    return "\n".join(f"{n}. ^{room.name}" for n, room in enumerate(rooms, 1))


async def event_info(client, number):
    event = await client.events.fetch(number)
    if not event:
        return "There is no such event."
    try:
        await event.resolve_responders()
    except BadRequest:
        return f"{event.name}: its guests cannot be read."
    answers = [f"{each.type}: {shown(each.player)}" for each in event.responses]
    return "\n".join([f"{event.name} in room {event.room_id}", *answers[:4]])


async def tip(client):
    made = await client.rec_net.cdn.config.LoadingScreenTipData.make_request("get")
    return f"{made.status}: {made.data[0]['Title']}"


async def main():
    client = recnetpy.Client(os.environ["RECNET_KEY"])
    try:
        print(await profile(client, "TestOtter"))
        print(await profile(client, "nobody_at_all"))
        print(await photos(client, "TestOtter"))
        print(await room_info(client, "OtterPlaza"))
        print(await room_info(client, "NoSuchRoom"))
        print(await hot(client))
        events = await client.events.get_events(take=2)
        for event in events:
            print(await event_info(client, event.id))
        print(await event_info(client, 999_999_999))
        print(await tip(client))
        found = await client.accounts.search("otter")
        print(sorted(account.username for account in found))
        some = await client.accounts.fetch_many([account.id for account in found])
        print(all(isinstance(account, Account) for account in some), len(some))
        print(bitmask_decode(5, PLATFORM_LIST))
        try:
            print(await client.accounts.search(""))
        except (BadRequest, HTTPError) as error:
            print(type(error).__name__)
    finally:
        await client.close()


asyncio.run(main())
