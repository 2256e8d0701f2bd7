"""
Playlists themselves.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable

import pytest

from asyncspotify.sandbox import Playlist, Sandbox, World
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Token = Callable[..., str]

JPEG = b"\xff\xd8\xff\xe0 a picture"


def named(world: World, name: str) -> Playlist:
    return next(p for p in world.playlists.values() if p.name == name)


def message(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.json()["error"]["message"]


async def test_both_shapes(ask: Ask, world: World):
    """
    With extended access a playlist has the names of before and after 2026.
    """
    playlist = named(world, "Rainy Commute")
    found = (await ask("GET", f"/playlists/{playlist.id}")).json()
    entry = found["items"]["items"][0]

    assert found["items"]["items"] == found["tracks"]["items"]
    assert found["tracks"]["next"].split("?")[0].endswith("/tracks")
    assert found["items"]["next"].split("?")[0].endswith("/tracks")
    assert entry["item"] == entry["track"]


async def test_new_shape(ask: Ask, development: Sandbox):
    """
    In development it has the new ones only.
    """
    playlist = named(development.world, "Rainy Commute")
    found = (await ask("GET", f"/playlists/{playlist.id}", on=development)).json()
    entry = found["items"]["items"][0]

    assert "tracks" not in found
    assert "track" not in entry
    assert entry["item"]["type"] == "track"


async def test_foreign(ask: Ask, development: Sandbox):
    """
    There, playlists of others are but described, in lists too.
    """
    playlist = named(development.world, "Alex's Picks")
    path = f"/playlists/{playlist.id}"
    found = (await ask("GET", path, on=development)).json()
    items = await ask("GET", f"{path}/items", on=development)
    mine = (await ask("GET", "/me/playlists", on=development)).json()["items"]
    shapes = {one["name"]: "items" in one for one in mine if one}

    assert not found.keys() & {"items", "tracks"}
    assert message(items) == (403, "Forbidden")
    assert shapes == {
        "Road Trip": True,
        "Alex's Picks": False,
        "Empty": True,
        "Quiet Evenings": True,
        "Rainy Commute": True,
    }


async def test_house(ask: Ask, sandbox: Sandbox, development: Sandbox):
    """
    The service's own are not there in development, and null in lists.
    """
    playlist = named(sandbox.world, "Fresh Every Friday")
    path = f"/playlists/{playlist.id}"
    seen = await ask("GET", path)
    hidden = await ask("GET", path, on=development)
    mine = (await ask("GET", "/me/playlists", on=development)).json()

    assert (seen.status, hidden.status) == (200, 404)
    assert None in mine["items"]


async def test_what_is_in_it(ask: Ask, world: World):
    """
    There are tracks, episodes, files of one's own, and holes.
    """
    path = f"/playlists/{named(world, 'Rainy Commute').id}/items"
    first = (await ask("GET", path)).json()["items"]
    last = (await ask("GET", path, offset=100)).json()["items"]
    local = last[-1]

    assert first[3]["item"] is None
    assert last[-2]["item"]["type"] == "episode"
    assert (local["is_local"], local["item"]["id"]) == (True, None)
    assert local["item"]["uri"] == "spotify:local:My+Band:Cellar:Demo+3:203"


async def test_withdrawn_track(ask: Ask, world: World):
    """
    A track that is withdrawn leaves a hole.
    """
    playlist = named(world, "Quiet Evenings")
    item = playlist.entries[0].item
    assert item is not None
    world.catalogue.remove(item)  # type: ignore[arg-type]
    found = (await ask("GET", f"/playlists/{playlist.id}/items")).json()

    assert found["items"][0]["item"] is None
    assert found["total"] == len(playlist.entries)


async def test_fields(ask: Ask, world: World):
    """
    What is not wanted is left out.
    """
    path = f"/playlists/{named(world, 'Rainy Commute').id}"
    found = await ask("GET", path, fields="name,items(total,items.item(name,!album))")

    assert found.json().keys() == {"name", "items"}
    assert found.json()["items"].keys() == {"total", "items"}
    assert found.json()["items"]["items"][0].keys() == {"item"}
    assert found.json()["items"]["items"][0]["item"].keys() == {"name"}


async def test_private(ask: Ask, world: World, token: Token):
    """
    A private playlist is its owner's, if the app may see such.
    """
    path = f"/playlists/{named(world, 'Quiet Evenings').id}"
    seen = await ask("GET", path)
    other = await ask("GET", path, token=token(user="synthetic.friend"))
    blind = await ask("GET", path, token=token("playlist-read-collaborative"))

    assert seen.json()["public"] is False
    assert (other.status, blind.status) == (404, 403)


async def test_lists_of_what_is_visible(ask: Ask, world: World, token: Token):
    """
    Lists leave out what the app may not see.
    """

    async def names(path: str, **by: str) -> set[str]:
        answer = await ask("GET", path, **by)
        return {one["name"] for one in answer.json()["items"]}

    everything = await names("/me/playlists")
    public = await names("/me/playlists", token=token())
    private = await names("/me/playlists", token=token("playlist-read-private"))
    of_another = await names("/users/synthetic.friend/playlists")
    of_oneself = await names("/users/sandbox_me/playlists")

    assert everything - public == {"Quiet Evenings", "Road Trip"}
    assert private - public == {"Quiet Evenings"}
    assert of_another == {"Alex's Picks"}
    assert of_oneself == everything


async def test_create(ask: Ask, world: World):
    """
    A new playlist is public unless it is told not to be, and it is the first.
    """
    answer = await ask("POST", "/me/playlists", {"name": "Fresh"})
    made = answer.json()
    mine = (await ask("GET", "/me/playlists", limit=1)).json()

    assert answer.status == 201
    assert (made["public"], made["description"], made["images"]) == (True, None, None)
    assert made["items"]["total"] == 0
    assert mine["items"][0]["id"] == made["id"]
    assert world.playlists[made["id"]].owner.id == "sandbox_me"


async def test_create_in_the_old_way(ask: Ask):
    """
    It can be made for a user too, who has to be the one that asks.
    """
    body = {"name": "Fresh", "public": False, "description": "d"}
    mine = await ask("POST", "/users/sandbox_me/playlists", body)
    other = await ask("POST", "/users/synthetic.friend/playlists", body)

    assert (mine.status, mine.json()["description"]) == (201, "d")
    assert other.status == 403


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "Missing required field: name"),
        ({"name": 7}, "Invalid value for field: name"),
        ({"name": "x", "public": 1}, "Invalid value for field: public"),
        (
            {"name": "x", "collaborative": True},
            "Collaborative playlists can only be private",
        ),
        (7, "Error parsing JSON."),
    ],
)
async def test_odd_bodies(ask: Ask, body: object, text: str):
    """
    What is no playlist is 400.
    """
    assert message(await ask("POST", "/me/playlists", body)) == (400, text)


async def test_unreadable_body(ask: Ask):
    """
    So is what is no JSON.
    """
    answer = await ask("POST", "/me/playlists", body=b"{")

    assert message(answer) == (400, "Error parsing JSON.")


@pytest.mark.parametrize("is_public", [True, False])
async def test_scope_of_writes(ask: Ask, token: Token, is_public: bool):
    """
    Public and private playlists need a scope each.
    """
    kind = "public" if is_public else "private"
    body = {"name": "Fresh", "public": is_public}
    enough = token(f"playlist-modify-{kind}")
    lacking = token(all_but=f"playlist-modify-{kind}")
    good = await ask("POST", "/me/playlists", body, token=enough)
    bad = await ask("POST", "/me/playlists", body, token=lacking)

    assert good.status == 201
    assert message(bad) == (403, "Insufficient client scope")


async def test_change(ask: Ask, world: World):
    """
    What is said of a playlist can be changed, one thing at a time.
    """
    playlist = named(world, "Rainy Commute")
    before = playlist.snapshot_id
    answer = await ask("PUT", f"/playlists/{playlist.id}", {"name": "Sunny"})

    assert (answer.status, answer.body) == (200, b"")
    assert (playlist.name, playlist.public) == ("Sunny", True)
    assert playlist.snapshot_id != before


async def test_change_nothing(ask: Ask, world: World):
    """
    To change nothing is 400.
    """
    playlist = named(world, "Rainy Commute")

    assert (await ask("PUT", f"/playlists/{playlist.id}", {})).status == 400


async def test_public_and_collaborative(ask: Ask, world: World):
    """
    A playlist that others change is not public.
    """
    path = f"/playlists/{named(world, 'Rainy Commute').id}"
    open_to_all = await ask("PUT", path, {"collaborative": True})
    among_friends = await ask("PUT", path, {"collaborative": True, "public": False})

    assert (open_to_all.status, among_friends.status) == (400, 200)


async def test_change_of_another(ask: Ask, world: World):
    """
    What is somebody else's is theirs, collaborative or not.
    """
    playlist = named(world, "Road Trip")
    answer = await ask("PUT", f"/playlists/{playlist.id}", {"name": "x"})

    assert message(answer) == (403, "You cannot change a playlist you don't own.")


async def test_cover(ask: Ask, world: World):
    """
    A picture can be uploaded, and is then the cover.
    """
    path = f"/playlists/{named(world, 'Rainy Commute').id}/images"
    before = (await ask("GET", path)).json()
    kind = {"content-type": "image/jpeg"}
    answer = await ask("PUT", path, headers=kind, body=b64encode(JPEG))
    after = (await ask("GET", path)).json()

    assert (answer.status, answer.body) == (202, b"")
    assert named(world, "Rainy Commute").cover == JPEG
    assert before[0]["width"] == 640
    assert (after[0]["width"], len(after)) == (None, 1)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("image/png", b64encode(JPEG), 415),
        ("image/jpeg", JPEG, 400),
        ("image/jpeg", b64encode(b"no picture"), 400),
        ("image/jpeg", b64encode(JPEG + bytes(200_000)), 413),
    ],
)
async def test_odd_covers(ask: Ask, world: World, kind: str, body: bytes, status: int):
    """
    A cover is a small JPEG in base64.
    """
    path = f"/playlists/{named(world, 'Rainy Commute').id}/images"
    answer = await ask("PUT", path, headers={"content-type": kind}, body=body)

    assert answer.status == status


async def test_scopes_of_covers(ask: Ask, world: World, token: Token):
    """
    To upload a cover needs two scopes.
    """
    path = f"/playlists/{named(world, 'Rainy Commute').id}/images"
    lacking = ("ugc-image-upload", "playlist-modify-public")
    answers = [await ask("PUT", path, token=token(all_but=one)) for one in lacking]

    assert [answer.status for answer in answers] == [403, 403]


async def test_follow(ask: Ask, world: World, token: Token):
    """
    Playlists of others can be followed, and left again.
    """
    playlist = named(world, "Rainy Commute")
    path = f"/playlists/{playlist.id}/followers"
    other = token("playlist-modify-public", user="synthetic.friend")

    async def follows() -> object:
        return (await ask("GET", f"{path}/contains", token=other)).json()

    before = await follows()
    await ask("PUT", path, token=other)
    during = await follows()
    followers = world.followers_of(playlist)
    await ask("DELETE", path, token=other)

    assert [before, during, await follows()] == [[False], [True], [False]]
    assert followers == 1


async def test_followers_of_one(ask: Ask, world: World):
    """
    Followers are looked up one at a time.
    """
    path = f"/playlists/{named(world, 'Road Trip').id}/followers/contains"
    one = await ask("GET", path, ids="sandbox_me")
    none = await ask("GET", path, ids="nobody")
    two = await ask("GET", path, ids="sandbox_me,spotify")

    assert [one.json(), none.json(), two.status] == [[True], [False], 400]
