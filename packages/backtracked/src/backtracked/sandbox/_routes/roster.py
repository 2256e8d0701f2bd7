"""
Who is present in a channel: the one HTTP endpoint of the socket's host.

On that host it is ``/room/<channel>``, and a channel's colon tells it from the
rooms of the API.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._endpoint import Call, Endpoints

endpoints = Endpoints()


@endpoints.add("GET", "/room/room:{room}")
def roster(call: Call) -> Any:
    channel = call.room.channel
    return [
        {
            "clientId": line.client_id,
            "connectionId": line.connection_id,
            "data": line.data.get(channel, {}),
        }
        for line in call.world.channels.lines
        if channel in line.entered
    ]
