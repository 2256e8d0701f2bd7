"""
Deleting when a response is lost.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from respx import MockResponse

from backtracked import Client, NotFoundError
from clientcore.testing import read_error

from ..answers import BOB, NEXT, PLAYLIST, ROOM, answer

pytestmark = pytest.mark.usefixtures("no_backoff")

MISSING = answer("room.not_found", 404)

deleting = pytest.mark.parametrize(
    ("path", "delete"),
    [
        (f"/user/{BOB}/following", lambda it: it.unfollow(BOB)),
        (f"/playlist/{PLAYLIST}", lambda it: it.delete_playlist(PLAYLIST)),
        (
            f"/playlist/{PLAYLIST}/songs/{NEXT}",
            lambda it: it.remove_from_playlist(PLAYLIST, NEXT),
        ),
        (f"/room/{ROOM}/playlist/{NEXT}", lambda it: it.unqueue_song(ROOM, NEXT)),
        (f"/chat/{ROOM}/m1", lambda it: it.delete_message(ROOM, "m1")),
    ],
    ids=["user", "playlist", "item", "song", "message"],
)
Delete = Callable[[Client], Awaitable[None]]


@deleting
async def test_deleted_before(api: Any, base_url: str, path: str, delete: Delete):
    """
    After a lost response, a 404 says that the first request has deleted it.
    """
    route = api.delete(path)
    route.side_effect = [read_error(), MockResponse(**MISSING)]

    async with Client(api=base_url) as queup:
        await delete(queup)

    assert route.call_count == 2


@deleting
async def test_not_there(api: Any, base_url: str, path: str, delete: Delete):
    """
    Without a lost response it is an error.
    """
    api.delete(path).respond(**MISSING)

    async with Client(api=base_url) as queup:
        with pytest.raises(NotFoundError):
            await delete(queup)


@pytest.mark.parametrize(
    "former", [{"status_code": 429, "headers": {"retry-after": "0"}}, None]
)
async def test_not_done(api: Any, base_url: str, former: dict[str, Any] | None):
    """
    A request that was refused, or a page of a proxy, does not show that it was done.
    """
    first = MockResponse(**former) if former else read_error()
    missing = MockResponse(**MISSING) if former else MockResponse(404, text="no host")
    api.delete(f"/playlist/{PLAYLIST}").side_effect = [first, missing]

    async with Client(api=base_url) as queup:
        with pytest.raises(NotFoundError):
            await queup.delete_playlist(PLAYLIST)
