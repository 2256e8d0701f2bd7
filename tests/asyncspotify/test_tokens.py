"""
Tokens, and the file that they are kept in.
"""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest

from asyncspotify import (
    AuthenticationError,
    AuthenticationResponse,
    AuthorizationCodeFlowResponse,
    Route,
    Scope,
    SecretFile,
)
from asyncspotify._storage import six_months_after
from clientcore import Token

from .answers import load

SCOPE = Scope(playlist_modify_private=True, user_top_read=True)
END = datetime(2030, 1, 1, tzinfo=UTC)
TOKEN = Token("BQ-1", "Bearer", END, "AQ-1", SCOPE.string())


def test_answer():
    """
    A token endpoint's answer becomes a token that began now.
    """
    response = AuthenticationResponse(load("token_client_credentials"))

    assert response.header == {"Authorization": "Bearer BQ-synthetic-app-token"}
    assert response.expires_at - response.created_at == timedelta(hours=1)
    assert response.created_at.tzinfo is UTC
    assert 3590 < response.seconds_until_expire() <= 3600
    assert not response.is_expired()


def test_stored():
    """
    What was stored comes back; times without a zone are UTC.
    """
    data = load("storage_secret_upstream")
    response = AuthorizationCodeFlowResponse.from_data(data)
    again = AuthorizationCodeFlowResponse.from_data(response.to_dict())

    assert response.created_at == datetime(2020, 5, 23, 10, 51, 42, 123456, UTC)
    assert response.is_expired()
    assert again.to_dict() == response.to_dict()
    assert again.scope == data["scope"]


def test_transport_token():
    """
    It is the transport's token, and comes from it.
    """
    response = AuthorizationCodeFlowResponse.from_token(TOKEN)

    assert response.to_token() == TOKEN
    assert response.expires_at == END
    assert AuthenticationResponse.from_token(Token("BQ-1")).expires_in == 3600


def test_repr():
    """
    Fault 35: the repr shows no secret.
    """
    shown = repr(AuthorizationCodeFlowResponse.from_token(TOKEN))

    assert shown == "<AuthorizationCodeFlowResponse until 2030-01-01 00:00:00 UTC>"


@pytest.mark.parametrize(
    "data",
    [{}, [], None, {"access_token": "x", "expires_in": "soon"}],
    ids=["empty", "list", "null", "odd"],
)
def test_no_token(data: Any):
    """
    What is no token is an error that shows nothing of it.
    """
    with pytest.raises(AuthenticationError, match="no token"):
        AuthenticationResponse(data)
    with pytest.raises(AuthenticationError):
        AuthorizationCodeFlowResponse.from_data(data)


def test_odd_time():
    """
    So is one whose times cannot be read.
    """
    data = {**load("storage_secret_upstream"), "expires_at": "tomorrow"}

    with pytest.raises(AuthenticationError, match="cannot be read") as caught:
        AuthorizationCodeFlowResponse.from_data(data)

    assert caught.value.__cause__ is None


def test_unsendable():
    """
    A token that cannot go into a header is refused, and not shown.
    """
    response = AuthenticationResponse({"access_token": "BQ\n-1"})

    with pytest.raises(AuthenticationError) as caught:
        response.to_token()

    assert "BQ" not in str(caught.value)


# --- The file -----------------------------------------------------------------


def test_file(tmp_path: Path):
    """
    Fault 33: what is stored can be read by its owner alone, and comes back.
    """
    path = tmp_path / "secret.json"
    path.write_text("{}")
    path.chmod(0o644)
    store = SecretFile(path, "the id", SCOPE)
    store.save(TOKEN)

    assert store.load() == TOKEN
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret.json"]
    assert json.loads(path.read_text())["expires_at"] == END.isoformat()


