"""
Models, from JSON and back.
"""

from __future__ import annotations

import copy
import json
import logging
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

import asyncspotify
from asyncspotify import (
    AlbumType,
    AudioAnalysis,
    AudioFeatures,
    DecodeError,
    Device,
    FullAlbum,
    FullArtist,
    FullTrack,
    Image,
    LinkedTrack,
    PrivateUser,
    PublicUser,
    SavedAudiobook,
    SavedEpisode,
    SimpleAlbum,
    SimpleArtist,
    SimpleShow,
    SimpleTrack,
    SpotifyObject,
    Unbound,
    sync,
)
from asyncspotify._codec import CODEC
from asyncspotify._models.base import OpenObject

from .answers import load
from .payloads import modelled

ANSWERS = modelled(asyncspotify)
NAMES = [name for name, _, _ in ANSWERS]
KINDS = [
    one
    for one in vars(asyncspotify).values()
    if isinstance(one, type) and issubclass(one, SpotifyObject)
]


@pytest.mark.parametrize(("name", "kind", "data"), ANSWERS, ids=NAMES)
def test_strictly(name: str, kind: Any, data: Any):
    """
    All answers that there are can be read, with nothing left out.
    """
    assert CODEC.structure(data, kind, strict=True) is not None


@pytest.mark.parametrize(("name", "kind", "data"), ANSWERS, ids=NAMES)
def test_fast(name: str, kind: Any, data: Any, caplog: pytest.LogCaptureFixture):
    """
    None of them needs to be salvaged.
    """
    with caplog.at_level(logging.WARNING, "asyncspotify"):
        CODEC.structure(data, kind)

    assert not caplog.records


@pytest.mark.parametrize(("name", "kind", "data"), ANSWERS, ids=NAMES)
def test_round_trip(name: str, kind: Any, data: Any):
    """
    What a model writes reads as the same model.
    """
    written = CODEC.unstructure(CODEC.structure(data, kind))
    again = CODEC.structure(written, kind, strict=True)

    assert json.loads(json.dumps(written)) == CODEC.unstructure(again)


def test_reading_changes_nothing():
    """
    The JSON that a model is made of stays as it was, and is its ``raw``.
    """
    data = load("track_full")
    track = FullTrack.from_data(data)

    assert data == load("track_full")
    assert track.raw is data
    assert track.album is not None
    assert track.album.raw is data["album"]


def test_in_both_trees():
    """
    The two trees have the same models, whose fields read the same.
    """
    for kind in KINDS:
        twin = getattr(sync, kind.__name__)
        fields = [[one.name for one in attrs.fields(each)] for each in (kind, twin)]
        assert fields[0] == fields[1]
    track = sync.FullTrack.from_data(load("track_full"))

    assert isinstance(track.album, sync.SimpleAlbum)
    assert not isinstance(track, FullTrack)
    assert track == FullTrack.from_data(load("track_full"))


# --- Tracks -------------------------------------------------------------------


def test_track():
    """
    A track has what is documented of it.
    """
    track = FullTrack.from_data(load("track_full"))

    assert track.type == "track"
    assert track.link == f"https://open.spotify.com/track/{track.id}"
    assert track.external_urls == {"spotify": track.link}
    assert [artist.name for artist in track.artists] == ["Paper Lanterns"]
    assert track.duration == timedelta(milliseconds=214160)
    assert (track.disc_number, track.track_number) == (1, 3)
    assert (track.explicit, track.is_local) == (False, False)
    assert track.popularity == 38
    assert "isrc" in track.external_ids
    assert track.preview_url is not None
    assert track.href is not None
    assert track.href.endswith(str(track.id))


def test_images_of_tracks():
    """
    A track's pictures are those of its album; without an album it has none.
    """
    track = FullTrack.from_data(load("track_full"))

    assert track.album is not None
    assert track.images is track.album.images
    assert str(track.images[0]) == track.images[0].url
    assert SimpleTrack(id="x").images == []
    assert FullTrack(id="x").images == []


def test_relinked():
    """
    A track that came in another's place tells which.
    """
    track = FullTrack.from_data(load("track_relinked"))

    assert isinstance(track.linked_from, LinkedTrack)
    assert track.linked_from.id not in {None, track.id}
    assert track.is_playable is True
    assert track.linked_from != track


def test_restricted():
    """
    A track that cannot be played says why.
    """
    track = FullTrack.from_data(load("track_restricted"))

    assert track.is_playable is False
    assert track.restrictions is not None
    assert track.restrictions.reason == "market"


