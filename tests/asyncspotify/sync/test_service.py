# Generated from aio/test_service.py by `nox -s twins`: do not edit.
"""
What people do, on a service that behaves like Spotify, on both tiers.
"""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from PIL import Image

import asyncspotify.sync as asyncspotify
from asyncspotify.sandbox import Sandbox
from asyncspotify.sync import (
    BadRequest,
    Client,
    DecodeError,
    FullChapter,
    InvalidId,
    NotFound,
    OwnerPremiumRequired,
    PlayerNotFound,
    PlaylistChapter,
    PlaylistTrack,
    RateLimited,
    ServerError,
    SpotifyException,
    Unauthorized,
)
from clientcore.sandbox import RateLimit, Reset, Status
from clientcore.sync import Bearer

from ..service import LostInAProxy, open_client, transport_of

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]

RAINY = "hwJtjwNeLMLIlDQDHJjR7q"
EXAMPLE = "items(added_by.id,track(name,href,album(name,href)))"


@pytest.fixture(params=["extended", "development"])
def sandbox(request: Any) -> Sandbox:
    """The seed world, on each tier."""
    return Sandbox(tier=request.param)


@pytest.fixture
def development() -> Sandbox:
    """The seed world, as apps in development mode see it."""
    return Sandbox(tier="development")


def asked(sandbox: Sandbox, method: str = "") -> list[str]:
    """Return the paths that were requested, without the tokens."""
    return [
        one.path.removeprefix("/v1/")
        for one in sandbox.requests
        if one.path.startswith("/v1/") and one.method.startswith(method)
    ]


# --- Playlists: fields --------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        EXAMPLE,
        "items(item(id,name,uri)),next",
        "total",
        "items(added_at)",
        "items.track.name",
        "items(item(!artists))",
        "!items",
        "href,!next",
        "limit,offset",
    ],
)
@pytest.mark.parametrize("tier", [None, "right"])
def test_fields(sandbox: Sandbox, fields: str, tier: Any):
    """
    Whatever fields are requested, all entries arrive, over all pages.
    """
    options = {"tier": None} if tier is None else {}
    with open_client(Client, sandbox, **options) as client:
        plain = client.get_playlist_items(RAINY)
        found = client.get_playlist_items(RAINY, fields=fields)

    assert len(found) == len(plain) == 112 or "added_at" in fields
    assert len(found) >= 112


def test_example_of_the_reference(sandbox: Sandbox):
    """
    The reference's own example returns names, under the old name of the key too.
    """
    with open_client(Client, sandbox) as client:
        [first, *_] = client.get_playlist_items(RAINY, 1, fields=EXAMPLE)

    assert isinstance(first, PlaylistTrack)
    assert first.album is not None
    assert first.added_by is not None
    assert (first.name, first.album.name) == ("Winter Window", "Salt Weather")
    assert first.added_by.id == "sandbox_me"


@pytest.mark.parametrize("fields", ["", "items(", "(a)", "items(a))", "a;b", "a..b"])
def test_odd_fields(development: Sandbox, fields: str):
    """
    Fields that cannot be read are refused before anything is sent.
    """
    with open_client(Client, development) as client:
        with pytest.raises(ValueError, match="fields"):
            client.list_playlist_items(RAINY, fields=fields)
        with pytest.raises(ValueError, match="fields"):
            client.get_playlist(RAINY, fields=fields)

    assert development.requests == []


@pytest.mark.parametrize("fields", ["name,tracks.items(track(name))", "items,name"])
def test_fields_of_a_playlist(sandbox: Sandbox, fields: str):
    """
    A playlist has its items, under whichever name they were requested.
    """
    with open_client(Client, sandbox) as client:
        playlist = client.get_playlist(RAINY, fields=fields)

    assert playlist.name == "Rainy Commute"
    assert len(playlist.tracks) == 99
    assert playlist.tracks[0].name == "Winter Window"


# --- Playlists: kinds of items ------------------------------------------------


def test_loop_over_a_playlist(sandbox: Sandbox):
    """
    A loop that expects tracks meets an episode and a local file, and goes on.
    """
    with open_client(Client, sandbox) as client:
        playlist = client.get_playlist(RAINY)
        lines = [
            (entry.name, [artist.name for artist in entry.artists], entry.album)
            for entry in playlist
        ]
        types = {entry.type for entry in playlist.tracks if not entry.artists}

    assert len(lines) == 112
    assert types == {"episode"}
    assert all(not entry.is_local for entry in playlist.tracks[:-1])


