"""
The recorded exchanges.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import attrs

FIXTURES = Path(__file__).parent / "fixtures"
FILES = json.loads((FIXTURES / "index.json").read_text())["files"]


@attrs.frozen
class Exchange:
    """
    A request and its answer.

    Attributes:
        file, name: Where it stands.

        used_by: The method that sends it.

        request, response: What goes, and what comes.

        expect: What that is to become.
    """

    file: str
    name: str
    used_by: str
    request: dict[str, Any] = attrs.field(repr=False)
    response: dict[str, Any] = attrs.field(repr=False)
    expect: Any = attrs.field(repr=False)

    @property
    def url(self) -> str:
        """Where it goes, without the query."""
        url: str = self.request["url"]
        return url

    @property
    def query(self) -> dict[str, str]:
        """What is asked."""
        return self.request.get("query") or {}

    @property
    def form(self) -> list[str]:
        """The values of the form."""
        return [value for _, value in self.request.get("form") or ()]

    @property
    def id(self) -> int:
        """The last number in the path."""
        return int(next(p for p in reversed(self.url.split("/")) if p.isdigit()))

    @property
    def data(self) -> Any:
        """The answer's JSON."""
        return self.response.get("json")

    def route(self, net: Any) -> Any:
        """Let *net* answer as recorded."""
        told = self.response
        body = {"json": told["json"]} if "json" in told else {"text": told["text"]}
        route = net.route(method=self.request["method"], url=self.url)
        return route.respond(told["status"], headers=told.get("headers"), **body)


@cache
def exchanges() -> list[Exchange]:
    """Return all of them."""
    return [
        Exchange(
            file,
            each["name"],
            each["used_by"],
            each["request"],
            each["response"],
            each.get("expect"),
        )
        for file in FILES
        for each in json.loads((FIXTURES / file).read_text())["exchanges"]
    ]


def recorded(file: str, name: str) -> Any:
    """Return an answer's JSON."""
    return exchange(file, name).data


def exchange(file: str, name: str) -> Exchange:
    """Return one of them."""
    return next(
        each
        for each in exchanges()
        if each.file == f"{file}.json" and each.name == name
    )


def form_of(request: Any) -> list[list[str]]:
    """Return the pairs of a form that was sent."""
    return [list(pair) for pair in parse_qsl(request.content.decode())]


def fits(found: Any, expected: Any) -> bool:
    """Tell whether an object has the attributes that are expected."""
    if isinstance(expected, dict):
        return all(fits(getattr(found, name), each) for name, each in expected.items())
    if isinstance(expected, list) and expected and isinstance(expected[0], dict):
        return len(found) == len(expected) and all(map(fits, found, expected))
    return bool(found == expected)
