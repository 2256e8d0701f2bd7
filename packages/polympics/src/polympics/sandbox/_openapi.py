"""
The description of the API that the service generates, and the pages that show it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import attrs
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ._endpoint import Endpoint
from ._validation import Destination, Event
from ._world import Account, Award, Team

#: Version of the API that the service of July 2021 has.
VERSION = "0.5.3"

_ID = {"anyOf": [{"type": "integer"}, {"type": "string"}]}
_SCHEMAS: dict[Any, dict[str, Any]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    Account: _ID,
    Award: _ID,
    Destination: _ID,
    Team: _ID,
    Event: {"type": "string", "enum": ["account_team_update"]},
}
_INVALID = {
    "description": "Validation Error",
    "content": {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/HTTPValidationError"}
        }
    },
}
_COMPONENTS = {
    "schemas": {
        "HTTPValidationError": {
            "title": "HTTPValidationError",
            "type": "object",
            "properties": {
                "detail": {
                    "title": "Detail",
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/ValidationError"},
                }
            },
        },
        "ValidationError": {
            "title": "ValidationError",
            "required": ["loc", "msg", "type"],
            "type": "object",
            "properties": {
                "loc": {
                    "title": "Location",
                    "type": "array",
                    "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
                },
                "msg": {"title": "Message", "type": "string"},
                "type": {"title": "Error Type", "type": "string"},
            },
        },
    },
    "securitySchemes": {"HTTPBasic": {"type": "http", "scheme": "basic"}},
}


def description_of(routes: Iterable[Route]) -> list[Route]:
    """Return the routes that describe *routes*: JSON, and two pages."""

    @cache
    def description() -> dict[str, Any]:
        return describe(routes)

    async def openapi(_: Request) -> Response:
        return JSONResponse(description())

    return [
        _page("/openapi.json", openapi),
        _page("/docs", _shown("Swagger UI")),
        _page("/redoc", _shown("ReDoc")),
    ]


def _page(path: str, endpoint: Any) -> Route:
    # Starlette allows HEAD here, as the service does.
    return Route(path, endpoint, include_in_schema=False)


def _shown(tool: str) -> Any:
    async def page(_: Request) -> Response:
        return HTMLResponse(
            f"<!DOCTYPE html>\n<title>Polympics - {tool}</title>\n"
            '<a href="/openapi.json">openapi.json</a>\n'
        )

    return page


def describe(routes: Iterable[Route]) -> dict[str, Any]:
    """Return the description of *routes*."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        endpoint: Endpoint = getattr(route.endpoint, "__self__")  # noqa: B009
        for method in route.methods or ():
            paths.setdefault(route.path, {})[method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.0.2",
        "info": {"title": "Polympics", "version": VERSION},
        "paths": paths,
        "components": _COMPONENTS,
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    title = endpoint.name.replace("_", " ").title()
    operation: dict[str, Any] = {
        "summary": title,
        "operationId": endpoint.name,
        "responses": {
            str(endpoint.status): {
                "description": "Successful Response",
                "content": {"application/json": {"schema": {}}},
            }
        },
    }
    parameters = [
        {"name": name, "in": place, "required": required, "schema": schema}
        for place in ("path", "query")
        for name, required, schema in _fields(endpoint.parts.get(place))
    ]
    if parameters:
        operation["parameters"] = parameters
    if "body" in endpoint.parts:
        operation["requestBody"] = _body(endpoint.parts["body"])
    if endpoint.parts:
        operation["responses"]["422"] = _INVALID
    if endpoint.guarded:
        operation["security"] = [{"HTTPBasic": []}]
    return operation


def _body(part: Any) -> dict[str, Any]:
    fields = list(_fields(part))
    schema: dict[str, Any] = {
        "title": part.__name__,
        "type": "object",
        "properties": {name: schema for name, _, schema in fields},
    }
    if required := [name for name, required, _ in fields if required]:
        schema["required"] = required
    return {"content": {"application/json": {"schema": schema}}, "required": True}


def _fields(part: Any) -> Iterable[tuple[str, bool, dict[str, Any]]]:
    """Yield name, whether it is required, and schema of each field of *part*."""
    if part is None:
        return
    hints = get_type_hints(part, include_extras=True)
    for field in attrs.fields(part):
        yield field.name, field.default is attrs.NOTHING, _schema(hints[field.name])


def _schema(hint: Any) -> dict[str, Any]:
    if get_origin(hint) is list:
        return {"type": "array", "items": _schema(*get_args(hint))}
    if NoneType in get_args(hint):
        (inner,) = set(get_args(hint)) - {NoneType}
        return _schema(inner)
    if hint not in _SCHEMAS and get_origin(hint) is Annotated:
        return {"type": "string", "format": "uri"}
    return _SCHEMAS[hint]
