"""
Development mode and extended access, and what was withdrawn.
"""

from __future__ import annotations

import warnings
from typing import Any
from urllib.parse import unquote

import pytest
from respx import MockResponse

from asyncspotify import (
    Client,
    Forbidden,
    FullTrack,
    Tier,
    WithdrawnWarning,
)
from asyncspotify._operation import Status
from asyncspotify._operations import OPERATIONS
from clientcore.aio import Bearer

from ..answers import answer, load
from ..endpoints import Case
from ..endpoints_user import CASES

A, B, C = "0aB1cD2eF3gH4iJ5kL6mN7", "7nM6lK5jI4hG3fE2dC1bA0", "1" * 22

WITHDRAWN = [
    case for case in CASES if OPERATIONS[case.operation].status is Status.WITHDRAWN
]
#: Those that nothing has taken the place of.
GONE = [case for case in WITHDRAWN if not OPERATIONS[case.operation].instead]
MOVED = [case for case in WITHDRAWN if OPERATIONS[case.operation].instead]

quiet = pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning")


def client(tier: Any = None, **options: Any) -> Client:
    """Return a client."""
    return Client(Bearer("a token"), tier=tier, **options)


def _respond(api: Any, case: Case, path: str | None = None) -> Any:
    told = {"json": case.body()} if case.answer else {"status_code": 204}
    if case.key == "told":
        told = {"json": [True]}
    return api.route(path=path or f"/{unquote(case.path)}").respond(**told)


# --- Limits -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tier", "search", "albums", "tracks"),
    [
        (None, "10", "10", "50"),
        ("development", "10", "10", "50"),
        ("extended", "50", "50", "100"),
    ],
)
async def test_page_sizes(api: Any, tier: Any, search: str, albums: str, tracks: str):
    """
    No page is larger than the tier allows; an unknown one is asked with care.
    """
    empty: dict[str, Any] = {"items": [], "next": None, "total": 0}
    routes = [
        api.get("/search").respond(json={"tracks": empty}),
        api.get(f"/artists/{A}/albums").respond(json=empty),
        api.get(path__regex=f"/playlists/{A}/(items|tracks)").respond(json=empty),
    ]

    async with client(tier) as sp:
        await sp.search_tracks("x", limit=200)
        await sp.get_artist_albums(A, limit=None)
        await sp.get_playlist_tracks(A)

    sizes = [route.calls.last.request.url.params["limit"] for route in routes]
    assert sizes == [search, albums, tracks]


@pytest.mark.parametrize("name", ["Development", "none", ""])
def test_odd_tier(name: Any):
    """
    A tier that is none is refused.
    """
    with pytest.raises(ValueError, match="Tier"):
        client(name)


# --- What has moved -----------------------------------------------------------


@pytest.mark.parametrize("tier", [None, "development"])
@pytest.mark.parametrize("case", MOVED, ids=lambda case: case.name)
async def test_moved(case: Case, tier: Any, api: Any):
    """
    Where an operation has a successor, that one is called, without a warning.
    """
    successor = OPERATIONS[OPERATIONS[case.operation].instead or ""]
    path = successor.template.replace("{id}", A)
    route = _respond(api, case, f"/{path}")

    async with client(tier) as sp:
        await case.call(sp)

    assert {call.request.method for call in route.calls} == {successor.method}


async def test_library_uris(api: Any):
    """
    The library takes URIs, 40 at a time, in the order given.
    """
    route = api.put("/me/library").respond(200)
    ids = [f"{place:022}" for place in range(50)]

    async with client() as sp:
        await sp.save_tracks(*ids)
        await sp.follow_users("ada")

    sent = [call.request.url.params["uris"].split(",") for call in route.calls]
    assert [len(part) for part in sent] == [40, 10, 1]
    assert sent[0] + sent[1] == [f"spotify:track:{one}" for one in ids]
    assert sent[2] == ["spotify:user:ada"]


@pytest.mark.parametrize("tier", [None, "development"])
async def test_artists(tier: Any, api: Any):
    """
    Artists are followed by the library.
    """
    put = api.put("/me/library").respond(204)
    delete = api.delete("/me/library").respond(204)

    async with client(tier) as sp:
        await sp.follow_artists(A, B)
        await sp.following("artist", C)
        await sp.unfollow_artists(A)

    sent = [call.request.url.params["uris"] for call in (*put.calls, *delete.calls)]
    a, b, c = (f"spotify:artist:{one}" for one in (A, B, C))
    assert sent == [f"{a},{b}", c, a]


@quiet
async def test_artists_with_extended_access(api: Any):
    """
    With extended access artists are followed by the older operation.
    """
    put = api.put("/me/following").respond(204)

    async with client("extended") as sp:
        await sp.follow_artists(A, B)

    assert dict(put.calls.last.request.url.params) == {
        "type": "artist",
        "ids": f"{A},{B}",
    }


async def test_artists_are_told(api: Any):
    """
    Which artists are followed is asked of the library.
    """
    route = api.get("/me/library/contains").respond(json=[True])

    async with client() as sp:
        assert await sp.is_following_artists(A) == [True]

    assert route.calls.last.request.url.params["uris"] == f"spotify:artist:{A}"


