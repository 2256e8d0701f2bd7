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
        when: When it is fired.
    """

    name: str
    arguments: tuple[str, ...]
    when: str

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the arguments."""
        return tuple(one.partition(": ")[2] for one in self.arguments)


#: All events by name.
EVENTS: dict[str, Event] = {}

#: Other names of events.
ALIASES = {"on_message": "on_chat"}


def _event(name: str, arguments: str, when: str) -> str:
    EVENTS[name] = Event(name, tuple(filter(None, arguments.split(", "))), when)
    return name


_BY = "room: Room, user: User, moderator: User | None"

# --- The connection

READY = _event(
    "on_ready", "", "The service accepted the connection. Once for each login."
)
RECONNECT = _event(
    "on_reconnect",
    "",
    "The client reconnected, and has requested what it missed from each room.",
)
DISCONNECT = _event(
    "on_disconnect", "reason: str", "The connection was lost or closed."
)
CLOSE = _event(
    "on_close",
    "",
    "``connect()`` is about to return or to fail. Handlers have *close_timeout*"
    " seconds.",
)
ERROR = _event(
    "on_error",
    "event: str, error: BaseException, handler: Handler",
    "A handler raised an exception. Without a handler for this event it is logged.",
)
RAW = _event(
    "on_raw_event",
    "name: str, room: Room | None, payload: Any",
    "Any event of a channel, known or not, or a frame that could not be decoded.",
)

# --- Rooms

JOINED_ROOM = _event(
    "on_joined_room",
    "room: Room",
    "The bot joined a room: its members are known and its events arrive.",
)
LEFT_ROOM = _event(
    "on_left_room",
    "room: Room",
    "The bot left a room, was kicked or banned from it, or could not stay in it.",
)
HISTORY_GAP = _event(
    "on_history_gap",
    "room: Room",
    "Messages were missed that the service's chat history no longer contains.",
)
ROOM_UPDATE = _event("on_room_update", "room: Room", "A room's settings changed.")
SLOW_MODE = _event(
    "on_slow_mode", "room: Room, user: User | None", "Slow mode was switched."
)
GUEST_CHAT = _event(
    "on_guest_chat", "room: Room, user: User | None", "Chat of guests was switched."
)
GUEST_EMBED = _event(
    "on_guest_embed",
    "room: Room, user: User | None",
    "Embedding by guests was switched.",
)

# --- Chat

CHAT = _event(
    "on_chat", "message: Message", "A user wrote in a room, the bot included."
)
CHAT_DELETE = _event("on_chat_delete", "message: Message", "A message was deleted.")
CHAT_CLEAR = _event(
    "on_chat_clear",
    "room: Room, user: User | None, messages: list[Message]",
    "All messages of a user were deleted; those in ``client.messages`` are given.",
)
CHAT_SKIP = _event(
    "on_chat_skip",
    "room: Room, username: str | None",
    "A user skipped the song.",
)
PRIVATE_MESSAGE = _event(
    "on_private_message",
    "conversation: Conversation, message: Message",
    "Another user wrote in a conversation.",
)
COMMAND_ERROR = _event(
    "on_command_error",
    "context: Context, error: CommandError",
    "A command was refused or used wrongly: see ``backtracked.commands``.",
)

# --- Songs and the queue

SONG_CHANGE = _event(
    "on_song_change",
    "room: Room, song: Song | None, previous: Song | None",
    "Another song began, or the music ended.",
)
SONG_ADD = _event(
    "on_playlist_song_add",
    "song: Song",
    "A song began; ``song.played_at`` is set. As in backtracked 0.1.1.",
)
QUEUE_ADD = _event("on_queue_song_add", "song: Song", "A song was added to the queue.")
QUEUE_UPDATE = _event("on_queue_update", "room: Room", "The queue was read again.")
DUB = _event(
    "on_dub",
    "song: Song, user: User, dubtype: str",
    "A user voted: ``updub`` or ``downdub``.",
)
GRAB = _event("on_grab", "song: Song, user: User", "A user saved a song.")
QUEUE_REORDER = _event(
    "on_queue_reorder",
    "room: Room, moderator: User | None",
    "A moderator changed the order of the DJs.",
)
QUEUE_SONG_REMOVE = _event(
    "on_queue_song_remove",
    "room: Room, user: User | None, moderator: User | None",
    "A moderator removed the next song of a user.",
)
QUEUE_USER_REMOVE = _event(
    "on_queue_user_remove",
    "room: Room, user: User | None, moderator: User | None",
    "A moderator removed all songs of a user.",
)
QUEUE_LOCK = _event(
    "on_queue_lock",
    "room: Room, user: User | None",
    "The queue was locked or unlocked: see ``room.queue_locked``.",
)
QUEUE_PAUSE = _event(
    "on_queue_pause",
    "member: Member, moderator: User | None",
    "A user left or rejoined the queue, or a moderator made them: see"
    " ``member.queue_paused``.",
)

# --- People

MEMBER_JOIN = _event("on_member_join", "member: Member", "A user joined a room.")
MEMBER_LEAVE = _event(
    "on_member_leave", "room: Room, user: User", "A user left a room."
)
MEMBER_UPDATE = _event(
    "on_member_update", "member: Member", "A member's record changed."
)
MEMBER_PRESENCE = _event(
    "on_member_presence",
    "room: Room, user: User, presence: Presence",
    "A known user appeared in a room's list of people, or disappeared.",
)
MEMBER_KICK = _event("on_member_kick", f"{_BY}, reason: str", "A user was kicked.")
MEMBER_BAN = _event(
    "on_member_ban",
    f"{_BY}, minutes: int",
    "A user was banned, without an end if *minutes* is 0.",
)
MEMBER_UNBAN = _event("on_member_unban", _BY, "A ban was lifted.")
MEMBER_MUTE = _event("on_member_mute", _BY, "A user was muted.")
MEMBER_UNMUTE = _event("on_member_unmute", _BY, "A user was unmuted.")
MEMBER_ROLE_SET = _event(
    "on_member_role_set", f"{_BY}, role: RoleGlobal | None", "A user received a role."
)
MEMBER_ROLE_UNSET = _event(
    "on_member_role_unset", f"{_BY}, role: RoleGlobal | None", "A user lost a role."
)
USER_UPDATE = _event("on_user_update", "user: User", "A user's avatar changed.")
USER_RENAME = _event(
    "on_user_rename", "user: User, old_name: str", "A user's name changed."
)
