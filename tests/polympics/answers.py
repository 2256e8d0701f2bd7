"""
The server's answers, as they were recorded.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from polympics import AppCredentials, Credentials, Session

_FOLDER = Path(__file__).parent / "fixtures"
_INDEX = json.loads((_FOLDER / "index.json").read_text("utf-8"))["files"]

APP = Credentials("A3", "app/token+1=")
USER = Credentials("S3", "user/token+1=")


def load(name: str) -> Any:
    """Return an answer's JSON."""
    return json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))


def answer(name: str, status: int | None = None) -> dict[str, Any]:
    """Return what a route responds with; *name* has its ending, or is JSON."""
    file = name if "." in name else f"{name}.json"
    told = _INDEX[file]
    headers = {"content-type": told["content_type"]}
    if "absent" in told["content_type"]:
        headers = {}
    content = (_FOLDER / file).read_bytes()
    return {
        "status_code": status or told["status"],
        "headers": headers,
        "content": content.strip() if not headers else content,
    }


def failures() -> list[str]:
    """Return the names of all answers that mean failure."""
    return sorted(name for name in _INDEX if name.startswith("error_"))


def new_app_credentials() -> AppCredentials:
    """Return what a reset of the app's token gives."""
    return AppCredentials.from_data(load("app_credentials"))


def old_session() -> Session:
    """Return a session that has expired."""
    return Session.from_data(load("session_created"))
