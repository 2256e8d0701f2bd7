"""
The service's answers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fixtures"
JAVASCRIPT = "text/javascript; charset=utf-8"

CAST = "/anna-lind/low-tide-sessions-12/"
USER = "/anna-lind/"
TOKEN = "s3cret/token"


def text(name: str) -> str:
    """Return a body."""
    return (FOLDER / name).read_text("utf-8")


def load(name: str) -> Any:
    """Return a body's JSON."""
    return json.loads(text(f"{name}.json"))


def answer(name: str) -> dict[str, Any]:
    """Return what a route responds with; a name with an ending is no JSON."""
    if name.endswith(".http"):
        return _envelope(load(name))
    if "." in name:
        kind = {"html": "text/html", "xml": "text/xml"}[name.rpartition(".")[2]]
        return {"text": text(name), "headers": {"content-type": kind}}
    kind = "application/json" if name == "oembed" else JAVASCRIPT
    return {"text": text(f"{name}.json"), "headers": {"content-type": kind}}


def _envelope(told: dict[str, Any]) -> dict[str, Any]:
    body = told["body"]
    return {
        "status_code": told["status"],
        "headers": told["headers"],
        "text": body if isinstance(body, str) else json.dumps(body),
    }


def javascript(body: Any, status: int = 200, **headers: str) -> dict[str, Any]:
    """Return what a route responds with, as the service writes JSON."""
    return {
        "status_code": status,
        "text": body if isinstance(body, str) else json.dumps(body),
        "headers": {"content-type": JAVASCRIPT, **headers},
    }
