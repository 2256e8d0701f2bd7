"""
Cooldowns of commands, and limits on replies to refused commands.
"""

from __future__ import annotations

from typing import Any, Literal

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
    per: Per = attrs.field(default="user", validator=in_(("user", "room", "all")))


@attrs.define
class Uses:
    """The uses of one command under one cooldown."""

    cooldown: Cooldown
    _times: dict[str, list[float]] = attrs.field(factory=dict)

    def left(self, context: Any, now: float) -> float:
        """Return the seconds until the next use, 0 if it may be now."""
        recent = self._recent(self._key(context), now)
        if len(recent) < self.cooldown.uses:
            return 0.0
        return recent[-self.cooldown.uses] + self.cooldown.seconds - now

    def note(self, context: Any, now: float) -> None:
        """Count a use, and forget those that are over."""
        for key in list(self._times):
            if not self._recent(key, now):
                del self._times[key]
        self._times.setdefault(self._key(context), []).append(now)

    def _recent(self, key: str, now: float) -> list[float]:
        since = now - self.cooldown.seconds
        recent = [at for at in self._times.get(key, ()) if at > since]
        if key in self._times:
            self._times[key] = recent
        return recent

    def _key(self, context: Any) -> str:
        match self.cooldown.per:
            case "user":
                return context.message.author_id or ""
            case "room":
                return str(context.room.id)
            case _:
                return ""


class Refusals:
    """
    Limits the replies to refused commands, so that users can't provoke a flood.

    Each kind of refusal gets one reply for each user within *seconds*. All replies
    together are limited to *total* at once, and one more every *seconds* / *total*.

    Args:
        seconds: Length of the window.
        total: Number of replies.
    """

    def __init__(self, seconds: float, total: int) -> None:
        self._seconds = seconds
        self._total = total
        self._until: dict[tuple[str, ...], float] = {}
        self._all: list[float] = []

    def may_answer(self, key: tuple[str, ...], now: float, at_least: float) -> bool:
        """
        Return whether to reply to a refusal, and count the reply.

        Args:
            key: The user, the command and the kind of refusal.
            now: Seconds of any clock.
            at_least: Minimum seconds until the next reply to this refusal.
        """
        self._until = {one: at for one, at in self._until.items() if at > now}
        self._all = [at for at in self._all if at > now - self._seconds]
        if key in self._until or len(self._all) >= self._total:
            return False
        self._until[key] = now + max(self._seconds, at_least)
        self._all.append(now)
        return True
