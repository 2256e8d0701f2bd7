"""
Players, as HTML and as JSON with that in it.
"""

from __future__ import annotations

from starlette.responses import HTMLResponse, Response

from aiomixcloud.sandbox._answers import ScriptResponse
from aiomixcloud.sandbox._embeds import player
from aiomixcloud.sandbox._endpoint import Call, Endpoints

endpoints = Endpoints()


@endpoints.get("/{user}/{slug}/embed-html/")
def embed_html(call: Call, user: str, slug: str) -> Response:
    return HTMLResponse(player(call.cloudcast(user, slug), call.display()))


@endpoints.get("/{user}/{slug}/embed-json/")
def embed_json(call: Call, user: str, slug: str) -> Response:
    html = player(call.cloudcast(user, slug), call.display())
    return ScriptResponse({"html": html})
