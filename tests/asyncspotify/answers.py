"""
The service's answers, as they were recorded, and an address for them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

#: Where the Web API is, and tokens come from.
API = "https://api.spotify.com/v1"
TOKENS = "https://accounts.spotify.com/api/token"

_FOLDER = Path(__file__).parent / "fixtures"


def load(name: str) -> Any:
    """Return an answer's JSON."""
    return json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))


def answer(name: str, status: int = 200) -> dict[str, Any]:
    """Return what a route responds with."""
    return {"status_code": status, "json": load(name)}
