"""
What an operation of the Web API is: its address, its limits, who may call it.
"""

from __future__ import annotations

import sys
import warnings
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

import attrs

from clientcore import DELETE, GET, POST, PUT, Request

from ._scope import Scope
from ._uris import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

_MAKE = {"GET": GET, "POST": POST, "PUT": PUT, "DELETE": DELETE}
_PACKAGE = str(Path(__file__).parent)
_REFERENCE = "https://developer.spotify.com/documentation/web-api/reference"

#: What an address begins with, and what its id is of then.
_KINDS = {f"{kind}s": kind for kind in KINDS}
_KINDS |= {"audio-analysis": "track", "audio-features": "track"}

#: The operations that somebody was warned of already.
_told: set[str] = set()


class Tier(StrEnum):
    """
    What an app may call, as in Spotify's `quota modes
    <https://developer.spotify.com/documentation/web-api/concepts/quota-modes>`__.
    """

    #: Most apps, from which 40 operations were withdrawn in 2026.
    DEVELOPMENT = "development"

    #: Apps of companies that Spotify has granted everything.
    EXTENDED = "extended"


#: A tier or its name; ``None`` where it is to be found out.
TierLike: TypeAlias = Tier | Literal["development", "extended"] | None


class WithdrawnWarning(DeprecationWarning):
    """
    An operation is called that only some apps may still call.

    Given once for each operation, unless the client's tier is ``"extended"``.
    """


class Status(Enum):
    """How an operation is doing. The value is what to say of it."""

    CURRENT = ""
    NEW = "new in February 2026"
    WITHDRAWN = "withdrawn from apps in development mode in 2026"
    RESTRICTED = "restricted in November 2024 to apps with extended access"


#: The statuses of answers to apps that may not call such an operation.
_REFUSALS = {Status.WITHDRAWN: {403}, Status.RESTRICTED: {403, 404}}


@attrs.frozen
class Operation:
    """
    An operation of the Web API.

    Attributes:
        id: Its name in Spotify's reference.

        method: The HTTP method.

        template: The path, with ``{names}`` for values.

        scopes: The scopes that it asks for, or that give more of the answer.
            Where several could do, which one depends on what is touched.

        status: How it is doing.

        instead: The `id` of the operation that has taken its place, if any.

        most: How many ids or URIs it takes at most.

        in_body: Whether it takes them in its body, not in the query.

        page: How many items a page has at most.

        page_in_development: The same for apps in development mode.
    """

    id: str
    method: str
    template: str
    scopes: tuple[str, ...] = ()
    status: Status = Status.CURRENT
    instead: str | None = None
    most: int = 50
    in_body: bool = False
    page: int = 50
    page_in_development: int = attrs.field(
        default=attrs.Factory(lambda self: self.page, takes_self=True)
    )

    @property
    def link(self) -> str:
        """Where Spotify describes it."""
        return f"{_REFERENCE}/{self.id}"

    @property
    def kind(self) -> str | None:
        """What its ids are of, as in ``album``; ``None`` if they have no kind."""
        return _KINDS.get(self.template.removeprefix("me/").partition("/")[0])

    @property
    def notice(self) -> str:
        """What to say of one that only some apps may call."""
        return f"{self.method} {self.template} was {self.status.value}: {self.link}"

    def is_refused_by(self, status: int) -> bool:
        """Whether apps that may not call it are answered with *status*."""
        return status in _REFUSALS.get(self.status, ())

    def request(self, **values: Any) -> Request:
        """Make a request: see `clientcore.GET`."""
        return _MAKE[self.method](self.template, **values)

    def batches(self, ids: list[str]) -> list[list[str]]:
        """Divide *ids* into lists that are as long as it takes them."""
        starts = range(0, len(ids), self.most)
        return [ids[start : start + self.most] for start in starts]

    def page_size(self, tier: Tier | None, wanted: int | None) -> int:
        """
        Return how many items to ask for at once.

        Args:
            tier: While it is not known, what any app may ask for.

            wanted: How many are of use, or ``None`` for as many as there are.
        """
        most = self.page if tier is Tier.EXTENDED else self.page_in_development
        return most if wanted is None else max(1, min(wanted, most))

    def warn(self) -> None:
        """Warn the caller outside of this package, once in a process."""
        if self.status in {Status.CURRENT, Status.NEW} or self.id in _told:
            return
        warnings.warn(self.notice, WithdrawnWarning, stacklevel=_depth() + 1)
        # Not before: who makes warnings errors gets one each time.
        _told.add(self.id)


def _depth() -> int:
    """Return how many frames, the caller's first, belong to this package."""
    depth, frame = 0, sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename.startswith(_PACKAGE):
        depth, frame = depth + 1, frame.f_back
    return depth


def serves(*operations: Operation) -> Callable[[F], F]:
    """
    Say which operations a method may send, in its docstring too.

    Args:
        *operations: They, the usual one first.
    """

    def mark(method: F) -> F:
        method.operations = operations  # type: ignore[attr-defined]
        text = method.__doc__ or ""
        # Where the docstring has its closing quotes.
        indent = text[len(text.rstrip(" ")) :]
        method.__doc__ = text.rstrip() + "".join(
            f"\n\n{indent}{_told_of(operation)}" for operation in operations
        )
        return method

    return mark


def _told_of(operation: Operation) -> str:
    text = f".. seealso:: `{operation.id} <{operation.link}>`__"
    if operation.scopes:
        text += f", scope {', '.join(operation.scopes)}"
    if operation.status is not Status.CURRENT:
        text += f"; {operation.status.value}"
    return f"{text}."


def required_scope(method: Callable[..., Any]) -> Scope:
    """
    Return the scopes that a client's method may need.

    Args:
        method: A method of `Client`, bound or not, as in
            ``required_scope(Client.save_tracks)``.
    """
    operations: tuple[Operation, ...] = getattr(method, "operations", ())
    return Scope.parse(scope for one in operations for scope in one.scopes)