def test_chapters(sandbox: Sandbox):
    """
    Chapters in playlists and in the queue are there.
    """
    world = sandbox.world
    chapters = list(world.catalogue.chapters.values())[:3]
    with open_client(Client, sandbox) as client:
        client.playlist_add_items(RAINY, *(one.uri for one in chapters))
        added = client.get_playlist_items(RAINY)[-3:]
        client.player_play(uris=[one.uri for one in chapters])
        queue = client.get_queue()
        playing = client.get_player()

    assert [type(one) for one in added] == [PlaylistChapter] * 3
    assert [type(one) for one in queue.queue] == [FullChapter] * 2
    assert playing.item.name == chapters[0].name


# --- Playlists: changes -------------------------------------------------------


def test_local_file_past_the_first_hundred(sandbox: Sandbox):
    """
    Restoring a playlist that holds a local file is refused before anything is lost.
    """
    with open_client(Client, sandbox) as client:
        entries = client.get_playlist_items(RAINY)
        sandbox.requests.clear()
        for change in (client.playlist_replace_items, client.playlist_add_items):
            with pytest.raises(ValueError, match="item 111 is the local file"):
                change(RAINY, *entries)
        with pytest.raises(ValueError, match="local file"):
            client.player_play(uris=entries)
        with pytest.raises(ValueError, match="local file"):
            client.player_add_to_queue(entries[-1])
        assert sandbox.requests == []

        client.playlist_replace_items(RAINY, *entries, skip_local=True)
        after = client.get_playlist_items(RAINY)

    assert after == entries[:-1]


def test_replacing_that_fails(sandbox: Sandbox):
    """
    What fails after the first hundred says what the playlist holds now.
    """
    uris = [one.uri for one in sandbox.world.catalogue.tracks.values()][:150]
    with open_client(Client, sandbox) as client:
        sandbox.faults.add(Status(400), method="POST", path="/v1/playlists/*")
        with pytest.raises(BadRequest) as caught:
            client.playlist_replace_items(RAINY, *uris)
        sandbox.faults.clear()
        now = client.get_playlist_items(RAINY)

    assert caught.value.done == uris[:100] == [one.uri for one in now]
    assert "first 100 of 150" in caught.value.__notes__[0]


@pytest.mark.parametrize("change", ["playlist_add_items", "playlist_remove_items"])
def test_changes_that_fail(sandbox: Sandbox, change: str):
    """
    Of several requests, those that were done are in the error.
    """
    uris = [one.uri for one in sandbox.world.catalogue.tracks.values()][:250]
    with open_client(Client, sandbox) as client:
        path = "/v1/playlists/*"
        sandbox.faults.add(Status(403), path=path, calls=[3])
        with pytest.raises(SpotifyException) as caught:
            getattr(client, change)(RAINY, *uris)

    assert caught.value.done == uris[:200]


# --- Lost responses -----------------------------------------------------------

TRACK, OTHER = "YtkcAPblNlJ3luBsvhsOu4", "spotify:track:"


