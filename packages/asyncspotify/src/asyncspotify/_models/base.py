"""
The bases of the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from inspect import Signature, signature
from typing import TYPE_CHECKING, Any, ClassVar, Self

import attrs

from clientcore import Model, wire

from .._codec import CODEC
from .._dates import PartialDate, midnight, milliseconds
from .._enums import DatePrecision
from .._errors import own_errors
from .._uris import from_uri


class _Decoding(type):
    """Lets ``SimpleTrack(client, data)`` decode *data*, as in asyncspotify 0.12."""

    if not TYPE_CHECKING:

        def __call__(cls, *args: Any, **fields: Any) -> Any:
            if len(args) != 2 or fields or not isinstance(args[1], dict):
                return super().__call__(*args, **fields)
            client, data = args
            # Programs give their client's low-level part too.
            return cls.from_data(data, getattr(client, "_client", None) or client)

        @property
        def __signature__(cls) -> Signature:
            _, *parameters = signature(cls.__init__).parameters.values()
            return Signature(parameters)


class SpotifyModel(Model, metaclass=_Decoding):  # noqa: PLW1641, values have no hash
    """The base of all models."""

    __slots__ = ()

    codec = CODEC

    # Written once, and all models have ``eq=False, repr=False``: attrs would compile
    # them for each class, which is 0.2 ms of the time that an import takes.

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in _values(self))
        return f"{type(self).__name__}({values})"

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return list(_values(self)) == list(_values(other))

    @property
    def client(self) -> Any:
        """
        The client that the model is bound to.

        Raises:
            Unbound: The model is not bound to a client.
        """
        with own_errors():
            return super().client

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Decode stored JSON. What is missing or does not fit is ``None``.

        Args:
            data: A JSON object, parsed, such as another model's `raw`.
            client: The client to bind it to, or ``None``.

        Raises:
            DecodeError: *data* is not a JSON object.
        """
        with own_errors():
            return CODEC.structure(data, cls, client=client)


def _values(model: Any) -> Iterator[tuple[str, Any]]:
    """Return the names and values of the fields of *model*."""
    return (
        (field.name, getattr(model, field.name)) for field in attrs.fields(type(model))
    )


@attrs.define(kw_only=True, eq=False, repr=False)
class SpotifyObject(SpotifyModel):
    """
    The base of all objects with an ID.

    Two objects are equal if they have the same type and ID, for example a
    `SimpleTrack` and a `FullTrack`, whatever their other attributes are.

    The service may leave out any attribute, above all in development mode. It is
    ``None`` then, or empty if it is a list.

    Attributes:
        id: The ID. ``None`` for local files, and for content that is gone.
        name: The name, if it has one.
        href: URL in the Web API.
        uri: The URI, such as ``spotify:track:6rqhFgbbKwnb9MLmUQDhG6``.
        type: The service's name for the type, such as ``track``.
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
        """Return type and ID, or ``None`` if there is no ID."""
        # Local files have no ID, but a URI.
        known = self.id or self.uri
        return (self.type, known) if isinstance(known, str) else None

    @staticmethod
    def _tag(data: dict[str, Any]) -> str | None:
        """Return the type of *data*, or ``None`` if nothing is known of it."""
        kind = data.get("type")
        if kind == "track":
            return "track"
        if kind == "episode" and "audiobook" in data:
            # Chapters have the type of episodes at times.
            return "chapter"
        return kind if isinstance(kind, str) else _untyped(data)

    #: Whether it stands for all types that have no model.
    _is_other: ClassVar[bool] = False


def _untyped(data: dict[str, Any]) -> str | None:
    """Return the type of *data* that came without it, as ``fields`` may ask for."""
    uri = data.get("uri")
    if isinstance(uri, str):
        try:
            kind = from_uri(uri).kind
        except ValueError:
            kind = "local"
        return "track" if kind == "local" else kind
    return "track" if any(value is not None for value in data.values()) else None


class _Extensible(SpotifyObject):
    """Objects that programs may set attributes of their own on."""

    __slots__ = ("__dict__",)


@attrs.define(kw_only=True, eq=False, repr=False)
class OpenObject(_Extensible):
    """
    The base of all objects with a page on open.spotify.com.

    Programs may set attributes of their own on them, which are not compared, printed
    or pickled.

    Attributes:
        external_urls: URLs of the pages, by site.
    """

    external_urls: dict[str, str] = attrs.field(factory=dict)

    @property
    def link(self) -> str | None:
        """URL of the page on Spotify, or ``None``."""
        return self.external_urls.get("spotify")


@attrs.define(kw_only=True, eq=False, repr=False)
class OtherItem(OpenObject):
    """
    A playable item of a type that this version has no model for. See ``raw``.

    Attributes:
        kind: The service's name for the type, also as ``type``.
    """

    _is_other: ClassVar[bool] = True

    kind: str | None = attrs.field(default=None, metadata=wire("type"))

    @property
    def type(self) -> str:  # type: ignore[override]
        """The service's name for the type."""
        return self.kind or "object"


@attrs.define(kw_only=True, eq=False, repr=False)
class Released(OpenObject):
    """
    The base of all objects with a release date.

    Attributes:
        release_date_precision: The part of the date that is known.
    """

    _release_date: str | None = attrs.field(default=None, metadata=wire("release_date"))
    release_date_precision: DatePrecision | str | None = None

    @property
    def released(self) -> PartialDate | None:
        """The known part of the date, or ``None``."""
        return PartialDate.parse(self._release_date)

    @property
    def release_date(self) -> datetime | None:
        """
        The first midnight that the date can mean, or ``None`` if it is not known.

        It has no time zone. See `released` for the part that is known.
        """
        return midnight(self.released)


class Timed:
    """The base of all objects with a duration."""

    __slots__ = ()

    duration_ms: int | None

    @property
    def duration(self) -> timedelta | None:
        """The duration, or ``None`` if it is not known."""
        return milliseconds(self.duration_ms)
