"""
The page where users let an app in.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import Answer, call

LOOPBACK = "http://127.0.0.1:5321/callback"


async def visit(sandbox: Sandbox, **query: str) -> Answer:
    known = {
        "client_id": sandbox.credentials.client_id,
        "redirect_uri": LOOPBACK,
        "response_type": "code",
    }
    return await call(sandbox, "GET", "/accounts/authorize", query={**known, **query})


def told(answer: Answer) -> dict[str, str]:
    """
    What the browser takes back.
    """
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return {name: value for name, (value,) in query.items()}


async def test_code(sandbox: Sandbox):
    """
    The browser goes straight back, with a code and the state.
    """
    answer = await visit(sandbox, state="s t", scope="user-top-read")

    assert answer.status == 302
    assert answer.headers["location"].startswith(f"{LOOPBACK}?code=")
    assert told(answer)["state"] == "s t"


async def test_code_is_a_grant(sandbox: Sandbox):
    """
    The code stands for what the user let the app do.
    """
    answer = await visit(sandbox, scope="user-top-read streaming")
    grant = sandbox.world.accounts.codes[told(answer)["code"]].grant

    assert grant.user.id == "sandbox_me"
    assert grant.scopes == {"user-top-read", "streaming"}


async def test_query_of_the_redirect(sandbox: Sandbox):
    """
    A query that the address has already is kept.
    """
    sandbox.app.redirect_uris.append("https://app.example/?from=spotify")
    answer = await visit(sandbox, redirect_uri="https://app.example/?from=spotify")

    assert told(answer).keys() == {"from", "code"}


async def test_refusal(sandbox: Sandbox):
    """
    Users can say no.
    """
    sandbox.world.accounts.consents = False
    answer = await visit(sandbox, state="abc")

    assert told(answer) == {"error": "access_denied", "state": "abc"}


async def test_nobody_there(sandbox: Sandbox):
    """
    Without a user nobody consents.
    """
    sandbox.world.accounts.visitor = None

    assert told(await visit(sandbox)) == {"error": "access_denied"}


async def test_another_visitor(sandbox: Sandbox):
    """
    Whoever sits in front of the browser signs in.
    """
    friend = sandbox.world.users["synthetic.friend"]
    sandbox.world.accounts.visitor = friend
    code = told(await visit(sandbox))["code"]

    assert sandbox.world.accounts.codes[code].grant.user is friend


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "user-top-read all-of-it"}, "invalid_scope"),
        ({"code_challenge": "x"}, "invalid_request"),
        (
            {"code_challenge": "x", "code_challenge_method": "plain"},
            "invalid_request",
        ),
    ],
)
async def test_mistakes(sandbox: Sandbox, query: dict[str, str], error: str):
    """
    The app is told of its mistakes by way of the browser.
    """
    answer = await visit(sandbox, state="s", **query)

    assert told(answer) == {"error": error, "state": "s"}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"client_id": "nobody"}, "Invalid client"),
        ({"redirect_uri": "https://evil.example/"}, "Invalid redirect URI"),
        ({"redirect_uri": "http://localhost/callback"}, "Insecure redirect URI"),
        ({"redirect_uri": "http://app.example/callback"}, "Insecure redirect URI"),
        ({"redirect_uri": ""}, "Insecure redirect URI"),
    ],
)
async def test_nowhere_to_go(sandbox: Sandbox, query: dict[str, str], message: str):
    """
    A browser that cannot be sent back is told itself.
    """
    answer = await visit(sandbox, **query)

    assert (answer.status, answer.text) == (400, f"INVALID_CLIENT: {message}")