def writes() -> dict[str, Any]:
    """Return a call for each write of the client."""
    ids = Sandbox().world.catalogue
    kinds = {
        kind: list(ids.of(kind))[-3:]
        for kind in ("track", "album", "episode", "show", "audiobook", "artist")
    }
    found: dict[str, Any] = {
        "create": lambda it: it.create_me_playlist("Once"),
        "create for": lambda it: it.create_playlist("sandbox_me", "Once"),
        "edit": lambda it: it.edit_playlist(RAINY, name="Once"),
        "cover": lambda it: it.upload_playlist_cover(RAINY, b"\xff\xd8\xff"),
        "add": lambda it: it.playlist_add_items(RAINY, TRACK),
        "add at": lambda it: it.playlist_add_items(RAINY, TRACK, position=5),
        "add tracks": lambda it: it.playlist_add_tracks(RAINY, TRACK),
        "replace": lambda it: it.playlist_replace_items(RAINY, TRACK),
        "replace many": lambda it: it.playlist_replace_items(RAINY, *[TRACK] * 150),
        "empty": lambda it: it.playlist_replace_tracks(RAINY),
        "reorder": lambda it: it.playlist_reorder_items(RAINY, 5, 0, 2),
        "reorder tracks": lambda it: it.playlist_reorder_tracks(RAINY, 50, 3),
        "remove": lambda it: it.playlist_remove_items(RAINY, TRACK),
        "remove tracks": lambda it: it.playlist_remove_tracks(RAINY, TRACK),
        "follow": lambda it: it.follow_playlist(RAINY),
        "unfollow": lambda it: it.unfollow_playlist(RAINY),
        "following": lambda it: it.following("artist", *kinds["artist"]),
        "follow artists": lambda it: it.follow_artists(*kinds["artist"]),
        "unfollow artists": lambda it: it.unfollow_artists(*kinds["artist"]),
        "follow users": lambda it: it.follow_users("spotify"),
        "unfollow users": lambda it: it.unfollow_users("synthetic.friend"),
        "save": lambda it: it.save_to_library(f"spotify:track:{kinds['track'][0]}"),
        "drop": lambda it: it.remove_from_library(f"spotify:track:{kinds['track'][0]}"),
        "transfer": lambda it: it.player_transfer(phone(it), play=True),
        "play": lambda it: it.player_play(),
        "play context": lambda it: it.player_play(
            context_uri=f"spotify:playlist:{RAINY}"
        ),
        "play uris": lambda it: it.player_play(uris=kinds["track"]),
        "pause": lambda it: it.player_pause(),
        "next": lambda it: it.player_next(),
        "prev": lambda it: it.player_prev(),
        "seek": lambda it: it.player_seek(9000),
        "repeat": lambda it: it.player_repeat("context"),
        "volume": lambda it: it.player_volume(12),
        "shuffle": lambda it: it.player_shuffle(state=True),
        "queue": lambda it: it.player_add_to_queue(TRACK),
    }
    for kind in ("track", "album", "episode", "show", "audiobook"):
        for verb in ("save", "remove_saved"):
            name = f"{verb}_{kind}s"
            found[name] = lambda it, name=name, kind=kind: getattr(it, name)(
                *kinds[kind]
            )
    return found


def outcome(write: Any, client: Client) -> str:
    """Return how a write ended."""
    try:
        write(client)
    except SpotifyException as error:
        if isinstance(error, ServerError) or getattr(error, "sent", False):
            return "maybe done"
        return "refused"
    return "done"


def phone(client: Client) -> str:
    """Return the ID of the phone of the seed world."""
    from asyncspotify.sandbox._ids import new_hash

    return new_hash("Pocket phone")


WRITES = writes()


def state(sandbox: Sandbox) -> Any:
    """Return all that writes change, without ids and times."""
    me = sandbox.world.users["sandbox_me"]
    player = me.player
    return (
        [
            (one.name, one.cover, [entry.uri for entry in one.entries])
            for one in sandbox.world.playlists.values()
        ],
        {kind: list(shelf) for kind, shelf in me.library.items() if kind != "playlist"},
        len(me.kept("playlist")),
        [(one.name, one.is_active, one.volume) for one in player.devices],
        (player.index, player.context, player.is_playing, player.repeat),
        (player.shuffle, len(player.queue), player.current and player.current.uri),
    )


def prepared(tier: str) -> tuple[Sandbox, Any]:
    """Return a sandbox whose player plays, and its client."""
    sandbox = Sandbox(tier=tier)
    client = open_client(Client, sandbox)
    context = f"spotify:playlist:{RAINY}"
    client.player_play(context_uri=context, offset={"position": 4})
    sandbox.requests.clear()
    return sandbox, client


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("tier", ["extended", "development"])
@pytest.mark.parametrize("fault", [Reset(handled=True), LostInAProxy()], ids=repr)
def test_lost_response(name: str, tier: str, fault: Any):
    """
    If the first response of a write is lost, it is done once, or the error says that
    it may have been done.
    """
    usual, client = prepared(tier)
    with client:
        WRITES[name](client)
    sandbox, client = prepared(tier)
    sandbox.faults.add(fault, path="/v1/*", calls=[1])
    with client:
        found = outcome(WRITES[name], client)

    # Only commands that find their work done may be refused the second time.
    assert found in {"done", "maybe done"} or (name, found) == ("pause", "refused")
    assert state(sandbox) == state(usual)


