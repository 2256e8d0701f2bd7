"""
Resources: their kinds, attributes, connections, actions, and loading them.
"""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

import aiomixcloud
from aiomixcloud import (
    AccessDict,
    AccessList,
    Artist,
    Category,
    City,
    Cloudcast,
    Comment,
    Connection,
    DecodeError,
    FeedItem,
    Mixcloud,
    MixcloudError,
    MixcloudJSONDecoder,
    Playlist,
    Resource,
    ResourceList,
    Section,
    Tag,
    Track,
    UnboundError,
    User,
)

from ..answers import CAST, answer, javascript, load, text
from ..opening import open_async


class Recorder:
    """
    Stands in for a client, and tells what it was asked.
    """

    _resource_class = Resource

    def __init__(self, result: Any = None) -> None:
        self.calls: list[Any] = []
        self._result = result

    async def get(self, url: str, **options: Any) -> Any:
        """Note a call."""
        self.calls.append((url, options))
        return self._result


def read(name: str, *, full: bool = True, mixcloud: Any = None) -> Any:
    """Return a recorded answer as a resource."""
    data = MixcloudJSONDecoder().decode(text(f"{name}.json"))
    return Resource(data, full=full, mixcloud=mixcloud or Recorder())


# --- Kinds --------------------------------------------------------------------

KINDS = {
    "user": User,
    "cloudcast": Cloudcast,
    "tag": Tag,
    "city": City,
    "category": Category,
    "artist": Artist,
    "track": Track,
    "section": Section,
    "comment": Comment,
    "upload": FeedItem,
    "listen": FeedItem,
    "favorite": FeedItem,
    "follow": FeedItem,
    "playlist": Playlist,
    "": Resource,
}


@pytest.mark.parametrize(("type_", "cls"), KINDS.items())
def test_class(type_: str, cls: Any):
    """
    The type says which class it is; of those unknown it is the plain one.
    """
    it = Resource({"type": type_, "key": "/x/"}, mixcloud=None)

    assert type(it) is cls
    assert isinstance(it, Resource)
    assert isinstance(it, AccessDict)
    assert attrs.has(cls)


@pytest.mark.parametrize(
    ("name", "cls"), [("tag", Tag), ("city", City), ("tag_city", Tag)]
)
def test_city(name: str, cls: Any):
    """
    A city is a tag that a key of its own kind tells.
    """
    assert type(read(name)) is cls


def test_signature():
    """
    It shows what it takes, as do classes made of it.
    """

    class Own(Resource):
        def __init__(self, data: Any, extra: int) -> None:
            super().__init__({"extra": extra, **data}, mixcloud=None)

    parameters = inspect.signature(Resource).parameters
    assert list(parameters) == ["data", "full", "create_connections", "mixcloud"]
    assert parameters["mixcloud"].default is inspect.Parameter.empty
    assert list(inspect.signature(Own).parameters) == ["data", "extra"]
    assert Own({}, 5).extra == 5


def test_own_class():
    """
    A class of one's own is the class of all, whatever their type.
    """

    class Own(Resource):
        pass

    assert type(Own({"type": "user"}, mixcloud=None)) is Own
    assert type(User({"key": "/x/"}, mixcloud=None)) is User


def test_fields():
    """
    What is declared is read: times, texts, numbers, people and tags.
    """
    cast = read("cloudcast_full")

    assert cast.created_time == datetime(2023, 5, 6, 18, 30, tzinfo=UTC)
    assert (cast.name, cast.audio_length) == ("Low Tide Sessions #12", 7264)
    assert type(cast.user) is User
    assert cast.user is cast["user"]
    assert [type(tag) for tag in cast.tags] == [Tag, Tag]
    assert cast.tags["genres/dub"].name == "Dub"
    track = next(one.track for one in cast.sections if "track" in one)
    assert {type(section) for section in cast.sections} == {Section}
    assert (type(track), type(track.artist)) == (Track, Artist)
    assert cast.pictures["320wx320h"].startswith("https://")
    assert {"created_time", "user", "comments"} <= set(attrs.fields_dict(Cloudcast))


def test_words():
    """
    Words that look like dates are words.
    """
    cast = read("cloudcast_tricky_words")

    assert (cast.name, cast.slug) == ("Friday", "2019")
    assert [tag.name for tag in cast.tags] == ["May", "10", "1.5", "Sun"]
    assert cast.updated_time == "2019-11-01T08:0059Z"


