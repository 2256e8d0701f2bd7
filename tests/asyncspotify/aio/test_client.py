"""
What the client decides, apart from operations, lists and tiers.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from respx import MockResponse

import asyncspotify
from asyncspotify import (
    BadRequest,
    Client,
    Device,
    HTTPException,
    NotAllowed,
    NotFound,
    PlayerError,
    QuotaExceeded,
    RateLimited,
    Route,
    ServerError,
    SimpleTrack,
    SpotifyException,
    Unauthorized,
    UnsafeURL,
)
from clientcore.aio import Bearer
from clientcore.testing import connect_error, read_error

from ..answers import answer, load

pytestmark = pytest.mark.usefixtures("no_backoff")

A, B = "0aB1cD2eF3gH4iJ5kL6mN7", "7nM6lK5jI4hG3fE2dC1bA0"
LINK = "https://spotify.link/abcDEF"
ALBUM = f"https://open.spotify.com/album/{A}"


def client(**options: Any) -> Client:
    """Return a client."""
    return Client(Bearer("a token"), **options)


# --- Ids ----------------------------------------------------------------------

TRACK = SimpleTrack.from_data({"id": A, "type": "track"})
FORMS = [
    A,
    f"spotify:track:{A}",
    f"https://open.spotify.com/track/{A}?si=1",
    f"https://open.spotify.com/intl-sv/track/{A}",
    TRACK,
]


@pytest.mark.parametrize("form", FORMS, ids=["id", "uri", "link", "intl", "object"])
async def test_forms(form: Any, api: Any):
    """
    Fault 13: an id may be given as URI, link or object.
    """
    api.get(f"/tracks/{A}").respond(json=load("track_full"))

    async with client() as sp:
        assert (await sp.get_track(form)).type == "track"


@pytest.mark.parametrize(
    "form", [f"spotify:album:{A}", f"https://open.spotify.com/album/{A}", "", "a/b"]
)
async def test_wrong_forms(form: str):
    """
    Fault 13: what is something else is refused before anything is sent.
    """
    async with client() as sp:
        with pytest.raises(ValueError, match="track"):
            await sp.get_track(form)


async def test_local_file():
    """
    Fault 12: a local file has no id to ask for.
    """
    local = SimpleTrack.from_data({"id": None, "type": "track"})

    async with client() as sp:
        with pytest.raises(ValueError, match="no id"):
            await sp.get_track(local)


async def test_short_link(api: Any):
    """
    A short link is followed by one request, without credentials.
    """
    target = f"https://open.spotify.com/track/{A}?si=1"
    short = api.get(LINK).respond(307, headers={"location": target})
    api.get(f"/tracks/{A}").respond(json=load("track_full"))

    async with client() as sp:
        await sp.get_track(LINK)

    assert short.call_count == 1
    assert "authorization" not in short.calls.last.request.headers


async def test_short_links_in_lists(api: Any):
    """
    It may stand in a list, and where a URI is wanted.
    """
    target = f"https://open.spotify.com/track/{A}"
    api.get(LINK).respond(307, headers={"location": target})
    queue = api.post("/me/player/queue").respond(204)
    tracks = api.get(f"/tracks/{A}").respond(json=load("track_full"))

    async with client(tier="development") as sp:
        await sp.player_add_to_queue(LINK)
        await sp.get_tracks(LINK)

    assert queue.calls.last.request.url.params["uri"] == f"spotify:track:{A}"
    assert tracks.called


@pytest.mark.parametrize(
    "told",
    [
        {"status_code": 307, "headers": {"location": ALBUM}},
        {"status_code": 200},
    ],
    ids=["an album", "nowhere"],
)
async def test_misleading_link(told: dict[str, Any], api: Any):
    """
    One that leads elsewhere is the caller's mistake.
    """
    api.get(LINK).respond(**told)

    async with client() as sp:
        with pytest.raises(ValueError, match=r"an album|nowhere"):
            await sp.get_track(LINK)


@pytest.mark.parametrize(
    "link",
    [
        "https://open.spotify.com/s/abc?si=1",
        "https://spotify.app.link/abc",
        "open.spotify.com/s/abc",
    ],
)
async def test_short_link_over_several(link: str, api: Any):
    """
    Every kind of short link is followed, over several of them, and relative ones.
    """
    address = link if "//" in link else f"https://{link}"
    target = f"https://open.spotify.com/track/{A}?si=1"
    api.get(address).respond(302, headers={"location": "https://spotify.link/two"})
    api.get("https://spotify.link/two").respond(301, headers={"location": "/three"})
    api.get("https://spotify.link/three").respond(307, headers={"location": target})
    api.get(f"/tracks/{A}").respond(json=load("track_full"))

    async with client() as sp:
        await sp.get_track(link)

    assert not [c for c in list(api.calls)[:3] if "authorization" in c.request.headers]


@pytest.mark.parametrize(
    "location",
    ["https://elsewhere.test/track/x", LINK, "https://open.spotify.com/s/again"],
    ids=["elsewhere", "itself", "endlessly"],
)
async def test_short_link_that_leads_away(location: str, api: Any):
    """
    Other hosts are not followed, and neither are circles.
    """
    api.get(LINK).respond(302, headers={"location": location})
    if location.endswith("again"):
        api.get(location).respond(302, headers={"location": location})

    async with client() as sp:
        with pytest.raises(ValueError, match=r"nowhere|no track"):
            await sp.get_track(LINK)


async def test_dead_link(api: Any):
    """
    One that is none any more is the service's error.
    """
    api.get(LINK).respond(404)

    async with client() as sp:
        with pytest.raises(NotFound):
            await sp.get_track(LINK)


# --- The player ---------------------------------------------------------------


async def test_device(api: Any):
    """
    Fault 3: the device is named as the service wants it.
    """
    route = api.post("/me/player/next").respond(204)
    device = Device.from_data({"id": "kitchen", "name": "Kitchen"})

    async with client() as sp:
        await sp.player_next(device)

    assert dict(route.calls.last.request.url.params) == {"device_id": "kitchen"}


async def test_nothing_playing(api: Any):
    """
    Nothing playing is nothing.
    """
    api.get("/me/player").respond(204)
    api.get("/me/player/currently-playing").respond(204)

    async with client() as sp:
        assert await sp.get_player() is None
        assert await sp.player_currently_playing() is None


@pytest.mark.parametrize("status", [200, 202, 204])
async def test_nonsense(status: int, api: Any):
    """
    A command's answer is not read.
    """
    text = "" if status == 204 else "BQx7Zk1"
    api.put("/me/player/play").respond(status, text=text)

    async with client() as sp:
        await sp.player_play()

    assert api.calls.last.request.content == b""


async def test_play_something(api: Any):
    """
    What to play may be an object, and where to begin a time.
    """
    route = api.put("/me/player/play").respond(204)
    album = asyncspotify.SimpleAlbum.from_data(load("album_simple_day"))

    async with client() as sp:
        await sp.player_play(context_uri=album, position_ms=timedelta(seconds=2))

    body = json.loads(route.calls.last.request.content)
    assert body == {"context_uri": album.uri, "position_ms": 2000}


async def test_player_values(api: Any):
    """
    Mistakes about the player are found before anything is sent.
    """
    async with client() as sp:
        with pytest.raises(ValueError, match="100"):
            await sp.player_volume(101)
        with pytest.raises(ValueError, match="no id"):
            await sp.player_pause(Device.from_data({"id": None}))
        with pytest.raises(ValueError, match="after and before"):
            sp.list_recently_played(after=1, before=2)

    assert not api.calls


async def test_played_since(api: Any):
    """
    A time may be given as one.
    """
    page = {**load("recently_played"), "next": None}
    route = api.get("/me/player/recently-played").respond(json=page)

    async with client() as sp:
        await sp.get_recently_played(after=datetime(2026, 1, 1, tzinfo=UTC))

    assert route.calls.last.request.url.params["after"] == "1767225600000"


# --- Playlists ----------------------------------------------------------------


def _snapshots(api: Any, method: str) -> Any:
    names = iter("abcdef")
    return api.route(method=method, path=f"/playlists/{A}/items").mock(
        side_effect=lambda request: MockResponse(json={"snapshot_id": next(names)})
    )


def _bodies(route: Any) -> list[dict[str, Any]]:
    return [json.loads(call.request.content) for call in route.calls]


async def test_add_many(api: Any):
    """
    Fault 12: 100 at a time, each part after the one before, in order.
    """
    route = _snapshots(api, "POST")
    ids = [f"{place:022}" for place in range(250)]

    async with client() as sp:
        snapshot = await sp.playlist_add_tracks(A, *ids, position=7)
        nothing = await sp.playlist_add_tracks(A)

    bodies = _bodies(route)
    assert [body["position"] for body in bodies] == [7, 107, 207]
    sent = [uri for body in bodies for uri in body["uris"]]
    assert sent == [f"spotify:track:{one}" for one in ids]
    assert (snapshot, nothing) == ("c", None)


async def test_remove_many(api: Any):
    """
    Parts are removed from what the part before has left.
    """
    route = _snapshots(api, "DELETE")
    ids = [f"{place:022}" for place in range(150)]

    async with client() as sp:
        last = await sp.playlist_remove_items(A, *ids, snapshot_id="z")
        await sp.playlist_remove_items(A, *ids)

    snapshots = [body.get("snapshot_id") for body in _bodies(route)]
    assert snapshots == ["z", "a", None, None]
    assert last == "b"


async def test_replace_many(api: Any):
    """
    The first hundred replace, the others are added; nothing empties it.
    """
    put, post = _snapshots(api, "PUT"), _snapshots(api, "POST")
    ids = [f"{place:022}" for place in range(150)]

    async with client() as sp:
        await sp.playlist_replace_items(A, *ids)
        await sp.playlist_replace_items(A)

    assert [len(body["uris"]) for body in _bodies(put)] == [100, 0]
    assert [len(body["uris"]) for body in _bodies(post)] == [50]


async def test_edit_nothing(api: Any):
    """
    Fault 14: to change nothing is a mistake.
    """
    async with client() as sp:
        with pytest.raises(ValueError, match="nothing to change"):
            await sp.edit_playlist(A)

    assert not api.calls


async def test_cover_file(api: Any, tmp_path: Path):
    """
    A cover may be a file, and has to be a small JPEG.
    """
    route = api.put(f"/playlists/{A}/images").respond(202)
    path = tmp_path / "cover.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")

    async with client() as sp:
        await sp.upload_playlist_cover(A, path)
        with pytest.raises(ValueError, match="JPEG"):
            await sp.upload_playlist_cover(A, b"\x89PNG")
        with pytest.raises(ValueError, match="at most"):
            await sp.upload_playlist_cover(A, b"\xff\xd8\xff" + bytes(200_000))

    assert route.calls.last.request.content == b"/9j/4A=="


# --- Many at once -------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "most"),
    [
        ("get_albums", "albums", 20),
        ("get_artists", "artists", 50),
        ("get_tracks", "tracks", 50),
        ("get_audio_features_multiple_tracks", "audio-features", 100),
    ],
)
async def test_batches(method: str, path: str, most: int, api: Any):
    """
    Fault 10: as many ids at a time as the service takes, nulls and order kept.
    """

    def some(request: Any) -> Any:
        ids = request.url.params["ids"].split(",")
        found = [None if one.endswith("7") else {"id": one} for one in ids]
        return MockResponse(json={path.replace("-", "_"): found})

    route = api.get(f"/{path}").mock(side_effect=some)
    ids = [f"{place:022}" for place in range(120)]

    async with client(tier="extended") as sp:
        found = await getattr(sp, method)(*ids)

    assert route.call_count == -(-120 // most)
    assert [one and one.id for one in found] == [
        None if one.endswith("7") else one for one in ids
    ]


async def test_seeds():
    """
    Recommendations need a seed, and take five.
    """
    async with client(tier="extended") as sp:
        with pytest.raises(ValueError, match="1 to 5"):
            await sp.get_recommendations()
        with pytest.raises(ValueError, match="1 to 5"):
            await sp.get_recommendations(seed_genres=list("abcdef"))


# --- The transport ------------------------------------------------------------


@pytest.mark.parametrize("wait", ["86400", "Wed, 21 Oct 2099 07:28:00 GMT"])
async def test_long_wait(wait: str, api: Any):
    """
    Fault 6: a wait that is too long is an error that says how long.
    """
    told = answer("error_429_rate_limit", 429)
    route = api.get("/me").respond(**told, headers={"retry-after": wait})

    async with client() as sp:
        with pytest.raises(RateLimited) as caught:
            await sp.get_me()
        with pytest.raises(RateLimited, match="held back"):
            await sp.get_album(A)

    assert caught.value.retry_after is not None
    assert caught.value.retry_after >= 86400
    assert route.call_count == 1


async def test_odd_wait(api: Any):
    """
    Fault 6: a wait that is no whole number is waited, one that is none is not.
    """
    waits = [{"retry-after": "0.01"}, {"retry-after": "soon"}]
    limited = [
        MockResponse(429, json=load("error_429_rate_limit"), headers=told)
        for told in waits
    ]
    api.get("/me").mock(side_effect=[*limited, MockResponse(json=load("me_full"))])

    async with client() as sp:
        assert (await sp.get_me()).id


async def test_quota(api: Any):
    """
    Fault 6: a spent quota is told apart, and not asked for again.
    """
    told = answer("error_429_quota", 429)
    route = api.get("/me").respond(**told, headers={"retry-after": "1"})

    async with client() as sp:
        with pytest.raises(QuotaExceeded):
            await sp.get_me()

    assert route.call_count == 1


async def test_repeated(api: Any):
    """
    Fault 7: what may be sent again is, after 5xx and lost connections.
    """
    told = [
        MockResponse(503, json=load("error_503")),
        read_error(),
        MockResponse(json=load("me_full")),
    ]
    api.get("/me").mock(side_effect=told)

    async with client() as sp:
        assert (await sp.get_me()).id


async def test_not_repeated(api: Any):
    """
    Fault 7: a POST is not, unless it never left.
    """
    skip = api.post("/me/player/next").respond(**answer("error_500", 500))
    queue = api.post("/me/player/queue").mock(
        side_effect=[connect_error(), MockResponse(204)]
    )

    async with client() as sp:
        with pytest.raises(ServerError):
            await sp.player_next()
        await sp.player_add_to_queue(A)

    assert (skip.call_count, queue.call_count) == (1, 2)


@pytest.mark.parametrize(
    ("status", "name", "error"),
    [
        (400, "error_400_bad_request", BadRequest),
        (401, "error_401_invalid", Unauthorized),
        (404, "error_404_not_found", NotFound),
        (404, "error_404_no_active_device", PlayerError),
        (405, "error_405_not_allowed", NotAllowed),
        (500, "error_500", ServerError),
    ],
)
async def test_errors(status: int, name: str, error: Any, api: Any):
    """
    Fault 9: each status has its class, with the service's words.
    """
    api.post("/me/player/next").respond(**answer(name, status))

    async with client() as sp:
        with pytest.raises(error) as caught:
            await sp.player_next()

    assert isinstance(caught.value, HTTPException)
    assert load(name)["error"]["message"] in str(caught.value)
    assert "a token" not in f"{caught.value!r}"


# --- Routes of one's own ------------------------------------------------------


async def test_raw(api: Any):
    """
    Anything can be asked for, and comes as JSON.
    """
    api.get("/me", params={"x": "1"}).respond(json={"id": "ada"})
    api.put("/me/player/pause").respond(204)

    async with client() as sp:
        assert await sp.http.request(Route("get", "me", x=1, y=None)) == {"id": "ada"}
        assert await sp.http.request(Route("put", "me/player/pause")) is None


async def test_raw_of_a_copy(api: Any):
    """
    A copy's own requests go by its own settings.
    """
    route = api.get("/me").respond(503)

    async with client() as sp:
        with pytest.raises(ServerError):
            await sp.with_options(retries=0).http.request(Route("get", "me"))

    assert route.call_count == 1


async def test_raw_elsewhere(api: Any):
    """
    Credentials go to the Web API alone.
    """
    route = api.post("https://elsewhere.test/x").respond(json=[1])

    async with client() as sp:
        told = await sp.http.request(
            Route("POST", "https://elsewhere.test/x", a="b"), data={"c": "d"}
        )

    assert told == [1]
    assert "authorization" not in route.calls.last.request.headers
    assert route.calls.last.request.content == b"c=d"


async def test_base_url(api: Any):
    """
    The Web API may be somewhere else.
    """
    api.get("http://127.0.0.1:8765/v1/me").respond(json=load("me_full"))

    async with client(base_url="http://127.0.0.1:8765/v1/") as sp:
        assert (await sp.get_me()).id
    with pytest.raises(UnsafeURL) as caught:
        client(base_url="127.0.0.1")

    assert isinstance(caught.value, SpotifyException)
