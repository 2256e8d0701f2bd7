"""
How sync twins are made from async modules.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tools import twins

CLIENTS = frozenset({"polympics"})


def written(root: Path, path: str, code: str) -> Path:
    """
    Write a file below a root.
    """
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(code), encoding="utf-8")
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """
    A repository with one package and one async module.
    """
    written(tmp_path, "pyproject.toml", "[tool.ruff]\nline-length = 88\n")
    written(
        tmp_path,
        "shared/src/clientcore/_async/client.py",
        '''\
        """
        Sends.
        """

        from __future__ import annotations

        from collections.abc import Awaitable, Callable

        Hook = Callable[[], Awaitable[None]]


        async def send(hook: Hook) -> None:
            await hook()
        ''',
    )
    return tmp_path


TWIN = '''\
# Generated from _async/client.py by `nox -s twins`: do not edit.
"""
Sends.
"""

from __future__ import annotations

from collections.abc import Callable

Hook = Callable[[], None]


def send(hook: Hook) -> None:
    hook()
'''


@pytest.mark.parametrize(
    ("code", "twin"),
    [
        ("async def f(): pass", "def f(): pass"),
        ("x = await get()", "x = get()"),
        ("f(await get(), await g)", "f(get(), g)"),
        ("x = (await self.get(1, 2)).json", "x = self.get(1, 2).json"),
        ("x = (await a or b).json", "x = (a or b).json"),
        ("f(await a).json", "f(a).json"),
        ("async with a as b: pass", "with a as b: pass"),
        ("x = [y async for y in z]", "x = [y for y in z]"),
        ("await self.aclose()", "self.close()"),
        ("async def __aexit__(self): pass", "def __exit__(self): pass"),
        ("x: AsyncIterator[int]", "x: Iterator[int]"),
        ("@asynccontextmanager\ndef f(): pass", "@contextmanager\ndef f(): pass"),
        ("AbstractAsyncContextManager", "AbstractContextManager"),
        (
            "from clientcore._async.pages import P",
            "from clientcore._sync.pages import P",
        ),
        ("from clientcore.aio import Client", "from clientcore.sync import Client"),
        ("open_async(AsyncHTTP)", "open_sync(SyncHTTP)"),
    ],
)
def test_code(code: str, twin: str) -> None:
    """
    Keywords go, and names become their sync counterparts.
    """
    assert twins.twin_of(code) == twin


@pytest.mark.parametrize(
    ("code", "twin"),
    [
        ("x: Awaitable[int]", "x: int"),
        (
            "x: Callable[[int], Awaitable[dict[str, int]]]",
            "x: Callable[[int], dict[str, int]]",
        ),
        ("x: Coroutine[Any, Any, int]", "x: int"),
        ("x: Coroutine[Any, Any, tuple[int, str]]", "x: tuple[int, str]"),
        ("x: Awaitable[\n    Awaitable[int]\n]", "x: int"),
        ("import Awaitable", "import Awaitable"),
    ],
)
def test_awaitable(code: str, twin: str) -> None:
    """
    A type that says "to be awaited" becomes what the wait would give.
    """
    assert twins.twin_of(code) == twin


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("team = await client.get_team(1)", "team = client.get_team(1)"),
        (">>> await client.aclose()", ">>> client.close()"),
        ("async with client: ...", "with client: ..."),
        ("``async for`` gives items", "``for`` gives items"),
        ("Use ``await pages`` once", "Use ``pages`` once"),
        ("return await first", "return first"),
        ("print(await page)", "print(page)"),
        (":class:`AsyncIterator`", ":class:`Iterator`"),
        ("from clientcore.aio import Client", "from clientcore.sync import Client"),
    ],
)
def test_examples(text: str, twin: str) -> None:
    """
    Code in docstrings is rewritten too.
    """
    assert twins.twin_of(f'"""\n{text}\n"""') == f'"""\n{twin}\n"""'


@pytest.mark.parametrize(
    "text",
    [
        "Callers await it once.",
        "What they await is a page.",
        "Works on asyncio, and asynchronously.",
        "from polympics import UserClient",
    ],
)
def test_prose(text: str) -> None:
    """
    Sentences stay as they are.
    """
    assert twins.twin_of(f'"""{text}"""') == f'"""{text}"""'


@pytest.mark.parametrize(
    ("code", "twin"),
    [
        ("from polympics import A\n", "from polympics.sync import A\n"),
        ("import polympics\n", "import polympics.sync as polympics\n"),
        ("import polympics as p\n", "import polympics.sync as p\n"),
        ("from polympics.sandbox import S\n", "from polympics.sandbox import S\n"),
        ("x = polympics\n", "x = polympics\n"),
    ],
)
def test_clients_in_tests(code: str, twin: str) -> None:
    """
    A test of a client imports its sync face.
    """
    assert twins.twin_of(code, clients=CLIENTS) == twin
    assert twins.twin_of(code) == code


def test_generates(root: Path) -> None:
    """
    A twin gets a header, loses imports it has no use for, and is formatted.
    """
    assert twins.main([], root=root) == 0

    made = root / "shared/src/clientcore/_sync/client.py"
    assert made.read_text(encoding="utf-8") == TWIN
    assert twins.main(["--check"], root=root) == 0


def test_check_names_what_is_missing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Checking fails on a twin that isn't there, and doesn't make it.
    """
    assert twins.main(["--check"], root=root) == 1

    assert "missing: shared/src/clientcore/_sync/client.py" in capsys.readouterr().out
    assert not (root / "shared/src/clientcore/_sync").exists()


