"""
``/auth``.
"""

from __future__ import annotations

import uuid
from typing import Any

from starlette.responses import HTMLResponse, Response

from backtracked.sandbox._endpoint import COOKIE, Call, Endpoints
from backtracked.sandbox._problems import LOGIN_PAGE, Problem, envelope
from backtracked.sandbox._shapes import users as shapes

endpoints = Endpoints()


@endpoints.add("POST", "/auth/login")
def log_in(call: Call) -> Response:
    name, password = call.fields.text("username"), call.fields.text("password")
    if not name or not password:
        # The one refusal whose leaf is an object with a message.
        raise Problem(400, {"message": "Missing credentials"})
    user = call.world.user(name)
    if user is None or not user.password or user.password != password:
        raise Problem(400, "Invalid username or password")
    answer = envelope({"_id": user.id, "username": user.username})
    cookie = f"{COOKIE}={call.world.log_in(user)}; Path=/; HttpOnly"
    answer.headers.append("set-cookie", cookie)
    return answer


@endpoints.add("GET", LOGIN_PAGE)
def login_page(_: Call) -> Response:
    return HTMLResponse("<!DOCTYPE html>\n<title>Log in</title>")


@endpoints.add("GET", "/auth/logout")
def log_out(call: Call) -> Any:
    call.world.sessions.pop(call.cookie, None)


@endpoints.add("GET", "/auth/session", private=True)
def session(call: Call) -> Any:
    return shapes.own(call.me)


@endpoints.add("GET", "/auth/token")
def token(call: Call) -> Any:
    user = call.world.session(call.cookie)
    # Guests can listen too; their ids look different.
    client_id = user.id if user else str(uuid.uuid4())
    return {"token": call.world.new_ticket(client_id), "clientId": client_id}
