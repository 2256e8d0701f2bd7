# Generated from aio/test_app.py by `nox -s twins`: do not edit.
"""
What is copied from the dashboard: checked before anything is sent.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify.sync import (
    AuthorizationCodeFlow,
    ClientCredentialsFlow,
    EasyAuthorizationCodeFlow,
    PKCEFlow,
    Scope,
)

BACK = "http://127.0.0.1/"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "missing"),
        (None, "missing"),
        (" abc", "space"),
        ("abc\n", "space"),
        ("'abc'", "quotes"),
        ('abc"', "quotes"),
        ("a\u200bbc", "characters"),
    ],
)
def test_client_id(value: Any, words: str):
    """
    A client ID that is missing, quoted or padded is named, without its value.
    """
    with pytest.raises(ValueError, match=f"client_id .*{words}"):
        ClientCredentialsFlow(value, "secret")
    with pytest.raises(ValueError, match="client_id"):
        PKCEFlow(value, Scope(), BACK)
    if value:
        with pytest.raises(ValueError, match=f"client_secret .*{words}") as caught:
            ClientCredentialsFlow("id", value)
        assert value.strip() not in str(caught.value)


def test_no_text():
    """
    A client ID that is no text is a TypeError.
    """
    with pytest.raises(TypeError, match="client_id is text, not int"):
        ClientCredentialsFlow(7, "secret")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "uri",
    [
        "http://localhost/",
        "http://localhost:8888/callback",
        "https://localhost/",
        "http://app.example/callback",
        "http://192.168.0.7/",
        "http://127.0.0.1:port/",
        "callback",
        "",
    ],
)
def test_refused_redirects(uri: str):
    """
    A redirect address that Spotify refuses since 2025 is refused at construction.
    """
    for make in (
        lambda: AuthorizationCodeFlow("id", "secret", Scope(), uri),
        lambda: PKCEFlow("id", Scope(), uri),
        lambda: EasyAuthorizationCodeFlow("id", redirect_uri=uri),
    ):
        with pytest.raises(ValueError, match="redirect address"):
            make()


@pytest.mark.parametrize(
    "uri",
    [BACK, "http://[::1]:9000/x", "https://app.example/callback", "my-app://callback"],
)
def test_redirects(uri: str):
    """
    The others are taken.
    """
    assert PKCEFlow("id", Scope(), uri).redirect_uri == uri


@pytest.mark.parametrize("prefix", ["SPOTIFY", "SPOTIPY"])
def test_environment(prefix: str, monkeypatch: pytest.MonkeyPatch):
    """
    The environment is read, under spotipy's names too.
    """
    for other in ("SPOTIFY", "SPOTIPY"):
        for name in ("CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URI"):
            monkeypatch.delenv(f"{other}_{name}", raising=False)
    with pytest.raises(ValueError, match="client_id is missing"):
        ClientCredentialsFlow.from_env()
    monkeypatch.setenv(f"{prefix}_CLIENT_ID", "the-id")
    monkeypatch.setenv(f"{prefix}_CLIENT_SECRET", "the-secret")
    monkeypatch.setenv(f"{prefix}_REDIRECT_URI", BACK)
    app = ClientCredentialsFlow.from_env()
    user = AuthorizationCodeFlow.from_env(scope=Scope(), pkce=True)
    public = PKCEFlow.from_env(scope=Scope())
    easy = EasyAuthorizationCodeFlow.from_env(scope=Scope(streaming=True))

    assert (app.client_id, app.client_secret) == ("the-id", "the-secret")
    assert (user.redirect_uri, public.redirect_uri, easy.redirect_uri) == (BACK,) * 3
    assert public.client_secret is None
    assert easy.scope.streaming
