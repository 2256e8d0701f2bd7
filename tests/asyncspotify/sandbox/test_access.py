"""
Who may ask: tokens, scopes, limits, tiers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from asyncspotify.sandbox import SCOPES, Sandbox
from clientcore.sandbox import Answer, call
from clientcore.testing import FakeClock

Ask = Callable[..., Awaitable[Answer]]
Token = Callable[..., str]


def error(answer: Answer) -> tuple[int, str]:
    body = answer.json()["error"]
    assert body["status"] == answer.status
    return answer.status, body["message"]


async def test_token_ends(ask: Ask, token: Token, clock: FakeClock):
    """
    An access token ends after an hour, and the answer says so.
    """
    value = token()
    before = await ask("GET", "/me", token=value)
    clock.forward(3600)
    after = await ask("GET", "/me", token=value)

    assert before.status == 200
    assert error(after) == (401, "The access token expired")
    assert 'error="invalid_token"' in after.headers["www-authenticate"]


async def test_tokens_end_when_told(ask: Ask, sandbox: Sandbox):
    """
    All tokens can be ended at once.
    """
    sandbox.world.accounts.expire_tokens()

    assert error(await ask("GET", "/me")) == (401, "The access token expired")


async def test_unknown_token(ask: Ask):
    """
    A token that nobody gave out is not good.
    """
    answer = await ask("GET", "/me", token="made-up")

    assert error(answer) == (401, "Invalid access token")


async def test_other_scheme(sandbox: Sandbox):
    """
    Only bearer tokens are taken.
    """
    headers = {"authorization": "Basic eDp5"}
    answer = await call(sandbox, "GET", "/v1/me", headers=headers)

    assert error(answer) == (400, "Only valid bearer authentication supported")


SCOPED = [
    ("GET", "/me/top/artists", "user-top-read"),
    ("GET", "/me/top/tracks", "user-top-read"),
    ("GET", "/me/tracks", "user-library-read"),
    ("GET", "/me/albums", "user-library-read"),
    ("GET", "/me/shows", "user-library-read"),
    ("GET", "/me/audiobooks", "user-library-read"),
    ("GET", "/me/episodes", "user-library-read"),
    ("GET", "/me/episodes", "user-read-playback-position"),
    ("GET", "/me/tracks/contains", "user-library-read"),
    ("PUT", "/me/tracks", "user-library-modify"),
    ("DELETE", "/me/albums", "user-library-modify"),
    ("GET", "/me/following", "user-follow-read"),
    ("PUT", "/me/following", "user-follow-modify"),
    ("GET", "/me/player", "user-read-playback-state"),
    ("GET", "/me/player/devices", "user-read-playback-state"),
    ("GET", "/me/player/currently-playing", "user-read-currently-playing"),
    ("GET", "/me/player/queue", "user-read-currently-playing"),
    ("GET", "/me/player/queue", "user-read-playback-state"),
    ("GET", "/me/player/recently-played", "user-read-recently-played"),
    ("PUT", "/me/player/play", "user-modify-playback-state"),
    ("POST", "/me/player/queue", "user-modify-playback-state"),
]


@pytest.mark.parametrize(("method", "path", "scope"), SCOPED)
async def test_scope(ask: Ask, token: Token, method: str, path: str, scope: str):
    """
    All scopes but the one that is needed are not enough. The player says 401.
    """
    answer = await ask(method, path, token=token(all_but=scope))
    player = path.startswith("/me/player")
    refusal = (401, "Permissions missing"), (403, "Insufficient client scope")

    assert len(SCOPES) == 19
    assert error(answer) == refusal[0 if player else 1]


async def test_profile_depends_on_scopes(ask: Ask, token: Token):
    """
    What users are told about themselves depends on what they let the app know.
    """
    bare = await ask("GET", "/me", token=token())
    private = await ask("GET", "/me", token=token("user-read-private"))
    mail = await ask("GET", "/me", token=token("user-read-email"))

    known = bare.json().keys()
    assert private.json().keys() - known == {"country", "product", "explicit_content"}
    assert mail.json().keys() - known == {"email"}


async def test_rate_limit(ask: Ask, sandbox: Sandbox, clock: FakeClock):
    """
    More requests than may be in half a minute are told when to come again.
    """
    sandbox.world.rate_limit = 2
    first = await ask("GET", "/markets")
    clock.forward(10)
    second = await ask("GET", "/markets")
    third = await ask("GET", "/markets")
    clock.forward(20)
    fourth = await ask("GET", "/markets")

    assert [a.status for a in (first, second, third, fourth)] == [200, 200, 429, 200]
    assert error(third) == (429, "API rate limit exceeded")
    assert third.headers["retry-after"] == "20"


async def test_no_requests_at_all(ask: Ask, sandbox: Sandbox):
    """
    A limit of none lets nobody in.
    """
    sandbox.world.rate_limit = 0
    answer = await ask("GET", "/markets")

    assert (answer.status, answer.headers["retry-after"]) == (429, "30")


async def test_quota(ask: Ask, sandbox: Sandbox):
    """
    A spent quota says so, and not when to come again.
    """
    sandbox.world.quota = 1
    first, second = await ask("GET", "/markets"), await ask("GET", "/markets")

    assert first.status == 200
    assert "retry-after" not in second.headers
    assert second.json()["error"] == {
        "status": 429,
        "message": "Too many requests",
        "reason": "QUOTA_EXCEEDED",
    }


async def test_users_of_an_app(ask: Ask, development: Sandbox, token: Token):
    """
    In development an app has a list of its users; others get plain text.
    """
    development.app.users = {"sandbox_me"}
    mine = await ask("GET", "/me", on=development)
    value = token(user="synthetic.friend", on=development)
    other = await ask("GET", "/me", on=development, token=value)

    assert mine.status == 200
    assert (other.status, other.text) == (
        403,
        "User not registered in the Developer Dashboard",
    )


async def test_users_of_an_extended_app(ask: Ask, sandbox: Sandbox, token: Token):
    """
    With extended access there is no such list.
    """
    sandbox.app.users = {"sandbox_me"}
    answer = await ask("GET", "/me", token=token(user="synthetic.friend"))

    assert answer.status == 200


async def test_etag(ask: Ask, sandbox: Sandbox):
    """
    What has not changed is not sent again.
    """
    album = next(iter(sandbox.world.catalogue.albums.values()))
    path = f"/albums/{album.id}"
    first = await ask("GET", path)
    known = {"if-none-match": first.headers["etag"]}
    same = await ask("GET", path, headers=known)
    album.name = "Another"
    changed = await ask("GET", path, headers=known)

    assert (same.status, same.body) == (304, b"")
    assert same.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=0"
    assert (changed.status, changed.json()["name"]) == (200, "Another")


async def test_no_etag(ask: Ask):
    """
    What changes by itself has no ETag.
    """
    assert "etag" not in (await ask("GET", "/me/player/devices")).headers


WITHDRAWN = [
    ("/artists/{artist}", {"followers", "genres", "popularity"}),
    (
        "/albums/{album}",
        {"available_markets", "genres", "label", "popularity"},
    ),
    ("/tracks/{track}", {"available_markets", "popularity"}),
    ("/shows/{show}", {"available_markets", "publisher"}),
    ("/audiobooks/{audiobook}", {"available_markets", "publisher"}),
    ("/chapters/{chapter}", {"available_markets"}),
    ("/me", {"country", "email", "explicit_content", "followers", "product"}),
]


@pytest.mark.parametrize(("path", "fields"), WITHDRAWN)
async def test_withdrawn_fields(
    ask: Ask, sandbox: Sandbox, development: Sandbox, path: str, fields: set[str]
):
    """
    In development some fields are not there.
    """
    catalogue = sandbox.world.catalogue
    kinds = ("artist", "album", "track", "show", "audiobook", "chapter")
    path = path.format(**{kind: next(iter(catalogue.of(kind))) for kind in kinds})
    all_of_it = (await ask("GET", path)).json()
    rest = (await ask("GET", path, on=development)).json()

    assert all_of_it.keys() - rest.keys() == fields


async def test_withdrawn_inside(ask: Ask, development: Sandbox):
    """
    They are not there in things inside of others either, and there is no preview.
    """
    track = next(iter(development.world.catalogue.tracks))
    answer = (await ask("GET", f"/tracks/{track}", on=development)).json()

    assert "available_markets" not in answer["album"]
    assert answer["preview_url"] is None
    assert answer["external_ids"]
