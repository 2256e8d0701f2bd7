"""
Where the services are, and how they are.
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from recnetpy.sandbox._answers import RecordResponse

#: What the name server calls the services, and where they are.
_SERVICES: Final = {
    "Accounts": "accounts",
    "API": "api",
    "CDN": "cdn",
    "Clubs": "clubs",
    "Images": "img",
    "Matchmaking": "match",
    "Rooms": "rooms",
}


async def list_services(request: Request) -> Response:
    origin = str(request.base_url)
    return RecordResponse({name: origin + at for name, at in _SERVICES.items()})


async def get_health(_: Request) -> Response:
    return PlainTextResponse("Healthy")


endpoints = [
    Route("/ns", list_services),
    Route("/ns/", list_services),
    *(Route(f"/{at}/health", get_health) for at in ("ns", *_SERVICES.values())),
]
