"""
Pages of lists, and going through all of them.
"""

from __future__ import annotations

import copy
import pickle
from functools import partial
from typing import Any

import pytest

from aiomixcloud import (
    AccessDict,
    AccessList,
    Cloudcast,
    Connection,
    DecodeError,
    GatewayError,
    NotFoundError,
    RateLimitError,
    Resource,
    ResourceList,
    Tag,
    UnboundError,
    User,
)
from aiomixcloud.sandbox import Sandbox
from clientcore import to_records

from ..answers import answer, javascript, load
from ..opening import open_async

ANNA = {"type": "user", "key": "/anna/"}
BOB = {"type": "user", "key": "/bob/"}


class Pages:
    """
    Stands in for a client that has pages, and tells what it was asked.
    """

    _resource_class = Resource

    def __init__(self, **pages: Any) -> None:
        self.calls: list[Any] = []
        self._pages = pages

    async def get(self, url: str, **options: Any) -> Any:
        """Return a page by its name."""
        self.calls.append((url, options))
        page = self._pages[url]
        return page if not isinstance(page, dict) else ResourceList(page, mixcloud=self)


def a_page(*items: Any, mixcloud: Any = None, **rest: Any) -> ResourceList[Any]:
    """Make a page."""
    return ResourceList({"data": [*items], **rest}, mixcloud=mixcloud or Pages())


# --- One page -----------------------------------------------------------------


def test_items():
    """
    Own items come first, then resources by number and by key.
    """
    page = a_page(ANNA, BOB, name="Bob's followers", paging={"next": "u"})

    assert page["name"] == page.name == "Bob's followers"
    assert page.paging.next == "u"
    assert page[0] is page["anna"] is page.anna is page["data"][0]
    assert page[-1].key == "/bob/"
    assert isinstance(page[0], User)
    assert [one.key for one in page] == ["/anna/", "/bob/"]
    assert page.data["data"] == [ANNA, BOB]


def test_missing():
    """
    What is missing is missing in the way that was asked.
    """
    page = a_page(ANNA)

    with pytest.raises(IndexError):
        page[1]
    with pytest.raises(KeyError):
        page["bob"]
    with pytest.raises(AttributeError, match="bob"):
        page.bob  # noqa: B018
    assert page.get("bob") is page.get(5) is None
    assert page.get("anna") is page.get(0) is page[0]


def test_sequence():
    """
    It counts, slices, reverses and contains as a list of resources.
    """
    page = a_page(ANNA, BOB, name="x")

    assert len(page) == 2
    assert type(page[:1]) is AccessList
    assert page[1:] == [BOB]
    assert [one.key for one in reversed(page)] == ["/bob/", "/anna/"]
    assert page[0] in page
    assert "anna" in page
    assert "name" in page
    assert "carl" not in page
    assert 5 not in page
    assert not a_page()


def test_mapping():
    """
    What came is there as a dict as well.
    """
    page = a_page(ANNA, name="x")

    assert list(page.keys()) == ["data", "name"]
    assert dict(page.items()) == dict(page) == {"data": [ANNA], "name": "x"}
    assert list(page.values()) == [[ANNA], "x"]
    assert page == {"data": [ANNA], "name": "x"}
    assert page == a_page(ANNA, name="x")
    assert page == [ANNA] == page
    assert page != a_page(BOB, name="x")


@pytest.mark.parametrize("data", [{}, {"data": None}, {"data": []}])
def test_empty(data: Any):
    """
    Without items it is empty, and no error.
    """
    page: ResourceList[Any] = ResourceList(data, mixcloud=None)

    assert len(page) == 0
    assert list(page) == []


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ({"name": "Bob's followers"}, '<ResourceList "Bob\'s followers">'),
        ({}, "<ResourceList>"),
    ],
)
def test_repr(rest: Any, words: str):
    """
    It shows its name, if it has one.
    """
    assert repr(a_page(**rest)) == words


def test_repr_of_parts():
    """
    Its parts show resources by their keys.
    """
    page = a_page(ANNA)

    assert repr(page.keys()) == "KeysView({'data': [<Resource: User '/anna/'>]})"
    assert repr(page[:1]) == "[<Resource: User '/anna/'>]"


def test_copies():
    """
    Copies, pickles and unions are pages, too.
    """
    page = a_page(ANNA, name="x")
    copies = [
        page.copy(),
        copy.copy(page),
        copy.deepcopy(page),
        pickle.loads(pickle.dumps(page)),
        page | {"name": "x"},
    ]

    for same in copies:
        assert type(same) is ResourceList
        assert same == page
        assert type(same[0]) is User


