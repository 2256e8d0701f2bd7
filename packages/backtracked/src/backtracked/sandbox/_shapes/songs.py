"""
Media, entries of queues, and votes.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from backtracked.sandbox._text import escaped
from backtracked.sandbox._world import Entry, Media, Room, Vote, World

from .users import own

JSON: TypeAlias = dict[str, Any]


def media(media: Media) -> JSON:
    """
    A medium.
    """
    images = {"thumbnail": media.thumbnail} if media.thumbnail else None
    return {
        "_id": media.id,
        "name": escaped(media.name),
        "images": images,
        "type": media.type,
        "songLength": media.length,
        "songMeta": None,
        "songBitrate": None,
        "songBpm": None,
        "songArtist": None,
        "genre": None,
        "description": None,
        "fkid": media.fkid,
        "streamUrl": media.url if media.type == "soundcloud" else None,
        "fileUrl": None,
        "created": media.created,
        "lastUpdated": media.created,
        "categoryId": "10",
        "regionRestriction": None,
        "updub": 0,
        "downdub": 0,
        "userid": None,
        "__v": 0,
    }


def found(media: Media) -> JSON:
    """
    A medium in the results of a search.
    """
    return {
        "name": escaped(media.name),
        "type": media.type,
        "fkid": media.fkid,
        "songLength": media.length,
        "images": {"thumbnail": media.thumbnail} if media.thumbnail else None,
    }


def entry(entry: Entry) -> JSON:
    """
    An entry, with the ids of its user and medium.
    """
    return {
        "_id": entry.id,
        "created": entry.created,
        "isActive": entry.is_active,
        "isPlayed": entry.is_played,
        "skipped": entry.skipped,
        "order": 1,
        "roomid": entry.room_id,
        "songLength": entry.media.length,
        "updubs": entry.count("updub"),
        "downdubs": entry.count("downdub"),
        "grabs": len(entry.grabs),
        "userid": entry.user.id,
        "songid": entry.media.id,
        "_user": entry.user.id,
        "_song": entry.media.id,
        "__v": 0,
        "played": entry.played,
    }


def with_user(one: Entry) -> JSON:
    """
    An entry with its user, as the queue's details have it.
    """
    return {**entry(one), "_user": own(one.user)}


def with_media(one: Entry) -> JSON:
    """
    An entry with its medium, as in responses about a user's own queue.
    """
    return {**entry(one), "_song": media(one.media)}


def past(world: World, one: Entry) -> JSON:
    """
    An entry of the history; a medium that was purged is null there.
    """
    known = one.media.id in world.media
    song = media(one.media) if known else None
    return {**with_user(one), "_song": song}


def playing(world: World, room: Room, *, fresh: bool = False) -> JSON:
    """
    The current song.

    Args:
        world: State of the emulated service.
        room: A room that is playing a song.
        fresh: Whether the song starts now.
    """
    now = room.current
    assert now is not None
    assert now.played is not None
    info = None if world.quirks.no_song_info else media(now.media)
    elapsed = -1 if fresh else (world.clock() - now.played) // 1000
    if world.quirks.no_song and not fresh:
        return {"songInfo": info}
    return {"song": entry(now), "songInfo": info, "startTime": elapsed}


def vote(entry: Entry, vote: Vote) -> JSON:
    """
    A vote.
    """
    return {
        "_id": vote.id,
        "userid": vote.user.id,
        "playlistid": entry.id,
        "roomid": entry.room_id,
        "type": vote.dub,
        "created": vote.created,
        "__v": 0,
    }


def votes(one: Entry) -> JSON:
    """
    Who voted how.
    """
    both = {"updub": "upDubs", "downdub": "downDubs"}
    told: JSON = {"currentSong": entry(one)}
    for dub, name in both.items():
        told[name] = [vote(one, v) for v in one.votes.values() if v.dub == dub]
    return told
