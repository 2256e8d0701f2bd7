"""
What the client decides, apart from the endpoints.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from respx import MockResponse

import aiomixcloud
from aiomixcloud import (
    AccessDict,
    AnswerError,
    ClosedError,
    ConnectionFailedError,
    DecodeError,
    ForbiddenError,
    GatewayError,
    InvalidTokenError,
    Mixcloud,
    MixcloudError,
    MixcloudJSONDecoder,
    NotFoundError,
    RateLimitError,
    Resource,
    ResourceList,
    ServerError,
    UnsafeURLError,
    User,
)
from clientcore import GET, Policy
from clientcore.testing import connect_error

from ..answers import TOKEN, USER, answer, javascript, load
from ..opening import API, URL, AsyncSession, Response, open_async

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
        ("popular", (), "nothing"),
        ("hot", (), "nothing"),
        ("new", (), "nothing"),
        ("search", ("x",), "nothing"),
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


# --- Getting ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "query"),
    [
        (
            {"limit": 5, "x": 1.5, "y": "a b"},
            [("limit", "5"), ("x", "1.5"), ("y", "a b")],
        ),
        ({"x": ["a", 1]}, [("x", "a"), ("x", "1")]),
        ({"x": None, "y": True, "z": False}, [("y", "1"), ("z", "0")]),
        ({"metadata": 5}, []),
    ],
)
async def test_params(api: Any, params: Any, query: Any):
    """
    What is asked for besides goes into the query, and metadata always does.
    """
    route = api.get("/anna-lind/").respond(**answer("user_full"))

    async with open_async(access_token=None) as client:
        await client.get("anna-lind", **params)

    sent = route.calls.last.request.url.params.multi_items()
    assert sent == [*query, ("metadata", "1")]


async def test_query_not_doubled(api: Any):
    """
    What an address asks for is asked for once, the newer value winning.
    """
    route = api.get("/x/").respond(**answer("list_empty_no_paging"))

    async with open_async() as client:
        url = "https://api.test/x/?limit=3&metadata=1&access_token=old&since=1"
        await client.get(url, relative=False, limit=5)

    assert sorted(route.calls.last.request.url.params.multi_items()) == [
        ("access_token", TOKEN), ("limit", "5"), ("metadata", "1"), ("since", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["what?", "a#b"])
async def test_path_only(api: Any, key: str):
    """
    All of a key is path.
    """
    route = api.get(url__regex=r"https://api\.test/.*").respond(**answer("tag"))

    async with open_async(access_token=None) as client:
        await client.get(key)

    assert route.calls.last.request.url.path == f"/{key}/"


@pytest.mark.parametrize(
    ("url", "relative"),
    [
        ("https://evil.test/anna/", True),
        ("https://evil.test/anna/", False),
        ("anna", False),
        ("../anna", True),
    ],
)
async def test_elsewhere(api: Any, url: str, relative: bool):
    """
    An address of somebody else's is refused before anything is sent.
    """
    async with open_async() as client:
        with pytest.raises(UnsafeURLError):
            await client.get(url, relative=relative)

    assert not api.calls


async def test_slashes(api: Any):
    """
    Keys may be put together with the slashes that they have.
    """
    api.get("/anna-lind/followers/").respond(**answer("followers_dated_paging"))
    follow = api.post("/anna-lind/follow/").respond(**answer("result_follow"))

    async with open_async() as client:
        page = await client.get(f"{USER}/followers//")
        await client.follow(f"/{USER}/")

    assert len(page) > 0
    assert follow.called


async def test_elsewhere_says_where():
    """
    A refused address is told where the client goes, which may not be Mixcloud's.
    """
    async with open_async() as client:
        with pytest.raises(UnsafeURLError, match=r"goes to https://api.test and https"):
            await client.get("https://www.mixcloud.com/anna-lind/")


async def test_prefix(api: Any):
    """
    The root may have a path, and pages lead on from there.
    """
    route = api.get("/v1/popular/").respond(**answer("popular_page_1"))

    async with Mixcloud("https://api.test/v1/") as client:
        await client.popular()
        await client.get("https://api.test/v1/popular/?limit=1", relative=False)
        assert str(client._build_url("")) == "https://api.test/v1/"

    assert route.call_count == 2


async def test_urls():
    """
    The helpers for addresses return the HTTP library's objects.
    """
    assert Mixcloud._url_join("https://a.test", "/b/") == URL("https://a.test/b/")
    async with open_async() as client:
        assert isinstance(client._build_url("popular"), URL)


async def test_connections_or_none(api: Any):
    """
    A resource is full; its connections may be left out.
    """
    api.get("/anna-lind/").respond(**answer("user_full"))

    async with open_async() as client:
        user = await client.get("anna-lind")
        bare = await client.get("anna-lind", create_connections=False)

    assert callable(user.followers)
    assert user._full
    assert bare._full
    assert not hasattr(bare, "followers")


async def test_shortcuts_go_through_get():
    """
    Who replaces ``get`` has a word in everything that gets.
    """
    calls = []

    async def get(url: str, **params: Any) -> str:
        calls.append((url, params))
        return "a page"

    async with open_async() as client:
        client.get = get  # type: ignore[method-assign]
        await client.popular(limit=30)
        await client.search("x", page=1)
        await client.me()

    assert calls == [
        ("popular", {"limit": 30}),
        ("search", {"q": "x", "type": "cloudcast", "offset": 20, "limit": 20}),
        ("me", {}),
    ]


async def test_actions_go_through_one():
    """
    So does who replaces ``_do_action`` in everything that acts.
    """
    calls = []

    async def do(*arguments: Any) -> Any:
        calls.append(arguments)

    async with open_async() as client:
        client._do_action = do  # type: ignore[method-assign, assignment]
        await client.follow("/bob/")
        await client.unlisten_later("/bob/x/")

    assert calls == [
        ("/bob/", "follow", "post"),
        ("/bob/x/", "listen-later", "delete"),
    ]


async def test_page_and_more():
    """
    A page excludes the other ways to say it; that is found when it runs.
    """
    async with open_async() as client:
        waiting: Any = client.popular
        with pytest.raises(AssertionError, match="cannot be specified simultaneously"):
            await waiting(page=1, limit=5)


# --- Answers ------------------------------------------------------------------


@pytest.mark.parametrize("raising", [True, False])
@pytest.mark.parametrize("body", ["", " \n"])
async def test_blank(api: Any, body: str, raising: bool):
    """
    A blank answer is an empty dict, even for a client that raises.
    """
    api.get("/x/").respond(text=body)

    async with open_async(raise_exceptions=raising) as client:
        result = await client.get("x")
        assert await client._process_response(Response(200, text=body)) is None

    assert type(result) is AccessDict
    assert result == {}
    assert result.response is not None
    assert result.response.status == 200


@pytest.mark.parametrize(
    "body", ["<p>welcome</p>", "[]", "5", '"error"', "[" * 100_000]
)
async def test_no_object(api: Any, body: str):
    """
    What is no JSON, or no object, is an empty dict or a decoding error.
    """
    api.get("/x/").respond(text=body)

    async with open_async() as client:
        assert await client.get("x") == {}
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(DecodeError) as caught:
            await client.get("x")

    assert isinstance(caught.value, json.JSONDecodeError)
    assert str(caught.value).startswith("GET x/: 200, but the answer cannot be read")


async def test_process_response():
    """
    An answer of the HTTP library is decoded, times and all, or is nothing.
    """
    async with open_async() as client:
        decoded = await client._process_response(Response(200, json={"a": [1]}))
        marked = await client._process_response(Response(200, content=b"\xef\xbb\xbf5"))
        nothing = await client._process_response(Response(502, text="<p>"))
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(json.JSONDecodeError):
            await client._process_response(Response(200, text="<p>"))

    assert (decoded, marked, nothing) == ({"a": [1]}, 5, None)


async def test_native_result():
    """
    It becomes a dict, or the error that it tells of.
    """
    told = {"error": {"type": "T", "message": "m", "at": "2021-01-02T03:04:05Z"}}
    async with open_async() as client:
        result = await client._native_result(Response(404, json=told))
        empty = await client._native_result(Response(200, text=""))
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(NotFoundError, match="T: m") as caught:
            await client._native_result(Response(404, json=told))

    assert result.error.at == datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert result.response is not None
    assert result.response.status == 404
    assert empty == {}
    assert caught.value.extra["at"] == result.error.at


@pytest.mark.parametrize(
    ("kind", "is_text"),
    [
        ("text/javascript; charset=utf-8", False),
        ("application/json", False),
        ("text/html", True),
        (None, True),
    ],
)
async def test_proper_result(kind: str | None, is_text: bool):
    """
    What calls itself JSON is a dict, all else is text.
    """
    headers = {} if kind is None else {"content-type": kind}
    async with open_async() as client:
        result = await client._proper_result(
            Response(200, content=b'{"a": 1}', headers=headers)
        )

    assert result == ('{"a": 1}' if is_text else {"a": 1})


# --- Errors -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("not_found", NotFoundError),
        ("invalid_token", InvalidTokenError),
        ("gateway", GatewayError),
    ],
)
async def test_errors(api: Any, name: str, cls: type[MixcloudError]):
    """
    The service's errors are given out as they came, or raised.
    """
    told = load(f"error_{name}.http")
    api.get("/x/").respond(**answer(f"error_{name}.http"))

    async with open_async() as client:
        result = await client.get("x")
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(cls) as caught:
            await client.get("x")

    assert type(result) is AccessDict
    assert result == (told["body"] if isinstance(told["body"], dict) else {})
    assert result.response is not None
    assert result.response.status == told["status"]
    assert caught.value.request is not None
    assert caught.value.request.path == "x/"


@pytest.mark.parametrize(
    ("status", "cls"), [(403, ForbiddenError), (404, NotFoundError), (410, AnswerError)]
)
async def test_page_of_error(api: Any, status: int, cls: type[MixcloudError]):
    """
    A page with a status that means failure is that failure, and undecodable, too.
    """
    api.get("/x/").respond(status, html="<p>gone</p>")

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(cls, match=rf"^GET x/: {status} ") as caught:
            await client.get("x")
        with pytest.raises(cls) as decoding:
            await client._process_response(Response(status, html="<p>gone</p>"))

    assert isinstance(caught.value, DecodeError)
    assert isinstance(decoding.value, json.JSONDecodeError)


async def test_error_with_success(api: Any):
    """
    An error is one by its body, too, whatever the status is.
    """
    api.get("/x/").respond(**javascript({"error": {"type": "T", "message": "m"}}))

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError) as caught:
            await client.get("x")

    assert str(caught.value) == "T: m"


async def test_status_without_error(api: Any):
    """
    And by its status, whatever the body is, for a client that raises.
    """
    api.get("/x/").respond(503)

    async with open_async() as client:
        assert await client.get("x") == {}
    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(ServerError):
            await client.get("x")


async def test_error_with_odd_shape(api: Any):
    """
    Errors with a type and no key are dicts like others.
    """
    api.get("/x/").respond(**javascript({"error": {"type": "T"}}, 400))

    async with open_async() as client:
        result = await client.get("x")

    assert repr(result.error) == "<Resource: T>"
    assert "data" not in result


@pytest.mark.parametrize("raising", [True, False])
async def test_no_answer(api: Any, raising: bool):
    """
    Without an answer there is an error of our own, raised or not.
    """
    route = api.get("/x/").mock(side_effect=connect_error())

    async with open_async(raise_exceptions=raising) as client:
        with pytest.raises(ConnectionFailedError, match="GET x/: no connection"):
            await client.get("x")

    assert route.call_count == 3


# --- Again --------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "follow", "unfollow"])
async def test_again(api: Any, method: str):
    """
    Reading, and doing what twice is no more than once, is tried again.
    """
    route = api.route()
    failed = MockResponse(502, text="<p>")
    route.side_effect = [failed, failed, MockResponse(200, json={"key": "/x/"})]

    async with open_async() as client:
        result = await getattr(client, method)("x")

    assert result == {"key": "/x/"}
    assert route.call_count == 3


@pytest.mark.parametrize("header", [True, False])
async def test_rate_limit_waited_out(api: Any, header: bool):
    """
    A short limit is waited out, whether a header or the body tells it.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 0}
    limit = javascript({"error": told}, 403)
    headers = limit["headers"] | ({"retry-after": "0"} if header else {})
    limited = MockResponse(403, text=limit["text"], headers=headers)
    route = api.get("/x/")
    route.side_effect = [limited, MockResponse(200, json={"key": "/x/"})]

    async with open_async(raise_exceptions=True) as client:
        result = await client.get("x")

    assert result.key == "/x/"
    assert route.call_count == 2


