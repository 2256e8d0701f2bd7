"""
The command that edits a show.
"""

from __future__ import annotations

from typing import Annotated

import typer

from clientcore.cli import Session

from .line import line
from .options import (
    Description,
    DisableComments,
    HideStats,
    Hosts,
    Picture,
    PublishDate,
    Sections,
    Tags,
    Unlisted,
    read_options,
)
from .service import connect, naming

_LISTS = ("tags", "sections", "hosts")


@line.command()
async def edit(
    session: Session,
    show: Annotated[
        str, typer.Argument(help="Key or address of your show, or its last part.")
    ],
    name: Annotated[str | None, typer.Option(help="New name of the show.")] = None,
    description: Description = None,
    tag: Tags = None,
    picture: Picture = None,
    sections: Sections = None,
    host: Hosts = None,
    clear: Annotated[
        list[str] | None,
        typer.Option(
            metavar="<list>", help="A list to remove: tags, sections or hosts."
        ),
    ] = None,
    publish_date: PublishDate = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish the show now.")
    ] = False,
    unpublish: Annotated[
        bool, typer.Option("--unpublish", help="Make the show a draft again.")
    ] = False,
    unlisted: Unlisted = False,
    disable_comments: DisableComments = False,
    hide_stats: HideStats = False,
) -> None:
    """
    Change properties of a show.

    Properties that are not given stay unchanged. Tags, sections and hosts replace all
    that the show has.
    """
    if [publish, unpublish, unlisted].count(True) > 1:
        raise typer.BadParameter("--publish, --unpublish and --unlisted are exclusive")
    changes = read_options(
        sections,
        name=name,
        description=description,
        tags=tag,
        picture=picture,
        hosts=host,
        publish_date=publish_date,
        publish=publish,
        unpublish=unpublish,
        unlisted=unlisted,
        disable_comments=disable_comments,
        hide_stats=hide_stats,
    )
    for each in clear or ():
        if each not in _LISTS or each in changes:
            what = "is given as well" if each in changes else "is none of them"
            raise typer.BadParameter(f"{each} {what}", param_hint="--clear")
        changes[each] = []
    if not changes:
        raise typer.BadParameter("give at least one option: see --help")
    async with connect(session, signed_in=True) as client:
        with naming(show):
            result = await client.edit(show, **changes)
    changed = sorted(changes)
    done = result.get("result") or {}
    row = {"result": done.get("message"), "changed": changed, "show": show}
    session.output.all([row], "result", "changed", "show")
