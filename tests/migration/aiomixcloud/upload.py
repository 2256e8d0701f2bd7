"""
A tool that uploads a show and looks after it, for aiomixcloud 1.0.6.
"""

import asyncio
import os
from pathlib import Path

from aiomixcloud import Mixcloud, MixcloudError
from aiomixcloud.constants import DESCRIPTION_MAX_SIZE
from aiomixcloud.datetime import format_datetime, to_timestamp

TRACKS = [
    {"artist": "Paper Lanterns", "song": "Winter Window", "start_time": 0},
    {"chapter": "Talk", "start_time": 95},
]


async def main():
    Path("show.mp3").write_bytes(b"ID3" + bytes(4000))
    Path("cover.jpg").write_bytes(b"\xff\xd8\xff" + bytes(500))
    token = os.environ["MIXCLOUD_TOKEN"]
    async with Mixcloud(access_token=token, raise_exceptions=True) as mixcloud:
        me = await mixcloud.me()
        print(me.username, me.key, repr(me), me["name"])
        made = await mixcloud.upload(
            "show.mp3",
            "Night Ferry 12",
            picture="cover.jpg",
            description="Songs about ferries.",
            tags=["ambient", "night"],
            sections=TRACKS,
        )
        print(made.result.success, made.result.key)
        show = await mixcloud.get(made.result.key)
        print(show.name, show.description, [tag.name for tag in show.tags])
        print([section.section_type for section in show.sections])
        changed = await mixcloud.edit(
            "night-ferry-12", description="Songs of ferries.", picture="cover.jpg"
        )
        print(changed.result.success, (await show.load(force=True)).description)

        try:
            await mixcloud.upload("show.mp3", "x", description="x" * 1001)
        except AssertionError as error:
            print(error, DESCRIPTION_MAX_SIZE)

        shows = await me.cloudcasts(limit=2)
        print(len(shows), repr(shows), shows[0].type)
        more = await shows.next()
        print(more is not None and len(more))
        print(await shows.previous() is None)

        other = (await mixcloud.search("a", type="user", limit=1))[0]
        print(repr(other), (await other.load()).username)
        print((await other.follow()).result.success)
        print((await mixcloud.unfollow(other.key)).result.success)
        found = await mixcloud.search("ferry", type="cloudcast", page=0, per_page=3)
        print(len(found), [each.user.username for each in found])
        try:
            await mixcloud.get("nobody/nothing")
        except MixcloudError as error:
            print(type(error).__mro__[-3].__name__, error.type, error.message)
        html = await mixcloud.embed_html(made.result.key, width=300, color="ff0000")
        print("<iframe" in html)
        print(format_datetime("2022 June 05, 01:30:00 +04"), to_timestamp(1600000000))


asyncio.run(main())
