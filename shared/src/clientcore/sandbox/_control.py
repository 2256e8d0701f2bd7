"""
The control route: faults and records of a sandbox, for tests in any language.

========================================  =====================================
``GET /_sandbox/health``                  200 if the sandbox is up
``GET /_sandbox/faults``                  the rules, and how often they applied
``POST /_sandbox/faults``                 add a rule
``DELETE /_sandbox/faults``               remove all rules
``DELETE /_sandbox/faults/{id}``          remove one
``GET /_sandbox/requests``                the requests that were received
``DELETE /_sandbox/requests``             remove them
``POST /_sandbox/reset``                  start again: a new world, no rules
========================================  =====================================

A rule is one flat object: the ``kind`` of fault, its own attributes, and those
of the match. ``{"kind": "status", "status": 503, "path": "/team/*"}``.
"""

from __future__ import annotations

from json import JSONDecodeError
from typing import Any, Protocol

import attrs
from cattrs import Converter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ._faults import KINDS, Fault
from ._recording import RecordedRequest
from ._rules import Faults, Match, Rule

PREFIX = "/_sandbox/"

_converter = Converter(forbid_extra_keys=True)
_MATCH_NAMES = frozenset(field.name for field in attrs.fields(Match))


class Controlled(Protocol):
    """
    The part of a sandbox that the control route uses.
    """

    @property
    def faults(self) -> Faults: ...

    @property
    def requests(self) -> list[RecordedRequest]: ...

    def reset(self) -> None: ...


def read_rule(data: Any) -> tuple[Fault, Match]:
    """
    Read a rule from JSON.

    Raises:
        ValueError: It is not a rule; the message says why.
    """
    if not isinstance(data, dict) or data.get("kind") not in KINDS:
        raise ValueError(f"a rule is an object with a kind, one of {', '.join(KINDS)}")

    match = {name: value for name, value in data.items() if name in _MATCH_NAMES}
    fault = {n: v for n, v in data.items() if n not in match and n != "kind"}
    try:
        return (
            _converter.structure(fault, KINDS[data["kind"]]),
            _converter.structure(match, Match),
        )
    except Exception as error:
        # cattrs raises groups, validators TypeError, converters anything; all
        # of them mean that the data are not a rule.
        raise ValueError(_reason(error)) from error


def _reason(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_reason(inner) for inner in error.exceptions)
    # Validators put more than the message into args, cattrs may put less.
    return str(next(iter(error.args), "")) or str(error)


def rule_json(rule: Rule) -> dict[str, Any]:
    """
    Return a rule as JSON, with its counters.
    """
    return {
        "id": rule.id,
        "kind": rule.fault.kind,
        **attrs.asdict(rule.match),
        "calls": sorted(rule.match.calls),
        **_converter.unstructure(rule.fault),
        "seen": rule.seen,
        "struck": rule.struck,
    }


def request_json(record: RecordedRequest) -> dict[str, Any]:
    """
    Return a record as JSON.
    """
    return {
        "method": record.method,
        "path": record.path,
        "query": record.query.multi_items(),
        "headers": record.headers.items(),
        "body": record.body.decode(errors="replace"),
        "status": record.status,
    }


class Control:
    """
    The handlers of the control route.
    """

    def __init__(self, sandbox: Controlled) -> None:
        self._sandbox = sandbox

    def routes(self) -> list[Route]:
        """
        Return the control route.
        """
        table = [
            ("GET", "health", self.health),
            ("GET", "faults", self.list_faults),
            ("POST", "faults", self.add_fault),
            ("DELETE", "faults", self.clear_faults),
            ("DELETE", "faults/{id:int}", self.remove_fault),
            ("GET", "requests", self.list_requests),
            ("DELETE", "requests", self.forget_requests),
            ("POST", "reset", self.reset),
        ]
        return [
            Route(PREFIX + path, call, methods=[verb]) for verb, path, call in table
        ]

    async def health(self, _: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def list_faults(self, _: Request) -> Response:
        return JSONResponse([rule_json(rule) for rule in self._sandbox.faults])

    async def add_fault(self, request: Request) -> Response:
        try:
            fault, match = read_rule(await request.json())
        except (JSONDecodeError, UnicodeDecodeError, ValueError) as error:
            return JSONResponse({"detail": str(error)}, 422)
        return JSONResponse(rule_json(self._sandbox.faults.add_rule(fault, match)), 201)

    async def clear_faults(self, _: Request) -> Response:
        self._sandbox.faults.clear()
        return Response(status_code=204)

    async def remove_fault(self, request: Request) -> Response:
        found = self._sandbox.faults.remove(request.path_params["id"])
        return Response(status_code=204 if found else 404)

    async def list_requests(self, _: Request) -> Response:
        return JSONResponse([request_json(r) for r in list(self._sandbox.requests)])

    async def forget_requests(self, _: Request) -> Response:
        self._sandbox.requests.clear()
        return Response(status_code=204)

    async def reset(self, _: Request) -> Response:
        self._sandbox.reset()
        return Response(status_code=204)
