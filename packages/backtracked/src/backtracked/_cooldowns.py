"""
Cooldowns of commands, and limits on replies to refused commands.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Literal, get_args

import attrs
from attrs.validators import ge, gt, in_

#: What a cooldown is counted for.
Per = Literal["user", "room", "all"]


@attrs.frozen
class Cooldown:
    """
    A limit on the use of a command.

    Attributes:
        seconds: Length of the window in seconds, above 0.
        uses: Number of uses within the window, at least 1.
        per: ``"user"`` counts for each user, ``"room"`` for each room, ``"all"``
            everything together.
    """

    seconds: float = attrs.field(validator=gt(0))
    uses: int = attrs.field(default=1, validator=ge(1))
    per: Per = attrs.field(default="user", validator=in_(get_args(Per)))


@attrs.define
class Uses:
    """
    The uses under one cooldown, by the user, the room or whatever they count for.

    It reads no clock: *now* is seconds of any clock that does not go back.
    """

    cooldown: Cooldown
    _times: dict[Hashable, list[float]] = attrs.field(factory=dict)

    def key(self, context: Any) -> Hashable:
        """Return what a call of a command counts for."""
        keys = {"user": context.message.author_id, "room": context.room.id}
        return keys.get(self.cooldown.per)

    def left(self, key: Hashable, now: float) -> float:
        """Return the seconds until the next use, 0 if it may be now."""
        times = self._times.get(key, [])
        if len(times) < self.cooldown.uses:
            return 0.0
        return max(0.0, times[0] + self.cooldown.seconds - now)

    def note(self, key: Hashable, now: float) -> None:
        """Count a use, and forget those that are over."""
        since = now - self.cooldown.seconds
        self._times = {one: at for one, at in self._times.items() if at[-1] > since}
        times = self._times.setdefault(key, [])
        times.append(now)
        # No more of them decide when the next use may be.
        del times[: -self.cooldown.uses]


class Refusals:
    """
    Limits the replies to refused commands, so that users can't provoke a flood.

    Each kind of refusal gets one reply for each user within 30 seconds, and all
    together ten.
    """

    def __init__(self) -> None:
        self._each = Uses(Cooldown(30.0))
        self._all = Uses(Cooldown(30.0, uses=10))

    def may_answer(self, key: Hashable, now: float, at_least: float = 0.0) -> bool:
        """
        Return whether to reply to a refusal, and count the reply.

        Args:
            key: The user, the command and the kind of refusal.
            now: Seconds of any clock that does not go back.
            at_least: Minimum seconds until the next reply to this refusal.
        """
        if self._each.left(key, now) or self._all.left(None, now):
            return False
        # As if it were later, if the wait is longer than the window.
        self._each.note(key, now + max(0.0, at_least - self._each.cooldown.seconds))
        self._all.note(None, now)
        return True
