"""
What a user lets an app do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypedDict, Unpack, overload


class ScopeFlags(TypedDict, total=False):
    """The keywords of `Scope`: each names a scope, with ``_`` for ``-``."""

    ugc_image_upload: bool
    user_modify_playback_state: bool
    user_read_playback_state: bool
    user_read_currently_playing: bool
    user_top_read: bool
    user_read_playback_position: bool
    user_read_recently_played: bool
    user_library_modify: bool
    user_library_read: bool
    user_follow_modify: bool
    user_follow_read: bool
    playlist_read_private: bool
    playlist_modify_public: bool
    playlist_modify_private: bool
    playlist_read_collaborative: bool
    user_read_private: bool
    user_read_email: bool
    app_remote_control: bool
    streaming: bool


# In the order of their bits, which is that of the text too.
_NAMES = tuple(ScopeFlags.__annotations__)
_BITS = {name: 1 << place for place, name in enumerate(_NAMES)}
_ALL = (1 << len(_NAMES)) - 1


class _Flag:
    """A scope as an attribute: whether it is held."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._bit = _BITS[name]

    @overload
    def __get__(self, scope: None, owner: type) -> _Flag: ...

    @overload
    def __get__(self, scope: Scope, owner: type) -> bool: ...

    def __get__(self, scope: Scope | None, owner: type) -> _Flag | bool:
        return self if scope is None else bool(scope.value & self._bit)


def _wire(name: str) -> str:
    return name.replace("_", "-")


class Scope:
    """
    A set of scopes. It is hashable, cannot be changed, and has a set's operators.

    Each scope is an attribute that is true if it is contained, and a keyword.
    See `the list <https://developer.spotify.com/documentation/web-api/concepts/scopes>`__.

    Args:
        value: The bits to begin with.

        **flags: Scopes to add (``True``) or to leave out (``False``).

    Attributes:
        value: The scopes as bits.

        unknown: Scopes that are newer than this library, as the service
            spells them. Only `parse` makes any.

    Raises:
        ValueError: There is no such scope, or no such bits.
    """

    __slots__ = ("unknown", "value")

    value: int
    unknown: frozenset[str]

    ugc_image_upload: _Flag = _Flag()
    user_modify_playback_state: _Flag = _Flag()
    user_read_playback_state: _Flag = _Flag()
    user_read_currently_playing: _Flag = _Flag()
    user_top_read: _Flag = _Flag()
    user_read_playback_position: _Flag = _Flag()
    user_read_recently_played: _Flag = _Flag()
    user_library_modify: _Flag = _Flag()
    user_library_read: _Flag = _Flag()
    user_follow_modify: _Flag = _Flag()
    user_follow_read: _Flag = _Flag()
    playlist_read_private: _Flag = _Flag()
    playlist_modify_public: _Flag = _Flag()
    playlist_modify_private: _Flag = _Flag()
    playlist_read_collaborative: _Flag = _Flag()
    user_read_private: _Flag = _Flag()
    user_read_email: _Flag = _Flag()
    app_remote_control: _Flag = _Flag()
    streaming: _Flag = _Flag()

    def __init__(self, value: int = 0, **flags: Unpack[ScopeFlags]) -> None:
        for name, held in flags.items():
            if name not in _BITS:
                raise ValueError(f"there is no scope {name!r}")
            value = value | _BITS[name] if held else value & ~_BITS[name]
        _fill(self, value, frozenset())

    @classmethod
    def all(cls) -> Scope:
        """Return all scopes that this library knows."""
        return cls(_ALL)

    @classmethod
    def none(cls) -> Scope:
        """Return no scope at all: what is public."""
        return cls()

    @classmethod
    def parse(cls, text: str | Iterable[str] | None) -> Scope:
        """
        Read scopes as the service writes them.

        Args:
            text: Scopes with spaces between, or one by one; ``None`` is none.
                Both spellings will do, ``user-top-read`` and ``user_top_read``.
        """
        words = text.split() if isinstance(text, str) else list(text or ())
        value, unknown = 0, set()
        for word in words:
            if bit := _BITS.get(word.replace("-", "_")):
                value |= bit
            else:
                unknown.add(word)
        return _made(value, frozenset(unknown))

    def string(self) -> str:
        """Return the scopes with spaces between, as the service wants them."""
        return " ".join(self.names)

    __str__ = string

    @property
    def names(self) -> list[str]:
        """The scopes that are held, as the service spells them."""
        known = [_wire(name) for name, bit in _BITS.items() if self.value & bit]
        return known + sorted(self.unknown)

    def covers(self, other: Scope) -> bool:
        """Whether it holds all that *other* holds."""
        return other <= self

    def __setattr__(self, name: str, value: object) -> None:
        # Earlier releases let it, and one object was everybody's default.
        raise AttributeError("a Scope cannot be changed: use | and - to make another")

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.value, self.unknown)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scope):
            return NotImplemented
        return (self.value, self.unknown) == (other.value, other.unknown)

    def __hash__(self) -> int:
        return hash((self.value, self.unknown))

    def __repr__(self) -> str:
        return f"<Scope value={self.value}>"

    def __iter__(self) -> Iterator[tuple[str, bool]]:
        """Give each known scope's name, as an attribute has it, and if it is held."""
        return ((name, bool(self.value & bit)) for name, bit in _BITS.items())

    def __bool__(self) -> bool:
        return bool(self.value or self.unknown)

    def __len__(self) -> int:
        return self.value.bit_count() + len(self.unknown)

    def __contains__(self, other: object) -> bool:
        """Return whether it contains a scope, given by name, or several."""
        if isinstance(other, str):
            other = Scope.parse(other)
        return isinstance(other, Scope) and other <= self

    def __or__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        return _made(self.value | other.value, self.unknown | other.unknown)

    __add__ = __or__

    def __and__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        return _made(self.value & other.value, self.unknown & other.unknown)

    def __sub__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        return _made(self.value & ~other.value, self.unknown - other.unknown)

    def __xor__(self, other: Scope) -> Scope:
        if not isinstance(other, Scope):
            return NotImplemented
        return _made(self.value ^ other.value, self.unknown ^ other.unknown)

    def __invert__(self) -> Scope:
        """All known scopes that are not held."""
        return Scope(_ALL & ~self.value)

    def __le__(self, other: Scope) -> bool:
        if not isinstance(other, Scope):
            return NotImplemented
        return not self - other

    def __lt__(self, other: Scope) -> bool:
        if not isinstance(other, Scope):
            return NotImplemented
        return self != other and self <= other

    def __ge__(self, other: Scope) -> bool:
        if not isinstance(other, Scope):
            return NotImplemented
        return not other - self

    def __gt__(self, other: Scope) -> bool:
        if not isinstance(other, Scope):
            return NotImplemented
        return self != other and self >= other


def _made(value: int, unknown: frozenset[str]) -> Scope:
    scope = Scope.__new__(Scope)
    _fill(scope, value, unknown)
    return scope


def _fill(scope: Scope, value: int, unknown: frozenset[str]) -> None:
    if type(value) is not int or not 0 <= value <= _ALL:
        raise ValueError(f"the value of a Scope is a number from 0 to {_ALL}")
    object.__setattr__(scope, "value", value)
    object.__setattr__(scope, "unknown", unknown)