def test_check_names_what_differs(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Checking fails on an edited twin.
    """
    path = "shared/src/clientcore/_sync/client.py"
    written(root, path, TWIN + "\nEDITED = True\n")

    assert twins.main(["--check"], root=root) == 1
    assert f"differs: {path}" in capsys.readouterr().out


def test_stray_twins_go(root: Path) -> None:
    """
    A twin whose source is gone goes as well.
    """
    path = "shared/src/clientcore/_sync/old.py"
    stray = written(root, path, "# Generated from _async/old.py by `nox -s twins`.\n")

    assert twins.main(["--check"], root=root) == 1
    assert twins.main([], root=root) == 0
    assert not stray.exists()


def test_stray_work_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A file that a person wrote into a sync tree is named, not deleted.
    """
    path = "shared/src/clientcore/_sync/mine.py"
    stray = written(root, path, "MINE = True\n")

    assert twins.main([], root=root) == 1
    assert f"stray: {path}" in capsys.readouterr().out
    assert stray.exists()


def test_written_by_hand(root: Path) -> None:
    """
    Runtime modules are twins already, and some modules have none.
    """
    tree = root / "shared/src/clientcore"
    written(tree, "_async/runtime.py", "async def nap() -> None: ...\n")
    by_hand = written(tree, "_sync/runtime.py", "def nap() -> None: ...\n")
    written(tree, "_async/gateway.py", "# No twin: it is a task.\nX = 1\n")

    assert twins.main([], root=root) == 0
    assert by_hand.read_text(encoding="utf-8") == "def nap() -> None: ...\n"
    assert not (tree / "_sync/gateway.py").exists()


def test_tests_have_twins(root: Path) -> None:
    """
    Tests below ``aio`` become tests below ``sync``, folders and all.
    """
    test = "async def test_x() -> None:\n    await nap()\n"
    written(root, "tests/shared/aio/deep/test_x.py", test)
    twins.main([], root=root)

    made = (root / "tests/shared/sync/deep/test_x.py").read_text(encoding="utf-8")
    assert made.endswith("def test_x() -> None:\n    nap()\n")


def test_some_trees_only(root: Path) -> None:
    """
    A name leaves the other packages' trees alone.
    """
    written(root, "tests/shared/aio/test_x.py", "def test_x() -> None: ...\n")
    written(root, "tests/other/aio/test_x.py", "def test_x() -> None: ...\n")

    assert twins.main(["other"], root=root) == 0
    assert (root / "tests/other/sync/test_x.py").exists()
    assert not (root / "tests/shared/sync").exists()
