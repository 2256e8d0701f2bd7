"""
Everything that is done to this repository: ``nox -l`` lists it.

Packages are found from the folders and Pythons from their classifiers, so a new
package needs no line here. Arguments after ``--`` go to the session's main command.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

import nox

# nox loads this file without its folder being importable.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tools.install_lines import PUBLISHED
from tools.install_lines import command as install_line
from tools.packages import ROOT, Package, packages, pythons
from tools.release import tagged
from tools.wheels import wheel

nox.needs_version = ">=2026.4"
nox.options.default_venv_backend = "virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.sessions = [
    "lint",
    "twins",
    "typing",
    "tests",
    "tests-httpx2",
    "tests-minimal",
    "tests-free-threaded",
    "tests-frozen",
    "tests-repository",
    "docs",
    "build",
    "demo",
    "peers",
    "migration",
    "bench",
]

DIST = ROOT / "dist"
PROJECT = nox.project.load_toml("pyproject.toml")
PACKAGES = packages()
TRANSPORT, *CLIENTS = PACKAGES

# What the tests and pages need of each package.
EXTRAS = {"cli", "plot", "sandbox", "testing"}
# How tests/shared/conftest.py wants to be called on trio.
ON_TRIO = [
    *("-o", "asyncio_mode=strict", "-o", "anyio_mode=auto"),
    *("-m", "not asyncio_only", f"--ignore={TRANSPORT.tests}/sync"),
]
# Each command is a process of its own, which takes long.
WITHOUT_COMMANDS = ("--ignore-glob=*/cli/*",)
# The tests that are run with httpx2, too.
HTTPX2_TESTS = {"asyncspotify", "clientcore"}
# The tests that are run on trio, too.
TRIO_TESTS = {"clientcore": "", "backtracked": "/gateway"}


def tools(session: nox.Session, *groups: str) -> None:
    """
    Install dependency groups of the root's ``pyproject.toml``.
    """
    session.install(*nox.project.dependency_groups(PROJECT, *groups))


def install(
    session: nox.Session,
    *groups: str,
    wheels: Iterable[Package],
    extras: Collection[str] = (),
    constraints: Iterable[str] = (),
) -> None:
    """
    Install dependency groups, and packages as users get them.

    Args:
        session: Where to.

        groups: Dependency groups of the root's ``pyproject.toml``.

        wheels: Packages; the transport is added, bare, if not among them.

        extras: Those of *wheels* to install, where a package has them.

        constraints: Arguments for pip that choose versions.
    """
    named = {package: package.with_extras(extras) for package in wheels}
    named = {TRANSPORT: TRANSPORT.name, **named}
    built = {package: wheel(session, package) for package in named}
    session.install(
        *constraints,
        *nox.project.dependency_groups(PROJECT, *groups),
        *(f"{name} @ {built[package].as_uri()}" for package, name in named.items()),
    )
    # pip keeps an installed wheel of the same version, whatever is in the new one.
    session.install("--force-reinstall", "--no-deps", *map(str, built.values()))


def run_tests(session: nox.Session, package: Package, *options: str) -> None:
    """
    Run a package's tests, and those of the transport and the gateway on trio too.

    Those on trio, and those of commands, are run on the oldest and the newest Python.
    """
    options = (*options, *session.posargs)
    oldest, *_, newest = pythons(package)
    if session.python not in {None, oldest, newest}:
        session.run("pytest", package.tests, *WITHOUT_COMMANDS, *options)
        return
    session.run("pytest", package.tests, *options)
    if package.name in TRIO_TESTS:
        session.run(
            "pytest",
            f"{package.tests}{TRIO_TESTS[package.name]}",
            *ON_TRIO,
            *options,
            env={"CLIENTCORE_TESTS_ON": "trio"},
            # What somebody picked may have nothing to do with trio.
            success_codes=[0, 5] if session.posargs else [0],
        )


@nox.session
@nox.parametrize(
    "python,package",
    [
        nox.param(python, package, id=f"{package.name}-{python}")
        for package in PACKAGES
        for python in pythons(package)
    ],
)
def tests(session: nox.Session, package: Package) -> None:
    """
    Test each package's wheel, with nothing but the transport beside it.
    """
    install(session, "tests", "orjson", wheels=[package], extras=EXTRAS)
    run_tests(session, package)


@nox.session(name="tests-repository")
def tests_repository(session: nox.Session) -> None:
    """
    Test the repository's own tools.
    """
    install(session, "repository", wheels=CLIENTS, extras={"sandbox"})
    session.run("python", "-m", "pytest", "tests/repository", *session.posargs)


@nox.session(name="tests-httpx2")
def tests_httpx2(session: nox.Session) -> None:
    """
    Run tests with httpx2 in the place of httpx, which only the transport imports.

    Beside its own tests, those of a client see to it that nothing else depends on it.
    """
    tested = [package for package in PACKAGES if package.name in HTTPX2_TESTS]
    install(session, "tests", "orjson", "httpx2", wheels=tested, extras=EXTRAS)
    folders = [package.tests for package in tested]
    session.run(
        "pytest", *folders, *WITHOUT_COMMANDS, *session.posargs, env={"HTTPX2": "1"}
    )


@nox.session(name="tests-minimal")
def tests_minimal(session: nox.Session) -> None:
    """
    Run all packages' tests without orjson, and with ``python -O``.
    """
    install(session, "tests", wheels=PACKAGES, extras=EXTRAS)
    folders = [package.tests for package in PACKAGES]
    # pytest has rewritten the asserts of the tests, so they remain.
    warned = "ignore:assertions not in test modules:pytest.PytestConfigWarning"
    pytest = ("python", "-O", "-m", "pytest", "-W", warned)
    session.run(*pytest, *folders, *WITHOUT_COMMANDS, *session.posargs)


@nox.session(name="tests-free-threaded", python=["3.14t"])
def tests_free_threaded(session: nox.Session) -> None:
    """
    Test the blocking half of all packages on threads without a lock around them.
    """
    install(session, "tests", wheels=PACKAGES, extras=EXTRAS)
    folders = [f"{package.tests}/sync" for package in PACKAGES]
    session.run("pytest", *folders, *session.posargs, env={"PYTHON_GIL": "0"})


@nox.session(name="tests-frozen")
def tests_frozen(session: nox.Session) -> None:
    """
    Run programs that PyInstaller has frozen, against the sandboxes.
    """
    install(session, "frozen", wheels=CLIENTS, extras={"sandbox"})
    session.run("pytest", "tests/frozen", *session.posargs)


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """
    Run all packages' tests and print what they never reach.
    """
    install(session, "tests", "orjson", "coverage", wheels=PACKAGES, extras=EXTRAS)
    names = ",".join(package.source.name for package in PACKAGES)
    folders = [package.tests for package in PACKAGES]
    measured = ("coverage", "run", f"--source={names}", "-m", "pytest")
    session.run(*measured, *folders, *session.posargs)
    session.run("coverage", "report", "--skip-covered")


@nox.session(default=False)
@nox.parametrize("package", [nox.param(each, id=each.name) for each in PACKAGES])
def lowest(session: nox.Session, package: Package) -> None:
    """
    Run the tests with the oldest versions that the packages allow.
    """
    floors = Path(session.create_tmp()) / "floors.txt"
    # The transport itself is the one that stands here.
    lines = {*TRANSPORT.floors, *package.floors}
    others = sorted(line for line in lines if not line.startswith(f"{TRANSPORT}=="))
    floors.write_text("\n".join(others), encoding="utf-8")
    install(
        session,
        "tests",
        "orjson",
        wheels=[package],
        extras=EXTRAS,
        constraints=("--constraint", str(floors)),
    )
    # Before 4.16, anyio loses a connection whose call is cancelled while it opens.
    run_tests(session, package, "-W", "ignore:unclosed:ResourceWarning")


@nox.session
def lint(session: nox.Session) -> None:
    """
    Check format, style and workflows; ``-- --fix`` mends what can be mended.
    """
    tools(session, "lint")
    mends = "--fix" in session.posargs
    session.run("ruff", "format", *([] if mends else ["--check"]), ".")
    session.run("ruff", "check", *session.posargs, ".")
    session.run("actionlint", *map(str, Path(".github/workflows").iterdir()))
    session.run("zizmor", "--quiet", "--offline", "--pedantic", ".github")


@nox.session
def twins(session: nox.Session) -> None:
    """
    Make the sync trees from the async ones; ``-- --check`` only compares.
    """
    tools(session, "twins")
    session.run("python", "tools/twins.py", *session.posargs)


@nox.session
def typing(session: nox.Session) -> None:
    """
    Check all types, and that users get to see every one of them.
    """
    tools(session, "typing")
    # Editable, so that what is checked and what it imports are the same files.
    editable = (
        f"{package.folder}[{','.join(sorted(package.extras))}]" for package in PACKAGES
    )
    flags = (flag for path in editable for flag in ("-e", path))
    session.install("--no-build-isolation", *flags)

    sources = [str(package.source) for package in PACKAGES]
    scripts = ("tools", "docs/conftest.py", "docs/test_readmes.py", "noxfile.py")
    session.run("mypy", *sources, *scripts)
    session.run("pyright")
    for package in PACKAGES:
        session.run("pyright", "--ignoreexternal", "--verifytypes", package.source.name)


@nox.session
def docs(session: nox.Session) -> None:
    """
    Build the documentation and run its examples against the sandboxes.
    """
    install(session, "docs", wheels=PACKAGES, extras=EXTRAS)
    strict = ("--fresh-env", "--nitpicky", "--fail-on-warning", "--keep-going")
    session.run("sphinx-build", *strict, "docs", "docs/_build/html")
    session.run("pytest", "docs", *session.posargs)


@nox.session
def build(session: nox.Session) -> None:
    """
    Build what is uploaded into ``dist``, and use each package in an empty environment.

    A tag, as in ``-- polympics-v1.2.0``, leaves only that package's files there.
    """
    tools(session, "build")
    released = [tagged(tag, PACKAGES) for tag in session.posargs]
    shutil.rmtree(DIST, ignore_errors=True)
    for package in PACKAGES:
        session.run("python", "-m", "build", "-o", str(DIST), str(package.folder))
    session.run("twine", "check", "--strict", *map(str, DIST.iterdir()))

    for package in PACKAGES:
        use_alone(session, package)
    for package in CLIENTS:
        follow_quickstart(session, package)
    for package in PACKAGES if released else ():
        if package not in released:
            for path in DIST.glob(f"{package}-*"):
                path.unlink()


def use_alone(session: nox.Session, package: Package) -> None:
    """
    Import a package in an environment that has its dependencies and no extra.
    """
    python = empty_environment(session, package.name)
    pip = (python, "-m", "pip", "install", "--quiet", "--find-links", str(DIST))
    session.run(*pip, package.name, external=True)
    facts = (package.name, package.source.name, package.version)
    session.run(python, "-I", "tools/installed.py", *facts, external=True)


def follow_quickstart(session: nox.Session, package: Package) -> None:
    """
    Install a client as its quickstart says, and start its sandbox.
    """
    python = empty_environment(session, f"{package}-quickstart")
    _, *line = shlex.split(install_line(package, "[sandbox]", published=PUBLISHED))
    pip = (python, "-m", "pip", *line, "--quiet", "--find-links", str(DIST))
    session.run(*pip, external=True)
    sandbox = f"{package.source.name}.sandbox"
    session.run(python, "-m", sandbox, "--help", silent=True, external=True)


def empty_environment(session: nox.Session, name: str) -> str:
    """
    Make an environment with nothing in it, and return its Python.
    """
    folder = Path(session.create_tmp()) / name
    session.run("python", "-m", "venv", "--clear", str(folder))
    return str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")


@nox.session
def demo(session: nox.Session) -> None:
    """
    Take a tour through each client, against its sandbox on loopback.
    """
    install(session, wheels=CLIENTS, extras={"sandbox"})
    session.run("python", "-m", "tools.demo", *session.posargs)


@nox.session(default=False)
def picture(session: nox.Session) -> None:
    """
    Record the demo as the picture that the front pages show.
    """
    install(session, "picture", wheels=CLIENTS, extras=EXTRAS)
    session.run("python", "tools/picture.py")


@nox.session
def peers(session: nox.Session) -> None:
    """
    Run other clients of Spotify against the sandbox, in environments of their own.
    """
    client = [package for package in CLIENTS if package.name == "asyncspotify"]
    install(session, wheels=client, extras={"sandbox"})
    session.run("python", "tools/peers/run.py", *session.posargs)


@nox.session
def migration(session: nox.Session) -> None:
    """
    Run programs for the old releases on those and on ours, and compare what they print.
    """
    install(session, "migration", wheels=CLIENTS, extras={"sandbox"})
    # Their environments are kept, as this one is.
    folder = Path(session.create_tmp()).resolve()
    variables = {"MIGRATION": str(folder)}
    session.run("python", "tools/migration/run.py", *session.posargs, env=variables)


@nox.session
def bench(session: nox.Session) -> None:
    """
    Run the benchmarks and print their ratios.
    """
    install(session, "bench", wheels=PACKAGES, extras={"aiohttp", "sandbox"})
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session(default=False)
def release(session: nox.Session) -> None:
    """
    Commit and tag a release: ``nox -s release -- polympics 1.2.0``.
    """
    tools(session, "release")
    session.run("python", "tools/release.py", *session.posargs)