def test_reorder_is_not_repeated(sandbox: Sandbox):
    """
    Without a snapshot a move is sent once; with one it may be repeated.
    """
    with open_client(Client, sandbox) as client:
        sandbox.faults.add(Status(502), method="PUT", path="/v1/playlists/*", times=1)
        with pytest.raises(ServerError):
            client.playlist_reorder_items(RAINY, 5, 0)
        snapshot = client.get_playlist(RAINY).snapshot_id
        sandbox.faults.add(Status(502), method="PUT", path="/v1/playlists/*", times=1)
        client.playlist_reorder_items(RAINY, 5, 0, snapshot_id=snapshot)

    assert len(asked(sandbox, "PUT")) == 3


# --- Following, and lists with links elsewhere --------------------------------


def test_follow_artists(sandbox: Sandbox):
    """
    Artists are followed and unfollowed on both tiers.
    """
    artist = list(sandbox.world.catalogue.artists)[-1]
    with open_client(Client, sandbox) as client:
        client.follow_artists(artist)
        client.following("artist", artist)
        followed = client.is_following_artists(artist)
        client.unfollow_artists(artist)
        after = client.is_following_artists(artist)

    assert (followed, after) == ([True], [False])


def test_my_playlists(sandbox: Sandbox):
    """
    The user's playlists are listed over all pages, whatever their links lead to.
    """
    me = sandbox.world.users["sandbox_me"]
    for number in range(60):
        sandbox.world.add_playlist(me, f"Number {number}")
    with open_client(Client, sandbox) as client:
        user = client.get_me()
        mine = client.get_me_playlists()
        theirs = user.playlists()

    assert len(mine) == len(theirs) >= 64
    assert set(asked(sandbox)) == {"me", "me/playlists"}


# --- Refusals -----------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda it: it.get_me(), id="get_me 0"),
        pytest.param(lambda it: it.get_tracks(*[TRACK] * 300), id="get_tracks 14"),
        pytest.param(
            lambda it: it.get_artists("zWUgLmrSsEPNBiLUvTeQPK"), id="get_artists 24"
        ),
        pytest.param(lambda it: it.get_markets(), id="get_markets 0"),
        pytest.param(lambda it: it.search_tracks("a"), id="search_tracks 3"),
        pytest.param(lambda it: it.player_pause(), id="player_pause 0"),
        pytest.param(
            lambda it: it.get_playlist_tracks(RAINY), id="get_playlist_tracks 5"
        ),
        pytest.param(lambda it: it.save_tracks(TRACK), id="save_tracks 5"),
    ],
)
@pytest.mark.parametrize("tier", [None, "development"])
def test_owner_without_premium(development: Sandbox, call: Any, tier: Any):
    """
    An app whose owner has no Premium is told so, and its tier is not guessed.
    """
    development.app.owner_pays = False
    with open_client(Client, development, tier=tier) as client:
        with pytest.raises(OwnerPremiumRequired, match="owner of the app") as caught:
            call(client)
        assert client.tier == tier

    assert "subscribe" in caught.value.__notes__[0]
    # All that are on their way at the same time, and no more.
    assert len(asked(development)) <= 10
    if tier is None:
        assert len(asked(development)) <= 7


def test_owner_without_premium_as_json(development: Sandbox):
    """
    The same is known in JSON.
    """
    text = "Active premium subscription required for the owner of the app."
    body = f'{{"error": {{"status": 403, "message": "{text}"}}}}'
    fault = Status(403, body=body, content_type="application/json")
    development.faults.add(fault, path="/v1/*")
    with open_client(Client, development) as client:
        with pytest.raises(OwnerPremiumRequired):
            client.get_me()


@pytest.mark.parametrize(
    ("call", "scope"),
    [
        pytest.param(
            lambda it: it.get_player(), "user-read-playback-state", id="get_player"
        ),
        pytest.param(
            lambda it: it.player_pause(),
            "user-modify-playback-state",
            id="player_pause",
        ),
        pytest.param(
            lambda it: it.get_recently_played(),
            "user-read-recently-played",
            id="get_recently_played",
        ),
        pytest.param(
            lambda it: it.player_currently_playing(),
            "user-read-currently-playing",
            id="player_currently_playing",
        ),
        pytest.param(
            lambda it: it.get_devices(), "user-read-playback-state", id="get_devices"
        ),
    ],
)
def test_player_without_scope(sandbox: Sandbox, call: Any, scope: str):
    """
    The player's 401 for want of a scope names it, and leads to no new token.
    """
    token: Any = sandbox.world.accounts.tokens[sandbox.credentials.token]
    token.grant.scopes = frozenset({"user-read-private"})
    with open_client(Client, sandbox) as client:
        with pytest.raises(Unauthorized, match=scope) as caught:
            call(client)

    assert scope in caught.value.scopes
    assert not [one for one in sandbox.requests if "token" in one.path]