def test_markets():
    """
    Both spellings of the question where a track can be heard work.
    """
    track = FullTrack.from_data(load("track_full"))

    assert track.available_in("NO")
    assert track.avaliable_in("NO")
    assert not track.available_in("ZZ")
    assert not FullTrack(id="x").available_in("NO")


# --- What the service leaves out ----------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "absent"),
    [
        (FullTrack, "track_full_devmode_2026", ["popularity", "available_markets"]),
        (FullArtist, "artist_full_devmode_2026", ["popularity", "follower_count"]),
        (FullAlbum, "album_full_devmode_2026", ["label", "popularity"]),
        (PrivateUser, "me_devmode_2026", ["country", "email", "product"]),
    ],
)
def test_withdrawn_fields(kind: Any, name: str, absent: list[str]):
    """
    What development mode leaves out is None, and the rest is there.
    """
    model = kind.from_data(load(name))

    assert [getattr(model, one) for one in absent] == [None] * len(absent)
    assert model.id
    assert model.name
    assert model.link


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_an_id(kind: Any):
    """
    No attribute raises, whatever was left out; not even the id is needed.
    """
    for data in ({}, {"id": None}, {"id": "x", "uri": "y", "type": "z"}):
        model = CODEC.structure(data, kind, strict=True)
        names = [name for name in dir(kind) if not name.startswith("_")]
        found = {
            name: getattr(model, name)
            for name in names
            if name not in {"client", "shuffe_state"}
        }

        assert found["id"] == data.get("id")
        assert not any(isinstance(one, Exception) for one in found.values())


@pytest.mark.parametrize("kind", KINDS)
def test_misspelt_attributes(kind: Any):
    """
    Programs set attributes of their own on music; elsewhere they are mistakes.
    """
    if issubclass(kind, OpenObject):
        model: Any = kind(id="1")
        model.nmae = "x"

        assert model.nmae == "x"
        assert model == kind(id="1")
        assert "nmae" not in model.to_data()
    else:
        with pytest.raises(AttributeError):
            kind().nmae = "x"


def test_null_lists():
    """
    Null where a list or an object belongs is an empty one.
    """
    data = {"id": "x", "images": None, "genres": None, "external_urls": None}
    artist = CODEC.structure(data, FullArtist, strict=True)

    assert (artist.images, artist.genres) == ([], [])
    assert artist.external_urls == {}
    assert artist.link is None


def test_gaps():
    """
    Null entries are left out of lists, unless the list may have them.
    """
    data = [None, {"id": "x"}, None]

    assert CODEC.structure(data, list[SimpleTrack], strict=True) == [
        SimpleTrack(id="x")
    ]
    assert CODEC.structure(data, list[SimpleTrack | None]) == [
        None,
        SimpleTrack(id="x"),
        None,
    ]


def test_whole_numbers_as_floats():
    """
    A size that comes as 640.0 is 640.
    """
    image = CODEC.structure({"url": "u", "width": 640.0}, Image, strict=True)

    assert (image.width, image.height) == (640, None)
    assert type(image.width) is int
    with pytest.raises(Exception, match="width"):
        CODEC.structure({"url": "u", "width": 640.5}, Image, strict=True)


def test_odd_publisher():
    """
    A publisher that is no text is none.
    """
    show = SimpleShow.from_data({"id": "x", "publisher": {"name": "y"}})

    assert show.publisher is None
    assert SimpleShow.from_data({"publisher": "y"}).publisher == "y"


def test_odd_length():
    """
    A length that is no number is none.
    """
    track = SimpleTrack.from_data({"id": "x", "duration_ms": {"total": 1}})

    assert track.duration is None
    assert SimpleTrack(duration_ms=10**30).duration is None


# --- Albums, artists, users ---------------------------------------------------


def test_album():
    """
    An album has what is documented of it.
    """
    album = FullAlbum.from_data(load("album_full"))

    assert album.type == "album"
    assert album.album_type is AlbumType.ALBUM
    assert album.album_type == "album"
    assert album.track_count == album.total_tracks == len(album.tracks)
    assert album.release_date == datetime(2019, 3, 15)  # noqa: DTZ001
    assert album.release_date_precision == "day"
    assert album.label
    assert isinstance(album.copyrights[0], dict)
    assert set(album.copyrights[0]) == {"text", "type"}
    assert all(isinstance(track, SimpleTrack) for track in album.tracks)


