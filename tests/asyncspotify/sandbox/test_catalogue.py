"""
What there is to hear: ids, batches, countries, discographies.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import islice

import pytest

from asyncspotify.sandbox import Sandbox, World
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]

UNKNOWN = "0" * 22
KINDS = ("album", "artist", "track", "show", "episode", "audiobook", "chapter")


def message(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.json()["error"]["message"]


@pytest.mark.parametrize("kind", KINDS)
async def test_ids(ask: Ask, kind: str):
    """
    What could not be an id is 400, one that nothing has is 404.
    """
    odd = await ask("GET", f"/{kind}s/nonsense")
    unknown = await ask("GET", f"/{kind}s/{UNKNOWN}")

    assert message(odd) == (400, "Invalid base62 id")
    assert message(unknown) == (404, "Resource not found")


@pytest.mark.parametrize("kind", KINDS)
async def test_batch(ask: Ask, world: World, kind: str):
    """
    A batch comes in the order asked for, with null for what is not there.
    """
    first, second = islice(world.catalogue.of(kind), 2)
    answer = await ask("GET", f"/{kind}s", ids=f"{second},{UNKNOWN},{first},{second}")

    items = answer.json()[f"{kind}s"]
    assert [item and item["id"] for item in items] == [second, None, first, second]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/albums", 20),
        ("/artists", 50),
        ("/tracks", 50),
        ("/shows", 50),
        ("/episodes", 50),
        ("/audiobooks", 50),
        ("/chapters", 50),
        ("/audio-features", 100),
        ("/me/albums/contains", 20),
        ("/me/tracks/contains", 50),
    ],
)
async def test_size_of_batches(ask: Ask, path: str, most: int):
    """
    A batch can be so long and no longer.
    """
    fits = await ask("GET", path, ids=",".join([UNKNOWN] * most))
    too_long = await ask("GET", path, ids=",".join([UNKNOWN] * (most + 1)))

    assert fits.status == 200
    assert message(too_long) == (400, "Too many ids requested")


async def test_odd_id_in_a_batch(ask: Ask):
    """
    What could not be an id is 400 in a batch too.
    """
    answer = await ask("GET", "/tracks", ids=f"{UNKNOWN},nonsense")

    assert message(answer) == (400, "Invalid base62 id")


async def test_no_ids(ask: Ask):
    """
    A batch of nothing is 400.
    """
    assert message(await ask("GET", "/tracks")) == (400, "Missing required field: ids")


async def test_country(ask: Ask, world: World):
    """
    Who asks about a country is told whether it plays there, and no others.
    """
    *_, track = world.catalogue.tracks.values()
    everywhere = (await ask("GET", f"/tracks/{track.id}")).json()
    norway = (await ask("GET", f"/tracks/{track.id}", market="NO")).json()

    assert "NO" in everywhere["available_markets"]
    assert "is_playable" not in everywhere
    assert norway["is_playable"] is True
    assert "available_markets" not in norway
    assert "available_markets" not in norway["album"]


async def test_relinked(ask: Ask, world: World):
    """
    A track that is elsewhere in a country says which one was asked for.
    """
    track = next(iter(world.catalogue.tracks.values()))
    found = (await ask("GET", f"/tracks/{track.id}", market="SE")).json()

    assert found["id"] == track.alternatives[0].id
    assert found["linked_from"]["id"] == track.id
    assert found["album"]["id"] == track.alternatives[0].album.id
    assert found["is_playable"] is True


async def test_restricted(ask: Ask, world: World):
    """
    One that is nowhere in a country says why it does not play.
    """
    _, track = islice(world.catalogue.tracks.values(), 2)
    found = (await ask("GET", f"/tracks/{track.id}", market="SE")).json()

    assert found["id"] == track.id
    assert found["is_playable"] is False
    assert found["restrictions"] == {"reason": "market"}


async def test_country_of_the_token(ask: Ask, world: World):
    """
    The user's own country has a word.
    """
    _, track = islice(world.catalogue.tracks.values(), 2)
    found = await ask("GET", f"/tracks/{track.id}", market="from_token")

    assert found.json()["is_playable"] is False


async def test_unknown_country(ask: Ask, world: World):
    """
    A country that the service is not in is 400.
    """
    track = next(iter(world.catalogue.tracks))
    answer = await ask("GET", f"/tracks/{track}", market="XX")

    assert message(answer) == (400, "Invalid market code")


async def test_country_of_books(ask: Ask, world: World):
    """
    Books are sold in a few countries only.
    """
    book = next(iter(world.catalogue.audiobooks))
    path = f"/audiobooks/{book}"
    sold = await ask("GET", path, market="GB")
    unsold = await ask("GET", path, market="SE")

    assert (sold.status, unsold.status) == (200, 404)


async def test_books_look_like_shows(ask: Ask, world: World):
    """
    Books and chapters have the URIs of shows and episodes, as they really do.
    """
    chapter = next(iter(world.catalogue.chapters))
    found = (await ask("GET", f"/chapters/{chapter}")).json()

    assert (found["type"], found["uri"]) == ("episode", f"spotify:episode:{chapter}")
    assert found["audiobook"]["uri"].startswith("spotify:show:")
    assert found["release_date"] == "0000"


async def test_discography(ask: Ask, world: World):
    """
    An artist's albums can be asked for by group.
    """
    catalogue = world.catalogue
    artist = catalogue.artists[list(catalogue.artists)[1]]
    path = f"/artists/{artist.id}/albums"
    singles = (await ask("GET", path, include_groups="single", limit=50)).json()
    guest = (await ask("GET", path, include_groups="appears_on,compilation")).json()
    both = (await ask("GET", path, limit=50)).json()

    assert {album["album_group"] for album in singles["items"]} == {"single"}
    assert {album["album_group"] for album in guest["items"]} == {"appears_on"}
    assert artist.name not in str(guest["items"][0]["artists"])
    assert both["total"] > singles["total"] + guest["total"]


async def test_unknown_group(ask: Ask, world: World):
    """
    A group that there is not is 400.
    """
    artist = next(iter(world.catalogue.artists))
    answer = await ask("GET", f"/artists/{artist}/albums", include_groups="live")

    assert message(answer) == (400, "Invalid include_groups")


async def test_top_tracks(ask: Ask, world: World):
    """
    An artist's top tracks are ten at most, the best known first.
    """
    artist = next(iter(world.catalogue.artists))
    tracks = (await ask("GET", f"/artists/{artist}/top-tracks")).json()["tracks"]
    popularity = [track["popularity"] for track in tracks]

    assert len(tracks) == 10
    assert popularity == sorted(popularity, reverse=True)


async def test_related(ask: Ask, world: World):
    """
    Artists who share a genre are related.
    """
    artist = next(iter(world.catalogue.artists.values()))
    path = f"/artists/{artist.id}/related-artists"
    found = (await ask("GET", path)).json()["artists"]

    assert found
    assert all(set(other["genres"]) & set(artist.genres) for other in found)
    assert artist.id not in {other["id"] for other in found}


async def test_release_dates(ask: Ask, world: World):
    """
    Albums' dates are as precise as is known of them.
    """
    ids = ",".join(islice(world.catalogue.albums, 20))
    albums = (await ask("GET", "/albums", ids=ids)).json()["albums"]
    dates = {(a["release_date_precision"], len(a["release_date"])) for a in albums}

    assert dates == {("year", 4), ("month", 7), ("day", 10)}


async def test_analysis(ask: Ask, world: World):
    """
    A track sounds the same each time, and its last segment has no end.
    """
    track = next(iter(world.catalogue.tracks))
    first = (await ask("GET", f"/audio-analysis/{track}")).json()
    again = (await ask("GET", f"/audio-analysis/{track}")).json()

    assert first == again
    assert ["loudness_end" in s for s in first["segments"]] == [True] * 7 + [False]


async def test_recommendations(ask: Ask, world: World):
    """
    Recommendations keep to what is said of their sound.
    """
    artist = next(iter(world.catalogue.artists.values()))
    answer = await ask(
        "GET",
        "/recommendations",
        seed_artists=artist.id,
        seed_genres="dub",
        seed_tracks=next(iter(world.catalogue.tracks)),
        max_tempo=120,
        target_tempo=100,
        limit=5,
    )
    ids = [track["id"] for track in answer.json()["tracks"]]
    features = await ask("GET", "/audio-features", ids=",".join(ids))
    tempos = [one["tempo"] for one in features.json()["audio_features"]]

    assert [seed["type"] for seed in answer.json()["seeds"]] == [
        "ARTIST",
        "GENRE",
        "TRACK",
    ]
    assert len(tempos) == 5
    assert max(tempos) <= 120
    assert tempos == sorted(tempos, key=lambda tempo: abs(tempo - 100))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"seed_genres": "a,b,c,d,e,f"},
        {"seed_tracks": UNKNOWN},
        {"seed_genres": "dub", "min_tempo": "fast"},
    ],
)
async def test_odd_recommendations(ask: Ask, query: dict[str, str]):
    """
    One to five seeds are needed, and numbers.
    """
    assert (await ask("GET", "/recommendations", **query)).status == 400


async def test_categories(ask: Ask, world: World):
    """
    A category has playlists; one that there is not has none.
    """
    known = (await ask("GET", "/browse/categories/pop/playlists")).json()
    unknown = await ask("GET", "/browse/categories/polka/playlists")

    assert known["message"] == "Pop"
    assert known["playlists"]["total"] == 2
    assert unknown.status == 404


async def test_new_releases(ask: Ask):
    """
    New releases begin with the newest.
    """
    albums = (await ask("GET", "/browse/new-releases")).json()["albums"]["items"]
    dates = [album["release_date"] for album in albums]

    assert dates == sorted(dates, reverse=True)


async def test_resume_point(ask: Ask, world: World, token: Callable[..., str]):
    """
    How far a user has heard an episode, apps are told that may know.
    """
    episode = next(iter(world.catalogue.episodes))
    path = f"/episodes/{episode}"
    told = (await ask("GET", path)).json()
    untold = (await ask("GET", path, token=token("streaming"))).json()

    assert told["resume_point"] == {"fully_played": False, "resume_position_ms": 61_000}
    assert "resume_point" not in untold


async def test_users(ask: Ask, world: World):
    """
    Users may have no name, and any id.
    """
    path = "/users/no%2Fname%3F"
    found = (await ask("GET", path)).json()
    playlists = (await ask("GET", f"{path}/playlists")).json()
    unknown = await ask("GET", "/users/nobody")

    assert (found["id"], found["display_name"]) == ("no/name?", None)
    assert found["href"] == f"http://sandbox/v1{path}"
    assert playlists["total"] == 0
    assert unknown.status == 404


async def test_time_range(ask: Ask):
    """
    What users like most depends on the time, and there are three of them.
    """
    ranges = ("short_term", "medium_term", "long_term")
    tops = [
        (await ask("GET", "/me/top/tracks", time_range=span)).json()["items"][0]["id"]
        for span in ranges
    ]
    odd = await ask("GET", "/me/top/tracks", time_range="ever")

    assert len(set(tops)) == 3
    assert message(odd) == (400, "Invalid time_range")


async def test_empty_world(ask: Ask):
    """
    An empty world has a user and nothing else.
    """
    empty = Sandbox(seeded=False)
    me = await ask("GET", "/me", on=empty)
    playlists = await ask("GET", "/me/playlists", on=empty)

    assert me.json()["id"] == "sandbox_me"
    assert playlists.json()["total"] == 0
    assert not empty.world.catalogue.tracks
