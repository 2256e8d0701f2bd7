"""
``run``: a bot, with logging and a clean end.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import Session

from .logs import show_log
from .service import Service, environment


def _check_target(target: str) -> str:
    module, colon, name = target.partition(":")
    if module.endswith(".py") or "/" in module or "\\" in module:
        raise typer.BadParameter(
            f"{target!r} is a file: use the name of the module, such as bot:client"
        )
    names = [*module.split("."), *(name.split(".") if colon else [])]
    if not all(one.isidentifier() for one in names):
        raise typer.BadParameter(f"{target!r} is not like bot:client")
    return target


def _check_reload(reload: bool) -> bool:
    if reload and find_spec("watchfiles") is None:
        raise typer.BadParameter(
            '--reload needs an extra: install "backtracked[reload]"'
        )
    return reload


def run(
    session: Session,
    target: Annotated[
        str,
        typer.Argument(
            metavar="MODULE[:CLIENT]",
            callback=_check_target,
            help="Module in the current folder, and the name of the client in it (or"
            " of a function that returns it): `client` by default.",
        ),
    ],
    reload: Annotated[
        bool,
        typer.Option(
            "--reload",
            callback=_check_reload,
            help="Start the bot again when a Python file changes, for development.",
        ),
    ] = False,
    watch: Annotated[
        list[Path] | None,
        typer.Option(
            "--watch",
            exists=True,
            help="File or folder that --reload watches; may be repeated. The current"
            " folder by default.",
        ),
    ] = None,
) -> None:
    """
    Run a bot until Ctrl-C or SIGTERM, and log what happens.

    The bot is a backtracked.Client in a Python module. Its running handlers have a few
    seconds to finish at the end.
    """
    with environment(session) as variables:
        if reload:
            _run_again_and_again(session, target, variables, watch or [Path()])
        else:
            _run_once(session, target, variables)


def _run_once(session: Session, target: str, variables: dict[str, str]) -> None:
    from .bot import load, sandboxed

    show_log(session, full=True)
    with ExitStack() as stack:
        if session.sandbox:
            stack.enter_context(sandboxed(variables))
        client = load(target)
        account = Service.of(variables).login
        client.run(*account)


def _run_again_and_again(
    session: Session, target: str, variables: dict[str, str], folders: list[Path]
) -> None:
    import anyio

    from .reload import Reloader

    flags = {
        "--sandbox": session.sandbox,
        "--verbose": session.verbose,
        "--quiet": session.quiet,
    }
    given = [flag for flag, is_set in flags.items() if is_set]
    command = [sys.executable, "-m", "backtracked", *given, "run", target]
    if session.sandbox:
        # The one of this process outlives the bot's restarts.
        variables = {**variables, "BACKTRACKED_SANDBOX_URL": variables["QUEUP_API"]}
    reloader = Reloader(command, variables, folders, session.note)
    with suppress(KeyboardInterrupt):
        anyio.run(reloader.run)
