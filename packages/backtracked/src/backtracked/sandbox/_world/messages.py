"""
Private messages.
"""

from __future__ import annotations

import attrs

from .users import User


@attrs.define(eq=False)
class PrivateMessage:
    """
    A message; *text* is as the service stores it, HTML-escaped.
    """

    id: str
    conversation_id: str
    user: User
    text: str
    created: int


@attrs.define(eq=False)
class Conversation:
    """
    A conversation of two or more users.

    Attributes:
        read: IDs of the users who have read the newest message.
        messages: The messages, newest first.
    """

    id: str
    users: list[User]
    created: int
    latest: int
    read: list[str] = attrs.field(factory=list)
    messages: list[PrivateMessage] = attrs.field(factory=list, repr=False)
