"""
Users, and who follows whom.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from backtracked.sandbox._world import Following, User

JSON: TypeAlias = dict[str, Any]


def image(user: User, url: str) -> JSON:
    """
    A picture, as the service's image host describes it.
    """
    return {
        "public_id": f"user/{user.id}",
        "version": 1_600_000_001,
        "width": 128,
        "height": 128,
        "format": "png",
        "resource_type": "image",
        "tags": [],
        "bytes": 2048,
        "type": "upload",
        "etag": "0123456789abcdef0123456789abcdef",
        "url": url.replace("https:", "http:", 1),
        "secure_url": url,
    }


def avatar(user: User) -> JSON | None:
    """
    A user's picture, or null.
    """
    return image(user, user.avatar_url) if user.avatar_url else None


def user(user: User) -> JSON:
    """
    A user.
    """
    return {
        "userInfo": {
            "_id": f"609f{user.id[4:]}",
            "userid": user.id,
            "locale": "en_US",
            "__v": 0,
        },
        "_id": user.id,
        "username": user.username,
        "status": 1,
        "roleid": 1,
        "dubs": user.dubs,
        "created": user.created,
        "profileImage": avatar(user),
        "__v": 0,
    }


def own(one: User) -> JSON:
    """
    A user as they see themselves, and as events have them.
    """
    return {**user(one), "_force_updated": one.created}


def slim(user: User) -> JSON:
    """
    As little of a user as newer events have.
    """
    info = {"userid": user.id}
    return {"_id": user.id, "username": user.username, "userInfo": info}


def following(following: Following) -> JSON:
    """
    That one user follows another.
    """
    return {
        "_id": following.id,
        "userid": following.follower.id,
        "following": following.followed.id,
        "created": following.created,
        "__v": 0,
    }
