"""
A user who reacts to others, for programs that run alone with the sandbox.
"""

from __future__ import annotations

from ._actions import chat
from ._text import plain
from ._world import Room, User, World

#: Times at which a user who has entered is asked, in milliseconds.
_ASKED_AFTER = (1_000, 10_000, 30_000)
_QUESTION, _ANSWER = "ping", "pong"


class Resident:
    """
    A user in a room who writes ``ping`` to each client that enters it.

    The question is repeated until the client's user has written something, three
    times at most. A ``ping`` of other users is answered with ``pong``.

    Args:
        room: The room that the resident is in.
        user: The user, who should be in the room.
    """

    def __init__(self, room: Room, user: User) -> None:
        self._room = room
        self._user = user
        self._read = len(room.chat)
        #: When users entered, and how often each was asked since.
        self._entered: dict[str, int] = {}
        self._asked: dict[str, int] = {}

    def tick(self, world: World) -> None:
        """
        Read what was written, and ask users who have entered.
        """
        self._answer(world)
        present = {m.user.id for m in self._room.visible if world.is_online(m.user)}
        for gone in self._entered.keys() - present:
            del self._entered[gone], self._asked[gone]
        now = world.clock()
        due = False
        for user_id in present:
            since = now - self._entered.setdefault(user_id, now)
            count = self._asked.setdefault(user_id, 0)
            if count < len(_ASKED_AFTER) and since >= _ASKED_AFTER[count]:
                self._asked[user_id] += 1
                due = True
        if due:
            self._say(world, _QUESTION)

    def _answer(self, world: World) -> None:
        news, self._read = self._room.chat[self._read :], len(self._room.chat)
        for item in news:
            author = item["user"]["_id"]
            if item["type"] != "chat-message" or author == self._user.id:
                continue
            if author in self._asked:
                self._asked[author] = len(_ASKED_AFTER)
            if plain(item["message"]).strip().lower() == _QUESTION:
                self._say(world, _ANSWER)

    def _say(self, world: World, text: str) -> None:
        chat.say(world, self._room, self._user, text)