def test_name_like_a_time():
    """
    A name that is an ISO time is a text by its field.
    """
    data = MixcloudJSONDecoder().decode(
        '{"type": "tag", "name": "2021-01-02T03:04:05Z"}'
    )

    assert Resource(data, mixcloud=None).name == "2021-01-02T03:04:05Z"


def test_other_decoder():
    """
    Where another decoder left times as text, they are times by their fields.
    """
    cast = Resource(load("cloudcast_full"), mixcloud=None)

    assert isinstance(cast, Cloudcast)
    assert cast.created_time == datetime(2023, 5, 6, 18, 30, tzinfo=UTC)
    assert cast["created_time"] == "2023-05-06T18:30:00Z"


def test_without_types():
    """
    What is nested is of its field's class, even if the service left out the type.
    """
    data = load("cloudcasts_without_metadata")["data"][0]
    cast = Cloudcast(data, mixcloud=None)

    assert type(cast.user) is User
    assert cast.user is cast.user
    assert "type" not in cast.user


@pytest.mark.parametrize(
    ("field", "value"), [("created_time", "soon"), ("user", 5), ("name", None)]
)
def test_misfits(field: str, value: Any):
    """
    What does not fit its field is given as it is, and never lost.
    """
    assert getattr(Cloudcast({field: value}, mixcloud=None), field) == value


def test_unknown():
    """
    Fields and types that are unknown survive.
    """
    it = Resource(
        {"type": "cloudcast", "brand_new": {"type": "robot", "key": "/r/"}},
        mixcloud=Recorder(),
    )

    assert repr(it.brand_new) == "<Resource: Robot '/r/'>"
    assert it["brand_new"].key == "/r/"


def test_missing():
    """
    A missing field is ``None`` if its type says so, and an error otherwise.
    """
    brief: Any = Resource({"type": "user", "key": "/a/"}, mixcloud=None)
    assert brief.biog is brief.created_time is brief.cover_pictures is None
    assert "biog" not in brief
    with pytest.raises(AttributeError, match="may add it"):
        brief.followers  # noqa: B018
    with pytest.raises(AttributeError, match=r"'username'$"):
        User({"key": "/a/"}, full=True, mixcloud=None).username  # noqa: B018
    with pytest.raises(KeyError):
        Resource({}, mixcloud=None)["key"]


async def test_section_cannot_be_loaded():
    """
    A section has no key, so nothing can be requested about it.
    """
    async with open_async() as client:
        section = Section({"type": "section", "chapter": "x"}, mixcloud=client)
        with pytest.raises(MixcloudError, match="has no key, so it cannot be loaded"):
            await section.load()
        for call in (client.follow, client.favorite, client.edit, client.embed_json):
            with pytest.raises(ValueError, match="has no key"):
                await call(section)
        with pytest.raises(AttributeError, match=r"no attribute or item 'edit'$"):
            section.edit  # noqa: B018
    assert section.track is section.start_time is None
    assert section.chapter == "x"


@pytest.mark.parametrize("odd", ["", "/", " "])
async def test_no_key(odd: str):
    """
    An empty key is the key of nothing.
    """
    async with open_async() as client:
        with pytest.raises(ValueError, match="has no key"):
            await client.follow(odd)


@pytest.mark.parametrize("odd", [None, 5, b"/a/", ["/a/"]])
async def test_key_of_another_type(odd: Any):
    """
    What is neither a resource nor a text has none.
    """
    async with open_async() as client:
        with pytest.raises(TypeError, match="expected a resource, its key or"):
            await client.favorite(odd)


async def test_json(api: Any):
    """
    A resource becomes JSON as the service sent it, times and all.
    """
    api.get(CAST).respond(**answer("cloudcast_full"))
    api.get("/popular/").respond(**answer("popular_page_1"))

    async with open_async() as client:
        show = await client.get(CAST)
        page = await client.popular()

    assert show.to_data() == json.loads(show.to_json()) == load("cloudcast_full")
    assert page.to_data() == json.loads(page.to_json()) == load("popular_page_1")
    assert json.loads(page[:1].to_json()) == load("popular_page_1")["data"][:1]
    assert json.loads(show.tags.to_json()) == load("cloudcast_full")["tags"]
    assert "\n" in show.to_json(indent=1)
    assert "é" in Resource({"name": "é"}, mixcloud=None).to_json()
    assert "é" not in Resource({"name": "é"}, mixcloud=None).to_json(ensure_ascii=True)
    assert isinstance(show.created_time, datetime)


