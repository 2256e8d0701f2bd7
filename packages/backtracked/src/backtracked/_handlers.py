"""
The events that handlers can be written for.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class HandlerInfo:
    """
    An event as handlers see it.

    Attributes:
        name: The handler's name.

        arguments: Names and types of what it is called with. A handler takes as
            many of them, from the first, as it has parameters.

        when: When that is.
    """

    name: str
    arguments: tuple[str, ...]
    when: str


def _handler(name: str, arguments: str, when: str) -> HandlerInfo:
    return HandlerInfo(name, tuple(filter(None, arguments.split(", "))), when)


_ALL = (
    # The connection
    _handler("on_ready", "", "The socket accepted the client. Once for each login."),
    _handler(
        "on_reconnect",
        "",
        "The client came back after a lost connection, and has read again what it may"
        " have missed.",
    ),
    _handler("on_disconnect", "reason: str", "The connection was lost, or closed."),
    _handler(
        "on_error",
        "event: str, error: BaseException, handler: Handler",
        "A handler failed. Without this one, the failure is logged.",
    ),
    _handler(
        "on_raw_event",
        "name: str, room: Room | None, payload: Any",
        "A channel had an event, known or not; or something came that nobody knows.",
    ),
    # Rooms
    _handler("on_joined_room", "room: Room", "The events of a room began to come."),
    _handler("on_left_room", "room: Room", "One left a room, or was put out of it."),
    _handler("on_room_update", "room: Room", "A room's settings changed."),
    _handler(
        "on_slow_mode", "room: Room, user: User | None", "Slow mode went on or off."
    ),
    _handler(
        "on_guest_chat",
        "room: Room, user: User | None",
        "Guests may chat, or no longer.",
    ),
    _handler(
        "on_guest_embed",
        "room: Room, user: User | None",
        "Guests may embed the room, or no longer.",
    ),
    # Chat
    _handler("on_chat", "message: Message", "Somebody wrote, or this client did."),
    _handler(
        "on_chat_delete",
        "message: Message",
        "A message that had been seen was deleted.",
    ),
    _handler(
        "on_chat_clear",
        "room: Room, user: User | None, messages: list[Message]",
        "All messages of a user were deleted; those that had been seen are given.",
    ),
    _handler(
        "on_chat_skip",
        "room: Room, username: str | None",
        "A song was skipped, by somebody of that name.",
    ),
    _handler(
        "on_private_message",
        "conversation: Conversation, message: Message",
        "Somebody else wrote in a conversation.",
    ),
    # Songs
    _handler(
        "on_song_change",
        "room: Room, song: Song | None, previous: Song | None",
        "Another song began, or the music ended.",
    ),
    _handler("on_playlist_song_add", "song: Song", "A song came into the queue."),
    _handler("on_queue_update", "room: Room", "The queue was read again."),
    _handler(
        "on_dub",
        "song: Song, user: User, dubtype: str",
        "Somebody voted: ``updub`` or ``downdub``.",
    ),
    _handler(
        "on_grab", "song: Song, user: User", "Somebody put a song into a playlist."
    ),
    _handler(
        "on_queue_reorder",
        "room: Room, moderator: User | None",
        "Somebody put the DJs in order.",
    ),
    _handler(
        "on_queue_song_remove",
        "room: Room, user: User | None, moderator: User | None",
        "The next song of a user was taken out of the queue.",
    ),
    _handler(
        "on_queue_user_remove",
        "room: Room, user: User | None, moderator: User | None",
        "All songs of a user were taken out of the queue.",
    ),
    _handler(
        "on_queue_lock",
        "room: Room, user: User | None",
        "The queue was locked or unlocked: see ``room.queue_locked``.",
    ),
    _handler(
        "on_queue_pause",
        "member: Member, moderator: User | None",
        "Somebody left the queue or came back, or a moderator made them:"
        " see ``member.queue_paused``.",
    ),
    # People
    _handler("on_member_join", "member: Member", "Somebody came into a room."),
    _handler("on_member_leave", "room: Room, user: User", "Somebody left a room."),
    _handler("on_member_update", "member: Member", "Somebody's record changed."),
    _handler(
        "on_member_presence",
        "room: Room, user: User, presence: Presence",
        "Somebody who was seen showed themselves, or hid.",
    ),
    _handler(
        "on_member_kick",
        "room: Room, user: User, moderator: User | None, reason: str",
        "Somebody was put out of a room.",
    ),
    _handler(
        "on_member_ban",
        "room: Room, user: User, moderator: User | None, minutes: int",
        "Somebody was banned, for ever if it is for 0 minutes.",
    ),
    _handler(
        "on_member_unban",
        "room: Room, user: User, moderator: User | None",
        "Somebody may come in again.",
    ),
    _handler(
        "on_member_mute",
        "room: Room, user: User, moderator: User | None",
        "Somebody may chat no longer.",
    ),
    _handler(
        "on_member_unmute",
        "room: Room, user: User, moderator: User | None",
        "Somebody may chat again.",
    ),
    _handler(
        "on_member_role_set",
        "room: Room, user: User, moderator: User | None, role: RoleGlobal | None",
        "Somebody was given a role.",
    ),
    _handler(
        "on_member_role_unset",
        "room: Room, user: User, moderator: User | None, role: RoleGlobal | None",
        "Somebody's role was taken away.",
    ),
    _handler("on_user_update", "user: User", "Somebody has another picture."),
    _handler(
        "on_user_rename", "user: User, old_name: str", "Somebody has another name."
    ),
)

#: All of them by name.
HANDLERS = {handler.name: handler for handler in _ALL}

#: Other names for some.
ALIASES = {"on_message": "on_chat"}
