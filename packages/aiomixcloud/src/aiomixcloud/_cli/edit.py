"""
The command that edits a show.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientcore.cli import Session

from .line import line
from .options import detailed
from .service import connect, naming

_LISTS = ("tags", "sections", "hosts")


@line.command()
@detailed
async def edit(
    session: Session,
    show: Annotated[
        str, typer.Argument(help="Key or address of your show, or its last part.")
    ],
    details: dict[str, Any],
    clear: Annotated[
        list[str] | None,
        typer.Option(
            metavar="<list>", help="A list to remove: tags, sections or hosts."
        ),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish the show now.")
    ] = False,
    unpublish: Annotated[
        bool, typer.Option("--unpublish", help="Make the show a draft again.")
    ] = False,
) -> None:
    """
    Change properties of a show.

    Properties that are not given stay unchanged. Tags, sections and hosts replace all
    that the show has.
    """
    flags = {"publish": publish, "unpublish": unpublish}
    if [*flags.values(), "unlisted" in details].count(True) > 1:
        raise typer.BadParameter("--publish, --unpublish and --unlisted are exclusive")
    changes: dict[str, Any] = details | {
        flag: True for flag, wanted in flags.items() if wanted
    }
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
