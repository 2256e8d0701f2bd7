"""
Uploading shows, and changing them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from aiomixcloud.sandbox import Cloudcast, Limits, Received, Sandbox, User, World
from aiomixcloud.sandbox import Section as Part
from clientcore.sandbox import Answer, call

Ask = Callable[..., Awaitable[Answer]]

AUDIO = ("night bus.mp3", b"ID3" + bytes(range(256)) * 400)


@pytest.fixture
def show(world: World, owner: User) -> Cloudcast:
    """
    A show with all there is to change.
    """
    cast = world.add_cloudcast(owner, "Night Bus", tags=["House", "Funk"])
    cast.description = "Home again"
    cast.sections = [Part(0, chapter="Intro")]
    return cast


async def problems(answer: Awaitable[Answer]) -> set[str]:
    """
    The fields that are told to be wrong.
    """
    refused = await answer
    assert refused.status == 400
    error = refused.json()["error"]
    assert error["type"] == "ValidationException"
    return {*error["details"]}


async def test_upload(ask: Ask, world: World):
    """
    An upload is a show, and its file is counted and hashed.
    """
    form = {"name": "Night Bus Home", "mp3": AUDIO}
    answer = await ask("POST", "/api/upload/", token=True, form=form)
    cast = world.cloudcasts["/dj_okapi/night-bus-home/"]

    assert answer.json() == {
        "result": {
            "success": True,
            "message": "Uploaded Night Bus Home",
            "key": "/dj_okapi/night-bus-home/",
        }
    }
    assert cast.audio == Received(
        "night bus.mp3", "audio/mpeg", len(AUDIO[1]), sha256(AUDIO[1]).hexdigest()
    )
    assert (await ask("GET", f"/api{cast.key}")).json()["name"] == "Night Bus Home"


async def test_all_fields(ask: Ask, world: World, owner: User):
    """
    All that can be said of a show is said of it afterwards.
    """
    owner.is_pro = True
    guest = world.add_user("guest", "Guest")
    owner.cohosts = [guest]
    form = {
        "mp3": AUDIO,
        "name": "Everything",
        "picture": ("cover.jpg", b"\xff\xd8"),
        "description": "All of it",
        "tags-0-tag": "Deep house",
        "tags-1-tag": "Friday",
        "sections-0-chapter": "Intro",
        "sections-0-start_time": "0",
        "sections-1-artist": "Okonkwo",
        "sections-1-song": "May",
        "publish_date": "2024-06-01T12:00:00Z",
        "disable_comments": "1",
        "hide_stats": "true",
        "hosts-0-username": "guest",
        "percentage_music": "100",
    }
    answer = await ask("POST", "/api/upload/", token=True, form=form)
    cast = world.cloudcasts[answer.json()["result"]["key"]]

    assert cast.description == "All of it"
    assert cast.tags == ["deep-house", "friday"]
    assert cast.sections == [
        Part(0, chapter="Intro"),
        Part(None, artist="Okonkwo", song="May"),
    ]
    assert cast.picture is not None
    assert cast.picture.filename == "cover.jpg"
    assert cast.publish_at == datetime(2024, 6, 1, 12, tzinfo=UTC)
    assert (cast.disables_comments, cast.hides_stats) == (True, True)
    assert cast.hosts == [guest]


async def test_unlisted_overrides_date(ask: Ask, world: World, owner: User):
    """
    What is private stays so, whatever date is named.
    """
    owner.is_pro = True
    date = "2024-06-01T12:00:00Z"
    form = {"mp3": AUDIO, "name": "x", "unlisted": "1", "publish_date": date}
    await ask("POST", "/api/upload/", token=True, form=form)
    cast = world.cloudcasts["/dj_okapi/x/"]

    assert (cast.is_unlisted, cast.publish_at) == (True, None)


async def test_same_name(ask: Ask, world: World):
    """
    Shows of one name have keys of their own.
    """
    form = {"mp3": AUDIO, "name": "Night Bus"}
    for _ in range(3):
        await ask("POST", "/api/upload/", token=True, form=form)

    assert [*world.cloudcasts] == [
        "/dj_okapi/night-bus/",
        "/dj_okapi/night-bus-2/",
        "/dj_okapi/night-bus-3/",
    ]


async def test_length(ask: Ask, world: World):
    """
    A show is as long as its file would be at 320 kbit/s.
    """
    form = {"mp3": ("x.mp3", bytes(400_000)), "name": "Ten seconds"}
    await ask("POST", "/api/upload/", token=True, form=form)

    assert world.cloudcasts["/dj_okapi/ten-seconds/"].audio_length == 10


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"mp3": None}, {"mp3"}),
        ({"mp3": ("x.mp3", b"")}, {"mp3"}),
        ({"mp3": "no file"}, {"mp3"}),
        ({"name": None}, {"name"}),
        ({"name": " "}, {"name"}),
        ({"mp3": None, "name": None}, {"mp3", "name"}),
        ({"description": "x" * 1001}, {"description"}),
        ({"tags-5-tag": "six"}, {"tags-5-tag"}),
        ({"sections-0-start_time": "5"}, {"sections-0-chapter"}),
        ({"sections-0-artist": "x"}, {"sections-0-chapter"}),
        (
            {"sections-0-chapter": "x", "sections-0-start_time": "1.5"},
            {"sections-0-start_time"},
        ),
        ({"publish_date": "2024-06-01T12:00:00Z"}, {"publish_date"}),
        ({"disable_comments": "1"}, {"disable_comments"}),
        ({"hide_stats": "1"}, {"hide_stats"}),
        ({"hosts-0-username": "x"}, {"hosts-0-username"}),
    ],
)
async def test_invalid(
    ask: Ask, world: World, changes: dict[str, Any], fields: set[str]
):
    """
    What is missing, too long, or only for those who pay is refused by name.
    """
    form = {"mp3": AUDIO, "name": "x", **changes}
    form = {name: value for name, value in form.items() if value is not None}

    assert await problems(ask("POST", "/api/upload/", token=True, form=form)) == fields
    assert world.cloudcasts == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"publish_date": "tomorrow"}, "publish_date"),
        ({"hosts-2-username": "x"}, "hosts-2-username"),
    ],
)
async def test_invalid_for_pro(
    ask: Ask, owner: User, changes: dict[str, str], field: str
):
    """
    Those who pay can be wrong too.
    """
    owner.is_pro = True
    form = {"mp3": AUDIO, "name": "x", **changes}

    assert await problems(ask("POST", "/api/upload/", token=True, form=form)) == {field}


@pytest.mark.parametrize(
    ("field", "size", "allowed"),
    [("mp3", 100, True), ("mp3", 101, False), ("picture", 11, False)],
)
async def test_sizes(ask: Ask, world: World, field: str, size: int, allowed: bool):
    """
    Files may be as large as the limit says, and no larger.
    """
    world.limits = Limits(mp3=100, picture=10)
    form = {"mp3": ("x.mp3", b"x"), "name": "x", field: ("f", bytes(size))}
    answer = await ask("POST", "/api/upload/", token=True, form=form)

    assert (answer.status == 200) is allowed


def test_limits():
    """
    The service's limits are the documented ones.
    """
    assert Limits() == Limits(4294967296, 10485760, 1000, 5, 2)


async def test_other_body(sandbox: Sandbox):
    """
    An upload is multipart, and nothing else.
    """
    answer = await call(
        sandbox,
        "POST",
        "/api/upload/",
        query={"access_token": sandbox.credentials.token},
        headers={"content-type": "application/x-www-form-urlencoded"},
        body=b"name=x",
    )

    assert answer.status == 400


async def test_no_token(ask: Ask):
    """
    Nobody uploads nothing.
    """
    form = {"mp3": AUDIO, "name": "x"}

    assert (await ask("POST", "/api/upload/", form=form)).status == 401


async def test_token_in_the_form(ask: Ask, sandbox: Sandbox):
    """
    A token in the form is not seen: the answer is empty, and nothing is saved.
    """
    token = sandbox.credentials.token
    form = {"access_token": token, "mp3": AUDIO, "name": "x"}
    answer = await ask("POST", "/api/upload/", form=form)

    assert (answer.status, answer.body) == (200, b"")
    assert sandbox.world.cloudcasts == {}


EDIT = "/api/upload/dj_okapi/night-bus/edit/"


async def test_edit_changes_what_is_sent(ask: Ask, show: Cloudcast):
    """
    What is not sent stays as it was.
    """
    answer = await ask("POST", EDIT, token=True, form={"name": "Day Bus"})

    assert answer.json() == {"result": {"success": True, "message": "Edited Day Bus"}}
    assert (show.name, show.slug) == ("Day Bus", "night-bus")
    assert (show.description, show.tags) == ("Home again", ["house", "funk"])
    assert len(show.sections) == 1


@pytest.mark.parametrize(
    ("form", "tags"),
    [
        ({"tags-0-tag": "Dub"}, ["dub"]),
        ({"tags-4-tag": "Dub"}, ["dub"]),
        ({"tags-0-tag": ""}, []),
    ],
)
async def test_edit_tags(
    ask: Ask, show: Cloudcast, form: dict[str, str], tags: list[str]
):
    """
    One tag replaces all, and an empty one clears them.
    """
    await ask("POST", EDIT, token=True, form=form)

    assert show.tags == tags


@pytest.mark.parametrize(
    ("form", "sections"),
    [
        ({"sections-0-chapter": "End"}, [Part(chapter="End")]),
        ({"sections-0-chapter": ""}, []),
        ({"sections-0-start_time": "", "sections-0-artist": ""}, []),
    ],
)
async def test_edit_sections(
    ask: Ask, show: Cloudcast, form: dict[str, str], sections: list[Part]
):
    """
    One section replaces all, and an empty one clears them.
    """
    await ask("POST", EDIT, token=True, form=form)

    assert show.sections == sections


@pytest.mark.parametrize(
    ("form", "hosts"),
    [
        ({"hosts-0-username": "other"}, ["other"]),
        ({"hosts-0-username": ""}, []),
        ({"hosts-0-username": "other", "hosts-1-username": "stranger"}, ["guest"]),
        ({"name": "x"}, ["guest"]),
    ],
)
async def test_edit_hosts(
    ask: Ask,
    show: Cloudcast,
    owner: User,
    world: World,
    form: dict[str, str],
    hosts: list[str],
):
    """
    Hosts are replaced or removed; one who did not accept costs the whole change.
    """
    owner.is_pro = True
    owner.cohosts = [world.add_user(name, name) for name in ("guest", "other")]
    show.hosts = owner.cohosts[:1]
    answer = await ask("POST", EDIT, token=True, form=form)

    assert answer.status == 200
    assert [host.username for host in show.hosts] == hosts


async def test_publish_and_unpublish(ask: Ask, show: Cloudcast):
    """
    A show can be hidden and shown again.
    """
    hidden = []
    for word in ("unpublish", "publish", "unlisted"):
        await ask("POST", EDIT, token=True, form={word: "1"})
        hidden.append(show.is_unlisted)

    assert hidden == [True, False, True]


async def test_publish_and_unpublish_at_once(ask: Ask, show: Cloudcast):
    """
    But not both at once.
    """
    form = {"publish": "1", "unpublish": "true"}

    assert await problems(ask("POST", EDIT, token=True, form=form)) == {"unpublish"}


async def test_publish_date_of_what_is_public(ask: Ask, show: Cloudcast, owner: User):
    """
    What is public can't be given a date; what never was can.
    """
    owner.is_pro = True
    form = {"publish_date": "2024-02-01T00:00:00Z"}
    wrong = await problems(ask("POST", EDIT, token=True, form=form))
    show.is_unlisted = True
    right = await ask("POST", EDIT, token=True, form=form)

    assert wrong == {"publish_date"}
    assert right.status == 200
    assert show.publish_at == datetime(2024, 2, 1, tzinfo=UTC)


async def test_edit_sets_the_time(ask: Ask, show: Cloudcast, clock: Any):
    """
    A show says when it was changed.
    """
    clock.forward(hours=1)
    await ask("POST", EDIT, token=True, form={"description": ""})
    data = (await ask("GET", f"/api{show.key}")).json()

    assert data["updated_time"] == "2024-01-01T01:00:00Z"
    assert data["description"] == ""


@pytest.mark.parametrize(
    ("path", "token", "status"),
    [
        ("/api/upload/dj_okapi/nothing/edit/", True, 404),
        ("/api/upload/guest/theirs/edit/", True, 403),
        (EDIT, False, 401),
    ],
)
async def test_edit_refused(
    ask: Ask, show: Cloudcast, world: World, path: str, token: bool, status: int
):
    """
    What is not there, or somebody else's, can't be changed.
    """
    world.add_cloudcast(world.add_user("guest", "Guest"), "Theirs")

    assert (await ask("POST", path, token=token, form={"name": "x"})).status == status