async def test_rate_limit_raised(api: Any):
    """
    A long one is raised at once, and then holds all back without asking.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 452}
    route = api.get("/x/").respond(**javascript({"error": told}, 403))

    async with open_async(raise_exceptions=True) as client:
        with pytest.raises(RateLimitError) as caught:
            await client.get("x")
        with pytest.raises(RateLimitError, match="held back") as held:
            await client.follow("bob")

    assert (caught.value.retry_after, caught.value.status) == (452, 403)
    assert held.value.retry_after == pytest.approx(452, abs=5)
    assert route.call_count == 1


async def test_rate_limit_told(api: Any):
    """
    A client that does not raise tells it, sent or held back, in the same way.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 452}
    route = api.get("/x/").respond(**javascript({"error": told}, 403))

    async with open_async() as client:
        first = await client.get("x")
        second = await client.follow("bob")

    assert first.error.type == second.error.type == "RateLimitException"
    assert second.error.retry_after == pytest.approx(452, abs=5)
    assert second.response is not None
    assert second.response.status == 403
    assert route.call_count == 1


async def test_own_policy(api: Any):
    """
    Who wants no second attempt gets none.
    """
    route = api.get("/x/").respond(**answer("error_gateway.http"))

    async with open_async(retries=0, policy=Policy(backoff=1)) as client:
        await client.get("x")

    assert route.call_count == 1


