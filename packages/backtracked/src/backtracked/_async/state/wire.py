# No twin: only what listens to events has a state that follows them.
"""
The table of the service's events: what each changes, and which events it fires.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from ..rest.base import log

if TYPE_CHECKING:
    from ..room_session import RoomSession

Payload: TypeAlias = dict[str, Any]


class UnreadableEventError(Exception):
    """An event does not have what it is about, such as the user who was kicked."""


def required(found: T | None, what: str) -> T:
    """
    Return *found*.

    Raises:
        UnreadableEventError: It is ``None``. Raised before any state is changed.
    """
    if found is None:
        raise UnreadableEventError(what)
    return found


Apply: TypeAlias = "Callable[[RoomSession, Payload], None]"
T = TypeVar("T")
F = TypeVar("F", bound=Apply)


@attrs.frozen
class WireEvent:
    """
    An event of a room's channel.

    Attributes:
        name: Its name on the wire, where ``<uid>`` stands for a user's id.
        apply: Brings the state up to date and fires events.
        tells: Names of the events that it fires.
        changes: What is up to date afterwards.
        is_chat: Whether it is also in the chat history.
    """

    name: str
    apply: Apply
    tells: tuple[str, ...]
    changes: str = ""
    is_chat: bool = False

    def handle(self, session: RoomSession, payload: Payload) -> None:
        """Handle an event, or log that it is ignored."""
        try:
            self.apply(session, payload)
        except UnreadableEventError as error:
            log.info("the event %s is ignored: it has no %s", self.name, error)


#: All events by their names on the wire.
WIRE: dict[str, WireEvent] = {}


def on_wire(
    *names: str, tells: list[str], changes: str = "", is_chat: bool = False
) -> Callable[[F], F]:
    """Register the function that handles the events with these names."""

    def register(apply: F) -> F:
        for name in names:
            WIRE[name] = WireEvent(name, apply, tuple(tells), changes, is_chat)
        return apply

    return register


#: Length of ``user_update_`` and ``user-update-``, which precede a user's id.
_BEFORE_ID = 12


def find_event(name: str, payload: Payload) -> WireEvent | None:
    """Return the event with a name. A user's id in the name is put in the payload."""
    event = WIRE.get(name)
    if event is None and (event := WIRE.get(f"{name[:_BEFORE_ID]}<uid>")):
        payload.setdefault("userid", name[_BEFORE_ID:])
    return event