async def test_no_client():
    """
    A page without a client has resources, and no neighbours until it gets one.
    """
    page = a_page({"key": "/x/", "type": "cloudcast", "tags": [{"type": "tag"}]})
    page["paging"] = {"next": "n"}
    back: Any = pickle.loads(pickle.dumps(page))
    alone: Any = pickle.loads(pickle.dumps(page[0].tags))

    assert (type(back[0]), type(back[0].tags[0])) == (Cloudcast, Tag)
    assert type(alone[0]) is Tag
    with pytest.raises(UnboundError, match="bind"):
        await back.next()
    assert await back.previous() is None
    assert await back.bind(Pages(n={"data": [BOB]})).next() == [BOB]


# --- Next and previous --------------------------------------------------------


async def test_navigate():
    """
    The neighbours are asked for by their addresses, if the page has any.
    """
    client = Pages(n={"data": [BOB]}, p={"data": []})
    page = a_page(ANNA, paging={"next": "n", "previous": "p"}, mixcloud=client)

    assert await page.next() == [BOB]
    assert await page.previous() == []
    assert client.calls == [("n", {"relative": False}), ("p", {"relative": False})]


@pytest.mark.parametrize("rest", [{}, {"paging": None}, {"paging": {"previous": "p"}}])
async def test_no_next(rest: Any):
    """
    Without an address there is no next page, and nothing is asked.
    """
    page = a_page(ANNA, **rest)

    assert await page.next() is None
    assert page.mixcloud.calls == []


# --- All of them --------------------------------------------------------------


def three_pages(last: Any = None) -> Pages:
    """Return a client with three pages, and what comes after the second."""
    return Pages(
        one={"data": [{"n": 1}, {"n": 2}], "paging": {"next": "two"}},
        two={"data": [{"n": 3}], "paging": {"next": "three", "previous": "one"}},
        three={"data": [{"n": 4}]} if last is None else last,
    )


async def first(client: Pages) -> Any:
    """Return its first page."""
    return await client.get("one")


async def test_all():
    """
    All items of this page and those after it come, each page when it is needed.
    """
    client = three_pages()
    asked = {}
    async for item in (await first(client)).all():
        asked[item.n] = len(client.calls)

    assert list(asked.items()) == [(1, 1), (2, 1), (3, 2), (4, 3)]


@pytest.mark.parametrize(("most", "pages"), [(0, 1), (1, 1), (2, 1), (3, 2), (9, 3)])
async def test_max(most: int, pages: int):
    """
    A maximum bounds the items, and what is asked for them.
    """
    client = three_pages()
    found = await (await first(client)).all(max=most).collect()

    assert [item.n for item in found] == [1, 2, 3, 4][:most]
    assert len(client.calls) == pages


async def test_negative():
    """
    There is no negative maximum.
    """
    page = await first(three_pages())

    with pytest.raises(ValueError, match="0 or more"):
        page.all(max=-1)


async def test_empty_page():
    """
    An empty page is the end, even if it says that there is another; and for good.
    """
    client = three_pages(last={"data": [], "paging": {"next": "one"}})
    items = (await first(client)).all()

    assert len(await items.collect()) == 3
    assert await items.collect() == []
    assert len(client.calls) == 3


@pytest.mark.parametrize("link", ["three", "two"])
async def test_circle(link: str):
    """
    A link to an earlier page is an error, and no endless list.
    """
    client = three_pages(last={"data": [{"n": 4}], "paging": {"next": link}})

    with pytest.raises(DecodeError, match="lead back"):
        await (await first(client)).all().collect()


@pytest.mark.parametrize(
    "links",
    [
        {"one": "one"},
        {"one": "two", "two": "two"},
        {"one": "two", "two": "one"},
        {"one": "two", "two": "three", "three": "two"},
    ],
)
async def test_circles(links: dict[str, str]):
    """
    Pages that lead to themselves end, with an error, and each item came once.
    """
    pages = {
        name: {"data": [{"key": f"/{name}/"}], "paging": {"next": link}}
        for name, link in links.items()
    }
    found: list[str] = []

    with pytest.raises(DecodeError, match=r"lead back|the page itself"):
        await _read_into(found, await first(Pages(**pages)))

    assert found == [f"/{name}/" for name in links]


async def _read_into(found: list[str], page: Any) -> None:
    async for item in page.all():
        found += [item.key]


async def test_circle_by_hand():
    """
    So does going from page to page by hand.
    """
    page: Any = await first(
        Pages(one={"data": [ANNA], "paging": {"next": "one", "previous": "one"}})
    )
    page = await page.next()

    with pytest.raises(DecodeError, match="lead back"):
        await page.next()
    with pytest.raises(DecodeError, match="lead back"):
        await page.previous()


