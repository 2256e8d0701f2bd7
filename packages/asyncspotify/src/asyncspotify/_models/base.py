"""
What the models share.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

import attrs

from clientcore import Model, wire

from .._codec import CODEC
from .._dates import PartialDate, midnight, milliseconds
from .._enums import DatePrecision
from .._errors import own_errors


class SpotifyModel(Model):
    """The base of all models."""

    __slots__ = ()

    codec = CODEC

    @property
    def client(self) -> Any:
        """
        The client that got the model.

        Raises:
            Unbound: There is none.
        """
        with own_errors():
            return super().client

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Make one of stored JSON; what is missing or odd in it is left out.

        Args:
            data: A JSON object, parsed, such as another model's `raw`.

            client: What to bind it to, or ``None``.

        Raises:
            DecodeError: *data* is no object.
        """
        with own_errors():
            return CODEC.structure(data, cls, client=client)


@attrs.define(kw_only=True, eq=False, repr=False)
class SpotifyObject(SpotifyModel):
    """
    The base of what has an id.

    Two objects are equal if they stand for the same thing, a `SimpleTrack` and a
    `FullTrack` with one id for example, whatever else is known of it.

    The service may leave out any attribute, those of development mode above all.
    What it leaves out is ``None``, or empty if it is a list.

    Attributes:
        id: The id. ``None`` for local files, and for what is gone.

        name: What it is called.

        href: Where the Web API has it.

        uri: Its URI, such as ``spotify:track:6rqhFgbbKwnb9MLmUQDhG6``.

        type: What it is, as the service calls it: ``track``, ``album`` …
    """

    type: ClassVar[str] = "object"

    id: str | None = None
    name: str | None = None
    href: str | None = None
    uri: str | None = None

    def __repr__(self) -> str:
        words = [type(self).__name__]
        words += [f"id={self.id!r}"] if self.id is not None else []
        words += [f"name={self.name!r}"] if self.name is not None else []
        return f"<{' '.join(words)}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SpotifyObject):
            return NotImplemented
        if self is other:
            return True
        identity = self._identity()
        return identity is not None and identity == other._identity()

    def __hash__(self) -> int:
        identity = self._identity()
        return object.__hash__(self) if identity is None else hash(identity)

    def _identity(self) -> tuple[str, str] | None:
        """Return what it is known by, or ``None`` if there is nothing."""
        # Local files have no id, but a URI.
        known = self.id or self.uri
        return (self.type, known) if isinstance(known, str) else None

    @staticmethod
    def _tag(data: dict[str, Any]) -> str | None:
        """Tell the ``type`` of *data*, where that may be one of several."""
        kind = data.get("type")
        if kind == "track":
            return "track"
        if kind == "episode" and "audiobook" in data:
            # Chapters call themselves episodes at times.
            return "chapter"
        if kind is None and data.get("is_local") is True:
            # A file of somebody's own may have nothing but null.
            return "track"
        return kind if isinstance(kind, str) else None


@attrs.define(kw_only=True, eq=False, repr=False)
class OpenObject(SpotifyObject):
    """
    The base of what has a page for people.

    Attributes:
        external_urls: Its pages, by whose they are.
    """

    external_urls: dict[str, str] = attrs.field(factory=dict)

    @property
    def link(self) -> str | None:
        """Its page on Spotify, or ``None``."""
        return self.external_urls.get("spotify")


@attrs.define(kw_only=True, eq=False, repr=False)
class Released(OpenObject):
    """
    The base of what was released on some day.

    Attributes:
        release_date_precision: Which part of the date the service knows.
    """

    _release_date: str | None = attrs.field(default=None, metadata=wire("release_date"))
    release_date_precision: DatePrecision | str | None = None

    @property
    def released(self) -> PartialDate | None:
        """The date, as much of it as is known; ``None`` if it is not."""
        return PartialDate.parse(self._release_date)

    @property
    def release_date(self) -> datetime | None:
        """
        The first midnight that the date can mean, or ``None`` if it is not known.

        It has no time zone. See `released` for what is really known.
        """
        return midnight(self.released)


class Timed:
    """What lasts for a while."""

    __slots__ = ()

    duration_ms: int | None

    @property
    def duration(self) -> timedelta | None:
        """How long it is, or ``None`` if the service does not say."""
        return milliseconds(self.duration_ms)
