"""
``/song``.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from backtracked.sandbox._endpoint import PAGE, Call, Endpoints
from backtracked.sandbox._problems import Problem
from backtracked.sandbox._shapes import songs as shapes

endpoints = Endpoints()

_TOKEN = "PAGE"  # noqa: S105  # says which page follows


@endpoints.add("GET", "/song")
def search(call: Call) -> Any:
    name, source = call.query.text("name").lower(), call.query.text("type", "youtube")
    known = call.world.media.values()
    media = [m for m in known if m.type == source and name in m.name.lower()]

    page = _page(call.query.text("nextPageToken"))
    rows, rest = media[(page - 1) * PAGE : page * PAGE], media[page * PAGE :]
    following = {"nextPageToken": f"{_TOKEN}{page + 1}"} if rest else {}
    return {"items": [shapes.found(one) for one in rows], **following}


def _page(token: str) -> int:
    number = token.removeprefix(_TOKEN) or "1"
    if not number.isdecimal() or number == "0":
        raise Problem(400, "There is no such page")
    return int(number)


@endpoints.add("GET", "/song/{song}")
def get(call: Call) -> Any:
    return shapes.media(call.media)


@endpoints.add("GET", "/song/{song}/redirect")
def redirect(call: Call) -> Response:
    return RedirectResponse(call.media.url, 302)
