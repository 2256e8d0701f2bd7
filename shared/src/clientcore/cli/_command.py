"""
A command line: options of all commands, how a command is run, and how it ends.
"""

from __future__ import annotations

import inspect
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from itertools import islice
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import anyio
import attrs
import typer
from typer.main import get_command

from clientcore import Error

from ._output import Format, Output, printable
from ._progress import Progress, print_line

if TYPE_CHECKING:
    from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

# Exit codes.
DONE, FAILED, WRONG_USE, PARTLY, INTERRUPTED = 0, 1, 2, 3, 130


class Partly(Exception):
    """A command did a part of its work; the message says what is missing."""


@attrs.define
class Session:
    """
    What a command works with.

    Attributes:
        output: Where results are written.
        console: Standard error, for everything else.
        progress: Bars and waits.
        verbose: Whether tracebacks and log lines are shown.
        quiet: Whether notes and progress are left out.
        sandbox: Whether the command runs against a sandbox.
        sandbox_url: Address of a sandbox that runs already, from the environment
            variable ``NAME_SANDBOX_URL`` (*NAME* is the package's), or ``None`` for
            one in this process.
        resume: How to go on after an interruption, set by a command that can.
    """

    output: Output
    console: Console
    progress: Progress
    verbose: bool = False
    quiet: bool = False
    sandbox: bool = False
    sandbox_url: str | None = None
    resume: str = ""

    def note(self, text: str) -> None:
        """Print something that is no result, to standard error."""
        if not self.quiet:
            print_line(self.console, text)

    def failed(self, text: str) -> None:
        """Print what went wrong with one of many items, also with ``--quiet``."""
        print_line(self.console, text)

    @property
    def options(self) -> dict[str, Any]:
        """Options for a client, which shows its waits."""
        return {"on_retry": self.progress.on_retry}


class Group:
    """
    Commands below one name.

    Args:
        app: The group of Typer.
        line: The command line that it belongs to.
    """

    def __init__(self, app: typer.Typer, line: CommandLine) -> None:
        self.app = app
        self._line = line

    def command(self, name: str | None = None) -> Callable[[F], F]:
        """
        Add a command: a function, async or not, that receives a `Session` first.

        Its other parameters are arguments and options as Typer takes them, and its
        docstring is the help.

        Args:
            name: The command's name, that of the function by default.
        """

        def register(function: F) -> F:
            signature = inspect.signature(function, eval_str=True)
            _, *rest = signature.parameters.values()
            kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
            context = inspect.Parameter("context", kind, annotation=typer.Context)

            def run(context: typer.Context, **arguments: Any) -> Any:
                return _call(function, context.obj, arguments)

            parameters = [context, *rest]
            run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
            run.__annotations__ = {each.name: each.annotation for each in parameters}
            run.__doc__ = inspect.cleandoc(function.__doc__ or "")
            shown = name or function.__name__.strip("_").replace("_", "-")
            self.app.command(shown)(run)
            return function

        return register

    def group(self, name: str, help: str) -> Group:
        """Add a group of commands, as in ``NAME playlist show``."""
        app = _typer(help)
        app.callback(invoke_without_command=True)(_need_command)
        self.app.add_typer(app, name=name)
        return Group(app, self._line)


