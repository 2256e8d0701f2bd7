# Generated from aio/test_arguments.py by `nox -s twins`: do not edit.
"""
Ids and other arguments, as people give them.
"""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from PIL import Image

from asyncspotify.sandbox import Sandbox
from asyncspotify.sync import (
    BadRequest,
    Client,
    InvalidId,
    NotFound,
)

from ..service import RAINY, TRACK, asked, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


# --- Ids ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["{}?si=5b1f", "spotify:track:{}?context=x", "spotify:track:{}?si=1#2"]
)
def test_shared_ids(sandbox: Sandbox, form: str):
    """
    What share menus append to IDs and URIs is ignored.
    """
    with open_client(Client, sandbox) as client:
        assert client.get_track(form.format(TRACK)).id == TRACK


@pytest.mark.parametrize("text", ["", "two words", "spotify:album:" + "0" * 22, "a/b"])
def test_no_id(sandbox: Sandbox, text: str):
    """
    What is no ID is the error that programs for 0.12 catch, and a ValueError.
    """
    with open_client(Client, sandbox) as client:
        for kind in (BadRequest, NotFound, ValueError, InvalidId):
            with pytest.raises(kind):
                client.get_track(text)

    assert sandbox.requests == []


# --- Arguments ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["a" * 301, "two\nlines", "end\r\n"])
def test_descriptions(sandbox: Sandbox, text: str):
    """
    A description that Spotify refuses is refused before sending.
    """
    with open_client(Client, sandbox) as client:
        with pytest.raises(ValueError, match="description"):
            client.create_me_playlist("x", description=text)
        with pytest.raises(ValueError, match="description"):
            client.edit_playlist(RAINY, description=text)
        client.edit_playlist(RAINY, description="a" * 300)

    assert len(asked(sandbox)) == 1


def test_long_search(sandbox: Sandbox):
    """
    A text that is too long to search for is refused before sending.
    """
    with open_client(Client, sandbox) as client:
        for call in (client.search_track, client.search_albums):
            with pytest.raises(ValueError, match="250"):
                call("a" * 251)
        client.search("track", q="a" * 250)

    assert len(asked(sandbox)) == 1


def picture(kind: str, side: int = 8) -> bytes:
    """Return a picture that compresses badly."""
    file = io.BytesIO()
    image = Image.effect_noise((side, side), 100)
    image.convert("RGB").save(
        file, kind, **({"quality": 100} if kind == "JPEG" else {})
    )
    return file.getvalue()


def test_covers(sandbox: Sandbox):
    """
    Covers are JPEGs as bytes or text, or what Pillow can read.
    """
    import base64

    small, large = picture("JPEG"), picture("JPEG", 1500)
    png = picture("PNG")
    playlist: Any = sandbox.world.playlists[RAINY]
    with open_client(Client, sandbox) as client:
        text = base64.b64encode(small).decode()
        for form in (small, text, text.encode(), f"data:image/jpeg;base64,{text}"):
            playlist.cover = None
            client.upload_playlist_cover(RAINY, form)
            assert playlist.cover == small
        for bad in (png, large, b"nonsense", f"{text}*"):
            with pytest.raises(ValueError, match="cover") as caught:
                client.upload_playlist_cover(RAINY, bad)
            assert len(str(caught.value)) < 200
        for other in (png, large):
            client.upload_playlist_cover(RAINY, other, shrink=True)
            assert (playlist.cover or b"").startswith(b"\xff\xd8")
        with pytest.raises(ValueError, match="Pillow"):
            client.upload_playlist_cover(RAINY, b"nonsense", shrink=True)


def test_covers_without_pillow(sandbox: Sandbox, monkeypatch: Any):
    """
    Without Pillow the error says what to install.
    """
    monkeypatch.setitem(sys.modules, "PIL", None)
    with open_client(Client, sandbox) as client:
        with pytest.raises(ImportError, match=r"asyncspotify\[covers\]"):
            client.upload_playlist_cover(RAINY, b"GIF89a", shrink=True)


def test_language(sandbox: Sandbox):
    """
    The client's language is sent with each request, and a request's own wins.
    """
    with open_client(Client, sandbox, language="ja") as client:
        client.get_me()
        client.with_options(language="de").get_track(TRACK)
        client.get_saved_tracks(limit=None)

    sent = [one.headers.get("accept-language") for one in sandbox.requests]
    assert sent[:2] == ["ja", "de"]
    assert set(sent[2:]) == {"ja"}