def test_expired_token_at_the_player(sandbox: Sandbox):
    """
    A 401 of the player for an expired token leads to a new one.
    """
    with open_client(Client, sandbox) as client:
        sandbox.world.accounts.expire_tokens()
        client.get_devices()

    assert [one for one in sandbox.requests if "token" in one.path]


@pytest.mark.parametrize("command", ["player_pause", "player_next", "player_play"])
def test_device_that_is_gone(sandbox: Sandbox, command: str):
    """
    A command to a device that is gone is PlayerNotFound.
    """
    with open_client(Client, sandbox) as client:
        with pytest.raises(PlayerNotFound):
            getattr(client, command)("0" * 40)
        with pytest.raises(PlayerNotFound):
            client.player_transfer("0" * 40)


# --- Partial results ----------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (RateLimit(retry_after=3600), RateLimited),
        (Status(500), ServerError),
        (Status(400), BadRequest),
    ],
)
def test_many_objects(development: Sandbox, fault: Any, error: Any):
    """
    Of a thousand objects that are requested one by one, those that came are given.
    """
    tracks = list(development.world.catalogue.tracks)
    ids = (tracks * 5)[:1000]
    development.faults.add(fault, path="/v1/tracks/*", calls=range(120, 5000))
    with open_client(Client, development) as client:
        with pytest.raises(error) as caught:
            client.get_tracks(*ids)

    done: Any = caught.value.done
    assert 100 <= len(done) < 130
    assert all(one.id == key for key, one in done.items())


def test_bad_id_is_named(sandbox: Sandbox):
    """
    Of many ids, the one that is none is named.
    """
    ids = list(sandbox.world.catalogue.tracks)[:100]
    with open_client(Client, sandbox) as client:
        with pytest.raises(BadRequest, match="not-an-id"):
            client.get_tracks(*ids, "not-an-id")


def test_writes_that_fail(sandbox: Sandbox):
    """
    Of a thousand likes, those that were saved before a failure are known.
    """
    ids = list(sandbox.world.catalogue.tracks)[:200]
    sandbox.faults.add(RateLimit(retry_after=3600), path="/v1/me/*", calls=[3])
    with open_client(Client, sandbox) as client:
        with pytest.raises(RateLimited) as caught:
            client.save_tracks(*ids)

    assert len(caught.value.done or ()) in {80, 100}


@pytest.mark.parametrize("ahead", [0, 4])
def test_page_that_fails(sandbox: Sandbox, ahead: int):
    """
    If a page fails for good, what came is given, and where to go on.
    """
    me = sandbox.world.users["sandbox_me"]
    at = sandbox.world.clock()
    me.library["track"] = dict.fromkeys(list(sandbox.world.catalogue.tracks)[:390], at)
    bad = [n for n in range(300) if n >= 6]
    rule = sandbox.faults.add(Status(502), path="/v1/me/tracks", calls=bad)
    with open_client(Client, sandbox) as client:
        likes = client.list_saved_tracks(page_size=20).prefetch(ahead)
        with pytest.raises(ServerError) as caught:
            likes.collect()
        error: Any = caught.value
        sandbox.faults.clear()
        whole = likes.collect()
        rest = error.rest.collect()

    assert rule.struck >= 5
    assert 0 < len(error.items) == error.offset
    assert error.items + rest == whole
    assert len(whole) == 390


@pytest.mark.parametrize("failures", [3, 4])
def test_page_that_fails_some_times(sandbox: Sandbox, failures: int):
    """
    A page gets more attempts than other requests.
    """
    calls = range(2, 2 + failures)
    sandbox.faults.add(Status(502), path="/v1/me/tracks", calls=calls)
    with open_client(Client, sandbox) as client:
        assert len(client.get_saved_tracks(limit=None)) == 60


def test_no_retries(sandbox: Sandbox):
    """
    A client without retries has none for pages either.
    """
    sandbox.faults.add(Status(502), path="/v1/me/tracks")
    with open_client(Client, sandbox, retries=0) as client:
        with pytest.raises(ServerError):
            client.get_saved_tracks()

    assert len(asked(sandbox)) == 1