class CommandLine(Group):
    """
    The command line of a package.

    Args:
        package: Name of the distribution and of the command.
        help: What the command is for.
        advise: Returns what to do about an error, or an empty string.
    """

    def __init__(
        self,
        package: str,
        *,
        help: str,
        advise: Callable[[BaseException], str] = lambda _: "",
    ) -> None:
        super().__init__(_typer(help), self)
        self._package = package
        self._advise = advise
        self.app.callback(invoke_without_command=True)(self._options)

    def _options(
        self,
        context: typer.Context,
        output: Annotated[
            Format | None,
            typer.Option(
                "--output",
                "-o",
                help="How results are written: a table on a terminal, JSON lines"
                " elsewhere, by default.",
            ),
        ] = None,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help="Show results and errors only.")
        ] = False,
        verbose: Annotated[
            bool, typer.Option("--verbose", "-v", help="Show log and tracebacks.")
        ] = False,
        sandbox: Annotated[
            bool,
            typer.Option("--sandbox", help="Use an emulation of the service, offline."),
        ] = False,
        show_version: Annotated[
            bool,
            typer.Option("--version", is_eager=True, help="Show the version."),
        ] = False,
    ) -> None:
        if show_version:
            # Imports the parser of e-mails, which takes long.
            from importlib.metadata import version

            typer.echo(f"{self._package} {version(self._package)}")
            raise typer.Exit
        # Not needed for ``--help``, which has to be quick.
        from rich.console import Console

        _need_command(context)
        console = Console(stderr=True)
        if verbose:
            logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s")
            logging.getLogger(self._package).setLevel(logging.DEBUG)
        context.obj = Session(
            Output(output),
            console,
            Progress(console, hidden=quiet),
            verbose=verbose,
            quiet=quiet,
            sandbox=sandbox,
            sandbox_url=os.environ.get(f"{self._package.upper()}_SANDBOX_URL"),
        )

    def __call__(self, arguments: Sequence[str] | None = None) -> int:
        """
        Run a command, and return the exit code.

        0: done, 1: failed, 2: wrong use, 3: partly done, 130: interrupted.

        Args:
            arguments: Those of the program by default. The options of all commands
                may stand before or after the command.
        """
        given = _sorted(sys.argv[1:] if arguments is None else arguments)
        # Ended by another program, it does what it does after Ctrl-C.
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            # The value is that of `typer.Exit`; commands return nothing.
            return (
                get_command(self.app).main(
                    given, prog_name=self._package, standalone_mode=False
                )
                or DONE
            )
        except _Ended as ended:
            return self._failed(ended.error, ended.session)
        except (typer.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except typer.TyperException as error:
            message = getattr(error, "format_message", error.__str__)()
            self._tell(message, f"try {self._package} --help")
            return WRONG_USE

    def _failed(self, error: BaseException, session: Session) -> int:
        """Say what ended a command, and return the exit code."""
        if session.verbose:
            traceback.print_exception(error)
        if isinstance(error, BrokenPipeError):
            # The reader has what it wants, as in ``NAME search x | head -1``.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE
        if isinstance(error, KeyboardInterrupt):
            self._tell("interrupted", session.resume)
            return INTERRUPTED
        if isinstance(error, Partly):
            self._tell(str(error), "")
            return PARTLY
        self._tell(_described(error), self._advise(error))
        return FAILED

    def _tell(self, text: str, advice: str) -> None:
        line = " ".join(printable(text).split())
        advice = f" ({advice})" if advice else ""
        typer.echo(f"{self._package}: {line}{advice}", err=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Handle SIGTERM like SIGINT."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # Shells start ``NAME ... &`` so.
        signal.default_int_handler(number, frame)
    # An event loop has its own handler, which cancels what runs in it.
    signal.raise_signal(signal.SIGINT)


_FLAGS = frozenset({"-q", "--quiet", "-v", "--verbose", "--sandbox"})
_WITH_VALUE = frozenset({"-o", "--output"})


def _sorted(arguments: Sequence[str]) -> list[str]:
    """Move the options of all commands to the front, where Typer expects them."""
    first: list[str] = []
    others: list[str] = []
    rest = iter(arguments)
    for each in rest:
        if each == "--":
            return [*first, *others, each, *rest]
        is_ours = each in _FLAGS | _WITH_VALUE or each.startswith("--output=")
        target = first if is_ours else others
        target.append(each)
        if each in _WITH_VALUE:
            target.extend(islice(rest, 1))
    return [*first, *others]


def _typer(help: str) -> typer.Typer:
    # Boxes around helps take as long as all else that is imported.
    return typer.Typer(help=help, rich_markup_mode=None)


def _need_command(context: typer.Context) -> None:
    """Show the help if there is no command: that is wrong use in a script."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(WRONG_USE)


class _Ended(Exception):
    """A command ended by an error. Typer would handle some of them in its own way."""

    def __init__(self, error: BaseException, session: Session) -> None:
        super().__init__()
        self.error = error
        self.session = session


def _call(function: Callable[..., Any], session: Session, arguments: Any) -> None:
    """Call a command, async or not."""

    async def call() -> None:
        await function(session, **arguments)

    try:
        if inspect.iscoroutinefunction(function):
            anyio.run(call)
        else:
            function(session, **arguments)
        sys.stdout.flush()
    except typer.TyperException:
        # Wrong use, which only the command can see: options that exclude each other.
        raise
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001, ends in `_failed`
        raise _Ended(error, session) from None


def _described(error: BaseException) -> str:
    """Return the message of an error: that of a defect names its class."""
    expected = isinstance(error, Error | OSError | ValueError)
    return str(error) if expected and str(error) else f"{type(error).__name__}: {error}"