def test_feed():
    """
    Who did something is reached by a name that Python has for it.
    """
    items = AccessList(load("feed")["data"], mixcloud=Recorder())

    assert all(isinstance(item, FeedItem) for item in items)
    assert type(items[0].sender) is User
    assert items[0].sender is items[0]["from"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"type": "user", "key": "/bob/"}, "<Resource: User '/bob/'>"),
        ({"type": "feed_item", "key": "/b/"}, "<Resource: Feed Item '/b/'>"),
        ({"type": "section"}, "<Resource: Section>"),
        ({"key": "/bob/"}, "<Resource '/bob/'>"),
        ({}, "<Resource>"),
    ],
)
def test_repr(data: Any, words: str):
    """
    It shows type and key, as far as there are any.
    """
    assert repr(Resource(data, mixcloud=None)) == words


# --- JSON ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cloudcast_full", "user_full", "tag", "category"])
def test_converter(name: str):
    """
    Resources go to JSON and back, unknown fields included.
    """
    converter = aiomixcloud.converter
    it = read(name)
    data = converter.unstructure(it)

    assert json.loads(json.dumps(data)) == load(name)
    assert converter.structure(data, Resource) == it
    assert type(converter.structure(data, type(it))) is type(it)
    back = converter.structure([data], AccessList[Resource])[0]
    assert back == it
    assert isinstance(back, Resource)


# --- Connections --------------------------------------------------------------


async def test_connection():
    """
    A list that belongs to it is a method, which asks for the list's address.
    """
    client = Recorder(result="a page")
    user = read("user_full", mixcloud=client)

    assert await user.followers(page=2, per_page=5) == "a page"
    assert await user.followers() == "a page"
    url = load("user_full")["metadata"]["connections"]["followers"]
    assert client.calls == [
        (url, {"relative": False, "offset": 10, "limit": 5}),
        (url, {"relative": False}),
    ]
    assert user.followers == Connection("followers", url, None)
    assert repr(user.followers) == f"Connection(name='followers', url={url!r})"
    assert "followers" in dir(user)


async def test_connection_names():
    """
    Where the service has a hyphen, Python has an underscore.
    """
    client = Recorder()
    await read("category", mixcloud=client).userpick_users()

    assert client.calls[0][0].endswith("/categories/ambient/userpick-users/")


def test_connection_shadows_nothing():
    """
    One that is called like a member leaves the member alone, and like an item
    wins over it, which is still reached as an item.
    """
    url = "https://api.test/x/"
    names = ["data", "mixcloud", "update", "load", "following", "__class__"]
    it = Resource(
        {
            "key": "/x/",
            "following": True,
            "metadata": {"connections": dict.fromkeys(names, url)},
        },
        full=True,
        mixcloud=Recorder(),
    )

    assert it.data["key"] == "/x/"
    assert isinstance(it.mixcloud, Recorder)
    assert not isinstance(it.load, Connection)
    assert not isinstance(it.update, Connection)
    assert type(it) is Resource
    assert isinstance(it.following, Connection)
    assert it["following"] is True


@pytest.mark.parametrize(
    "options", [{"full": False}, {"full": True, "create_connections": False}]
)
def test_no_connections(options: Any):
    """
    One that is not full, or was told so, has none.
    """
    it = Resource(load("user_full"), mixcloud=None, **options)

    assert not hasattr(it, "followers")


@pytest.mark.parametrize("metadata", [None, [], {}, {"connections": None}])
def test_odd_metadata(metadata: Any):
    """
    Nor has one of which the service does not say.
    """
    it = Resource({"key": "/x/", "metadata": metadata}, full=True, mixcloud=None)

    assert not hasattr(it, "followers")


async def test_connection_page(api: Any):
    """
    What it gives is a list, in which all is as elsewhere.
    """
    api.get("/anna-lind/").respond(
        **javascript(
            text("user_full.json").replace(
                "https://api.mixcloud.com", "https://api.test"
            )
        )
    )
    api.get("/anna-lind/followers/", params={"limit": "2"}).respond(
        **answer("followers_dated_paging")
    )

    async with open_async() as client:
        user = await client.get("anna-lind")
        followers = await user.followers(limit=2)

    assert isinstance(followers, ResourceList)
    assert type(followers[0]) is User