async def test_library_answers(api: Any):
    """
    What is asked in parts is answered in one list, in the order given.
    """

    def contains(request: Any) -> Any:
        uris = request.url.params["uris"].split(",")
        return MockResponse(json=[int(uri[-2:]) % 3 == 0 for uri in uris])

    api.get("/me/library/contains").mock(side_effect=contains)

    async with client() as sp:
        kept = await sp.has_saved_albums(*(f"{place:022}" for place in range(60)))
        nothing = await sp.has_saved_albums()

    assert kept == [place % 3 == 0 for place in range(60)]
    assert nothing == []


async def test_wrong_kind():
    """
    An album is not saved among the tracks.
    """
    async with client() as sp:
        with pytest.raises(ValueError, match="an album, not a track"):
            await sp.save_tracks(f"spotify:album:{A}")


# --- What is gone -------------------------------------------------------------


@pytest.mark.parametrize("case", GONE, ids=lambda case: case.name)
async def test_warning(case: Case, api: Any):
    """
    Who calls what was withdrawn is warned, once, and told where.
    """
    _respond(api, case)

    async with client() as sp:
        with pytest.warns(WithdrawnWarning, match="withdrawn") as caught:
            await case.call(sp)
        # A second warning would be an error.
        await case.call(sp)

    assert len(caught) == 1
    assert "/tests/asyncspotify/" in caught[0].filename


async def test_warning_as_error(api: Any):
    """
    Who makes warnings errors gets one each time, and nothing is sent.
    """
    async with client() as sp:
        for _ in range(2):
            with pytest.raises(WithdrawnWarning):
                await sp.get_markets()

    assert not api.calls


async def test_no_warning(api: Any):
    """
    Whose tier has everything is not warned.
    """
    api.get("/markets").respond(json=load("markets"))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        async with client("extended") as sp:
            assert "SE" in await sp.get_markets()


@pytest.mark.parametrize("case", WITHDRAWN, ids=lambda case: case.name)
def test_docstring(case: Case):
    """
    Each method that may be sent to what was withdrawn says so.
    """
    methods = [getattr(Client, name) for name in dir(Client)]
    serving = [
        method
        for method in methods
        if OPERATIONS[case.operation] in getattr(method, "operations", ())
    ]

    assert serving
    assert all("withdrawn from apps" in (one.__doc__ or "") for one in serving)


def test_count():
    """
    40 operations were withdrawn, 8 restricted before, and 8 are new.
    """
    told = [operation.status for operation in OPERATIONS.values()]

    assert told.count(Status.WITHDRAWN) == 40
    assert told.count(Status.RESTRICTED) == 8
    assert told.count(Status.NEW) == 8


# --- One by one ---------------------------------------------------------------


def _singles(api: Any) -> Any:
    def one(request: Any) -> Any:
        asked = request.url.path.rpartition("/")[2]
        if asked == B:
            return MockResponse(404, json=load("error_404_not_found"))
        return MockResponse(json={**load("track_full"), "id": asked})

    return api.get(path__regex="/tracks/.+").mock(side_effect=one)


@quiet
async def test_fallback(api: Any):
    """
    Fault 11: after a batch is refused each is asked for by itself, in order.
    """
    batch = api.get("/tracks").respond(**answer("error_403_devmode", 403))
    singles = _singles(api)

    async with client() as sp:
        tracks = await sp.get_tracks(A, B, C)
        again = await sp.with_options(timeout=9).get_tracks(C)
        tier = sp.tier

    assert [track and track.id for track in tracks] == [A, None, C]
    assert [track and track.id for track in again] == [C]
    assert all(track is None or isinstance(track, FullTrack) for track in tracks)
    assert tier is Tier.DEVELOPMENT
    assert (batch.call_count, singles.call_count) == (1, 4)


async def test_fallback_at_once(api: Any):
    """
    Whose tier is known to be refused does not try, and is not warned.
    """
    singles = _singles(api)

    async with client("development") as sp:
        await sp.get_tracks(A, C)

    assert singles.call_count == 2


@quiet
async def test_no_fallback(api: Any):
    """
    It can be turned off: then the refusal is the caller's to see.
    """
    api.get("/tracks").respond(**answer("error_403_devmode", 403))

    async with client(batch_fallback=False) as sp:
        with pytest.raises(Forbidden) as caught:
            await sp.get_tracks(A)

    assert "withdrawn" in "".join(caught.value.__notes__)


# --- Copies -------------------------------------------------------------------


@quiet
async def test_copy_of_another_tier(api: Any):
    """
    A copy can be told another tier, and keeps what it finds out for itself.
    """
    batch = api.get("/tracks").respond(**answer("error_403_devmode", 403))
    singles = _singles(api)

    async with client("extended") as sp:
        copy = sp.with_options(tier="development")
        same = sp.with_options(timeout=9)
        await copy.get_tracks(A)

        assert (sp.tier, same.tier) == (Tier.EXTENDED, Tier.EXTENDED)
        assert copy.tier is Tier.DEVELOPMENT
        assert (batch.called, singles.call_count) == (False, 1)
        with pytest.raises(Forbidden):
            await sp.get_tracks(A)
        with pytest.raises(ValueError, match="Tier"):
            sp.with_options(tier="none")  # type: ignore[arg-type]


async def test_copy_without_fallback(api: Any):
    """
    A copy can be told to ask for nothing one by one.
    """
    api.get("/tracks").respond(**answer("error_403_devmode", 403))

    async with client("development") as sp:
        copy = sp.with_options(batch_fallback=False)
        with (
            pytest.warns(WithdrawnWarning),
            pytest.raises(Forbidden, match="403"),
        ):
            await copy.get_tracks(A)
