"""
A client of the service in `server`, as one of this family looks.
"""

from __future__ import annotations

from datetime import datetime

import attrs

from clientcore import GET, Api, Model, sync
from clientcore.aio import Client


@attrs.define(kw_only=True)
class Owner(Model):
    id: int
    name: str
    url: str


@attrs.define(kw_only=True)
class Thing(Model):
    id: int
    name: str
    created_at: datetime
    about: str
    is_public: bool
    likes: int
    owner: Owner
    tags: list[str]


API = Api("things")


class Things(Client):
    """
    The async client.
    """

    api = API

    async def thing(self) -> Thing:
        """
        Get a thing.
        """
        return await self.call(GET("thing"), Thing)

    async def late_thing(self) -> Thing:
        """
        Get a thing that takes its time.
        """
        return await self.call(GET("late/thing"), Thing)


class SyncThings(sync.Client):
    """
    The sync client.
    """

    api = API

    def thing(self) -> Thing:
        """
        Get a thing.
        """
        return self.call(GET("thing"), Thing)
