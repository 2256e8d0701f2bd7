"""
The extra that the sandbox needs.
"""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_missing(missing: str):
    """
    Without the extra the import says how to get it.
    """
    program = f"import sys; sys.modules[{missing!r}] = None; import clientcore.sandbox"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "pip install 'clientcore[sandbox]'" in done.stderr


def test_exported():
    """
    All that is exported is there, sorted.
    """
    import clientcore.sandbox

    names = clientcore.sandbox.__all__

    assert names == sorted(names)
    assert all(hasattr(clientcore.sandbox, name) for name in names)