def test_first_page_that_fails(sandbox: Sandbox):
    """
    If the first page fails, nothing came, and the rest is everything.
    """
    sandbox.faults.add(Status(403), path="/v1/me/tracks", calls=[1])
    with open_client(Client, sandbox) as client:
        with pytest.raises(SpotifyException) as caught:
            client.get_saved_tracks(limit=None)
        rest = caught.value.rest.collect()

    assert (caught.value.items, caught.value.offset, len(rest)) == ([], None, 60)


def test_fill_that_fails(sandbox: Sandbox):
    """
    A fill that fails leaves what was known.
    """
    with open_client(Client, sandbox) as client:
        playlist = client.get_playlist(RAINY)
        known = list(playlist.tracks)
        sandbox.faults.add(Status(403), path="/v1/playlists/*", calls=[2])
        with pytest.raises(SpotifyException):
            playlist.fill()
        assert playlist.tracks == known
        sandbox.faults.clear()
        playlist.fill()

    assert (len(known), len(playlist.tracks)) == (99, 112)


# --- Playing ------------------------------------------------------------------


@pytest.mark.parametrize(
    "context",
    [
        "spotify:collection",
        "spotify:collection:tracks",
        "spotify:user:sandbox_me:collection",
        "https://open.spotify.com/collection/tracks",
        "https://open.spotify.com/intl-de/collection/tracks?si=1",
        "open.spotify.com/collection",
    ],
)
def test_liked_songs(sandbox: Sandbox, context: str):
    """
    Liked Songs are played, under each of their names.
    """
    with open_client(Client, sandbox) as client:
        likes = client.get_saved_tracks(2)
        uri = likes[1].track.uri
        client.player_play(context_uri=context, offset={"uri": uri})
        playing = client.get_player()

    assert playing.item == likes[1].track
    assert playing.context.uri == "spotify:user:sandbox_me:collection"


def test_offset_is_a_track(sandbox: Sandbox):
    """
    The offset may be an object, a link or an ID.
    """
    with open_client(Client, sandbox) as client:
        album = client.get_album("ycnsM0rUCwOn6tQgcekoIe")
        track = album.tracks[3]
        for offset in (track, track.link, track.id):
            client.player_play(context_uri=album, offset={"uri": offset})
            assert client.get_player().item == track


def test_too_many_to_play(sandbox: Sandbox):
    """
    More items than a command takes are refused before sending.
    """
    with open_client(Client, sandbox) as client:
        client.player_play(uris=[TRACK] * 800)
        with pytest.raises(ValueError, match="2300 items are too many"):
            client.player_play(uris=[TRACK] * 2300)

    assert len(asked(sandbox)) == 1


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(
            lambda it: it.player_play(uris=f"spotify:track:{TRACK}"),
            id="player_play 29",
        ),
        pytest.param(
            lambda it: it.get_recommendations(seed_genres="rock"),
            id="get_recommendations 18",
        ),
        pytest.param(
            lambda it: it.get_recommendations(seed_tracks=TRACK),
            id="get_recommendations 17",
        ),
    ],
)
def test_text_for_a_list(sandbox: Sandbox, call: Any):
    """
    Text where a list belongs is refused, and not taken letter by letter.
    """
    with open_client(Client, sandbox) as client:
        with pytest.raises(TypeError, match="list"):
            call(client)

    assert sandbox.requests == []


# --- Odd responses ------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "call", "empty"),
    [
        pytest.param(
            "me/player/devices", lambda it: it.get_devices(), [], id="get_devices"
        ),
        pytest.param("me/player", lambda it: it.get_player(), None, id="get_player"),
        pytest.param(
            "me/tracks", lambda it: it.get_saved_tracks(), [], id="get_saved_tracks"
        ),
        pytest.param(
            "me/following",
            lambda it: it.get_followed_artists(),
            [],
            id="get_followed_artists",
        ),
        pytest.param(
            "me/player/recently-played",
            lambda it: it.get_recently_played(),
            [],
            id="get_recently_played",
        ),
    ],
)
def test_no_content(sandbox: Sandbox, path: str, call: Any, empty: Any):
    """
    A 204 is an empty list, or None.
    """
    sandbox.faults.add(Status(204), path=f"/v1/{path}")
    with open_client(Client, sandbox) as client:
        assert call(client) == empty