@pytest.mark.parametrize("where", ["next", "previous"])
async def test_wide_circle_by_hand(where: str):
    """
    A circle of several pages ends too, and going there and back is no circle.
    """
    back = {"next": "previous", "previous": "next"}[where]
    client = Pages(
        one={"data": [ANNA], "paging": {where: "two", back: "three"}},
        two={"data": [ANNA], "paging": {where: "three", back: "one"}},
        three={"data": [ANNA], "paging": {where: "one", back: "two"}},
    )
    page: Any = await first(client)
    for _ in range(3):
        page = await getattr(page, where)()
        page = await getattr(page, back)()
        page = await getattr(page, where)()

    page = await getattr(page, where)()

    assert len(client.calls) == 11
    with pytest.raises(DecodeError, match="lead back"):
        await getattr(page, where)()


async def test_endless_pages():
    """
    Pages without end that say nothing new are an error as well.
    """

    class Endless(Pages):
        async def get(self, url: str, **options: Any) -> Any:
            self.calls.append(url)
            data = {"data": [ANNA], "paging": {"next": f"{url}+"}}
            return ResourceList(data, mixcloud=self)

    client = Endless()
    with pytest.raises(DecodeError, match="lead back"):
        await (await first(client)).all().collect()

    assert len(client.calls) < 20


async def test_list_that_moves():
    """
    What a list names again, because it moved, comes once; two listens are two.
    """
    heard = {"key": "/a/b/", "type": "cloudcast", "listen_time": "1"}
    client = Pages(
        one={"data": [ANNA, heard, BOB], "paging": {"next": "two"}},
        two={"data": [BOB, {**heard, "listen_time": "2"}], "paging": {"next": "three"}},
        three={"data": [BOB, ANNA, {"key": "/carl/", "type": "user"}]},
    )
    found = await (await first(client)).all().collect()

    assert [item.key for item in found] == [
        "/anna/",
        "/a/b/",
        "/bob/",
        "/a/b/",
        "/carl/",
    ]


async def test_list_of_the_service_that_moves():
    """
    Shows that come in at the front while a list is read push none out.
    """
    sandbox = Sandbox()
    world = sandbox.world
    found: list[str] = []
    async with open_async(sandbox) as client:
        async for show in client.all("HarbourRadio/cloudcasts", limit=10, offset=0):
            found += [show.key]
            if len(found) in {5, 15}:
                world.add_cloudcast(world.users["HarbourRadio"], f"News {len(found)}")

    assert len(found) == len(set(found)) == 62


async def test_unfollowing_all():
    """
    A list is collected before its items are taken out of it.
    """
    sandbox = Sandbox()
    world = sandbox.world
    me = world.users["dj_okapi"]
    for number in range(45):
        user = world.add_user(f"u{number}", "U")
        if not world.marked(world.follows, me, user):
            world.mark(world.follows, me, user)
    async with open_async(sandbox, raise_exceptions=True) as client:
        for user in await client.all("me/following", limit=20).collect():
            await client.unfollow(user)

    assert not [mark for mark in world.follows if mark.user is me]


@pytest.mark.parametrize("name", ["popular", "hot", "new", "search", "cloudcasts"])
async def test_other_arguments(api: Any, name: str):
    """
    Arguments that this library does not know are sent as they are.
    """
    route = api.get(path__regex=".*").respond(**answer("popular_page_1"))
    async with open_async(mixcloud_root="https://www.test") as client:
        methods: Any = {
            "search": partial(client.search, "x"),
            "cloudcasts": Connection("cloudcasts", "https://api.test/a/", client),
        }
        call: Any = methods.get(name) or getattr(client, name)
        await call(limit=1, order_by="published", flag=True, nothing=None)
        if name == "cloudcasts":
            await call.all(max=1, order_by="published").collect()

    asked = [dict(call.request.url.params) for call in route.calls]
    assert all(query["order_by"] == "published" for query in asked)
    assert (asked[0]["limit"], asked[0]["flag"]) == ("1", "1")
    assert "nothing" not in asked[0]


@pytest.mark.parametrize(
    "key",
    ["аня/микс", "/аня/микс/", "%D0%B0%D0%BD%D1%8F/%D0%BC%D0%B8%D0%BA%D1%81"],
)
@pytest.mark.parametrize(
    "known", ["/аня/микс/", "/%D0%B0%D0%BD%D1%8F/%D0%BC%D0%B8%D0%BA%D1%81/"]
)
def test_key_beyond_ascii(key: str, known: str):
    """
    A key is found whether it is quoted or not.
    """
    page = a_page({"type": "cloudcast", "key": known}, {"key": None}, {"key": 5})

    assert page[key].key == known
    assert key in page


def test_key_of_composed_letters():
    """
    A letter with an accent is the same in one sign or in two.
    """
    page = a_page({"type": "user", "key": "/ze\u0301/"})

    assert "z\u00e9" in page


