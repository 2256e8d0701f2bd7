"""
Private messages.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from backtracked.sandbox._world import Conversation, PrivateMessage

from .users import own, user

JSON: TypeAlias = dict[str, Any]


def conversation(conversation: Conversation) -> JSON:
    """
    A conversation, with the ids of its users.
    """
    latest = next(iter(conversation.messages), None)
    return {
        "_id": conversation.id,
        "created": conversation.created,
        "latest_message": conversation.latest,
        "latest_message_str": latest.text if latest else None,
        "users_read": list(conversation.read),
        "usersid": [one.id for one in conversation.users],
        "name": None,
        "status": 1,
        "__v": 0,
    }


def with_users(one: Conversation) -> JSON:
    """
    A conversation with its users, as the list has it.
    """
    return {**conversation(one), "usersid": [user(u) for u in one.users]}


def message(message: PrivateMessage) -> JSON:
    """
    A private message.
    """
    return {
        "_id": message.id,
        "created": message.created,
        "message": message.text,
        "userid": message.user.id,
        "messageid": message.conversation_id,
        "__v": 0,
    }


def with_author(one: PrivateMessage) -> JSON:
    """
    A private message with its author, as the conversation has it.
    """
    return {
        **message(one),
        "_message": one.conversation_id,
        "_user": own(one.user),
    }
