"""
Ids, URIs, links and objects.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncspotify import (
    Context,
    Device,
    FullAlbum,
    FullTrack,
    Image,
    PublicUser,
    SimpleAudiobook,
    SimpleChapter,
    SimpleTrack,
)
from asyncspotify._uris import (
    SpotifyURI,
    check_id,
    from_uri,
    from_url,
    id_of,
    is_id,
    is_short_link,
    parse,
    to_uri,
    to_url,
    uri_of,
)

ID = "6rqhFgbbKwnb9MLmUQDhG6"
FORMS = [
    "spotify:track:{}",
    "https://open.spotify.com/track/{}",
    "https://open.spotify.com/track/{}?si=0123456789abcdef",
    "https://open.spotify.com/intl-de/track/{}?si=1",
    "https://open.spotify.com/intl-pt-br/track/{}",
    "https://open.spotify.com/embed/track/{}",
    "http://open.spotify.com/track/{}/",
    "open.spotify.com/track/{}",
    " spotify:track:{}\n",
]


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str):
    """
    URIs and links are read in all their forms.
    """
    found = parse(form.format(ID))

    assert found == SpotifyURI("track", ID)
    assert found.uri == str(found) == f"spotify:track:{ID}"
    assert found.url == f"https://open.spotify.com/track/{ID}"
    assert id_of(form.format(ID), "track") == ID
    assert uri_of(form.format(ID)) == f"spotify:track:{ID}"


def test_old_playlists():
    """
    A playlist's old URI and link name its owner, too.
    """
    old = f"spotify:user:somebody:playlist:{ID}"
    link = f"https://open.spotify.com/user/somebody/playlist/{ID}"

    assert parse(old) == parse(link) == SpotifyURI("playlist", ID)


def test_users():
    """
    The name of a user may be anything, and is quoted in URIs and links.
    """
    user = parse("spotify:user:j%C3%B8rn%20%3A", "user")

    assert user.id == "jørn :"
    assert user.uri == "spotify:user:j%C3%B8rn%20%3A"
    assert user.url == "https://open.spotify.com/user/j%C3%B8rn%20%3A"
    assert id_of("some:body", "user") == "some:body"
    assert id_of("https://open.spotify.com/user/j%C3%B8rn", "user") == "jørn"


def test_local_files():
    """
    A local file has a URI, and neither id nor link.
    """
    text = "spotify:local:My+Own+Band:Garage+Demos:Untitled+Jam:187"

    assert parse(text).uri == text
    assert parse(text).url is None
    assert uri_of(text) == uri_of(FullTrack(uri=text)) == text
    with pytest.raises(ValueError, match="local"):
        id_of(text, "track")
    with pytest.raises(ValueError, match="no id"):
        id_of(FullTrack(uri=text), "track")


def test_objects():
    """
    An object stands for its id, or for its URI.
    """
    track = SimpleTrack(id=ID)

    assert id_of(track, "track") == ID
    assert uri_of(track) == f"spotify:track:{ID}"
    assert parse(track) == SpotifyURI("track", ID)
    assert id_of(PublicUser(id="me"), "user") == "me"
    assert id_of(SpotifyURI("track", ID), "track") == ID
    assert uri_of(SpotifyURI("track", ID)) == f"spotify:track:{ID}"
    assert id_of(Device(id="d"), "device") == "d"


def test_audiobooks_are_shows():
    """
    The service calls audiobooks shows and chapters episodes as it pleases.
    """
    audiobook = SimpleAudiobook(id=ID, uri=f"spotify:show:{ID}")

    assert id_of(f"spotify:show:{ID}", "audiobook") == ID
    assert id_of(f"spotify:audiobook:{ID}", "show") == ID
    assert id_of(audiobook, "audiobook") == ID
    assert uri_of(audiobook) == f"spotify:show:{ID}"
    assert id_of(SimpleChapter(id=ID), "episode") == ID
    with pytest.raises(ValueError, match="episode"):
        id_of(f"spotify:episode:{ID}", "show")


@pytest.mark.parametrize(
    "value", [f"spotify:album:{ID}", f"https://open.spotify.com/album/{ID}"]
)
def test_wrong_kind(value: str):
    """
    A URI or link of another kind is refused, with both kinds in the message.
    """
    with pytest.raises(ValueError, match="is an album, not a track"):
        id_of(value, "track")


@pytest.mark.parametrize(
    "value", [FullAlbum(id=ID), PublicUser(id=ID), SpotifyURI("album", ID)]
)
def test_wrong_object(value: Any):
    """
    An object of another kind is refused.
    """
    with pytest.raises((TypeError, ValueError), match="track"):
        id_of(value, "track")


@pytest.mark.parametrize("value", [None, 7, b"x", Image("u"), Context(), ["x"]])
def test_no_object(value: Any):
    """
    What is neither text nor an object with an id is refused.
    """
    with pytest.raises(TypeError, match="expected"):
        id_of(value, "track")
    with pytest.raises(TypeError, match="expected"):
        uri_of(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "spotify:",
        "spotify:track:",
        f"spotify:poem:{ID}",
        f"https://example.com/track/{ID}",
        f"https://open.spotify.com.example.com/track/{ID}",
        f"https://open.spotify.com@example.com/track/{ID}",
        "https://open.spotify.com/",
        f"https://open.spotify.com/track/{ID}/more",
        "https://[",
        "a/b",
        "../me",
        "a b",
        "a?b",
    ],
)
def test_nothing_of_the_kind(value: str):
    """
    Text that is neither id, URI nor link is refused.
    """
    with pytest.raises(ValueError, match="no track"):
        id_of(value, "track")


def test_bare():
    """
    A bare id is of the kind that is wanted, and refused if none is.
    """
    assert parse(ID, "album") == SpotifyURI("album", ID)
    assert uri_of(ID, "episode") == f"spotify:episode:{ID}"
    with pytest.raises(ValueError, match="no URI"):
        parse(ID)
    with pytest.raises(ValueError, match="no URI"):
        uri_of(ID, None)


def test_no_uri():
    """
    An object with neither URI nor id has nothing to go by.
    """
    with pytest.raises(ValueError, match="neither"):
        uri_of(SimpleTrack())


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("https://spotify.link/abcdef", True),
        ("spotify.link/abcdef", True),
        (" https://spotify.link/abcdef ", True),
        (f"https://open.spotify.com/track/{ID}", False),
        ("https://spotify.link.example.com/a", False),
        (ID, False),
        (None, False),
    ],
)
def test_short_links(value: Any, is_one: bool):
    """
    Short links are told apart, and refused where nobody can follow them.
    """
    assert is_short_link(value) is is_one
    if is_one:
        with pytest.raises(ValueError, match="short link"):
            id_of(value, "track")


def test_conversions():
    """
    Ids become URIs and links, and come back from them.
    """
    assert to_uri("track", ID) == f"spotify:track:{ID}"
    assert to_url("album", ID) == f"https://open.spotify.com/album/{ID}"
    assert from_uri(to_uri("track", ID)) == from_url(to_url("track", ID))
    with pytest.raises(ValueError, match="poem"):
        to_uri("poem", ID)
    with pytest.raises(ValueError, match="poem"):
        to_url("poem", ID)
    with pytest.raises(ValueError, match="no URI"):
        from_uri(to_url("track", ID))
    with pytest.raises(ValueError, match="no link"):
        from_url(to_uri("track", ID))


@pytest.mark.parametrize("value", ["", "x" * 21, "x" * 23, "é" * 22, "-" * 22])
def test_form_of_ids(value: str):
    """
    An id is 22 letters and digits.
    """
    assert is_id(ID)
    assert check_id(ID) == ID
    assert not is_id(value)
    assert not is_id(None)
    with pytest.raises(ValueError, match="22"):
        check_id(value)


@given(st.text())
def test_any_text(text: str):
    """
    Whatever the text, it is read or refused with a ValueError.
    """
    for kind in ("track", "user"):
        try:
            found = parse(text, kind)
        except ValueError:
            continue
        assert found.is_a(kind)
        assert found.id


@given(st.text(min_size=1).filter(str.strip))
def test_user_and_back(name: str):
    """
    Any name of a user survives its URI and its link.
    """
    user = SpotifyURI("user", name)

    assert from_uri(user.uri) == user
    assert from_url(str(user.url)) == user
