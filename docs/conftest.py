"""
Run the Python examples of these pages, in the order in which they stand.

`test_readmes` does the same with the READMEs.

For authors:

- Every ```` ```python ```` block is run. Blocks of one page share their names and
  one event loop, so a client that one block opens is there in the next.
- ``await``, ``async for`` and ``async with`` may stand at the top of a block.
- What a reader need not see (a sandbox, a client) goes into a comment, which is
  run but not shown::

      <!-- invisible-code-block: python
      from polympics.sandbox import Sandbox

      sandbox = Sandbox()
      client = sandbox.client()
      -->

  An assertion about what a block did may follow it in the same way.
- A block that can't run (it needs the real service) is passed over with
  ``<!-- skip: next -->``, best with a reason: ``<!-- skip: next "needs a key" -->``.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import io
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.evaluators.python import pad
from sybil.parsers.myst import CodeBlockParser, SkipParser

# Where a page's namespace keeps its event loop.
_RUNNER = "__runner__"


def run(example: Example) -> str | None:
    """
    Run one block, in its page's event loop if it awaits something.

    Returns:
        What went wrong, as text: sybil stumbles over errors that have a cause.
    """
    names = example.namespace
    source = pad(example.parsed, example.line + example.parsed.line_offset)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        code = compile(source, example.path, "exec", flags, dont_inherit=True)
        if code.co_flags & inspect.CO_COROUTINE:
            names[_RUNNER].run(eval(code, names))
        else:
            exec(code, names)
    except Exception:  # noqa: BLE001 - whatever it is, it is what failed
        return traceback.format_exc()

    return None


def open_page(names: dict[str, Any]) -> None:
    names[_RUNNER] = asyncio.Runner()


def close_page(names: dict[str, Any]) -> None:
    names[_RUNNER].close()


_PAGES = Sybil(
    parsers=[CodeBlockParser("python", run), SkipParser()],
    patterns=["*.md"],
    excludes=["_build/**"],
    setup=open_page,
    teardown=close_page,
)
pytest_collect_file = _PAGES.pytest()


@pytest.fixture
def run_page() -> Callable[..., int]:
    """
    Runs all examples of a page that stands elsewhere, and returns how many.

    A second argument is called with each example and what it has printed.
    """

    def run_page(
        path: Path, check: Callable[[Example, str], None] | None = None
    ) -> int:
        page = _PAGES.parse(path)
        open_page(page.namespace)
        try:
            examples = list(page.examples())
            for example in examples:
                with redirect_stdout(io.StringIO()) as output:
                    example.evaluate()
                if check is not None:
                    check(example, output.getvalue())
        finally:
            close_page(page.namespace)
        return len(examples)

    return run_page
