"""
Redirects of paths without their last slash, and 404 for all other paths.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aiomixcloud.sandbox._answers import missing
from aiomixcloud.sandbox._endpoint import API

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


async def _answer(request: Request) -> Response:
    if request.method not in {"GET", "HEAD"} or request.url.path.endswith("/"):
        raise missing()
    return Response(status_code=301, headers=_redirect(request), media_type="text/html")


def _redirect(request: Request) -> dict[str, str]:
    # Not decoded and quoted again, which could change the path.
    path = request.scope["raw_path"].partition(b"?")[0].decode("ascii")
    query = request.url.query
    if "metadata=1" in query.split("&"):
        query = f"metadata=1&{query}"
    return {"location": f"{path}/" + (f"?{query}" if query else "")}


endpoints = [Route(f"{API}/{{path:path}}", _answer, methods=_METHODS)]
