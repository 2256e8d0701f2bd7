"""
How values are read, and what is said of those that cannot be.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import App, Sandbox
from polympics.sandbox._problems import InvalidError
from polympics.sandbox._urls import check_url

Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def post(ask: Ask, app: App, sandbox: Sandbox):
    """
    Posts a body and gives the issues.
    """
    sandbox.world.add_team("Owls")

    async def post(path: str, body: Any) -> Any:
        answer = await ask("POST", path, body, by=app)
        assert answer.status == 422
        return [(*i["loc"], i["type"]) for i in answer.json()["detail"]]

    return post


@pytest.mark.parametrize("body", [None, ...])
async def test_no_body(post: Any, body: Any):
    """
    No body, or null, is a missing field called body.
    """
    assert await post("/teams/new", body) == [("body", "value_error.missing")]


@pytest.mark.parametrize("body", ["x", 7, [7]])
async def test_no_object(post: Any, body: Any):
    """
    A body must be an object.
    """
    assert await post("/teams/new", body) == [("body", "type_error.dict")]


@pytest.mark.parametrize(
    ("name", "type"),
    [
        (None, "type_error.none.not_allowed"),
        ([], "type_error.str"),
        ({}, "type_error.str"),
    ],
)
async def test_no_text(post: Any, name: Any, type: str):
    """
    Text cannot be null, a list or an object.
    """
    assert await post("/teams/new", {"name": name}) == [("body", "name", type)]


@pytest.mark.parametrize(("name", "text"), [(42, "42"), (1.5, "1.5"), (True, "True")])
async def test_numbers_as_text(ask: Ask, app: App, name: Any, text: str):
    """
    Numbers are taken for text, without any padding.
    """
    answer = await ask("POST", "/teams/new", {"name": name}, by=app)

    assert answer.json()["name"] == text


@pytest.mark.parametrize("id", ["x", [], "1e3"])
async def test_no_integer(post: Any, id: Any):
    """
    A number may be a string, but must be one.
    """
    new = {"id": id, "name": "x", "discriminator": "1"}

    assert await post("/accounts/new", new) == [("body", "id", "type_error.integer")]


async def test_no_list(post: Any):
    """
    A list must be one.
    """
    new = {"title": "x", "image_url": "x", "team": 1, "accounts": "x"}
    issues = await post("/awards/new", new)
    none = await post("/awards/new", {**new, "accounts": None})

    assert issues == [("body", "accounts", "type_error.list")]
    assert none == [("body", "accounts", "type_error.none.not_allowed")]


async def test_all_at_once(post: Any):
    """
    All that is wrong is told, in the order of the fields.
    """
    assert await post("/awards/new", {"title": None, "accounts": [1, "x"]}) == [
        ("body", "title", "type_error.none.not_allowed"),
        ("body", "image_url", "value_error.missing"),
        ("body", "team", "value_error.missing"),
        ("body", "accounts", 0, "value_error"),
        ("body", "accounts", 1, "value_error"),
    ]


async def test_unknown_keys(ask: Ask, app: App):
    """
    Keys the service does not know are passed over.
    """
    answer = await ask("POST", "/teams/new", {"name": "x", "colour": "red"}, by=app)

    assert answer.status == 201


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example",
        "https://a.b.example:8443/hooks?x=1#y",
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/",
        "http://user:pass@a.example./",
        "http://bücher.example/ä",
        "HTTPS://A.EXAMPLE",
    ],
)
def test_url(url: str):
    """
    Http and https to a host with a top level domain, or to an address.
    """
    check_url(url)


@pytest.mark.parametrize(
    ("url", "msg", "type"),
    [
        (
            "http://localhost/x",
            "URL host invalid, top level domain required",
            "value_error.url.host",
        ),
        (
            "http://a.1",
            "URL host invalid, top level domain required",
            "value_error.url.host",
        ),
        ("http:///x", "URL host invalid", "value_error.url.host"),
        ("http://-a.example", "URL host invalid", "value_error.url.host"),
        ("http://[::1", "URL host invalid", "value_error.url.host"),
        ("a.example", "invalid or missing URL scheme", "value_error.url.scheme"),
        ("ftp://a.example", "URL scheme not permitted", "value_error.url.scheme"),
        (
            "http://a.example:99999",
            "URL port invalid, port cannot exceed 65535",
            "value_error.url.port",
        ),
        (
            "http://a.example/x y",
            "URL invalid, extra characters found after valid URL: ' y'",
            "value_error.url.extra",
        ),
        (
            "",
            "ensure this value has at least 1 characters",
            "value_error.any_str.min_length",
        ),
        (
            "http://a.example/" + "x" * 2067,
            "ensure this value has at most 2083 characters",
            "value_error.any_str.max_length",
        ),
    ],
)
def test_no_url(url: str, msg: str, type: str):
    """
    What cannot be delivered to is refused, each for its own reason.
    """
    with pytest.raises(InvalidError) as caught:
        check_url(url)
    (issue,) = caught.value.issues

    assert (issue.msg, issue.type) == (msg, type)
