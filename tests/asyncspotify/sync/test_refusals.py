# Generated from aio/test_refusals.py by `nox -s twins`: do not edit.
"""
What a refusal says besides the service's own words.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify.sync import (
    AuthorizationCodeFlow,
    Client,
    Forbidden,
    NotFound,
    Scope,
    required_scope,
)
from clientcore import MemoryStore, Token
from clientcore.sync import Bearer

from ..answers import answer

A = "0aB1cD2eF3gH4iJ5kL6mN7"

quiet = pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning")


def client() -> Client:
    """Return a client whose token allows nobody knows what."""
    return Client(Bearer("a token"))


def signed_in(scope: str | None) -> Client:
    """Return a client for a user who has allowed *scope*."""
    token = Token("a token", scope=scope)
    auth = AuthorizationCodeFlow(
        "the id",
        "the secret",
        Scope.none(),
        "http://127.0.0.1/",
        storage=MemoryStore(token),
    )
    return Client(auth)


# --- Scopes -------------------------------------------------------------------


def test_scope_named(api: Any):
    """
    A refusal names the scopes that the operation needs.
    """
    api.get("/me/player/queue").respond(**answer("error_403_scope", 403))

    with client() as sp:
        with pytest.raises(Forbidden, match="user-read-playback-state") as caught:
            sp.get_queue()

    assert "user-read-currently-playing" in caught.value.scopes


@pytest.mark.parametrize(
    ("granted", "scopes"),
    [
        ("playlist-read-private", ()),
        ("user-top-read", ("playlist-read-private",)),
        (None, ()),
    ],
)
def test_scope_that_is_held(granted: str | None, scopes: Any, api: Any):
    """
    A refusal without words names scopes if it is known that none of them is held.
    """
    forbidden = {"error": {"status": 403, "message": "Forbidden"}}
    api.get(f"/playlists/{A}/items").respond(403, json=forbidden)

    with signed_in(granted) as sp:
        with pytest.raises(Forbidden) as caught:
            sp.get_playlist_items(A)

    hint = " (needs the scope playlist-read-private)" if scopes else ""
    told = f"GET playlists/{{id}}/items: 403 Forbidden: Forbidden{hint}"
    assert caught.value.scopes == scopes
    assert str(caught.value) == told


def test_premium(api: Any):
    """
    A refusal that has another reason names none.
    """
    api.put("/me/player/pause").respond(**answer("error_403_premium", 403))

    with client() as sp:
        with pytest.raises(Forbidden, match="Premium") as caught:
            sp.player_pause()

    assert caught.value.scopes == ()


def test_required_scope():
    """
    The scopes of a method can be asked for before it is called.
    """
    scope = required_scope(Client.get_queue) | required_scope(Client.get_saved_tracks)

    assert scope == Scope(
        user_read_currently_playing=True,
        user_read_playback_state=True,
        user_library_read=True,
    )
    assert required_scope(Client.get_album) == Scope.none()
    assert required_scope(Client.close) == Scope.none()


# --- What was withdrawn -------------------------------------------------------


@quiet
def test_refused_for_other_reasons(api: Any):
    """
    Who is not on the app's list learns nothing about tier and operation.
    """
    text = "User not registered in the Developer Dashboard"
    api.get("/tracks").respond(403, text=text)

    with client() as sp:
        with pytest.raises(Forbidden, match="not registered") as caught:
            sp.get_tracks(A)
        tier = sp.tier

    assert tier is None
    assert not hasattr(caught.value, "__notes__")


@quiet
@pytest.mark.parametrize("status", [403, 404])
def test_restricted(status: int, api: Any):
    """
    A refusal of what was restricted says so, and tells nothing of the tier.
    """
    api.get("/recommendations/available-genre-seeds").respond(status)

    with client() as sp:
        with pytest.raises((Forbidden, NotFound)) as caught:
            sp.get_genre_seeds()
        tier = sp.tier

    [note] = caught.value.__notes__
    assert "restricted in November 2024 to apps with extended access" in note
    assert note.endswith("/get-recommendation-genres")
    assert tier is None


def test_unknown_thing(api: Any):
    """
    A 404 of what everybody may call has no such note.
    """
    api.get(f"/tracks/{A}").respond(**answer("error_404_not_found", 404))

    with signed_in("user-top-read") as sp:
        with pytest.raises(NotFound) as caught:
            sp.get_track(A)

    assert not hasattr(caught.value, "__notes__")
