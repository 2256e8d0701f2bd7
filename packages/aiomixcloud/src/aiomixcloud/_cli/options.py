"""
The properties of a show as options, for uploads and edits.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from aiomixcloud import check_upload

from .shows import read_properties

Description: TypeAlias = Annotated[
    str | None, typer.Option(help="At most 1000 characters.")
]
Tags: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="<str>", help="A tag. At most five."),
]
Picture: TypeAlias = Annotated[
    Path | None, typer.Option(help="Image file of the cover, at most 10 MB.")
]
Sections: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        help="Tracklist: a cue sheet, YAML, or a playlist of rekordbox or Mixxx."
    ),
]
Hosts: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--host", metavar="<str>", help="User name of a host. At most two. (Pro)"
    ),
]
PublishDate: TypeAlias = Annotated[
    str | None,
    typer.Option(help="When the show becomes public, in your time zone. (Pro)"),
]
Unlisted: TypeAlias = Annotated[
    bool, typer.Option("--unlisted", help="Only people with its address find it.")
]
DisableComments: TypeAlias = Annotated[
    bool, typer.Option("--disable-comments", help="Allow no comments. (Pro)")
]
HideStats: TypeAlias = Annotated[
    bool, typer.Option("--hide-stats", help="Hide how often it was played. (Pro)")
]

#: Flags that edits have and uploads do not.
_EDITS = ("publish", "unpublish")


def read_options(sections: Path | None = None, **given: Any) -> dict[str, Any]:
    """
    Return the arguments of `Mixcloud.upload` that options were given for.

    Args:
        sections: Path of a tracklist.
        **given: Other arguments. ``None``, ``False`` and empty lists are left out.

    Raises:
        BadParameter: A value is not valid.
    """
    details = {k: v for k, v in given.items() if v not in (None, False, [])}
    try:
        if sections is not None:
            details = {**read_properties(sections), **details}
        checked = {k: v for k, v in details.items() if k not in {"name", *_EDITS}}
        check_upload(b"audio", details.get("name", "-"), **checked)
    except (AssertionError, OSError, TypeError, ValueError) as error:
        raise typer.BadParameter(str(error)) from None
    return details
