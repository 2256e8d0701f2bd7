# Generated from aio/test_client.py by `nox -s twins`: do not edit.
"""
What a client is made of, and how it ends.
"""

from __future__ import annotations

from typing import Any

import pytest

import aiomixcloud.sync as aiomixcloud
from aiomixcloud.sync import (
    ClosedError,
    Mixcloud,
    MixcloudJSONDecoder,
    Resource,
    ResourceList,
    UnsafeURLError,
    User,
)

from ..answers import answer
from ..opening import SyncSession, open_sync

pytestmark = pytest.mark.usefixtures("no_backoff")


# --- Making one ---------------------------------------------------------------


def test_defaults():
    """
    A client needs no arguments, and is for the real service.
    """
    with Mixcloud() as client:
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
        assert isinstance(client._session, SyncSession)


def test_own_classes(api: Any):
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
    with open_sync(resource_list_class=OwnList, **options) as client:
        page = client.popular()

    assert type(page) is OwnList
    assert type(page[0]) is type(page[0].user) is Own
    assert page[0].user.name == "ANNA Lind"


def test_own_kind(api: Any):
    """
    What is no dict of ours is given out as it is.
    """

    def names(data: Any, **_: Any) -> Any:
        return [item["name"] for item in data["data"]]

    api.get("/popular/").respond(**answer("search_tag"))
    make: Any = names
    with open_sync(resource_list_class=make) as client:
        assert list(client.popular()) == ["Liquid funk", "Funk"]


def test_own_defaults():
    """
    A subclass may have other defaults.
    """

    class Elsewhere(Mixcloud):
        api_root = "https://else.test/v1"

    with Elsewhere() as client:
        assert str(client._build_url("/a/")) == "https://else.test/v1/a/"


def test_loop():
    """
    ``loop=`` is taken, and does nothing but warn.
    """
    with pytest.warns(DeprecationWarning, match="does nothing"):
        client = Mixcloud(loop=object())

    client.close()


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


def test_too_many_arguments():
    """
    What is by keyword only is so.
    """
    with open_sync() as client:
        call: Any = client.popular
        with pytest.raises(TypeError):
            call(1)


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
def test_unknown_argument(name: str, positional: Any, unknown: str):
    """
    An argument that is none is refused in the name of what was called.
    """
    words = rf"^{name}\(\) got an unexpected keyword argument '{unknown}'$"
    with open_sync() as client:
        call: Any = getattr(client, name)
        with pytest.raises(TypeError, match=words):
            call(*positional, **{unknown: "x"})


# --- The session --------------------------------------------------------------


def test_given_session(api: Any):
    """
    A session that was given is used as it is, and left open.
    """
    api.get("/anna-lind/", headers={"x-mine": "1"}).respond(**answer("user_full"))
    session = SyncSession(headers={"X-Mine": "1"})
    with open_sync(session=session) as client:
        assert client._session is session
        user = client.get("anna-lind")

    assert isinstance(user, User)
    assert client._session is session
    assert not session.is_closed
    session.close()


def test_own_session(api: Any):
    """
    One of its own is closed as well, and can be looked at afterwards.
    """
    api.get("/anna-lind/").respond(**answer("user_full"))
    with open_sync() as client:
        session = client._session
        client.get("anna-lind")
        assert client._session is session

    assert client._session is session
    assert session.is_closed
    client.close()


def test_other_session(api: Any):
    """
    Another may be put in its place.
    """
    api.get("/anna-lind/", headers={"x-mine": "2"}).respond(**answer("user_full"))
    with SyncSession(headers={"X-Mine": "2"}) as other, open_sync() as client:
        client._session = other
        user = client.get("anna-lind")

    assert isinstance(user, User)
    assert client._session is other


@pytest.mark.parametrize(
    "odd",
    [object(), "session", 5, {}, SyncSession],
    ids=["object", "text", "int", "dict", "class"],
)
def test_odd_session(odd: Any):
    """
    A session of another kind is refused when it is given.
    """
    with pytest.raises(TypeError, match="session must be"):
        open_sync(session=odd)
    client = open_sync()
    with pytest.raises(TypeError, match="must be"):
        client._session = odd


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"proxy": "http://127.0.0.1:9"}, "proxy has no effect with session="),
        ({"http_client": SyncSession()}, "session and http_client are one option"),
    ],
    ids=["proxy", "http_client"],
)
def test_options_of_a_session(options: Any, words: str):
    """
    Options that a session makes useless are refused.
    """
    with pytest.raises(TypeError, match=words):
        open_sync(session=SyncSession(), **options)


def test_close_is_called():
    """
    Leaving the block goes through ``close()``.
    """

    class Own(Mixcloud):
        closed = 0

        def close(self) -> None:
            self.closed += 1
            super().close()

    with Own() as client:
        pass

    assert client.closed == 1


def test_closed(api: Any):
    """
    A closed client says so.
    """
    client = open_sync()
    client.close()

    with pytest.raises(ClosedError, match="closed"):
        client.get("anna-lind")
