"""
The description of the API, and requests of browsers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer, Status, call
from polympics.sandbox import Sandbox

Ask = Callable[..., Awaitable[Answer]]
ORIGIN = {"origin": "https://polympics.example"}


async def test_openapi(ask: Ask):
    """
    All 25 operations are described, as FastAPI did it then.
    """
    answer = await ask("GET", "/openapi.json")
    document = answer.json()
    operations = [
        (method, path)
        for path, methods in document["paths"].items()
        for method in methods
    ]

    assert answer.headers["content-type"] == "application/json"
    assert (document["openapi"], document["info"]["version"]) == ("3.0.2", "0.5.3")
    assert len(operations) == 25
    assert "/contests" not in document["paths"]
    assert "/openapi.json" not in document["paths"]


async def test_operation(ask: Ask):
    """
    An operation has its parameters, body, security and errors.
    """
    paths = (await ask("GET", "/openapi.json")).json()["paths"]
    create, listed = paths["/accounts/new"]["post"], paths["/accounts/search"]["get"]
    schema = create["requestBody"]["content"]["application/json"]["schema"]

    assert create["operationId"] == "create_account"
    assert schema["required"] == ["id", "name", "discriminator"]
    assert schema["properties"]["permissions"] == {"type": "integer"}
    assert create["security"] == [{"HTTPBasic": []}]
    assert set(create["responses"]) == {"201", "422"}
    assert "security" not in listed
    assert {one["name"]: one["required"] for one in listed["parameters"]} == {
        "team": False,
        "q": False,
        "page": False,
        "per_page": False,
    }
    awards = paths["/awards/new"]["post"]["requestBody"]["content"]
    accounts = awards["application/json"]["schema"]["properties"]["accounts"]
    assert accounts["type"] == "array"


async def test_statuses(ask: Ask):
    """
    The status of a success is the one that the operation answers.
    """
    paths = (await ask("GET", "/openapi.json")).json()["paths"]
    described = {
        f"{method} {path}": min(operation["responses"])
        for path, operations in paths.items()
        for method, operation in operations.items()
    }

    others = {name: status for name, status in described.items() if status != "200"}
    assert others == {
        "post /accounts/new": "201",
        "post /teams/new": "201",
        "post /awards/new": "201",
        "post /auth/create_session": "201",
        "put /account/{account}/award/{award}": "201",
        "delete /account/{account}": "204",
        "delete /team/{team}": "204",
        "delete /award/{award}": "204",
        "delete /account/{account}/award/{award}": "204",
        "delete /callback/{event}": "204",
    }


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
async def test_pages(ask: Ask, path: str):
    """
    There are pages that show it.
    """
    answer = await ask("GET", path)

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "openapi.json" in answer.text


@pytest.mark.parametrize("path", ["/accounts/signups", "/teams/search", "/auth/me"])
async def test_head(ask: Ask, path: str):
    """
    HEAD is a method that no operation has.
    """
    assert (await ask("HEAD", path)).status == 405


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/accounts/signups", 200), ("GET", "/team/9", 422), ("GET", "/x", 404)],
)
async def test_cors(sandbox: Sandbox, method: str, path: str, status: int):
    """
    Any website may read what is answered, errors too.
    """
    answer = await call(sandbox, method, path, headers=ORIGIN)
    plain = await call(sandbox, method, path)

    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in plain.headers


async def test_preflight(sandbox: Sandbox):
    """
    A browser asks first, and is allowed all methods and headers.
    """
    asked: dict[str, Any] = {
        **ORIGIN,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "authorization, content-type",
    }
    answer = await call(sandbox, "OPTIONS", "/account/1", headers=asked)

    assert answer.status == 200
    assert "PATCH" in answer.headers["access-control-allow-methods"]
    assert "authorization" in answer.headers["access-control-allow-headers"]


async def test_fault_has_no_cors(sandbox: Sandbox):
    """
    What fails in front of the service does not have its headers.
    """
    sandbox.faults.add(Status(503))
    answer = await call(sandbox, "GET", "/accounts/signups", headers=ORIGIN)

    assert "access-control-allow-origin" not in answer.headers
