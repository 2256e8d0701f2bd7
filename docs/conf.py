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
# Each client has its own Client, NotFound and Closed: a bare name in a docstring may
# be any of them, and the nearest is taken.
suppress_warnings = ["ref.python"]

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
    "|datetime|enum|functools|httpx|json|logging|os|pathlib|random|re|redis|respx|ssl"
    "|starlette|typer|types|typing|typing_extensions|uvicorn|websockets"
)
nitpick_ignore_regex = [
    ("py:.*", rf"({_OTHERS})\..*"),
    # Builtins, and what a signature writes without its module.
    ("py:.*", r"[a-z]+|[A-Z][A-Za-z]*Error|Ellipsis|None|Any|Path|Mapping|Sequence"),
    ("py:.*", r"(Async)?(Iterable|Iterator|ContextManager)|Awaitable|Callable|Self"),
    # Aliases of ours, and names that only type checkers import.
    ("py:.*", r"(Async|Sync)(Answer|HTTPClient|Transport)|.*\.PaginatorPages"),
    (
        "py:.*",
        r"AbstractAsyncContextManager|Converter|Deliver|Issue|Progress|Rename",
    ),
    ("py:.*", r"Sleep|Transport|argparse\..*|TierLike|ScopeFlags|BaseClient|Kind"),
    ("py:.*", r"File|Include|Source|Target|(Album|Audiobook|Playlist|Show)Part"),
    ("py:.*", r"Backoff|Console|Stage|UserLike|Encoding|RedisClient|Storage"),
    ("py:.*", r"asyncspotify\..*\.(Item|Flow|Keeping|SpotifyPages)"),
    ("py:.*", r"RestOptions|Values|recnetpy\._async\.listing\.Order"),
    # Bases and protocols of what signatures accept.
    ("py:.*", r"polympics\._models\.(Account|Award|Team)Base"),
    ("py:.*", r"polympics\._(actor\.Any(Account|Team)|callbacks\.HasItems)"),
    # What worlds are made of is for looking at, and has no page.
    ("py:.*", r"backtracked\.sandbox\._.*"),
    # Internal types of the transport.
    ("py:class", r"clientcore\._secrets\.Secret"),
    ("py:class", r"Reply|.*\.TakesParams|_pytest\.monkeypatch\.MonkeyPatch"),
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


def split_attributes(*event: Any) -> None:
    """
    Give each of several attributes that are described together an entry.
    """
    lines: list[str] = event[-1]
    found: list[str] = []
    names: list[str] = []
    for line in lines:
        if several := re.match(r":ivar (\w+(?:, \w+)+):(.*)", line):
            names = several[1].split(", ")
            found += [f":ivar {names[0]}:{several[2]}"]
            continue
        if names and not line.startswith(" "):
            found += [f":ivar {name}: See ``{names[0]}``." for name in names[1:]]
            names = []
        found.append(line)
    found += [f":ivar {name}: See ``{names[0]}``." for name in names[1:]]
    lines[:] = found


def setup(app: Any) -> None:
    app.connect("autodoc-process-signature", show_signature)
    # After napoleon has made fields of the sections.
    app.connect("autodoc-process-docstring", split_attributes, priority=900)