def test_queue_without_device(sandbox: Sandbox):
    """
    Without a device the queue is empty.
    """
    for device in sandbox.world.users["sandbox_me"].player.devices:
        device.is_active = False
    with open_client(Client, sandbox) as client:
        queue = client.get_queue()

    assert (queue.currently_playing, queue.queue) == (None, [])
    assert queue.client is client


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda it: it.get_player(), id="get_player 0"),
        pytest.param(
            lambda it: it.player_currently_playing(), id="player_currently_playing 0"
        ),
        pytest.param(lambda it: it.get_devices(), id="get_devices 0"),
        pytest.param(lambda it: it.get_queue(), id="get_queue 0"),
    ],
)
def test_error_page_of_the_player(sandbox: Sandbox, call: Any):
    """
    HTML with status 200 is requested again, then it is a clear error.
    """
    page = Status(200, body="<html>Oops</html>")
    with open_client(Client, sandbox) as client:
        sandbox.faults.add(page, path="/v1/me/player*", times=1)
        call(client)
        sandbox.faults.add(page, path="/v1/me/player*")
        with pytest.raises(DecodeError, match="me/player"):
            call(client)


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


# --- Markets, and the order of likes ------------------------------------------


def test_spoken_words_of_an_app(sandbox: Sandbox):
    """
    An app without a user asks for shows and books in its own market.
    """
    ids = {
        kind: next(iter(sandbox.world.catalogue.of(kind)))
        for kind in ("show", "episode", "audiobook", "chapter")
    }
    with open_client(Client, sandbox, "app") as client:
        show = client.get_show(ids["show"])
        assert len(client.get_show_episodes(show)) == 20
        assert client.get_episode(ids["episode"])
        assert client.get_audiobook(ids["audiobook"])
        assert client.get_audiobook_chapters(ids["audiobook"])
        assert client.get_chapter(ids["chapter"])
        assert client.get_episodes(ids["episode"]) != [None]
        assert client.search_shows("small hours")


def test_spoken_words_without_market(sandbox: Sandbox):
    """
    Without a market the error says what is missing.
    """
    auth = Bearer(sandbox.credentials.app_token)
    client = Client(
        auth,
        base_url="http://sandbox/v1",
        transport=transport_of(Client, sandbox),
        tier=None,
    )
    show = next(iter(sandbox.world.catalogue.shows))
    with client:
        with pytest.raises(NotFound) as caught:
            client.get_show(show)

    assert "market=" in caught.value.__notes__[0]


def test_likes_keep_their_order():
    """
    With extended access the copy of a library has the order of the original.
    """
    sandbox = Sandbox()
    with open_client(Client, sandbox) as mine:
        likes = mine.get_saved_tracks(limit=None)
    with open_client(Client, sandbox, user="synthetic.friend") as theirs:
        theirs.save_tracks(*likes)
        copied = theirs.get_saved_tracks(limit=None)

    assert [one.track for one in copied] == [one.track for one in likes]
    assert [one.added_at for one in copied] == [one.added_at for one in likes]


def test_likes_in_development_mode(development: Sandbox):
    """
    Saved tracks may be given to both tiers.
    """
    with open_client(Client, development) as client:
        likes = client.get_saved_tracks(limit=3)
        client.remove_saved_tracks(*(one.track for one in likes))
        client.save_tracks(*likes)
        assert client.has_saved_tracks(*(one.track for one in likes)) == [True] * 3


# --- Programs for 0.12 --------------------------------------------------------


def test_documented_constructors(sandbox: Sandbox):
    """
    Models are made of a client and raw JSON, and of the client's ``http``.
    """
    models: Any = asyncspotify
    with open_client(Client, sandbox) as client:
        raw = client.http.get_track(TRACK)
        for given in (client, client.http):
            track = models.SimpleTrack(given, dict(raw))
            assert (track.id, track.client) == (TRACK, client)
        client.player_play(uris=[TRACK])
        state = client.http.get_player()
        playing = models.CurrentlyPlayingContext(client, state)
        playing.pause()

    image = models.Image(None, {"url": "u", "width": 640.0, "height": None})
    assert (str(image), image.width) == ("u", 640)


def test_attributes_of_ones_own(sandbox: Sandbox):
    """
    Programs set attributes on what they got, and an album on simple tracks.
    """
    with open_client(Client, sandbox) as client:
        album = client.get_album("ycnsM0rUCwOn6tQgcekoIe")
        for track in album.tracks:
            track.album = album
            track.votes = 1
        album.seen = album.artists[0].seen = True

    assert album.tracks[0].album is album
    assert (album.tracks[0].votes, album.seen, album.artists[0].seen) == (1, True, True)
