"""
Sphinx's configuration; ``nox -s docs`` builds.
"""

from __future__ import annotations

import re
from typing import Any

project = "clientcore and its clients"
author = "The authors of clientcore and its clients"
project_copyright = f"2026, {author}"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "clientcore"

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_format = "short"
# Values are shown as the source writes them, not by a repr of where they live.
autodoc_preserve_defaults = True
napoleon_use_ivar = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
python_use_unqualified_type_names = True

# Nothing here asks the network, so names of other projects have no inventory to be
# found in. They stay plain text; every name of our own must resolve.
_OTHERS = (
    "abc|annotationlib|anyio|asyncio|attr|attrs|builtins|cattrs|collections|contextlib"
    "|datetime|enum|functools|httpx|logging|os|pathlib|re|respx|ssl|starlette|types"
    "|typing|typing_extensions|uvicorn|websockets"
)
nitpick_ignore_regex = [
    ("py:.*", rf"({_OTHERS})\..*"),
    # Builtins, and what a signature writes without its module.
    ("py:.*", r"[a-z]+|[A-Z][A-Za-z]*Error|Ellipsis|None|Any|Path|Mapping|Sequence"),
    ("py:.*", r"(Async)?(Iterable|Iterator|ContextManager)|Awaitable|Callable|Self"),
    # Aliases of ours, and names that only type checkers import.
    ("py:.*", r"(Async|Sync)(Answer|HTTPClient|Transport)|.*\.PaginatorPages"),
    ("py:.*", r"AbstractAsyncContextManager|Converter|Deliver|Issue|Progress|Rename"),
    ("py:.*", r"Sleep"),
    # Type variables are no objects of the documentation.
    ("py:.*", r".*\b[A-Z]|.*_(co|contra)"),
]


def show_signature(*event: Any) -> tuple[str | None, Any]:
    """
    Leave defaults out where attrs wrote the constructor: they show its workings.
    """
    *_, arguments, result = event
    workings = r"attr_dict\['\w+'\]\.default|NOTHING"
    return arguments and re.sub(workings, "...", arguments), result


def setup(app: Any) -> None:
    app.connect("autodoc-process-signature", show_signature)
