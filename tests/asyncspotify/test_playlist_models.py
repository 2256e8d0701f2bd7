"""
Playlists and the player: what may stand there is not always a track.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from asyncspotify import (
    CurrentlyPlaying,
    CurrentlyPlayingContext,
    DecodeError,
    FullAlbum,
    FullAudiobook,
    FullChapter,
    FullEpisode,
    FullPlaylist,
    FullShow,
    FullTrack,
    PlayHistory,
    PlayingType,
    PlaylistChapter,
    PlaylistEntry,
    PlaylistEpisode,
    PlaylistOther,
    PlaylistTrack,
    PublicUser,
    Queue,
    RepeatState,
    SimpleAlbum,
    SimplePlaylist,
    SimpleTrack,
)
from asyncspotify._codec import CODEC
from asyncspotify._errors import own_errors

from .answers import load
from .payloads import items

SHAPES = ["playlist_full_legacy", "playlist_full_2026", "playlist_full_both_shapes"]


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str):
    """
    A playlist reads the same whether its keys are the old ones, the new, or both.
    """
    playlist = FullPlaylist.from_data(load(name))

    assert playlist.tracks
    assert isinstance(playlist.tracks[0], PlaylistTrack)
    assert playlist.tracks[0].id == "hLlU6jiTIaD2uQtfq6MVjp"
    assert playlist.tracks[0].added_at == datetime(2020, 5, 17, 8, 30, tzinfo=UTC)
    assert isinstance(playlist.tracks[0].added_by, PublicUser)
    assert playlist.owner is not None
    assert playlist.owner.name == "Synthetic Owner"
    assert playlist.follower_count == 9
    assert playlist.raw == load(name)


def test_entries_count_once():
    """
    With both shapes side by side, each entry is there once.
    """
    data = load("playlist_full_both_shapes")
    playlist = FullPlaylist.from_data(data)
    [entry] = CODEC.structure(items("playlist_items_both_keys"), list[PlaylistEntry])

    assert len(playlist.tracks) == len(
        [one for one in data["items"]["items"] if one["item"]]
    )
    assert playlist.track_count == data["items"]["total"]
    assert entry.name == "Tidewater"


def test_new_key_first():
    """
    Where both keys differ, the new one counts; where it has nothing, the old.
    """
    new, old = ({"type": "track", "id": one} for one in ("new", "old"))
    entries = [
        {"item": new, "track": old},
        {"item": None, "track": old},
        {"track": old},
    ]
    found = CODEC.structure(entries, list[PlaylistEntry])

    assert [one.id for one in found] == ["new", "old", "old"]


@pytest.mark.parametrize(
    "name", ["playlist_tracks_legacy_page1", "playlist_items_2026_page1"]
)
def test_gone_tracks(name: str):
    """
    An entry whose track is gone is left out, or kept as None if that may be.
    """
    data = items(name)
    kept = CODEC.structure(data, list[PlaylistEntry | None], strict=True)
    found = CODEC.structure(data, list[PlaylistEntry], strict=True)

    assert [one is None for one in kept] == [False, True, False]
    assert found == [one for one in kept if one is not None]
    assert found[1].id is None
    assert isinstance(found[1], FullTrack)
    assert found[1].is_local is True


@pytest.mark.parametrize(
    "name", ["playlist_tracks_legacy_page2", "playlist_items_2026_page2"]
)
def test_episodes_in_playlists(name: str):
    """
    An episode in a playlist is an episode, with the entry's date.
    """
    entries = CODEC.structure(items(name), list[PlaylistEntry])

    assert isinstance(entries[0], PlaylistEpisode)
    assert entries[0].show is not None
    assert entries[0].duration == timedelta(seconds=1820)
    assert any(isinstance(one, PlaylistTrack) for one in entries)


def test_undated():
    """
    Entries of very old playlists tell neither date nor person.
    """
    entry = {"added_at": None, "added_by": None, "track": load("track_full")}
    track = CODEC.structure(entry, PlaylistTrack, strict=True)

    assert (track.added_at, track.added_by) == (None, None)
    assert track.popularity == 38
    assert track.raw is entry


def test_local_with_nothing():
    """
    A local file with nothing but null is still a track.
    """
    inside = dict.fromkeys(["id", "name", "type", "artists", "album", "duration_ms"])
    entry = {"added_at": None, "is_local": True, "track": {**inside, "is_local": True}}
    [track] = CODEC.structure([entry], list[PlaylistEntry], strict=True)

    assert isinstance(track, PlaylistTrack)
    assert track.artists == []
    assert track.is_local is True


def test_local_by_its_entry():
    """
    Where the track does not say that it is local, the entry does.
    """
    entry = {"is_local": True, "track": {"type": "track"}}

    assert PlaylistTrack.from_data(entry).is_local is True


def test_unknown_entries():
    """
    What is of no known type has a model without attributes of its own, and raw.
    """
    poem = {"item": {"type": "poem", "id": "1", "name": "x"}, "added_at": None}
    entries = [poem, {"track": load("track_full")}, {}, 7]
    found = CODEC.structure(entries, list[PlaylistEntry])

    assert [type(one) for one in found] == [PlaylistOther, PlaylistTrack]
    assert (found[0].type, found[0].name, found[0].raw) == ("poem", "x", poem)
    assert (found[0].artists, found[0].album, found[0].is_local) == ([], None, None)


def test_unknown_types_are_logged_once(caplog: pytest.LogCaptureFixture):
    """
    Each type without a model is logged once, and not without end.
    """
    entries = [{"item": {"type": f"poem {n % 500}", "id": "1"}} for n in range(1000)]
    with caplog.at_level("WARNING", "asyncspotify"):
        found = CODEC.structure(entries, list[PlaylistEntry])

    assert len(found) == 1000
    assert 0 < len(caplog.records) <= 20


def test_chapter_in_a_playlist():
    """
    A chapter, which calls itself an episode, is a chapter.
    """
    entry = {"item": {"type": "episode", "id": "1", "audiobook": {"id": "2"}}}
    found: Any = CODEC.structure([entry], list[PlaylistEntry])[0]

    assert type(found) is PlaylistChapter
    assert found.audiobook is not None
    assert (found.artists, found.album, found.audiobook.id) == ([], None, "2")


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ({"added_by": {"id": "x"}}, "PlaylistTrack"),
        ({"item": {"name": "x"}}, "PlaylistTrack"),
        ({"track": {"href": "h", "album": {"name": "x"}}}, "PlaylistTrack"),
        ({"item": {"uri": "spotify:episode:1"}}, "PlaylistEpisode"),
        ({"item": {"uri": "spotify:chapter:1"}}, "PlaylistChapter"),
        ({"item": {"uri": "spotify:local:a:b:c:1"}}, "PlaylistTrack"),
        ({"item": {"uri": "nonsense"}}, "PlaylistTrack"),
    ],
)
def test_entries_without_type(entry: Any, kind: str):
    """
    Without a type, which fields= may leave out, the URI tells it, else it is a track.
    """
    [found] = CODEC.structure([entry], list[PlaylistEntry])

    assert type(found).__name__ == kind


@pytest.mark.parametrize("data", [{"track": None}, {"item": None}, {}, 7])
def test_no_entry(data: Any):
    """
    What has to be an entry and is none raises our own error.
    """
    kind: Any = PlaylistEntry

    with pytest.raises(DecodeError), own_errors():
        CODEC.structure(data, kind)


def test_foreign_playlist():
    """
    A playlist whose tracks are not told has none, and no count.
    """
    playlist = FullPlaylist.from_data(load("playlist_full_foreign_2026"))

    assert playlist.tracks == []
    assert playlist.track_count is None
    assert not playlist.is_filled()
    assert not playlist.has_track("hLlU6jiTIaD2uQtfq6MVjp")


@pytest.mark.parametrize("name", ["me_playlists_2026", "me_playlists_both_shapes"])
def test_playlists_of_a_list(name: str):
    """
    A playlist of a list knows how many tracks it has, and none of them.
    """
    playlist = CODEC.structure(items(name), list[SimplePlaylist], strict=True)[0]

    assert playlist.tracks == []
    assert playlist.track_count == 12
    assert not playlist.is_filled()
    assert playlist.public is True
    assert playlist.snapshot_id


def test_album_of_a_list():
    """
    An album of a list knows how many tracks it has, and none of them.
    """
    album = SimpleAlbum.from_data(load("album_simple_day"))

    assert album.tracks == []
    assert album.track_count == 11
    assert not album.is_filled()
    assert not album.has_track("x")


def test_null_images():
    """
    A playlist without a cover has an empty list of images, and may be empty.
    """
    playlist = FullPlaylist.from_data(load("playlist_full_images_null"))

    assert playlist.images == []
    assert playlist.tracks == []
    assert playlist.is_filled()


def test_filled():
    """
    Entries that are gone count, so fewer tracks than promised can be all.
    """
    whole = FullAlbum.from_data(load("album_full"))
    part = FullAlbum.from_data(load("album_full_partial_tracks"))
    gapped = FullPlaylist.from_data(
        {
            "tracks": {
                "items": [{"track": None}, {"track": load("track_full")}],
                "total": 2,
            }
        }
    )

    assert whole.is_filled()
    assert not part.is_filled()
    assert part.track_count == 11
    assert gapped.is_filled()
    assert len(gapped.tracks) < (gapped.track_count or 0)
    assert FullPlaylist.from_data(gapped.to_data()).is_filled()


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (SimpleAlbum, "total_tracks"),
        (FullShow, "total_episodes"),
        (FullAudiobook, "total_chapters"),
    ],
)
def test_promises(kind: Any, key: str):
    """
    Without a first page, what was promised tells whether something is missing.
    """
    assert not kind.from_data({"id": "x", key: 2}).is_filled()
    assert kind.from_data({"id": "x", key: 0}).is_filled()
    assert not kind.from_data({"id": "x"}).is_filled()


def test_without_total():
    """
    A playlist of which only some fields were asked for is not filled.
    """
    data = {"tracks": {"items": [{"track": load("track_full")}]}}

    assert not FullPlaylist.from_data(data).is_filled()


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "spotify:track:{}",
        "https://open.spotify.com/track/{}?si=1",
        "https://open.spotify.com/intl-de/track/{}",
    ],
)
def test_has_track(form: str):
    """
    A track is found by itself, its id, its URI and its link.
    """
    album = FullAlbum.from_data(load("album_full"))
    known = str(album.tracks[2].id)

    assert album.has_track(form.format(known))
    assert album.has_track(SimpleTrack(id=known))
    assert not album.has_track(form.format("x" * 22))
    assert not album.has_track(SimpleTrack(id="x" * 22))


def test_has_local_track():
    """
    A local file is found by itself and by its URI.
    """
    playlist = FullPlaylist.from_data(load("playlist_full_partial"))
    local = playlist.tracks[1]

    assert local.id is None
    assert playlist.has_track(local)
    assert playlist.has_track(local.uri)
    assert not playlist.has_track("spotify:local:a:b:c:187")


# --- The player ---------------------------------------------------------------


def test_player():
    """
    The player has what is documented of it, with times in UTC.
    """
    player = CurrentlyPlayingContext.from_data(load("player_context_track"))

    assert player.timestamp == datetime(2020, 5, 23, 10, 51, 42, 123000, UTC)
    assert player.progress == timedelta(milliseconds=61337)
    assert player.is_playing is True
    assert player.track is not None
    assert player.track is player.item
    assert player.episode is None
    assert player.currently_playing_type is PlayingType.TRACK
    assert player.repeat_state in set(RepeatState)
    assert player.device is not None
    assert player.device.is_active is True
    assert player.context is not None
    assert player.context.type == "playlist"
    assert player.context.link is not None
    assert player.actions is not None
    assert not player.actions.allows("resuming")
    assert player.actions.allows("seeking")


def test_misspelt_shuffle():
    """
    The documented misspelling works, and says how it is spelled.
    """
    player = CurrentlyPlayingContext.from_data(load("player_context_track"))

    with pytest.warns(DeprecationWarning, match="shuffle_state"):
        found = player.shuffe_state

    assert found is player.shuffle_state
    assert found is not None


def test_episode_playing():
    """
    An episode is no track, and is told as an episode.
    """
    player = CurrentlyPlayingContext.from_data(load("player_context_episode"))

    assert player.track is None
    assert isinstance(player.item, FullEpisode)
    assert player.episode is player.item
    assert player.currently_playing_type == "episode"
    assert player.smart_shuffle is False


@pytest.mark.parametrize("type", ["episode", "chapter"])
def test_chapter_playing(type: str):
    """
    A chapter is one, whether it calls itself so or not.
    """
    chapter = {**load("chapter_full"), "type": type}
    player = CurrentlyPlaying.from_data({"item": chapter})

    assert isinstance(player.item, FullChapter)
    assert player.item.audiobook is not None
    assert (player.track, player.episode) == (None, None)


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        (CurrentlyPlayingContext, "player_context_ad", "ad"),
        (CurrentlyPlayingContext, "player_context_unknown", "unknown"),
        (CurrentlyPlaying, "currently_playing_episode_item_null", "episode"),
    ],
)
def test_nothing_shown(kind: Any, name: str, told: str):
    """
    During adverts and in private sessions nothing is shown, and nothing fails.
    """
    playing = kind.from_data(load(name))

    assert playing.item is None
    assert playing.track is None
    assert playing.currently_playing_type == told
    if load(name)["progress_ms"] is None:
        assert playing.progress is None


def test_local_playing():
    """
    A local file that is playing is a track without an id.
    """
    playing = CurrentlyPlaying.from_data(load("currently_playing_local"))

    assert playing.track is not None
    assert playing.track.id is None
    assert playing.track.is_local is True
    assert playing.track.album is not None
    assert playing.track.album.album_type is None


def test_queue():
    """
    A queue has tracks and episodes.
    """
    queue = Queue.from_data(load("queue"))

    assert isinstance(queue.currently_playing, FullTrack)
    assert {type(one) for one in queue.queue} == {FullTrack, FullEpisode}
    assert Queue.from_data(load("queue_empty")) == Queue()


def test_history():
    """
    What was played has its time, with milliseconds or without, and its context.
    """
    first, second = CODEC.structure(items("recently_played"), list[PlayHistory])

    assert first.played_at == datetime(2020, 5, 23, 10, 51, 42, 123000, UTC)
    assert second.played_at is not None
    assert second.played_at.tzinfo is UTC
    assert first.context is not None
    assert second.context is None
    assert first.track is not None