@pytest.mark.parametrize(
    "content",
    [None, "", "{", "[]", '{"access_token": "BQ-1"}'],
    ids=["missing", "empty", "broken", "list", "no times"],
)
def test_unreadable(
    content: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """
    Fault 33: a file that holds no token is no token, and its text is not logged.
    """
    path = tmp_path / "secret.json"
    if content is not None:
        path.write_text(content)

    assert SecretFile(path).load() is None
    assert "BQ-1" not in caplog.text


def test_another_app(tmp_path: Path):
    """
    Fault 33: another app's token is not taken.
    """
    path = tmp_path / "secret.json"
    SecretFile(path, "the id").save(TOKEN)

    assert SecretFile(path, "another").load() is None
    assert SecretFile(path).load() is not None


def test_less_scope(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    """
    A token that allows less than is wanted is used, with a warning.
    """
    path = tmp_path / "secret.json"
    SecretFile(path).save(TOKEN)

    assert SecretFile(path, scope=SCOPE | Scope(streaming=True)).load() == TOKEN
    assert "does not allow streaming" in caplog.text
    assert SecretFile(path, scope=Scope(user_top_read=True)).load() is not None


def test_scope_unsaid(tmp_path: Path):
    """
    Where the service did not say, it granted what was asked for.
    """
    store = SecretFile(tmp_path / "secret.json", scope=SCOPE)
    store.save(Token("BQ-1", "Bearer", END, "AQ-1"))
    loaded = store.load()

    assert loaded is not None
    assert loaded.scope == SCOPE.string()


def test_unwritable(tmp_path: Path):
    """
    A file that cannot be written is our error.
    """
    store = SecretFile(tmp_path / "missing" / "secret.json")

    with pytest.raises(AuthenticationError, match="cannot be stored"):
        store.save(TOKEN)

    assert os.fspath(tmp_path) in repr(store)


# --- Routes -------------------------------------------------------------------


def test_route():
    """
    A route is an address with its query, and None is left out.
    """
    route = Route("get", "me/albums", limit=5, market=None)

    assert (route.method, route.params) == ("GET", {"limit": 5})
    assert str(route) == "https://api.spotify.com/v1/me/albums?limit=5"
    assert str(Route("GET", "https://a.test/b")) == "https://a.test/b"
    assert repr(route) == "<Route GET https://api.spotify.com/v1/me/albums>"


def test_user(tmp_path: Path):
    """
    A file of another user is neither used nor overwritten.
    """
    path = tmp_path / "secret.json"
    SecretFile(path, "app", user="ada").save(TOKEN)
    before = path.read_bytes()
    for other in (SecretFile(path, "app", user="eve"), SecretFile(path, "another")):
        assert other.load() is None
        with pytest.raises(AuthenticationError, match="of another"):
            other.save(TOKEN)

    assert path.read_bytes() == before
    assert SecretFile(path, "app", user="ada").load() == TOKEN
    assert SecretFile(path).load() == TOKEN


def test_refused(tmp_path: Path):
    """
    A refresh token that was refused stays in the file, marked, and in a backup.
    """
    path = tmp_path / "secret.json"
    store = SecretFile(path, "app")
    store.save(TOKEN)
    before = path.read_bytes()
    for _ in range(2):
        store.save(attrs.evolve(TOKEN, refresh_token=None))
        data = json.loads(path.read_bytes())

        assert data["refresh_token"] == TOKEN.refresh_token
        assert data["is_refused"] is True
    backup = tmp_path / "secret.json.bak"
    assert backup.read_bytes() == before
    assert backup.stat().st_mode & 0o777 == 0o600

    store.save(TOKEN)
    assert "is_refused" not in json.loads(path.read_bytes())


@pytest.mark.parametrize(
    ("since", "end"),
    [("2026-01-15", "2026-07-15"), ("2026-08-31", "2027-02-28")],
)
def test_six_months(since: str, end: str):
    """
    A sign-in ends six months later, on the last day of the month if need be.
    """
    assert str(six_months_after(datetime.fromisoformat(since))) == end


def test_sign_in_is_dated(tmp_path: Path):
    """
    The time of the sign-in stays in the file, over renewals by other processes.
    """
    path = tmp_path / "secret.json"
    first = SecretFile(path)
    first.signed_in_at = datetime(2026, 1, 2, tzinfo=UTC)
    first.save(TOKEN)
    SecretFile(path).save(TOKEN)
    again = SecretFile(path)
    again.load()

    assert again.signed_in_at == first.signed_in_at
