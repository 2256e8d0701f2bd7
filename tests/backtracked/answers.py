"""
The service's answers and events.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from respx import MockResponse

FIXTURES = Path(__file__).parent / "fixtures"
INDEX = json.loads((FIXTURES / "index.json").read_text("utf-8"))

ME = INDEX["ids"]["bot_user"]
ALICE = INDEX["ids"]["alice"]
BOB = INDEX["ids"]["bob"]
MOLLY = INDEX["ids"]["moderator"]
ROOM = INDEX["ids"]["room"]
SLUG = INDEX["ids"]["room_slug"]
RTC = INDEX["ids"]["real_time_channel"]
PLAYING = INDEX["ids"]["playlist_entry_current"]
NEXT = INDEX["ids"]["playlist_entry_next"]
MEDIUM = INDEX["ids"]["media_current"]
CONVERSATION = INDEX["ids"]["conversation"]
PLAYLIST = INDEX["ids"]["playlist"]

COOKIE = "connect.sid=s%3Afixture.signature"


def load(name: str) -> Any:
    """Return a whole answer, or an event, as JSON."""
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


def data(name: str) -> Any:
    """Return the payload of an answer."""
    return load(f"rest.{name}").get("data")


def payload(name: str) -> Any:
    """Return the payload of a channel's event."""
    return json.loads(load(f"event.{name}")["message"]["data"])


def wrapped(payload: Any) -> dict[str, Any]:
    """Return an answer with a payload."""
    return {"code": 200, "message": "OK", "data": payload}


def answer(name: str, status: int = 200) -> dict[str, Any]:
    """Return what a route responds with."""
    return {"status_code": status, "json": load(f"rest.{name}")}


def log_in(api: Any) -> None:
    """Let anybody log in on the routes of *api*, without conversations."""
    api.post("/auth/login").respond(
        json=load("rest.auth_login.ok"),
        headers={"set-cookie": f"{COOKIE}; Path=/; HttpOnly"},
    )
    api.get("/auth/session").respond(json=load("rest.auth_session.ok"))


def responses(*told: dict[str, Any]) -> Any:
    """Return a route's ``side_effect`` that answers with each of *told* in turn."""
    return [MockResponse(**one) for one in told]
