"""
Make the sync trees from the async ones, or check that they are up to date.

A tree ``_async/`` in a package's source has its twin in ``_sync/``, and a tree
``aio/`` in a package's tests has its twin in ``sync/``. Twins are committed, so
that people can read, search and debug them; nobody edits them.

Two kinds of file have no twin that could be generated:

- ``runtime.py`` directly in ``_async/`` or ``_sync/`` holds what differs between
  the two (locks, sleeping, concurrency) and is written by hand, twice, with the
  same names in both.
- A module that begins with ``# No twin: <reason>`` exists in the async tree only.

Run by ``nox -s twins``; ``nox -s twins -- --check`` changes nothing, and
``nox -s twins -- polympics`` looks at that client's trees only.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import unasync
from tokenize_rt import Token, src_to_tokens, tokens_to_src

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.packages import ROOT, packages

# The rules, in the order in which they are applied ---------------------------

# unasync knows the dunder methods, AsyncIterator and its kin, and turns any
# other AsyncThing into SyncThing. These names are ours, or missing there.
NAMES = {
    "_async": "_sync",
    "aio": "sync",
    "open_async": "open_sync",
    "aclose": "close",
    "aclosing": "closing",
    "aiter": "iter",
    "anext": "next",
    "AsyncContextManager": "ContextManager",
    "AsyncExitStack": "ExitStack",
    "AbstractAsyncContextManager": "AbstractContextManager",
    "enter_async_context": "enter_context",
    "push_async_callback": "callback",
    "handle_async_request": "handle_request",
}

# A generic that only says "to be awaited" gives way to the argument with this
# index: Awaitable[T] and Coroutine[Any, Any, T] become T.
WRAPPERS = {"Awaitable": 0, "Coroutine": 2}

# In docstrings and other strings, which unasync leaves alone, the names above
# change too, and so does code. An `await` counts as code where a call follows,
# or where it stands at the beginning of an expression; in a sentence it stays.
STRINGS = [
    (re.compile(r"\basync (?=(?:def|for|with)\b)"), ""),
    (re.compile(r"\bawait (?=[A-Za-z_][\w.]*[(\[])"), ""),
    (re.compile(r"(?<=[=>:] )await (?=\w)|(?<=[(\[`])await (?=\w)"), ""),
    (re.compile(r"\breturn await (?=\w)"), "return "),
]

# What the replacements leave behind: unused and unsorted imports, and `T | T`.
LEFTOVERS = "F401,I,PYI016"

# -----------------------------------------------------------------------------

TREES = [("shared/src/*", "_async", "_sync")]
TREES += [("packages/*/src/*", "_async", "_sync"), ("tests/*", "aio", "sync")]

NO_TWIN = "# No twin: "
BY_HAND = "runtime.py"
HEADER = "# Generated from {source} by `nox -s twins`: do not edit.\n"


@dataclass(frozen=True)
class Tree:
    """
    An async tree and the place of its twin.
    """

    source: Path
    target: Path

    def is_of(self, names: list[str], root: Path) -> bool:
        """
        Whether it belongs to one of *names*, or nobody named any.
        """
        return not names or not set(names).isdisjoint(
            self.source.relative_to(root).parts
        )

    def pairs(self) -> Iterator[tuple[Path, Path]]:
        """
        Each file that has a twin, with that twin's path.
        """
        for path in sorted(self.source.rglob("*.py")):
            inside = path.relative_to(self.source)
            if not self._by_hand(inside) and not _read(path).startswith(NO_TWIN):
                yield path, self.target / inside

    def present(self) -> Iterator[Path]:
        """
        Each file in the sync tree that should be a generated one.
        """
        for path in sorted(self.target.rglob("*.py")):
            if not self._by_hand(path.relative_to(self.target)):
                yield path

    def _by_hand(self, inside: Path) -> bool:
        return self.source.name == "_async" and inside == Path(BY_HAND)


def find_trees(root: Path) -> list[Tree]:
    """
    All trees of the repository, those included whose async half is gone.
    """
    folders = {
        (parent, source, target)
        for pattern, source, target in TREES
        for parent in root.glob(pattern)
        if (parent / source).is_dir() or (parent / target).is_dir()
    }
    return [
        Tree(parent / source, parent / target)
        for parent, source, target in sorted(folders)
    ]


def twin_of(code: str, *, clients: frozenset[str] = frozenset()) -> str:
    """
    Turn the code of one async module into that of its sync twin.

    Args:
        code: The async module.

        clients:
            Packages whose root is their async face; an import from it becomes
            one from its ``sync`` module. Only tests import clients by name.
    """
    rule = unasync.Rule("", "", additional_replacements=NAMES)
    tokens = src_to_tokens(code)
    _unwrap(tokens)
    _unparenthesize(tokens)
    _import_sync(tokens, clients)
    # unasync has no public function from text to text.
    tokens = list(rule._unasync_tokens(map(_spell, tokens)))

    twin: str = tokens_to_src(tokens)
    return twin


def _spell(token: Token) -> Token:
    if token.name not in {"STRING", "FSTRING_MIDDLE", "COMMENT"}:
        return token

    return token._replace(src=_sync_text(token.src))


def _sync_text(text: str) -> str:
    for pattern, replacement in STRINGS:
        text = pattern.sub(replacement, text)
    return _NAME.sub(lambda match: _TEXT_NAMES[match[0]], text)


_TEXT_NAMES: dict[str, str] = unasync.Rule("", "", NAMES).token_replacements
_NAME = re.compile(rf"\b(?:{'|'.join(_TEXT_NAMES)})\b")


def _unwrap(tokens: list[Token]) -> None:
    """
    Replace each generic in `WRAPPERS` by one of its arguments.
    """
    # From the back, so that an inner one is gone before its outer one is read.
    for start in reversed(range(len(tokens) - 1)):
        index = WRAPPERS.get(tokens[start].src)
        if index is not None and tokens[start + 1].src == "[":
            arguments, end = _arguments(tokens, start + 2)
            first, last = arguments[index]
            tokens[start:end] = _strip(tokens[first:last])


def _arguments(tokens: list[Token], start: int) -> tuple[list[tuple[int, int]], int]:
    """
    Where each argument of a subscript lies, and where the subscript ends.
    """
    found: list[tuple[int, int]] = []
    depth = 0
    begin = position = start
    while depth or tokens[position].src != "]":
        source = tokens[position].src
        depth += (source in {"(", "["}) - (source in {")", "]"})
        if source == "," and not depth:
            found.append((begin, position))
            begin = position + 1
        position += 1

    return [*found, (begin, position)], position + 1


def _strip(tokens: list[Token]) -> list[Token]:
    blank = {"UNIMPORTANT_WS", "NL"}
    kept = [index for index, token in enumerate(tokens) if token.name not in blank]
    return tokens[kept[0] : kept[-1] + 1]


def _unparenthesize(tokens: list[Token]) -> None:
    """
    Turn ``(await call()).x`` into ``await call().x``, since no `await` will be left.
    """
    for start in reversed(range(1, len(tokens) - 1)):
        if [token.src for token in tokens[start : start + 2]] != ["(", "await"]:
            continue
        before, end = tokens[start - 1], _closing(tokens, start)
        is_call = before.name == "NAME" or before.src in {")", "]"}
        # Only a chain of names and calls holds together without parentheses.
        if end and not is_call and tokens[end + 1].src in {".", "["}:
            del tokens[end], tokens[start]


def _closing(tokens: list[Token], start: int) -> int | None:
    """
    Where the parenthesis ends, unless an operator or a second operand is inside.
    """
    depth = 0
    for position in range(start + 3, len(tokens)):
        source = tokens[position].src
        if source == ")" and not depth:
            return position
        if source.isspace() and not depth:
            return None
        depth += (source in {"(", "["}) - (source in {")", "]"})

    return None


def _import_sync(tokens: list[Token], clients: frozenset[str]) -> None:
    """
    Import from a client's ``sync`` module what was imported from its root.
    """
    for index in reversed(range(2, len(tokens) - 1)):
        name = tokens[index]
        before, after = tokens[index - 2].src, tokens[index + 1].src
        if name.src not in clients or after == ".":
            continue
        if before == "import" and tokens[index + 1].name == "NEWLINE":
            tokens[index] = name._replace(src=f"{name.src}.sync as {name.src}")
        elif before in {"from", "import"}:
            tokens[index] = name._replace(src=f"{name.src}.sync")


def generate(root: Path, trees: list[Tree], into: Path) -> None:
    """
    Write all twins below another root, formatted as they are to be committed.
    """
    _outline(root, into)
    clients = frozenset(
        package.source.name
        for package in packages(root)
        if package.name != "clientcore"
    )
    for tree in trees:
        in_tests = tree.source.name == "aio"
        for source, target in tree.pairs():
            code = twin_of(_read(source), clients=clients if in_tests else frozenset())
            name = source.relative_to(tree.source.parent).as_posix()
            path = into / target.relative_to(root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(HEADER.format(source=name) + code, encoding="utf-8")

    _ruff(into, "check", "--quiet", "--fix", "--select", LEFTOVERS)
    _ruff(into, "format", "--quiet")


def _outline(root: Path, into: Path) -> None:
    """
    Put there what ruff needs: its settings, and which modules are our own.
    """
    shutil.copy(root / "pyproject.toml", into)
    for pattern in ("shared/src/**/*.py", "packages/*/src/**/*.py"):
        for module in root.glob(pattern):
            copy = into / module.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.touch()


def _ruff(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."]
    subprocess.run(command, cwd=folder, check=True)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Difference:
    """
    A file in a sync tree that isn't what it should be.

    Attributes:
        path: The file.

        fresh: What it should be; ``None`` if it should not be there.
    """

    path: Path
    fresh: Path | None

    def __str__(self) -> str:
        if self.fresh is None:
            return "stray"
        return "differs" if self.path.exists() else "missing"

    def mend(self) -> bool:
        """
        Make it right; a stray file that a person wrote is left for one to judge.
        """
        if self.fresh is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.fresh, self.path)
        elif _read(self.path).startswith(HEADER.partition("{")[0]):
            self.path.unlink()
        else:
            return False

        return True


def differences(root: Path, made: Path, trees: list[Tree]) -> Iterator[Difference]:
    """
    Compare the sync trees with freshly generated ones.
    """
    for tree in trees:
        targets = [target for _, target in tree.pairs()]
        for target in targets:
            fresh = made / target.relative_to(root)
            if not target.exists() or _read(target) != _read(fresh):
                yield Difference(target, fresh)

        for path in tree.present():
            if path not in targets:
                yield Difference(path, None)


def main(arguments: list[str] | None = None, *, root: Path = ROOT) -> int:
    """
    Regenerate the twins, or with ``--check`` only say what is out of date.
    """
    parser = argparse.ArgumentParser(description="Make the sync twins.")
    parser.add_argument("names", nargs="*", help="only these: shared, polympics, …")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    check = options.check

    trees = [tree for tree in find_trees(root) if tree.is_of(options.names, root)]
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        generate(root, trees, Path(folder))
        for difference in list(differences(root, Path(folder), trees)):
            print(f"{difference}: {difference.path.relative_to(root)}")
            left += check or not difference.mend()

    print(f"{len(trees)} trees, {left} files to see to")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
