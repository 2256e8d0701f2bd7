"""
Ids and URIs.
"""

from __future__ import annotations

import pytest

from asyncspotify.sandbox._ids import Uri, is_id, new_id, read_uri

ID = new_id("x", 1)


def test_ids():
    """
    The same words have the same id, others another.
    """
    assert is_id(ID)
    assert new_id("x", 1) == ID != new_id("x", 2)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"spotify:track:{ID}", Uri("track", ID)),
        ("spotify:user:a b", Uri("user", "a b")),
        (f"spotify:user:a:playlist:{ID}", Uri("playlist", ID)),
        ("spotify:track:short", None),
        ("spotify:user:", None),
        (f"track:{ID}", None),
        ("spotify:local:a:b:c:1", None),
    ],
)
def test_read(text: str, read: Uri | None):
    """
    A URI says what it is of, the old form of playlists' too.
    """
    assert read_uri(text) == read
