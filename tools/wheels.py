"""
Wheels of the repository's packages, each built once for what is in it.
"""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.packages import ROOT, Package

if TYPE_CHECKING:
    import nox

STORE = ROOT / ".nox" / "wheels"


def wheel(session: nox.Session, package: Package) -> Path:
    """
    The package's wheel, built unless one of the very same content is there.
    """
    folder = STORE / f"{package.name}-{package.digest()}"
    if not folder.exists():
        _build(session, package, folder)

    (path,) = folder.glob("*.whl")
    return path


def _build(session: nox.Session, package: Package, folder: Path) -> None:
    STORE.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=STORE))
    build = ("python", "-m", "pip", "wheel", "--quiet", "--no-deps")
    session.run(*build, "--wheel-dir", str(made), str(package.folder))
    # Another nox may have been faster; its wheel is as good.
    with contextlib.suppress(OSError):
        made.rename(folder)
