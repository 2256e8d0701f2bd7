"""
Private messages.
"""

from __future__ import annotations

from collections.abc import Iterable

from backtracked.sandbox._text import stored
from backtracked.sandbox._world import Conversation, PrivateMessage, User, World


def converse(world: World, users: Iterable[User]) -> Conversation:
    """
    The conversation of these users, begun if there is none.
    """
    wanted = list(dict.fromkeys(users))
    for known in world.conversations.values():
        if set(known.users) == set(wanted):
            return known
    now = world.clock()
    made = Conversation(world.ids.new("conversation"), wanted, now, now)
    world.conversations[made.id] = made
    return made


def write(
    world: World, conversation: Conversation, user: User, text: str
) -> PrivateMessage:
    """
    Send a private message, and publish it to all participants' own channels.
    """
    now = world.clock()
    message = PrivateMessage(
        world.ids.new("message"), conversation.id, user, stored(text), now
    )
    conversation.messages.insert(0, message)
    conversation.latest, conversation.read = now, [user.id]
    news = {"userid": user.id, "messageid": conversation.id}
    for one in conversation.users:
        world.channels.publish(f"user:{one.id}", "new-message", news)
    return message