@pytest.mark.parametrize(
    ("name", "date", "text"),
    [
        ("album_simple_day", datetime(2019, 3, 15), "2019-03-15"),  # noqa: DTZ001
        ("album_simple_month", datetime(1984, 11, 1), "1984-11"),  # noqa: DTZ001
        ("album_simple_year", datetime(1969, 1, 1), "1969"),  # noqa: DTZ001
        ("album_simple_bad_date", None, "None"),
    ],
)
def test_release_dates(name: str, date: datetime | None, text: str):
    """
    Part of a date is read as its first day, and ``0000`` as none.
    """
    album = SimpleAlbum.from_data(load(name))

    assert album.release_date == date
    assert str(album.released) == text


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("ALBUM", AlbumType.ALBUM),
        ("SINGLE", AlbumType.SINGLE),
        ("ep", AlbumType.EP),
        ("box", "box"),
        (None, None),
    ],
)
def test_album_types(word: str | None, meaning: str | None):
    """
    Capitals make no difference, and a new type is the word itself.
    """
    album = CODEC.structure({"album_type": word}, SimpleAlbum, strict=True)

    assert album.album_type == meaning
    assert type(album.album_type) is type(meaning)


def test_artist():
    """
    An artist's followers are counted under both names.
    """
    artist = FullArtist.from_data(load("artist_full"))

    assert artist.type == "artist"
    assert artist.follower_count == artist.follow_count
    assert artist.follower_count == load("artist_full")["followers"]["total"]
    assert artist.genres
    assert artist.images[0].width


def test_user():
    """
    A user's name is what they want to be called, which may be nothing.
    """
    user = PublicUser.from_data(load("user_public"))
    nameless = PublicUser.from_data(load("user_public_nameless"))

    assert user.name == user.display_name == "Synthetic Owner"
    assert nameless.name is None
    assert nameless.display_name is None
    assert nameless.follower_count == 0
    assert PublicUser(id="x").follower_count is None


def test_me():
    """
    The user who let the app in is a user, with more attributes.
    """
    me = PrivateUser.from_data(load("me_full"))

    assert isinstance(me, PublicUser)
    assert (me.country, me.product, me.email) == ("NO", "premium", "me@example.test")
    assert me.account_id == "aB3dE5fG7h"
    assert me.explicit_content is not None
    assert me.explicit_content.filter_enabled is False
    assert str(me.email) not in repr(me)


# --- Sound, devices -----------------------------------------------------------


def test_features():
    """
    A track's figures come with its length as a timedelta.
    """
    features = AudioFeatures.from_data(load("audio_features"))

    assert features.duration == timedelta(milliseconds=214160)
    assert (features.key, features.mode, features.time_signature) == (7, 1, 4)
    assert features.tempo == pytest.approx(112.037)
    assert features.track_href is not None


def test_analysis():
    """
    An analysis has named tuples, whose times are timedeltas.
    """
    data = load("audio_analysis")
    data["bars"][0]["new"] = "key"
    data["beats"].append("odd")
    analysis = AudioAnalysis.from_data(data)
    start, duration, confidence = analysis.bars[0]

    assert start == timedelta(seconds=0.50166)
    assert duration == timedelta(seconds=2.1423)
    assert confidence == pytest.approx(0.6)
    assert analysis.segments[1].loudness_end is None
    assert len(analysis.segments[0].pitches or []) == 12
    assert analysis.sections[0].tempo == pytest.approx(112.1)
    assert analysis.track is not None
    assert analysis.track.start_of_fade_out == timedelta(seconds=207.5)
    assert analysis.track.num_samples == 4722228
    assert len(analysis.beats) == len(data["beats"]) - 1
    assert analysis.meta["platform"] == "Linux"


def test_device():
    """
    A device's kind is told, beside the type that all of them have.
    """
    device, rented, *_ = CODEC.structure(load("devices")["devices"], list[Device])

    assert (device.type, device.device_type) == ("device", "Speaker")
    assert device.supports_volume is True
    assert (rented.id, rented.volume_percent) == (None, None)
    assert device.to_data()["type"] == "Speaker"


# --- Libraries ----------------------------------------------------------------


def test_gone_episode():
    """
    A saved episode that is gone is an episode without anything.
    """
    data = load("saved_episodes_with_gone_episode")["items"]
    gone, there = CODEC.structure(data, list[SavedEpisode])

    assert gone.added_at == datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert gone.episode is not None
    assert gone.episode.id is None
    assert there.episode is not None
    assert there.episode.show is not None
    assert there.episode.resume_point is not None
    assert there.episode.resume_point.resume_position == timedelta(seconds=61)


def test_saved_audiobooks():
    """
    A saved audiobook may come bare, or in an envelope with a date.
    """
    bare = load("saved_audiobooks_page")["items"][0]
    wrapped = {"added_at": "2021-01-02T03:04:05Z", "audiobook": bare}
    found = CODEC.structure([bare, wrapped], list[SavedAudiobook], strict=True)

    assert [one.added_at is None for one in found] == [True, False]
    assert found[0].audiobook == found[1].audiobook
    assert found[0].audiobook is not None
    assert [one.name for one in found[0].audiobook.authors] == ["A. Writer"]


