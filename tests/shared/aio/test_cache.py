"""
Answers that need not be asked for again.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientcore import GET, POST, CachedAnswer, NotFound
from clientcore.aio import Bearer

from ..servers import Server, Talk, answer
from .conftest import Waits
from .toy import Toy

Serve = Callable[..., Server]


def tagged(talk: Talk) -> None:
    """
    Say who asked, under a tag, and say no more to who knows it already.
    """
    if "If-None-Match" in talk.request.headers:
        talk.answer(304, b"", {"ETag": '"1"'})
    else:
        name = talk.request.headers.get("Authorization", "nobody").encode()
        talk.answer(200, b'["%s"]' % name, {"ETag": '"1"'})


async def test_none_by_default(serve: Serve) -> None:
    """
    Nothing is kept unless a client is given something to keep it in.
    """
    server = serve(answer(headers={"ETag": '"1"', "Cache-Control": "max-age=60"}))

    async with Toy(server.url) as client:
        await client.request(GET("things"))
        await client.request(GET("things"))

    assert len(server.requests) == 2
    assert "If-None-Match" not in server.requests[1].headers


async def test_asked_whether_still_right(serve: Serve) -> None:
    """
    A kept answer is asked about by its tag, and given again if it is still right.
    """
    server = serve(tagged)

    async with Toy(server.url, cache={}) as client:
        first = await client.request(GET("things"))
        second = await client.request(GET("things"))

    assert [one.headers["If-None-Match"] for one in server.requests] == [None, '"1"']
    assert second.status == 200
    assert second.content == first.content == b'["nobody"]'


async def test_fresh(serve: Serve, waits: Waits) -> None:
    """
    An answer is given again without asking for as long as the server says.
    """
    server = serve(
        answer(body=[1], headers={"Cache-Control": "private, max-age=60"}),
        answer(body=[2]),
    )

    async with Toy(server.url, cache={}) as client:
        contents = []
        for seconds in (0, 59, 2):
            await waits.sleep(seconds)
            response = await client.request(GET("things"))
            contents.append(response.json())

    assert contents == [[1], [1], [2]]
    assert len(server.requests) == 2


async def test_one_for_each_credential(serve: Serve) -> None:
    """
    Nobody gets what somebody else was answered, though they share the store.
    """
    server = serve(tagged)
    store: dict[str, CachedAnswer] = {}

    answers = []
    for token in ("one", "two", "one"):
        async with Toy(server.url, auth=Bearer(token), cache=store) as client:
            response = await client.request(GET("me"))
            answers.append(response.json())

    assert answers == [["Bearer one"], ["Bearer two"], ["Bearer one"]]
    assert [one.headers["If-None-Match"] for one in server.requests] == [
        None,
        None,
        '"1"',
    ]
    assert "Bearer" not in repr(store)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cache-Control": "no-store", "ETag": '"1"'},
        {"Cache-Control": "max-age=60, no-store"},
        {"Cache-Control": "s-maxage=60"},
    ],
)
async def test_not_to_be_kept(serve: Serve, headers: dict[str, str]) -> None:
    """
    What the server does not want kept is not kept.
    """
    store: dict[str, CachedAnswer] = {}
    server = serve(answer(headers=headers))

    async with Toy(server.url, cache=store) as client:
        await client.request(GET("things"))

    assert store == {}


async def test_only_successes_of_get(serve: Serve) -> None:
    """
    Neither errors nor the answers to other methods are kept.
    """
    store: dict[str, CachedAnswer] = {}
    kept = {"ETag": '"1"', "Cache-Control": "max-age=60"}
    server = serve(answer(404, headers=kept), answer(headers=kept))

    async with Toy(server.url, cache=store) as client:
        with pytest.raises(NotFound):
            await client.request(GET("things"))
        await client.request(POST("things", json={}))

    assert store == {}


async def test_another_query(serve: Serve) -> None:
    """
    Another query is another answer.
    """
    server = serve(answer(headers={"Cache-Control": "max-age=60"}))

    async with Toy(server.url, cache={}) as client:
        await client.request(GET("things", query={"page": 1}))
        await client.request(GET("things", query={"page": 2}))

    assert len(server.requests) == 2
