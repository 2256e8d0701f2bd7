"""
What is the same for all endpoints.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from starlette.routing import Route

from clientcore.sandbox import Answer
from polympics.sandbox import App, Sandbox

Ask = Callable[..., Awaitable[Answer]]
Basic = Callable[[str, str], str]


SCOPE = {"detail": "Request outside of authorisation scope."}


async def test_unknown_path(ask: Ask):
    """
    An unknown path is 404.
    """
    answer = await ask("GET", "/nothing")

    assert (answer.status, answer.json()) == (404, {"detail": "Not Found"})


async def test_doubled_slash(ask: Ask):
    """
    A doubled slash is 404 too.
    """
    answer = await ask("GET", "//accounts/signups")

    assert (answer.status, answer.json()) == (404, {"detail": "Not Found"})


async def test_trailing_slash(ask: Ask):
    """
    A trailing slash is a redirect without a body.
    """
    answer = await ask("GET", "/accounts/signups/")

    assert (answer.status, answer.body) == (307, b"")
    assert answer.headers["location"] == "http://sandbox/accounts/signups"


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/accounts/signups"), ("PUT", "/team/1"), ("DELETE", "/auth/me")],
)
async def test_other_method(ask: Ask, method: str, path: str):
    """
    A method a path does not have is 405.
    """
    answer = await ask(method, path)

    assert (answer.status, answer.json()) == (405, {"detail": "Method Not Allowed"})


GUARDED = [
    ("POST", "/accounts/new"),
    ("PATCH", "/account/1"),
    ("DELETE", "/account/1"),
    ("POST", "/teams/new"),
    ("PATCH", "/team/1"),
    ("DELETE", "/team/1"),
    ("POST", "/awards/new"),
    ("PATCH", "/award/1"),
    ("DELETE", "/award/1"),
    ("PUT", "/account/1/award/1"),
    ("DELETE", "/account/1/award/1"),
    ("GET", "/callbacks"),
    ("GET", "/callback/other"),
    ("PUT", "/callback/other"),
    ("DELETE", "/callback/other"),
    ("POST", "/auth/create_session"),
    ("POST", "/auth/reset_token"),
    ("GET", "/auth/me"),
]


@pytest.mark.parametrize(("method", "path"), GUARDED)
async def test_guarded(ask: Ask, method: str, path: str):
    """
    Missing credentials are 401 before any value is looked at.
    """
    answer = await ask(method, path)

    assert (answer.status, answer.json()) == (401, {"detail": "Not authenticated"})
    assert answer.headers["www-authenticate"] == "Basic"


OPEN = [
    ("GET", "/accounts/signups", 200),
    ("GET", "/accounts/search", 200),
    ("GET", "/account/1", 422),
    ("GET", "/teams/search", 200),
    ("GET", "/team/1", 422),
    ("GET", "/award/1", 422),
    ("POST", "/auth/discord", 422),
]


@pytest.mark.parametrize(("method", "path", "status"), OPEN)
async def test_open(ask: Ask, method: str, path: str, status: int):
    """
    Open endpoints do not even look at credentials.
    """
    assert (await ask(method, path, by="Basic nonsense")).status == status


def test_all_operations(sandbox: Sandbox):
    """
    There are 25 operations, and the two tables above name them all.
    """
    served = {
        (method, route.path.replace("{event}", "other"))
        for route in sandbox.routes()
        if isinstance(route, Route) and route.methods
        for method in route.methods - {"HEAD"}
    }
    ids = {"{account}", "{team}", "{award}"}
    numbered = set()
    for method, path in served:
        for name in ids:
            path = path.replace(name, "1")  # noqa: PLW2901  # one after another
        numbered.add((method, path))

    assert len(served) == 25
    assert numbered == {*GUARDED, *((method, path) for method, path, _ in OPEN)}


async def test_unreadable_json_first(ask: Ask):
    """
    Unreadable JSON is told before missing credentials.
    """
    answer = await ask("POST", "/teams/new", body=b"[1")

    assert answer.status == 422
    assert answer.json()["detail"][0]["type"] == "value_error.jsondecode"


async def test_values_before_permission(ask: Ask, bare: App):
    """
    Values are looked at before permissions.
    """
    changes = {"team": 7}
    answer = await ask("PATCH", "/account/1", changes, by=bare)

    assert answer.status == 422
    assert [i["loc"][0] for i in answer.json()["detail"]] == ["path", "body", "body"]


async def test_non_ascii_credentials(ask: Ask, basic: Basic):
    """
    Credentials that are not ASCII cannot be read.
    """
    answer = await ask("GET", "/auth/me", by=basic("A1", "pässword"))

    assert answer.status == 401
    assert answer.json() == {"detail": "Invalid authentication credentials"}
    assert answer.headers["www-authenticate"] == "Basic"


async def test_credentials_without_a_colon(ask: Ask):
    """
    Credentials without a colon cannot be read.
    """
    answer = await ask("GET", "/auth/me", by="Basic QTE=")

    assert answer.json() == {"detail": "Invalid authentication credentials"}


async def test_any_content_type(ask: Ask, app: App):
    """
    JSON is read whatever the content type says.
    """
    answer = await ask("POST", "/teams/new", body=b'{"name": "Owls"}', by=app)

    assert answer.status == 201


async def test_body_that_is_no_text(ask: Ask, app: App):
    """
    A body that is not even text is 400.
    """
    answer = await ask("POST", "/teams/new", body=b"\xff\xfe\xfd", by=app)

    assert answer.status == 400
    assert answer.json() == {"detail": "There was an error parsing the body"}


async def test_crash_closes(ask: Ask, app: App):
    """
    A 500 is plain text, and ends the connection.
    """
    answer = await ask("POST", "/teams/new", {"name": "x" * 256}, by=app)

    assert (answer.status, answer.text) == (500, "Internal Server Error")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["connection"] == "close"