@pytest.mark.parametrize(
    "odd", [AccessDict({}, mixcloud=None), Resource({"key": "/x/"}, mixcloud=None)]
)
async def test_no_page(odd: Any):
    """
    What is no page is an error: an end would be a lie.
    """
    items = (await first(three_pages(last=odd))).all()

    with pytest.raises(DecodeError, match="is not a list"):
        await items.collect()


async def test_recorded(api: Any, base_url: str):
    """
    The pages of a recorded list lead from one to the next, without the token.
    """
    api.get("/popular/", params={"limit": "100", "offset": "0"}).respond(
        **javascript(_here("popular_page_1"))
    )
    bodies = [_here(f"popular_page_{n}") for n in ("2", "3_last")]
    rest = api.get("/popular/").mock(side_effect=None)
    rest.side_effect = [_responded(body) for body in bodies]

    async with open_async(access_token=None) as client:
        found = await client.all("popular", offset=0).collect()

    expected = [*load("popular_page_1")["data"], *bodies[0]["data"], *bodies[1]["data"]]
    assert [item.key for item in found] == [item["key"] for item in expected]
    assert all(isinstance(item, Cloudcast) for item in found)


def _here(name: str) -> Any:
    """Return a recorded page whose neighbours are at the routes."""
    body = load(name)
    paging = body.get("paging", {})
    body["paging"] = {
        side: url.replace("https://api.mixcloud.com", "https://api.test")
        for side, url in paging.items()
    }
    return body


def _responded(body: Any) -> Any:
    from respx import MockResponse

    told = javascript(body)
    return MockResponse(told["status_code"], text=told["text"], headers=told["headers"])


async def test_connection_all():
    """
    A connection goes through its list with the longest pages there are.
    """
    client = Pages(u={"data": [ANNA]})
    connection: Connection[Any] = Connection("followers", "u", client)

    assert await connection.all().collect() == [ANNA]
    await connection.all(max=5).collect()
    await connection.all(limit=7, since=0).collect()
    await connection.all(page=0, per_page=3).collect()
    assert [options for _, options in client.calls] == [
        {"relative": False, "limit": 100},
        {"relative": False, "limit": 5},
        {"relative": False, "limit": 7, "since": 0},
        {"relative": False, "offset": 0, "limit": 3},
    ]


async def test_client_all(api: Any):
    """
    A client goes through any list by its key, and takes times as people write them.
    """
    route = api.get("/search/").respond(**answer("search_user"))

    async with open_async() as client:
        found = await client.all(
            "search", 2, q="anna", type="user", since="2020-01-01T00:00:00Z"
        ).collect()

    assert [type(one) for one in found] == [User, User]
    query = dict(route.calls.last.request.url.params)
    assert query["since"] == "1577836800"
    assert query["limit"] == "2"
    assert query["q"] == "anna"


@pytest.mark.usefixtures("no_backoff")
@pytest.mark.parametrize("raising", [True, False])
async def test_gateway(api: Any, raising: bool):
    """
    It is the error that the status and the body tell, whether or not it raises.
    """
    api.get("/popular/").respond(**answer("error_gateway.http"))

    async with open_async(raise_exceptions=raising) as client:
        with pytest.raises(GatewayError):
            await client.all("popular").collect()


@pytest.mark.parametrize("raising", [True, False])
async def test_failure(api: Any, raising: bool):
    """
    A page that cannot be had is raised, even by a client that raises nothing else.
    """
    api.get("/nobody/followers/").respond(**answer("error_not_found.http"))

    async with open_async(raise_exceptions=raising) as client:
        with pytest.raises(NotFoundError, match="NotFoundException: Object not found"):
            await client.all("nobody/followers").collect()


async def test_limited(api: Any):
    """
    So is a rate limit, with its seconds.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 452}
    api.get("/new/").respond(**javascript({"error": told}, 403))

    async with open_async() as client:
        with pytest.raises(RateLimitError) as sent:
            await client.all("new").collect()
        with pytest.raises(RateLimitError) as held_back:
            await client.all("new").collect()

    assert sent.value.retry_after == 452
    assert held_back.value.retry_after == pytest.approx(452, abs=5)


def test_to_records():
    """
    The items of a page, or of any list of resources, as flat dictionaries.
    """
    show = {
        "key": "/anna/a/",
        "type": "cloudcast",
        "user": ANNA,
        "tags": [{"name": "x"}],
    }
    page = a_page(show, BOB)
    flat = {
        "key": "/anna/a/",
        "type": "cloudcast",
        "user.type": "user",
        "user.key": "/anna/",
        "tags": [{"name": "x"}],
    }

    assert page.to_records() == [flat, BOB]
    assert to_records([*page]) == [flat, BOB]
