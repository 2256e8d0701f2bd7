"""
The properties of a show as options, for uploads and edits.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from aiomixcloud import check_upload

from .shows import read_properties

F = TypeVar("F", bound=Callable[..., Awaitable[None]])


def read_details(
    name: Annotated[str | None, typer.Option(help="Name of the show.")] = None,
    description: Annotated[
        str | None, typer.Option(help="At most 1000 characters.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(metavar="<str>", help="A tag. At most five."),
    ] = None,
    picture: Annotated[
        Path | None, typer.Option(help="Image file of the cover, at most 10 MB.")
    ] = None,
    sections: Annotated[
        Path | None,
        typer.Option(
            help="Tracklist: a cue sheet, YAML, or a playlist of rekordbox or Mixxx."
        ),
    ] = None,
    host: Annotated[
        list[str] | None,
        typer.Option(metavar="<str>", help="User name of a host. At most two. (Pro)"),
    ] = None,
    publish_date: Annotated[
        str | None,
        typer.Option(help="When the show becomes public, in your time zone. (Pro)"),
    ] = None,
    unlisted: Annotated[
        bool, typer.Option("--unlisted", help="Only people with its address find it.")
    ] = False,
    disable_comments: Annotated[
        bool, typer.Option("--disable-comments", help="Allow no comments. (Pro)")
    ] = False,
    hide_stats: Annotated[
        bool, typer.Option("--hide-stats", help="Hide how often it was played. (Pro)")
    ] = False,
) -> dict[str, Any]:
    """
    Return the arguments of `Mixcloud.upload` that options were given for.

    The file of *sections* may have other properties as well, which the options
    override.

    Raises:
        BadParameter: A value is not valid.
    """
    given = {
        "name": name,
        "description": description,
        "tags": tag,
        "picture": picture,
        "hosts": host,
        "publish_date": publish_date,
        "unlisted": unlisted,
        "disable_comments": disable_comments,
        "hide_stats": hide_stats,
    }
    details: dict[str, Any] = {
        k: v for k, v in given.items() if v not in (None, False, [])
    }
    try:
        if sections is not None:
            details = {**read_properties(sections), **details}
        arguments: dict[str, Any] = {"mp3": b"audio", "name": "-", **details}
        check_upload(**arguments)
    except (AssertionError, OSError, TypeError, ValueError) as error:
        raise typer.BadParameter(str(error)) from None
    return details


_OPTIONS = inspect.signature(read_details, eval_str=True).parameters


def detailed(command: F) -> F:
    """
    Give a command the options of `read_details`.

    Args:
        command: Called with ``details``: what `read_details` returns.
    """
    signature = inspect.signature(command, eval_str=True)
    parameters = list(signature.parameters.values())
    index = list(signature.parameters).index("details")

    @wraps(command)
    async def wrapper(*args: Any, **kwargs: Any) -> None:
        options = {name: kwargs.pop(name) for name in _OPTIONS}
        await command(*args, details=read_details(**options), **kwargs)

    parameters[index : index + 1] = _OPTIONS.values()
    wrapped: Any = wrapper
    wrapped.__signature__ = signature.replace(parameters=parameters)
    return wrapped  # type: ignore[no-any-return]
