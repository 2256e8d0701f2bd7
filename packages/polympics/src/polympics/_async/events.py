"""
Decoding the events that callbacks bring.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from .._callbacks import BodyLike, UnknownEvent, parsed
from .._models import EventType, event_type
from .models import AccountTeamUpdateEvent

#: An event of any kind.
Event: TypeAlias = AccountTeamUpdateEvent | UnknownEvent


def account_team_update(data: BodyLike, client: Any = None) -> AccountTeamUpdateEvent:
    """
    Decode the body of a callback for ``EventType.ACCOUNT_TEAM_UPDATE``.

    Args:
        data: The body as it arrived, or as parsed JSON.
        client: The client to bind account and team to, or ``None``.

    Raises:
        DecodeError: The body is not JSON, or not an event of this kind.
    """
    return AccountTeamUpdateEvent.from_data(parsed(data), client)


_READERS = {EventType.ACCOUNT_TEAM_UPDATE: account_team_update}


def read_event(event: EventType | str, body: BodyLike, client: Any = None) -> Event:
    """
    Decode the body of a callback.

    Args:
        event: Kind of the event. The body does not contain it.
        body: The body as it arrived, or as parsed JSON.
        client: The client to bind account and team to, or ``None``.

    Raises:
        DecodeError: The body is not JSON, or not an event of this kind.
    """
    kind = event_type(event)
    if isinstance(kind, EventType):
        return _READERS[kind](body, client)
    return UnknownEvent(kind, parsed(body))
