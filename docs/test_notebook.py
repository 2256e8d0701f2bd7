"""
The notebook runs, from its first cell to its last.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

_NOTEBOOK = Path(__file__).parent / "integrations" / "notebook.ipynb"


def test_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Every cell runs in a fresh kernel; there are tables, plots and an exported file.
    """
    # It keeps a history, and fonts, in the user's folders.
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    notebook: Any = nbformat.read(_NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(tmp_path)}}

    NotebookClient(notebook, timeout=120, resources=resources).execute()

    outputs = [each for cell in notebook.cells for each in cell.get("outputs", ())]
    kinds = [kind for each in outputs for kind in each.get("data", {})]
    assert kinds.count("image/png") == 1
    assert kinds.count("text/html") >= 3
    assert [each for each in outputs if each.output_type == "stream"] == []
    lines = (tmp_path / "playlist.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("Winter Window,Paper Lanterns,Salt Weather,6.45")


def test_no_outputs() -> None:
    """
    The notebook is kept without outputs, which differ from run to run.
    """
    notebook: Any = nbformat.read(_NOTEBOOK, as_version=4)

    for cell in notebook.cells:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