# --- Redirects ----------------------------------------------------------------


async def test_redirect(api: Any):
    """
    A redirect of the API's own is followed, with the token: `me` may be one.
    """
    api.get("/me/").respond(302, headers={"location": f"{USER}?metadata=1"})
    route = api.get(USER).respond(**answer("user_full"))

    async with open_async() as client:
        user = await client.me()

    assert user.key == USER
    assert route.calls.last.request.url.params["access_token"] == TOKEN


@pytest.mark.parametrize("location", ["https://evil.test/", "http://api.test/me/"])
async def test_foreign_redirect(api: Any, location: str):
    """
    One to anywhere else is refused, and nobody there learns the token.
    """
    api.get("/me/").respond(302, headers={"location": location})

    async with open_async() as client:
        with pytest.raises(UnsafeURLError, match="refused a redirect"):
            await client.me()

    assert len(api.calls) == 1


# --- The token ----------------------------------------------------------------


async def test_token_set_later(api: Any):
    """
    A token may be set and changed, and copies have the same.
    """
    route = api.get("/me/").respond(**answer("user_authorized"))

    async with open_async(access_token=None) as client:
        copy = client.with_options(timeout=5)
        client.access_token = "one"
        await copy.me()
        copy.access_token = "two"
        await client.me()

    tokens = [call.request.url.params["access_token"] for call in route.calls]
    assert tokens == ["one", "two"]


