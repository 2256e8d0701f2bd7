"""
The events that handlers can be written for.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Event:
    """
    An event as handlers receive it.

    Attributes:
        name: Name of the handler.
        arguments: Names and types of the arguments. A handler receives as many of
            them, from the first, as it has parameters.
    """

    name: str
    arguments: tuple[str, ...]


#: All events by name. A comment above each says when it is fired, here and on the
#: documentation page.
EVENTS: dict[str, Event] = {}

#: Other names of events.
ALIASES = {"on_message": "on_chat"}


def _event(name: str, arguments: str = "") -> str:
    EVENTS[name] = Event(name, tuple(filter(None, arguments.split(", "))))
    return name


_SWITCHED = "room: Room, user: User | None"
_REMOVED = "room: Room, user: User | None, moderator: User | None"
_BY = "room: Room, user: User, moderator: User | None"

# --- The connection

#: The service accepted the connection. Once for each login.
READY = _event("on_ready")
#: The client reconnected, and has requested what it missed from each room.
RECONNECT = _event("on_reconnect")
#: The connection was lost or closed.
DISCONNECT = _event("on_disconnect", "reason: str")
#: ``connect()`` is about to return or to fail. Handlers have *close_timeout* seconds.
CLOSE = _event("on_close")
#: A handler raised an exception. Without a handler for this event it is logged.
ERROR = _event("on_error", "event: str, error: BaseException, handler: Handler")
#: Any event of a channel, known or not, or a frame that could not be decoded.
RAW = _event("on_raw_event", "name: str, room: Room | None, payload: Any")

# --- Rooms

#: The bot joined a room: its members are known and its events arrive.
JOINED_ROOM = _event("on_joined_room", "room: Room")
#: The bot left a room, was kicked or banned from it, or could not stay in it.
LEFT_ROOM = _event("on_left_room", "room: Room")
#: Messages were missed that the service's chat history no longer contains.
HISTORY_GAP = _event("on_history_gap", "room: Room")
#: A room's settings changed.
ROOM_UPDATE = _event("on_room_update", "room: Room")
#: Slow mode was switched.
SLOW_MODE = _event("on_slow_mode", _SWITCHED)
#: Chat of guests was switched.
GUEST_CHAT = _event("on_guest_chat", _SWITCHED)
#: Embedding by guests was switched.
GUEST_EMBED = _event("on_guest_embed", _SWITCHED)

# --- Chat

#: A user wrote in a room, the bot included.
CHAT = _event("on_chat", "message: Message")
#: A message was deleted.
CHAT_DELETE = _event("on_chat_delete", "message: Message")
#: All messages of a user were deleted; those in ``client.messages`` are given.
CHAT_CLEAR = _event(
    "on_chat_clear", "room: Room, user: User | None, messages: list[Message]"
)
#: A user skipped the song.
CHAT_SKIP = _event("on_chat_skip", "room: Room, username: str | None")
#: Another user wrote in a conversation.
PRIVATE_MESSAGE = _event(
    "on_private_message", "conversation: Conversation, message: Message"
)
#: A command was refused or used wrongly: see ``backtracked.commands``.
COMMAND_ERROR = _event("on_command_error", "context: Context, error: CommandError")

# --- Songs and the queue

#: Another song began, or the music ended.
SONG_CHANGE = _event(
    "on_song_change", "room: Room, song: Song | None, previous: Song | None"
)
#: A song began; ``song.played_at`` is set. As in backtracked 0.1.1.
SONG_ADD = _event("on_playlist_song_add", "song: Song")
#: A song was added to the queue.
QUEUE_ADD = _event("on_queue_song_add", "song: Song")
#: The queue was read again.
QUEUE_UPDATE = _event("on_queue_update", "room: Room")
#: A user voted: ``updub`` or ``downdub``.
DUB = _event("on_dub", "song: Song, user: User, dubtype: str")
#: A user saved a song.
GRAB = _event("on_grab", "song: Song, user: User")
#: A moderator changed the order of the DJs.
QUEUE_REORDER = _event("on_queue_reorder", "room: Room, moderator: User | None")
#: A moderator removed the next song of a user.
QUEUE_SONG_REMOVE = _event("on_queue_song_remove", _REMOVED)
#: A moderator removed all songs of a user.
QUEUE_USER_REMOVE = _event("on_queue_user_remove", _REMOVED)
#: The queue was locked or unlocked: see ``room.queue_locked``.
QUEUE_LOCK = _event("on_queue_lock", _SWITCHED)
#: A user left or rejoined the queue, or a moderator made them: see
#: ``member.queue_paused``.
QUEUE_PAUSE = _event("on_queue_pause", "member: Member, moderator: User | None")

# --- People

#: A user joined a room.
MEMBER_JOIN = _event("on_member_join", "member: Member")
#: A user left a room.
MEMBER_LEAVE = _event("on_member_leave", "room: Room, user: User")
#: A member's record changed.
MEMBER_UPDATE = _event("on_member_update", "member: Member")
#: A known user appeared in a room's list of people, or disappeared.
MEMBER_PRESENCE = _event(
    "on_member_presence", "room: Room, user: User, presence: Presence"
)
#: A user was kicked.
MEMBER_KICK = _event("on_member_kick", f"{_BY}, reason: str")
#: A user was banned, without an end if *minutes* is 0.
MEMBER_BAN = _event("on_member_ban", f"{_BY}, minutes: int")
#: A ban was lifted.
MEMBER_UNBAN = _event("on_member_unban", _BY)
#: A user was muted.
MEMBER_MUTE = _event("on_member_mute", _BY)
#: A user was unmuted.
MEMBER_UNMUTE = _event("on_member_unmute", _BY)
#: A user received a role.
MEMBER_ROLE_SET = _event("on_member_role_set", f"{_BY}, role: RoleGlobal | None")
#: A user lost a role.
MEMBER_ROLE_UNSET = _event("on_member_role_unset", f"{_BY}, role: RoleGlobal | None")
#: A user's avatar changed.
USER_UPDATE = _event("on_user_update", "user: User")
#: A user's name changed.
USER_RENAME = _event("on_user_rename", "user: User, old_name: str")
