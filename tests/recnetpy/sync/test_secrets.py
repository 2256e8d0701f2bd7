# Generated from aio/test_secrets.py by `nox -s twins`: do not edit.
"""
Keys that must be shown nowhere.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from clientcore import AuthError
from clientcore.sync import Bearer, QueryKey
from clientcore.testing import Broken, leaks, script
from recnetpy.sync import RecNetError

from ..opening import open_sync

KEY, OTHER = "s3cret-key", "0ther-s3cret"


class Renewing:
    """Credentials of the caller's that fail to be renewed."""

    def headers(self, exchange: object) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {OTHER}"}

    def refresh(self, rejected: Mapping[str, str], exchange: object) -> bool:
        raise AuthError("no")


class Failing(Renewing):
    """Credentials of the caller's that fail at once."""

    def headers(self, exchange: object) -> Mapping[str, str]:
        raise AuthError("no")


@pytest.mark.parametrize("responses", [[], [(401, {"echo": KEY})]])
@pytest.mark.parametrize(
    "auth",
    [None, Bearer(OTHER), Renewing(), Failing()],
    ids=["key", "bearer", "renewing", "failing"],
)
def test_frames(auth: Any, responses: list[Any]):
    """
    No frame of ours shows a key, alone or with credentials of the caller's.
    """
    transport = script(*responses)

    with open_sync(api_key=KEY, auth=auth, transport=transport) as client:
        with pytest.raises((Broken, RecNetError)) as caught:
            client.accounts.fetch(1)

    assert leaks(caught.value, "recnetpy", KEY, OTHER) == []


def test_key_in_the_query(net: Any):
    """
    A key of the caller's that belongs into the query is sent with ours.
    """
    route = net.get(url__regex="accounts").respond(json={"accountId": 1})

    with open_sync(api_key=KEY, auth=QueryKey("k", OTHER)) as client:
        client.accounts.fetch(1)

    request = route.calls.last.request
    assert request.headers["Ocp-Apim-Subscription-Key"] == KEY
    assert request.url.params["k"] == OTHER


@pytest.mark.parametrize("status", [400, 401, 403, 500])
def test_echoed(status: int):
    """
    A key that the service repeats is in no message, repr or pickle of the error.
    """
    body = {"message": f"{KEY} is bad", "errors": [{KEY: KEY}]}
    transport = script((status, body))

    with open_sync(api_key=KEY, transport=transport) as client:
        with pytest.raises(RecNetError) as caught:
            client.rooms.search("x")

    error = caught.value
    assert KEY not in f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
