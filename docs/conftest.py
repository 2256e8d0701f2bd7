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
- A ```` ```text ```` block directly behind one of Python is what that has to print.
- A block that can't run (it needs the real service) is passed over with
  ``<!-- skip: next -->``, best with a reason: ``<!-- skip: next "needs a key" -->``.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import io
import re
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from sybil import Example, Sybil
from sybil.evaluators.python import pad
from sybil.parsers.myst import CodeBlockParser, SkipParser

#: How a block begins that readers do not see.
_HIDDEN = "<!-- invisible-code-block: python"
#: What a page shows as the output of the block before it. Between them may be what
#: it hides.
_OUTPUT = re.compile(
    r"\s*(?:<!-- invisible-code-block: python\n(?:(?!-->).)*-->\s*)?"
    r"```text\n(.*?)```",
    re.DOTALL,
)

# Where a page's namespace keeps its event loop.
_RUNNER = "__runner__"
# And whether the output of its examples is compared.
_COMPARE = "__compare__"


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
        with redirect_stdout(io.StringIO()) as output:
            if code.co_flags & inspect.CO_COROUTINE:
                names[_RUNNER].run(eval(code, names))
            else:
                exec(code, names)
    except Exception:  # noqa: BLE001 - whatever it is, it is what failed
        return traceback.format_exc()
    return _compare(example, output.getvalue()) if names[_COMPARE] else None


def _compare(example: Example, printed: str) -> str | None:
    """Return how the output differs from what the page shows, or ``None``."""
    shown = _OUTPUT.match(example.document.text, example.region.end)
    if shown is None or shown[1] == printed:
        return None
    if not printed and _HIDDEN in example.document.text:
        # It is printed later, while a hidden block runs.
        return None
    return f"the page shows\n{shown[1]}\nbut the example prints\n{printed}"


def open_page(names: dict[str, Any]) -> None:
    names[_RUNNER] = asyncio.Runner()
    names[_COMPARE] = True


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

    With ``compare=False``, they may print something else than the page shows.
    """

    def run_page(path: Path, *, compare: bool = True) -> int:
        page = _PAGES.parse(path)
        open_page(page.namespace)
        page.namespace[_COMPARE] = compare
        try:
            examples = list(page.examples())
            for example in examples:
                example.evaluate()
        finally:
            close_page(page.namespace)
        return len(examples)

    return run_page
