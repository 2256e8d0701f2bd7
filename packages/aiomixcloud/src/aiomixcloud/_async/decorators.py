"""
Decorators for a client's methods, for subclasses with endpoints of their own.

What they check is checked when the coroutine runs, before anything is sent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from .._arguments import File, details, display, require, window
from ..datetime import Moment

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., Any])
S = TypeVar("S")
T = TypeVar("T")

#: The names of all methods that resources offer.
TARGETING: set[str] = set()


def displayed(
    coroutine: Callable[..., Awaitable[T]],
) -> Callable[..., Coroutine[Any, Any, T]]:
    """
    Give a method the arguments for a widget.

    Args:
        coroutine: Called with ``params``, among them the ``format``.
    """

    @wraps(coroutine)
    async def displaying(
        self: Any,
        *args: Any,
        format: str = "json",
        width: int | str | None = None,
        height: int | str | None = None,
        color: str | None = None,
    ) -> T:
        look = display(width=width, height=height, color=color)
        return await coroutine(self, *args, params={"format": format, **look})

    return displaying


def paginated(
    coroutine: Callable[..., Awaitable[T]],
) -> Callable[..., Coroutine[Any, Any, T]]:
    """
    Give a method the arguments for part of a list.

    Args:
        coroutine: Called with ``params``, in which only what was given is.

    Raises:
        AssertionError: There is a page besides others.
    """

    @wraps(coroutine)
    async def paginating(
        self: Any,
        *args: Any,
        offset: int | None = None,
        limit: int | None = None,
        since: Moment | None = None,
        until: Moment | None = None,
        page: int | None = None,
        per_page: int = 20,
        **kwargs: Any,
    ) -> T:
        params = window(
            offset=offset,
            limit=limit,
            since=since,
            until=until,
            page=page,
            per_page=per_page,
        )
        return await coroutine(self, *args, params=params, **kwargs)

    return paginating


def personal(
    coroutine: Callable[Concatenate[S, P], Awaitable[T]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, T]]:
    """
    Let a method insist on a token.

    Raises:
        AssertionError: The client has none.
    """

    @wraps(coroutine)
    async def insisting(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        check_token(self)
        return await coroutine(self, *args, **kwargs)

    return insisting


def check_token(client: Any) -> None:
    """Raise if *client* has no token."""
    require(client.access_token is not None, "access_token must be set")


def targeting(coroutine: F) -> F:
    """
    Offer a method on resources, too, whose key becomes its first argument.
    """
    coroutine._targeting = True  # type: ignore[attr-defined]
    TARGETING.add(coroutine.__name__)
    return coroutine


def uploading(
    coroutine: Callable[..., Awaitable[T]],
) -> Callable[..., Coroutine[Any, Any, T]]:
    """
    Give a method the arguments that say something about an upload.

    Args:
        coroutine: Called with ``params``, in which only what was given is.

    Raises:
        AssertionError: Something is too large, or too many.
    """

    @wraps(coroutine)
    async def describing(
        self: Any,
        *args: Any,
        picture: File | None = None,
        description: str | None = None,
        tags: Iterable[str] | None = None,
        publish_date: Moment | None = None,
        disable_comments: bool = False,
        hide_stats: bool = False,
        unlisted: bool = False,
        sections: Iterable[Mapping[str, Any]] | None = None,
        **kwargs: Any,
    ) -> T:
        params = details(
            picture=picture,
            description=description,
            tags=tags,
            publish_date=publish_date,
            disable_comments=disable_comments,
            hide_stats=hide_stats,
            unlisted=unlisted,
            sections=sections,
        )
        return await coroutine(self, *args, params=params, **kwargs)

    return describing
