"""
Answers have all that recorded ones have.
"""

from __future__ import annotations

from collections.abc import Iterator
from json import loads
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from clientcore.sandbox import call
from recnetpy.sandbox import Sandbox

FIXTURES = Path(__file__).parent.parent / "fixtures"
FILES = [
    "accounts",
    "rooms",
    "images",
    "events",
    "inventions",
    "progression_and_social",
    "media_and_config",
]
#: About things that the seed world has not.
ELSEWHERE = {
    "accounts: fetch by id, missing",
    "rooms: by id, empty object",
    "rooms: older host, full record",
    "images: older host, full record",
    "events: older host, full record",
    "inventions: by id, never published",
}


def exchanges() -> Iterator[Any]:
    """
    What was recorded: all that was answered with JSON.
    """
    for file in FILES:
        data = loads((FIXTURES / f"{file}.json").read_text(encoding="utf-8"))
        for exchange in data["exchanges"]:
            name = f"{file}: {exchange['name']}"
            if "json" in exchange["response"] and name not in ELSEWHERE:
                yield pytest.param(exchange, id=name)


def names(data: Any, at: str = "") -> set[str]:
    """
    The names of all items, with the places they are at.
    """
    if isinstance(data, list):
        return set().union(*(names(item, f"{at}[]") for item in data))
    if not isinstance(data, dict):
        return set()
    found = {f"{at}.{name}" for name in data}
    return found.union(*(names(v, f"{at}.{name}") for name, v in data.items()))


@pytest.mark.parametrize("exchange", [*exchanges()])
async def test_recorded(sandbox: Sandbox, exchange: dict[str, Any]):
    """
    What a recorded answer has, the answer of the sandbox has too.
    """
    request, response = exchange["request"], exchange["response"]
    url = urlsplit(request["url"])
    form = [tuple(pair) for pair in request.get("form") or []]
    answer = await call(
        sandbox,
        request["method"],
        # Each host is below the first part of its name.
        f"/{url.netloc.partition('.')[0]}{url.path}",
        query=request.get("query") or {},
        headers={
            "ocp-apim-subscription-key": sandbox.key,
            "content-type": "application/x-www-form-urlencoded",
        },
        body=urlencode(form).encode(),
    )

    assert answer.status == response["status"]
    assert answer.headers["content-type"] == response["headers"]["Content-Type"]
    assert names(response["json"]) <= names(answer.json())
