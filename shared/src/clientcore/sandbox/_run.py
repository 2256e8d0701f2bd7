"""
The command line of a sandbox: ``python -m <client>.sandbox``.
"""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from clientcore._files import write_private

from ._sandbox import Sandbox

_OURS = frozenset({"host", "port", "empty", "env"})
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(
    make: Callable[..., Sandbox[Any]],
    *,
    prog: str,
    about: str,
    port: int = 8765,
    add_options: Callable[[ArgumentParser], object] | None = None,
    argv: Sequence[str] | None = None,
) -> int:
    """
    Serve a sandbox until a signal ends it.

    Args:
        make: Returns the sandbox; called with whether to seed its world, and with
            the values of *add_options* by name.

        prog: Name of the command.

        about: One sentence about the service, for the help.

        port: Default of the option ``--port``.

        add_options: Adds options of the service to the parser.

        argv: Arguments, or ``None`` for those of the command line.

    Returns:
        The exit code, 0 after Ctrl-C or SIGTERM and 1 if the address is taken.
    """
    parser = _parser(prog, about, port)
    if add_options is not None:
        add_options(parser)
    options = parser.parse_args(argv)
    own = {name: value for name, value in vars(options).items() if name not in _OURS}
    with _until_signalled() as stop:
        try:
            _serve(make(not options.empty, **own), options, stop)
        except OSError as error:
            sys.stderr.write(f"{prog}: {error}\n")
            return 1
    return 0


def _parser(prog: str, about: str, port: int) -> ArgumentParser:
    parser = ArgumentParser(
        prog=prog, description=f"{about} For development and tests."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to bind to")
    parser.add_argument("--port", type=_port, default=port, help="0 for a free one")
    parser.add_argument(
        "--empty", action="store_true", help="start without the seed world"
    )
    parser.add_argument(
        "--env", type=Path, metavar="FILE", help="write NAME=value lines here too"
    )
    return parser


def _port(text: str) -> int:
    """
    Read a port.

    Raises:
        ArgumentTypeError: It is not a number from 0 to 65535.
    """
    if not (text.isascii() and text.isdecimal()) or int(text) > 65535:
        raise ArgumentTypeError(f"{text!r} is not a number from 0 to 65535")
    return int(text)


@contextmanager
def _until_signalled() -> Iterator[Event]:
    stop = Event()
    before = [signal.signal(number, lambda *_: stop.set()) for number in _SIGNALS]
    try:
        yield stop
    finally:
        for number, handler in zip(_SIGNALS, before, strict=True):
            signal.signal(number, handler)


def _serve(sandbox: Sandbox[Any], options: Namespace, stop: Event) -> None:
    with sandbox.serve(host=options.host, port=options.port) as base_url:
        values = sandbox.environment(base_url)
        lines = "".join(f"{name}={value}\n" for name, value in values.items())
        if options.env is not None:
            write_private(options.env, lines.encode())
        ready = f"Listening on {base_url}, for development and tests; Ctrl-C stops.\n"
        sys.stdout.write(lines + ready)
        sys.stdout.flush()
        # A wait without a limit cannot be interrupted on every platform.
        while not stop.wait(1):
            pass