# --- What all of them can do --------------------------------------------------


def test_identity():
    """
    Objects are equal if they are the same thing, however much is known of it.
    """
    full = FullTrack.from_data(load("track_full"))
    simple = SimpleTrack(id=full.id)

    assert full == simple
    assert hash(full) == hash(simple)
    assert len({full, simple}) == 1
    assert full != SimpleTrack(id="other")
    assert full != SimpleAlbum(id=full.id)
    assert full != full.id
    assert full.__eq__(full.id) is NotImplemented


def test_identity_without_id():
    """
    A local file is known by its URI, and what has neither only by itself.
    """
    local = SimpleTrack(uri="spotify:local:a:b:c:1")
    unknown = SimpleTrack(name="a")

    assert local == FullTrack(uri="spotify:local:a:b:c:1")
    assert local != SimpleTrack(uri="spotify:local:a:b:d:1")
    assert unknown == unknown  # noqa: PLR0124
    assert unknown != SimpleTrack(name="a")
    assert len({unknown, SimpleTrack(name="a"), local}) == 3


@pytest.mark.parametrize(
    ("model", "text"),
    [
        (FullTrack(id="1", name="One"), "<FullTrack id='1' name='One'>"),
        (SimpleArtist(name="One"), "<SimpleArtist name='One'>"),
        (Device(), "<Device>"),
    ],
)
def test_repr(model: SpotifyObject, text: str):
    """
    A repr has the class, and the id and the name if there are any.
    """
    assert repr(model) == text


def test_type_stays():
    """
    An object's type is the class's, and cannot be set.
    """
    track = FullTrack.from_data({**load("track_full"), "type": "other"})

    assert track.type == "track"
    assert track.to_data()["type"] == "track"
    with pytest.raises(AttributeError):
        Device().type = "album"  # type: ignore[misc]


def test_copies():
    """
    Models survive copying and pickling, and belong to no client then.
    """
    track = FullTrack.from_data(load("track_full"), client=object())
    for again in (copy.copy(track), pickle.loads(pickle.dumps(track))):
        assert again == track
        assert again.to_data() == track.to_data()
        with pytest.raises(Unbound):
            _ = again.client


def test_images_are_values():
    """
    Pictures are equal by value, and can stand in a set.
    """
    assert Image("u", 1, 2) == Image("u", 1, 2)
    assert len({Image("u"), Image("u"), Image("v")}) == 2
    assert repr(Image("u", 1, 2)) == "Image(url='u', width=1, height=2)"


def test_client_everywhere():
    """
    Whatever is part of an answer belongs to the client that got it.
    """
    client = object()
    album = FullAlbum.from_data(load("album_full"), client=client)

    assert album.client is client
    assert album.tracks[0].client is client
    assert album.tracks[0].artists[0].client is client


def test_no_object():
    """
    What is no object at all raises our own error.
    """
    with pytest.raises(DecodeError) as caught:
        FullTrack.from_data(["no", "track"])

    assert caught.value.errors


@pytest.mark.parametrize("strict", [True, False])
def test_whole_numbers(strict: bool):
    """
    Whole numbers that are written as floats are integers, on any field.
    """
    data = {"id": "1", "duration_ms": 640.0, "popularity": 3, "track_number": None}
    track = CODEC.structure(data, FullTrack, strict=strict)
    image = CODEC.structure({"url": "u", "width": 64.0}, Image, strict=strict)

    assert type(track.duration_ms) is type(image.width) is int
    assert (track.duration_ms, track.popularity, image.width) == (640, 3, 64)
    assert (track.track_number, image.height) == (None, None)


def test_values():
    """
    Models without an ID are compared and printed by their fields.
    """
    image = asyncspotify.Image("https://i.example/a", 64)
    queue = asyncspotify.Queue.from_data({"queue": []})

    assert repr(image) == "Image(url='https://i.example/a', width=64, height=None)"
    assert repr(queue) == "Queue(currently_playing=None, queue=[])"
    assert queue == asyncspotify.Queue()
    assert queue != asyncspotify.Queue(queue=[asyncspotify.FullTrack(id="x")])
    assert asyncspotify.Followers(1) != asyncspotify.Restrictions("market")
    assert image == asyncspotify.Image(image.url, 64)
    assert len({image, asyncspotify.Image(image.url, 64)}) == 1
    with pytest.raises(TypeError):
        hash(queue)
