"""
A bot that enters a room, says something and hears it.
"""

from __future__ import annotations

import os

from backtracked import Client, Message

client = Client(api=os.environ["QUEUP_API"], ws=os.environ["QUEUP_WS"])


@client.event
async def on_ready() -> None:
    room = await client.join_room(os.environ["QUEUP_ROOM"])
    await room.send_message("Is anybody here?")


@client.event
async def on_chat(message: Message) -> None:
    print("heard:", message.content)
    await client.close()


client.run(os.environ["QUEUP_USER1"], os.environ["QUEUP_PASS1"])
