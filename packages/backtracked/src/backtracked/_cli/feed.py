"""
The events that ``listen`` shows: each as a row for programs, and as a line for people.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any

import attrs

from backtracked import Member, Message, Room, Song, User
from clientcore.cli import printable

from .times import clock, length

Row = dict[str, Any]

#: What CSV has of each event.
COLUMNS = ("time", "event", "user", "text", "song", "vote", "up", "down", "grabs")


class Kind(StrEnum):
    """Kinds of events, for the option ``--only``."""

    CHAT = "chat"
    SONGS = "songs"
    VOTES = "votes"
    PEOPLE = "people"


@attrs.frozen
class Shown:
    """
    An event that is shown.

    Attributes:
        kind: What it is about.
        row: Makes the row of the event's arguments, without its time.
    """

    kind: Kind
    row: Callable[..., Row]


def _user(user: User | None) -> Row:
    return {"user": user and user.username, "user_id": user and user.id}


def _song(song: Song) -> Row:
    info = song.song_info
    return {
        "song": info.name if info else None,
        "source": info.source if info else None,
        "media_id": info.media_id if info else None,
        "length": timedelta(milliseconds=song.length),
        "song_id": song.id,
    }


def chat(message: Message) -> Row:
    """Return the row of a chat message."""
    return {
        "event": "chat",
        "time": message.created_at,
        **_user(message.author),
        "text": message.content,
        "id": message.id,
    }


def _chat_delete(message: Message) -> Row:
    return {**chat(message), "event": "delete", "time": None}


def _chat_clear(_room: Room, user: User | None) -> Row:
    return {"event": "clear", **_user(user)}


def _gap(_room: Room) -> Row:
    return {"event": "gap"}


def _song_change(_room: Room, song: Song | None) -> Row:
    if song is None:
        return {"event": "song", "song": None}
    began = {"event": "song", "time": song.played_at}
    return {**began, **_user(song.user), **_song(song)}


def _skip(_room: Room, username: str | None) -> Row:
    return {"event": "skip", "user": username}


def _vote(song: Song, user: User, dubtype: str) -> Row:
    vote = dubtype.removesuffix("dub")
    return {"event": "vote", "vote": vote, **_user(user), **_rating(song)}


def _grab(song: Song, user: User) -> Row:
    return {"event": "grab", **_user(user), **_rating(song)}


def _rating(song: Song) -> Row:
    score = {"up": song.up_dubs, "down": song.down_dubs, "grabs": song.grabs}
    return {**_song(song), **score}


def _join(member: Member) -> Row:
    return {"event": "join", **_user(member.user)}


def _of_user(event: str) -> Callable[..., Row]:
    def row(_room: Room, user: User) -> Row:
        return {"event": event, **_user(user)}

    return row


def _moderated(event: str) -> Callable[..., Row]:
    def row(_room: Room, user: User, moderator: User | None) -> Row:
        name = moderator and moderator.username
        return {"event": event, **_user(user), "moderator": name}

    return row


def _kick(room: Room, user: User, moderator: User | None, reason: str) -> Row:
    return {**_moderated("kick")(room, user, moderator), "text": reason}


def _ban(room: Room, user: User, moderator: User | None, minutes: int) -> Row:
    return {**_moderated("ban")(room, user, moderator), "minutes": minutes}


#: By the names of handlers.
SHOWN = {
    "on_chat": Shown(Kind.CHAT, chat),
    "on_chat_delete": Shown(Kind.CHAT, _chat_delete),
    "on_chat_clear": Shown(Kind.CHAT, _chat_clear),
    "on_history_gap": Shown(Kind.CHAT, _gap),
    "on_song_change": Shown(Kind.SONGS, _song_change),
    "on_chat_skip": Shown(Kind.SONGS, _skip),
    "on_dub": Shown(Kind.VOTES, _vote),
    "on_grab": Shown(Kind.VOTES, _grab),
    "on_member_join": Shown(Kind.PEOPLE, _join),
    "on_member_leave": Shown(Kind.PEOPLE, _of_user("leave")),
    "on_member_kick": Shown(Kind.PEOPLE, _kick),
    "on_member_ban": Shown(Kind.PEOPLE, _ban),
    "on_member_unban": Shown(Kind.PEOPLE, _moderated("unban")),
    "on_member_mute": Shown(Kind.PEOPLE, _moderated("mute")),
    "on_member_unmute": Shown(Kind.PEOPLE, _moderated("unmute")),
}

# A name of a field in braces; `{by}` is the moderator, if known.
_SENTENCES = {
    "chat": "{user}: {text}",
    "delete": "* deleted: {user}: {text}",
    "clear": "* deleted: all messages of {user}",
    "gap": "* some messages were missed",
    "song": "* {user} plays {song} ({length})",
    "silence": "* the music has ended",
    "skip": "* {user} skipped the song",
    "vote": "* {user} voted {vote} for {song} (+{up} -{down})",
    "grab": "* {user} grabbed {song} ({grabs})",
    "join": "* {user} joined",
    "leave": "* {user} left",
    "kick": "* {user} was kicked{by}{reason}",
    "ban": "* {user} was banned{by}{until}",
    "unban": "* {user} was unbanned{by}",
    "mute": "* {user} was muted{by}",
    "unmute": "* {user} was unmuted{by}",
}


def line(row: Row) -> str:
    """Return the line of an event, which no text of others can break or colour."""
    event = row["event"]
    if event == "song" and row["song"] is None and row.get("song_id") is None:
        event = "silence"
    by, reason, minutes = row.get("moderator"), row.get("text"), row.get("minutes")
    fields = {
        **row,
        "user": row.get("user") or "somebody unknown",
        "song": row.get("song") or "an unknown song",
        "length": length(row["length"]) if row.get("length") else "unknown length",
        "by": f" by {by}" if by else "",
        "reason": f": {reason}" if reason else "",
        "until": f" for {minutes} minutes" if minutes else "",
    }
    text = f"{clock(row['time'])}  {_SENTENCES[event].format_map(fields)}"
    # A line break would be a line of another user's.
    return printable(" ".join(text.split("\n")).replace("\t", " "))
