"""
Keys that must be shown nowhere.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from clientcore import AuthError
from clientcore.aio import Bearer, QueryKey
from clientcore.testing import Broken, leaks, script
from recnetpy import RecNetError

from ..opening import open_async

KEY, OTHER = "s3cret-key", "0ther-s3cret"


class Renewing:
    """Credentials of the caller's that fail to be renewed."""

    async def headers(self, exchange: object) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {OTHER}"}

    async def refresh(self, rejected: Mapping[str, str], exchange: object) -> bool:
        raise AuthError("no")


class Failing(Renewing):
    """Credentials of the caller's that fail at once."""

    async def headers(self, exchange: object) -> Mapping[str, str]:
        raise AuthError("no")


@pytest.mark.parametrize("responses", [[], [(401, {"echo": KEY})]])
@pytest.mark.parametrize(
    "auth",
    [None, Bearer(OTHER), Renewing(), Failing()],
    ids=["key", "bearer", "renewing", "failing"],
)
async def test_frames(auth: Any, responses: list[Any]):
    """
    No frame of ours shows a key, alone or with credentials of the caller's.
    """
    transport = script(*responses)

    async with open_async(api_key=KEY, auth=auth, transport=transport) as client:
        with pytest.raises((Broken, RecNetError)) as caught:
            await client.accounts.fetch(1)

    assert leaks(caught.value, "recnetpy", KEY, OTHER) == []


async def test_key_in_the_query(net: Any):
    """
    A key of the caller's that belongs into the query is sent with ours.
    """
    route = net.get(url__regex="accounts").respond(json={"accountId": 1})

    async with open_async(api_key=KEY, auth=QueryKey("k", OTHER)) as client:
        await client.accounts.fetch(1)

    request = route.calls.last.request
    assert request.headers["Ocp-Apim-Subscription-Key"] == KEY
    assert request.url.params["k"] == OTHER


@pytest.mark.parametrize("status", [400, 401, 403, 500])
async def test_echoed(status: int):
    """
    A key that the service repeats is in no message, repr or pickle of the error.
    """
    body = {"message": f"{KEY} is bad", "errors": [{KEY: KEY}]}
    transport = script((status, body))

    async with open_async(api_key=KEY, transport=transport) as client:
        with pytest.raises(RecNetError) as caught:
            await client.rooms.search("x")

    error = caught.value
    assert KEY not in f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