# --- Actions ------------------------------------------------------------------


async def test_targeted():
    """
    The client's actions are offered with the key as the first argument.
    """

    class Own(Mixcloud):
        async def _post_action(self, url: Any, action: str) -> Any:
            return "post", url, action

    client = Own(access_token="x")
    cast = Resource(load("cloudcast_full"), mixcloud=client)

    assert await cast.favorite() == ("post", CAST, "favorite")
    assert not hasattr(cast, "popular")
    assert not hasattr(cast, "_post_action")
    assert not hasattr(Resource({"type": "section"}, mixcloud=client), "favorite")
    for name in ("follow", "repost", "unlisten_later", "embed_html", "oembed", "edit"):
        assert callable(getattr(cast, name))


# --- Loading ------------------------------------------------------------------


async def test_load():
    """
    The rest is loaded once, into the same data, and stays plain.
    """
    client = Recorder(result=read("user_full"))
    data = {"type": "user", "key": "/anna-lind/", "mine": 1}
    user: Any = Resource(data, mixcloud=client)

    assert await user.load() is user
    assert await user.load() is user
    assert client.calls == [("/anna-lind/", {"create_connections": False})]
    assert user.city == "Göteborg"
    assert user.mine == 1
    assert isinstance(user.followers, Connection)
    assert user.data is data
    assert type(data["pictures"]) is dict
    await user.load(force=True)
    assert len(client.calls) == 2


@pytest.mark.parametrize(
    "result",
    [
        AccessDict({}, mixcloud=None),
        AccessDict({"error": {"message": "no"}}, mixcloud=None),
    ],
)
async def test_failed_load(result: Any):
    """
    A load that fails changes nothing, and can be tried again.
    """
    client = Recorder(result=result)
    data = {"type": "user", "key": "/anna-lind/"}
    user = Resource(dict(data), mixcloud=client)
    await user.load()
    await user.load()

    assert user == data
    assert not user._full
    assert len(client.calls) == 2


async def test_failed_load_says_why(api: Any):
    """
    What was answered is known all the same.
    """
    api.get("/anna-lind/").respond(**answer("error_not_found.http"))

    async with open_async() as client:
        user = Resource({"key": "/anna-lind/"}, mixcloud=client)
        await user.load()

    assert user.response is not None
    assert user.response.status == 404


@pytest.mark.parametrize(
    "told", [{"status_code": 204}, javascript({}), javascript({"x": 1})]
)
async def test_load_of_nothing(api: Any, told: Any):
    """
    If the response is no resource, a client that raises exceptions does so.
    """
    api.get("/anna-lind/").respond(**told)
    data = {"type": "user", "key": "/anna-lind/"}

    async with open_async(raise_exceptions=True) as client:
        user = Resource(dict(data), mixcloud=client)
        with pytest.raises(DecodeError, match="is not a resource"):
            await user.load()

    assert user == data
    assert not user._full


async def test_loaded_stays(api: Any):
    """
    What was loaded into an item of a list is there the next time, and chains work.
    """
    api.get("/popular/").respond(**answer("popular_page_1"))
    api.get("/anna-lind/").respond(**answer("user_full"))

    async with open_async() as client:
        page = await client.popular()
        city = (await page[0].user.load()).city

    assert city == page[0].user.city == "Göteborg"
    assert page.data["data"][0]["user"]["city"] == city


# --- Copies -------------------------------------------------------------------


async def test_pickle():
    """
    A pickle knows no client, but keeps the rest; binding makes it whole.
    """
    cast = read("cloudcast_full")
    back: Any = pickle.loads(pickle.dumps(cast))

    assert back == cast
    assert type(back) is type(cast)
    assert type(back.user) is User
    with pytest.raises(UnboundError, match="bind"):
        await back.comments()
    with pytest.raises(UnboundError, match="bind"):
        await back.load(force=True)
    with pytest.raises(UnboundError, match="bind"):
        await back.favorite()
    assert not hasattr(back, "popular")
    client = Recorder(result="page")
    assert await back.bind(client).comments() == "page"


def test_copies():
    """
    Copies are of the same kind and client, and as full.
    """
    cast = read("cloudcast_full")

    for same in (copy.copy(cast), copy.deepcopy(cast), cast.copy(), cast | {}):
        assert type(same) is type(cast)
        assert same == cast
        assert same.mixcloud is cast.mixcloud
        assert same.comments == cast.comments
