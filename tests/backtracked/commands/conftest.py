"""
What the tests of commands share.
"""

from __future__ import annotations

from typing import Any

import pytest

from backtracked import Client, Member, Message, Role, Room, User
from backtracked.commands import Commands

from ..answers import ALICE, BOB, ROOM, data


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What rooms are told."""
    texts: list[str] = []

    async def send_message(
        self: Client, room: Room, text: str, **options: Any
    ) -> Message:
        texts.append(text)
        return Message(content=text)

    monkeypatch.setattr(Client, "send_message", send_message)
    return texts


@pytest.fixture
def queup() -> Client:
    """A client in a room with Alice, a VIP, and Bob."""
    queup = Client()
    room = Room.from_data(data("room.ok"), queup)
    queup.rooms.add(room)
    for user, name, role in ((ALICE, "Alice", Role.vip.id), (BOB, "Bob", None)):
        queup.users.add(User(id=user, username=name).bind(queup))
        record = {"_id": f"r{user}", "userid": user, "roomid": ROOM, "roleid": role}
        room.members.add(Member.from_data(record, queup))
    return queup


@pytest.fixture
def commands(queup: Client, clock: Clock) -> Commands:
    """That client's commands."""
    return Commands(queup, clock=clock)


@pytest.fixture
def write(queup: Client, commands: Commands) -> Any:
    """Write a message as somebody."""

    async def handle(text: str, author: str = BOB) -> None:
        message = Message(content=text, author_id=author, room_id=ROOM).bind(queup)
        await commands.handle(message)

    return handle
