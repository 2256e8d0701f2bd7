"""
The part of the control route that is QueUp's: users that any language can script.

==============================================  ===================================
``GET /_sandbox/people``                        usernames, and the actions
``POST /_sandbox/people/{name}/{action}``       let a user act, see :class:`Person`
``POST /_sandbox/advance``                      let ``{"seconds": …}`` pass
``DELETE /_sandbox/sockets``                    close all sockets
==============================================  ===================================

The body of an action is a JSON object with the arguments of the method, such as
``{"room": "harbour-lights", "text": "ping"}``. Songs are passed as their IDs at
YouTube.
"""

from __future__ import annotations

import inspect
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

import attrs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ._person import Person

if TYPE_CHECKING:
    from ._sandbox import Sandbox

_PREFIX = "/_sandbox"
_ACTIONS = sorted(name for name in vars(Person) if not name.startswith("_"))
#: Types of arguments by their annotations. All others are strings.
_TYPES: dict[str, type | tuple[type, ...]] = {"bool": bool, "int": int}


def routes() -> list[Route]:
    """
    Return the routes.
    """
    return [
        Route(f"{_PREFIX}/people", _people, methods=["GET"]),
        Route(f"{_PREFIX}/people/{{name}}/{{action}}", _act, methods=["POST"]),
        Route(f"{_PREFIX}/advance", _advance, methods=["POST"]),
        Route(f"{_PREFIX}/sockets", _drop_sockets, methods=["DELETE"]),
    ]


async def _people(request: Request) -> Response:
    sandbox: Sandbox = request.app.state.sandbox
    names = [user.username for user in sandbox.world.users.values()]
    return JSONResponse({"people": names, "actions": _ACTIONS})


async def _act(request: Request) -> Response:
    sandbox: Sandbox = request.app.state.sandbox
    name, action = request.path_params["name"], request.path_params["action"]
    if action not in _ACTIONS:
        return _refused(404, f"no action is called {action!r}")
    try:
        method = getattr(sandbox.person(name), action)
        args, options = _arguments(sandbox, method, await _body(request))
        result = method(*args, **options)
    except LookupError as error:
        return _refused(404, str(error))
    except (TypeError, ValueError) as error:
        return _refused(422, str(error))
    return JSONResponse({"result": _plain(result)})


async def _advance(request: Request) -> Response:
    sandbox: Sandbox = request.app.state.sandbox
    try:
        seconds = (await _body(request)).get("seconds")
    except ValueError as error:
        return _refused(422, str(error))
    if not isinstance(seconds, int | float) or seconds < 0:
        return _refused(422, "seconds is a number of at least 0")
    sandbox.advance(seconds)
    return Response(status_code=204)


async def _drop_sockets(request: Request) -> Response:
    sandbox: Sandbox = request.app.state.sandbox
    return JSONResponse({"closed": sandbox.drop_sockets()})


async def _body(request: Request) -> dict[str, Any]:
    text = await request.body()
    try:
        body = await request.json() if text else {}
    except (JSONDecodeError, UnicodeDecodeError):
        body = None
    if not isinstance(body, dict):
        raise ValueError("the body is no JSON object")  # noqa: TRY004, it is bad data
    return body


def _arguments(
    sandbox: Sandbox, method: Any, body: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """
    Return the positional and other arguments that a body has for a method.

    Raises:
        TypeError: An argument is missing, unknown, or of another type.
    """
    args: list[Any] = []
    options: dict[str, Any] = {}
    for name, one in inspect.signature(method).parameters.items():
        many = one.kind is one.VAR_POSITIONAL
        if name not in body:
            if one.default is one.empty and not many:
                raise TypeError(f"{name} is missing")
            continue
        values = body.pop(name) if many else [body.pop(name)]
        wanted = _TYPES.get(str(one.annotation), str)
        if not isinstance(values, list) or any(
            type(value) is not wanted for value in values
        ):
            raise TypeError(f"{name} has another type")
        if one.annotation == "Media":
            values = [_media(sandbox, value) for value in values]
        if one.kind is one.KEYWORD_ONLY:
            options[name] = values[0]
        else:
            args += values
    if body:
        raise TypeError(f"unknown: {', '.join(body)}")
    return args, options


def _media(sandbox: Sandbox, fkid: str) -> Any:
    with sandbox.lock:
        found = sandbox.world.medium("youtube", fkid)
    if found is None:
        raise LookupError(f"no song has the id {fkid!r}")
    return found


def _plain(result: Any) -> Any:
    """
    Return a result as JSON: IDs in place of objects.
    """
    if isinstance(result, list):
        return [_plain(one) for one in result]
    return result.id if attrs.has(type(result)) else result


def _refused(status: int, detail: str) -> Response:
    return JSONResponse({"detail": detail}, status)
