"""
The modules of 0.1.1: see `clientcore.keep_modules`.
"""

from __future__ import annotations

from typing import Final

OLD_MODULES: Final = {
    "client": "Client Packet PacketType Presence ProxyOptions Role",
    "client.client": "Client",
    "client.constants": "Actions Presence Role RoleGlobal base_url=_api:API_URL",
    "client.engine": "",
    "client.engine.packets": "Packet PacketType",
    "client.http": "ProxyOptions",
    "client.socket": "",
    "models": (
        "ApiError AuthenticatedUser AuthorizationError Collection Conversation"
        " ConversationCollection Member Message MessageCollection Room RoomCollection"
        " Song SongInfo User UserCollection"
    ),
    "models.base": (
        "_collections:BaseCollection Collection _collections:OrderedCollection"
        " Model=_async.models.record:Record"
    ),
    "models.errors": "ApiError AuthorizationError",
    "models.message": ("Conversation ConversationCollection Message MessageCollection"),
    "models.playlist": "Song SongInfo",
    "models.room": "Room RoomCollection RoomDisplaySettings RoomPlaylist",
    "models.user": "AuthenticatedUser Member MemberCollection User UserCollection",
}
