"""
A bot that writes down what happens in a room, for backtracked 0.1.1.
"""

import asyncio
import os

from backtracked import ApiError, Client, Presence
from backtracked.utils import get, song_length

client = Client()
lines = set()


def log(*words):
    lines.add(" ".join(map(str, words)))


@client.event
async def on_ready():
    room = await client.join_room(os.environ["QUEUP_ROOM"])
    log("joined", room.name, room.slug, room.type, room.is_public)
    log("I am", client.user.username, client.logged_in)
    me = room.members.from_user_id(client.user.id)
    log("my record", me.user.username, me.dubs, me.banned, me.room is room)
    try:
        await client.join_room("no-such-room-at-all")
    except ApiError as error:
        log("no such room", error.status)
    await room.change_presence(Presence.enter)
    await room.send_message("!hello")


@client.event
async def on_chat(message):
    log("chat", message.author.username, message.content, message.room.name)
    log("deleted", message.deleted, client.messages[message.id] is message)
    if message.content == "!hello":
        sent = await message.room.send_message("Hello and welcome")
        log("sent", sent.content)
    if message.content == "Hello and welcome":
        myself = get(client.users.values(), username=client.user.username)
        log("found", myself.id == client.user.id, song_length(234000))
        # The handler that sent it may still wait for the response.
        await asyncio.sleep(0.5)
        print(*sorted(lines), sep="\n", flush=True)
        # The bot would go on for ever.
        os._exit(0)


client.run(email=os.environ["QUEUP_USER1"], password=os.environ["QUEUP_PASS1"])
