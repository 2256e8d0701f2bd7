"""
A user's player: devices, what plays, what comes next, what was played.

Nothing here runs: the player gets the time, and computes where it
must have got to.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs

from ._catalogue import Playable, Track


@attrs.define(eq=False, kw_only=True)
class Device:
    """
    Something to play on.

    Attributes:
        id: ``None`` for a device that cannot be named in a command.

        volume: In percent; ``None`` if it cannot be set from afar.
    """

    id: str | None
    name: str
    type: str
    volume: int | None = 50
    is_active: bool = False
    is_restricted: bool = False
    is_private_session: bool = False


@attrs.frozen
class Play:
    """
    A track that was played.
    """

    track: Track
    at: datetime
    context: str | None


@attrs.define(eq=False)
class Player:
    """
    What a user's devices do.

    Attributes:
        context: The URI of what is played through, or ``None``.

        items: What is in it.

        index: Where in it the player is.

        queue: What the user put before the rest of it.

        current: What plays now or is paused, or ``None``.

        is_advert: Whether an advert plays, of which nothing is shown.

        history: What was played, the newest first.
    """

    devices: list[Device] = attrs.field(factory=list)
    context: str | None = None
    items: list[Playable] = attrs.field(factory=list)
    index: int = 0
    queue: list[Playable] = attrs.field(factory=list)
    current: Playable | None = None
    is_playing: bool = False
    is_advert: bool = False
    repeat: str = "off"
    shuffle: bool = False
    history: list[Play] = attrs.field(factory=list)
    _position: timedelta = timedelta()
    _since: datetime | None = None

    @property
    def active(self) -> Device | None:
        """
        The device that plays, or would.
        """
        return next((device for device in self.devices if device.is_active), None)

    def activate(self, device: Device) -> None:
        """
        Play on another device.
        """
        for each in self.devices:
            each.is_active = each is device

    def progress(self, now: datetime) -> int:
        """
        How far the player is in what plays, in milliseconds.
        """
        return self._at(now) // timedelta(milliseconds=1)

    def seek(self, milliseconds: int, now: datetime) -> None:
        """
        Go on from another place.
        """
        self._position = timedelta(milliseconds=milliseconds)
        self._since = now

    def load(
        self,
        items: list[Playable],
        index: int,
        now: datetime,
        *,
        context: str | None = None,
        position: int = 0,
    ) -> None:
        """
        Play other things.
        """
        self._remember(now)
        self.items, self.index, self.context = items, index, context
        self.current = items[index]
        self.seek(position, now)
        self.is_playing = True

    def resume(self, now: datetime) -> None:
        """
        Go on.
        """
        self._since = now
        self.is_playing = True

    def pause(self, now: datetime) -> None:
        """
        Stop, and know where.
        """
        self._position = self._at(now)
        self.is_playing = False

    def next(self, now: datetime) -> None:
        """
        Skip to what comes next; without any, stop at the end.
        """
        self._remember(now)
        if self.queue:
            self.current = self.queue.pop(0)
        elif (index := self._next_index()) is None:
            self.current, self.is_playing = None, False
        else:
            self.index = index
            self.current = self.items[index]
        self.seek(0, now)

    def previous(self, now: datetime) -> bool:
        """
        Go back to what was before; return whether there was one.
        """
        if self.index == 0:
            return False
        self._remember(now)
        self.index -= 1
        self.current = self.items[self.index]
        self.seek(0, now)
        return True

    def upcoming(self) -> list[Playable]:
        """
        What comes next, as far as the service tells.
        """
        return [*self.queue, *self.items[self.index + 1 :]][:20]

    def catch_up(self, now: datetime) -> None:
        """
        Do what happened since the player was last looked at.
        """
        while self.is_playing and self.current is not None:
            over = self._at(now) - timedelta(milliseconds=self.current.duration_ms)
            if over < timedelta():
                return
            ended = now - over
            if self.repeat == "track":
                self._remember(ended)
                self.seek(0, ended)
            else:
                self.next(ended)

    def _at(self, now: datetime) -> timedelta:
        if not self.is_playing or self._since is None:
            return self._position
        return self._position + (now - self._since)

    def _next_index(self) -> int | None:
        if self.index + 1 < len(self.items):
            return self.index + 1
        return 0 if self.repeat == "context" and self.items else None

    def _remember(self, now: datetime) -> None:
        # Podcasts and files of one's own are not told about.
        if isinstance(self.current, Track):
            self.history.insert(0, Play(self.current, now, self.context))
