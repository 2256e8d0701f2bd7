"""
Decorators for methods of the client, and of subclasses with endpoints of their own.

Arguments are checked when the coroutine runs, before anything is sent. A decorated
method takes the checked parameters as one keyword argument ``params``, or, if it has
no such argument, as keyword arguments.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

from .._arguments import DETAILS, DISPLAY, WINDOW, Group, require

P = ParamSpec("P")
F = TypeVar("F", bound=Callable[..., Any])
S = TypeVar("S")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: Names of the methods that resources offer.
TARGETING: set[str] = set()


class TakesParams(Protocol[T_co]):
    """A coroutine function with a keyword argument ``params``."""

    def __call__(
        self, *args: Any, params: dict[str, Any], **kwargs: Any
    ) -> Awaitable[T_co]: ...


@overload
def displayed(
    coroutine: TakesParams[T],
) -> Callable[..., Coroutine[Any, Any, T]]: ...


@overload
def displayed(coroutine: F) -> F: ...


def displayed(coroutine: Any) -> Any:
    """
    Give a method the arguments of `Display`, and ``format="json"``.

    Args:
        coroutine: Called with ``params``: the format, and the arguments given. A
            coroutine without ``params`` gets them as keyword arguments, the format
            only if it was given.
    """
    if not _takes_params(coroutine):
        return _grouped(coroutine, DISPLAY)

    @wraps(coroutine)
    async def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
        params = {"format": kwargs.pop("format", "json"), **DISPLAY.take(kwargs)}
        return await coroutine(self, *args, params=params, **kwargs)

    return _with_signature(wrapper, DISPLAY.signature(coroutine, format="json"))


@overload
def paginated(
    coroutine: TakesParams[T],
) -> Callable[..., Coroutine[Any, Any, T]]: ...


@overload
def paginated(coroutine: F) -> F: ...


def paginated(coroutine: Any) -> Any:
    """
    Give a method the arguments of `Window`.

    Args:
        coroutine: Called with ``params``: the arguments given, ready for the query.
            A coroutine without ``params`` gets them as keyword arguments, and
            further keyword arguments as well.

    Raises:
        AssertionError: *page* is given together with *offset*, *limit*, *since* or
            *until*.
    """
    return _grouped(coroutine, WINDOW, rest="params")


def personal(
    coroutine: Callable[Concatenate[S, P], Awaitable[T]],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, T]]:
    """
    Let a method require an access token.

    Raises:
        AssertionError: The client has no access token.
    """

    @wraps(coroutine)
    async def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        client: Any = self
        require(client.access_token is not None, "access_token must be set")
        return await coroutine(self, *args, **kwargs)

    return wrapper


def targeting(coroutine: F) -> F:
    """
    Offer a method of the client on resources as well.

    The resource's key becomes the first argument.
    """
    coroutine._targeting = True  # type: ignore[attr-defined]
    TARGETING.add(coroutine.__name__)
    return coroutine


@overload
def uploading(
    coroutine: TakesParams[T],
) -> Callable[..., Coroutine[Any, Any, T]]: ...


@overload
def uploading(coroutine: F) -> F: ...


def uploading(coroutine: Any) -> Any:
    """
    Give a method the arguments of `Details`.

    Args:
        coroutine: Called with ``params``: the arguments given, checked. A coroutine
            without ``params`` gets them as keyword arguments.

    Raises:
        AssertionError: A value is too large, or a list too long.
    """
    return _grouped(coroutine, DETAILS)


def _takes_params(coroutine: Callable[..., Any]) -> bool:
    return "params" in inspect.signature(coroutine).parameters


def _grouped(coroutine: Any, group: Group, *, rest: str = "") -> Any:
    """Give a method the arguments of *group*."""
    signature = group.signature(coroutine, rest=rest)
    as_params = _takes_params(coroutine)

    @wraps(coroutine)
    async def wrapper(self: Any, *args: Any, **kwargs: Any) -> Any:
        params = group.take(kwargs)
        if as_params:
            return await coroutine(self, *args, params=params, **kwargs)
        if not rest:
            _refuse_unknown(coroutine.__name__, signature, kwargs)
        return await coroutine(self, *args, **kwargs, **params)

    return _with_signature(wrapper, signature)


def _with_signature(wrapper: Any, signature: inspect.Signature) -> Any:
    wrapper.__signature__ = signature
    # Documentation tools read defaults from the source of the wrapped function, which
    # lacks the group's (Sphinx 9.0).
    del wrapper.__wrapped__
    return wrapper


def _refuse_unknown(
    name: str, signature: inspect.Signature, kwargs: dict[str, Any]
) -> None:
    for given in kwargs:
        if given not in signature.parameters:
            raise TypeError(f"{name}() got an unexpected keyword argument {given!r}")
