"""
What a client is made of, and how it ends.
"""

from __future__ import annotations

from typing import Any

import pytest

import aiomixcloud
from aiomixcloud import (
    ClosedError,
    Mixcloud,
    MixcloudJSONDecoder,
    Resource,
    ResourceList,
    UnsafeURLError,
    User,
)

from ..answers import answer
from ..opening import AsyncSession, open_async

pytestmark = pytest.mark.usefixtures("no_backoff")


# --- Making one ---------------------------------------------------------------


async def test_defaults():
    """
    A client needs no arguments, and is for the real service.
    """
    async with Mixcloud() as client:
        assert client.access_token is None
        assert (client._api_root, client.api_root) == (aiomixcloud.API_ROOT,) * 2
        assert (
            client._mixcloud_root == client.mixcloud_root == aiomixcloud.MIXCLOUD_ROOT
        )
        assert client._oembed_root == client.oembed_root == aiomixcloud.OEMBED_ROOT
        assert client._resource_class is client.resource_class is Resource
        assert client._resource_list_class is client.resource_list_class is ResourceList
        assert client.json_decoder_class is MixcloudJSONDecoder
        assert client._json_decode('{"a": 1}') == {"a": 1}
        assert client._raise_exceptions is False
        assert isinstance(client._session, AsyncSession)


async def test_own_classes(api: Any):
    """
    Resources, lists and the decoder may be of one's own classes.
    """

    class Own(Resource):
        pass

    class OwnList(ResourceList[Any]):
        pass

    class Upper(MixcloudJSONDecoder):
        def decode(self, *args: Any, **kwargs: Any) -> Any:
            text, *rest = args
            return super().decode(text.replace("Anna", "ANNA"), *rest, **kwargs)

    api.get("/popular/").respond(**answer("popular_page_1"))
    options: Any = {"resource_class": Own, "json_decoder_class": Upper}
    async with open_async(resource_list_class=OwnList, **options) as client:
        page = await client.popular()

    assert type(page) is OwnList
    assert type(page[0]) is type(page[0].user) is Own
    assert page[0].user.name == "ANNA Lind"


async def test_own_kind(api: Any):
    """
    What is no dict of ours is given out as it is.
    """

    def names(data: Any, **_: Any) -> Any:
        return [item["name"] for item in data["data"]]

    api.get("/popular/").respond(**answer("search_tag"))
    make: Any = names
    async with open_async(resource_list_class=make) as client:
        assert list(await client.popular()) == ["Liquid funk", "Funk"]


async def test_own_defaults():
    """
    A subclass may have other defaults.
    """

    class Elsewhere(Mixcloud):
        api_root = "https://else.test/v1"

    async with Elsewhere() as client:
        assert str(client._build_url("/a/")) == "https://else.test/v1/a/"


async def test_loop():
    """
    ``loop=`` is taken, and does nothing but warn.
    """
    with pytest.warns(DeprecationWarning, match="does nothing"):
        client = Mixcloud(loop=object())

    await client.close()


@pytest.mark.parametrize("options", [{"nothing": 1}, {"retries": "x"}])
def test_odd_options(options: Any):
    """
    An option that is none is refused.
    """
    with pytest.raises(TypeError):
        Mixcloud(**options)


@pytest.mark.parametrize("root", ["api.test", "ftp://api.test", "https://a:b@api.test"])
def test_odd_root(root: str):
    """
    So is an address that is none.
    """
    with pytest.raises(UnsafeURLError):
        Mixcloud(root)


async def test_too_many_arguments():
    """
    What is by keyword only is so.
    """
    async with open_async() as client:
        call: Any = client.popular
        with pytest.raises(TypeError):
            await call(1)


@pytest.mark.parametrize(
    ("name", "positional", "unknown"),
    [
        ("upload", (b"", "x"), "nothing"),
        ("edit", ("x",), "nothing"),
        ("embed_json", ("x",), "format"),
        ("embed_html", ("x",), "format"),
        ("_embed", ("x",), "nothing"),
        ("oembed", ("x",), "nothing"),
    ],
)
async def test_unknown_argument(name: str, positional: Any, unknown: str):
    """
    An argument that is none is refused in the name of what was called.
    """
    words = rf"^{name}\(\) got an unexpected keyword argument '{unknown}'$"
    async with open_async() as client:
        call: Any = getattr(client, name)
        with pytest.raises(TypeError, match=words):
            await call(*positional, **{unknown: "x"})


# --- The session --------------------------------------------------------------


async def test_given_session(api: Any):
    """
    A session that was given is used as it is, and left open.
    """
    api.get("/anna-lind/", headers={"x-mine": "1"}).respond(**answer("user_full"))
    session = AsyncSession(headers={"X-Mine": "1"})
    async with open_async(session=session) as client:
        assert client._session is session
        user = await client.get("anna-lind")

    assert isinstance(user, User)
    assert client._session is session
    assert not session.is_closed
    await session.aclose()


async def test_own_session(api: Any):
    """
    One of its own is closed as well, and can be looked at afterwards.
    """
    api.get("/anna-lind/").respond(**answer("user_full"))
    async with open_async() as client:
        session = client._session
        await client.get("anna-lind")
        assert client._session is session

    assert client._session is session
    assert session.is_closed
    await client.close()


async def test_other_session(api: Any):
    """
    Another may be put in its place.
    """
    api.get("/anna-lind/", headers={"x-mine": "2"}).respond(**answer("user_full"))
    async with AsyncSession(headers={"X-Mine": "2"}) as other, open_async() as client:
        client._session = other
        user = await client.get("anna-lind")

    assert isinstance(user, User)
    assert client._session is other


@pytest.mark.parametrize(
    "odd",
    [object(), "session", 5, {}, AsyncSession],
    ids=["object", "text", "int", "dict", "class"],
)
def test_odd_session(odd: Any):
    """
    A session of another kind is refused when it is given.
    """
    with pytest.raises(TypeError, match="session must be"):
        open_async(session=odd)
    client = open_async()
    with pytest.raises(TypeError, match="must be"):
        client._session = odd


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"proxy": "http://127.0.0.1:9"}, "proxy has no effect with session="),
        ({"http_client": AsyncSession()}, "session and http_client are one option"),
    ],
    ids=["proxy", "http_client"],
)
def test_options_of_a_session(options: Any, words: str):
    """
    Options that a session makes useless are refused.
    """
    with pytest.raises(TypeError, match=words):
        open_async(session=AsyncSession(), **options)


async def test_close_is_called():
    """
    Leaving the block goes through ``close()``.
    """

    class Own(Mixcloud):
        closed = 0

        async def close(self) -> None:
            self.closed += 1
            await super().close()

    async with Own() as client:
        pass

    assert client.closed == 1


async def test_closed(api: Any):
    """
    A closed client says so.
    """
    client = open_async()
    await client.close()

    with pytest.raises(ClosedError, match="closed"):
        await client.get("anna-lind")
