"""
Writes whose response is lost.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify import (
    Client,
    ServerError,
    SpotifyException,
)
from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import Reset, Status

from ..service import RAINY, TRACK, LostInAProxy, asked, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


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


async def outcome(write: Any, client: Client) -> str:
    """Return how a write ended."""
    try:
        await write(client)
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


async def prepared(tier: str) -> tuple[Sandbox, Any]:
    """Return a sandbox whose player plays, and its client."""
    sandbox = Sandbox(tier=tier)
    client = open_client(Client, sandbox)
    context = f"spotify:playlist:{RAINY}"
    await client.player_play(context_uri=context, offset={"position": 4})
    sandbox.requests.clear()
    return sandbox, client


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("tier", ["extended", "development"])
@pytest.mark.parametrize("fault", [Reset(handled=True), LostInAProxy()], ids=repr)
async def test_lost_response(name: str, tier: str, fault: Any):
    """
    If the first response of a write is lost, it is done once, or the error says that
    it may have been done.
    """
    usual, client = await prepared(tier)
    async with client:
        await WRITES[name](client)
    sandbox, client = await prepared(tier)
    sandbox.faults.add(fault, path="/v1/*", calls=[1])
    async with client:
        found = await outcome(WRITES[name], client)

    # Only commands that find their work done may be refused the second time.
    assert found in {"done", "maybe done"} or (name, found) == ("pause", "refused")
    assert state(sandbox) == state(usual)


async def test_reorder_is_not_repeated(sandbox: Sandbox):
    """
    Without a snapshot a move is sent once; with one it may be repeated.
    """
    async with open_client(Client, sandbox) as client:
        sandbox.faults.add(Status(502), method="PUT", path="/v1/playlists/*", times=1)
        with pytest.raises(ServerError):
            await client.playlist_reorder_items(RAINY, 5, 0)
        snapshot = (await client.get_playlist(RAINY)).snapshot_id
        sandbox.faults.add(Status(502), method="PUT", path="/v1/playlists/*", times=1)
        await client.playlist_reorder_items(RAINY, 5, 0, snapshot_id=snapshot)

    assert len(asked(sandbox, "PUT")) == 3