async def test_token_is_secret(api: Any, caplog: pytest.LogCaptureFixture):
    """
    It is in no log, ours or the HTTP library's, no repr and no error.
    """
    body = json.dumps({"error": {"type": "T", "message": f"bad token {TOKEN}"}})
    headers = {"location": f"/x/?access_token={TOKEN}"}
    api.get("/x/").respond(400, text=body, headers=headers)

    with caplog.at_level(logging.DEBUG):
        async with open_async(raise_exceptions=True) as client:
            with pytest.raises(MixcloudError) as caught:
                await client.get("x")
            shown = [repr(client), repr(client._token), repr(caught.value)]

    assert "bad token [secret]" in str(caught.value)
    assert "access_token=[secret]" in caplog.text
    for text in (caplog.text, *shown):
        assert TOKEN not in text
        assert "s3cret" not in text


async def test_refused_token(api: Any):
    """
    A token that was refused is not tried twice, unless there is another by now.
    """

    def other(_: Any) -> Any:
        client.access_token = "new"
        return MockResponse(401)

    route = api.get("/me/")
    route.side_effect = [MockResponse(401), other, MockResponse(200, json={"key": "/"})]
    async with open_async() as client:
        assert await client.me() == {}
        route.side_effect = other
        assert await client.me() == {}

    tokens = [call.request.url.params["access_token"] for call in route.calls]
    assert tokens == [TOKEN, TOKEN, "new"]


async def test_no_token_in_links(api: Any):
    """
    A request of one's own has it added by the client alone, to the API alone.
    """
    route = api.get("/x/").respond(200, json={})
    elsewhere = api.get("https://else.test/x/").respond(200, json={})

    async with open_async() as client:
        await client.request(GET("x/", a=1))
        await client.request(GET("x/", base="https://else.test"))

    assert dict(route.calls.last.request.url.params) == {
        "a": "1",
        "access_token": TOKEN,
    }
    assert elsewhere.calls.last.request.url.query == b""
    assert client.base_url == API
