# Generated from aio/test_partial_results.py by `nox -s twins`: do not edit.
"""
Calls of several requests, one of which fails.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify.sandbox import Sandbox
from asyncspotify.sync import (
    BadRequest,
    Client,
    RateLimited,
    ServerError,
    SpotifyException,
)
from clientcore.sandbox import RateLimit, Status

from ..service import RAINY, asked, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (RateLimit(retry_after=3600), RateLimited),
        (Status(500), ServerError),
        (Status(400), BadRequest),
    ],
)
def test_many_objects(development: Sandbox, fault: Any, error: Any):
    """
    Of a thousand objects that are requested one by one, those that came are given.
    """
    tracks = list(development.world.catalogue.tracks)
    ids = (tracks * 5)[:1000]
    development.faults.add(fault, path="/v1/tracks/*", calls=range(120, 5000))
    with open_client(Client, development) as client:
        with pytest.raises(error) as caught:
            client.get_tracks(*ids)

    done: Any = caught.value.done
    assert 100 <= len(done) < 130
    assert all(one.id == key for key, one in done.items())


def test_bad_id_is_named(sandbox: Sandbox):
    """
    Of many ids, the one that is none is named.
    """
    ids = list(sandbox.world.catalogue.tracks)[:100]
    with open_client(Client, sandbox) as client:
        with pytest.raises(BadRequest, match="not-an-id"):
            client.get_tracks(*ids, "not-an-id")


def test_writes_that_fail(sandbox: Sandbox):
    """
    Of a thousand likes, those that were saved before a failure are known.
    """
    ids = list(sandbox.world.catalogue.tracks)[:200]
    sandbox.faults.add(RateLimit(retry_after=3600), path="/v1/me/*", calls=[3])
    with open_client(Client, sandbox) as client:
        with pytest.raises(RateLimited) as caught:
            client.save_tracks(*ids)

    assert len(caught.value.done or ()) in {80, 100}


@pytest.mark.parametrize("ahead", [0, 4])
def test_page_that_fails(sandbox: Sandbox, ahead: int):
    """
    If a page fails for good, what came is given, and where to go on.
    """
    me = sandbox.world.users["sandbox_me"]
    at = sandbox.world.clock()
    me.library["track"] = dict.fromkeys(list(sandbox.world.catalogue.tracks)[:390], at)
    bad = [n for n in range(300) if n >= 6]
    rule = sandbox.faults.add(Status(502), path="/v1/me/tracks", calls=bad)
    with open_client(Client, sandbox) as client:
        likes = client.list_saved_tracks(page_size=20).prefetch(ahead)
        with pytest.raises(ServerError) as caught:
            likes.collect()
        error: Any = caught.value
        sandbox.faults.clear()
        whole = likes.collect()
        rest = error.rest.collect()

    assert rule.struck >= 5
    assert 0 < len(error.items) == error.offset
    assert error.items + rest == whole
    assert len(whole) == 390


@pytest.mark.parametrize("failures", [3, 4])
def test_page_that_fails_some_times(sandbox: Sandbox, failures: int):
    """
    A page gets more attempts than other requests.
    """
    calls = range(2, 2 + failures)
    sandbox.faults.add(Status(502), path="/v1/me/tracks", calls=calls)
    with open_client(Client, sandbox) as client:
        assert len(client.get_saved_tracks(limit=None)) == 60


def test_no_retries(sandbox: Sandbox):
    """
    A client without retries has none for pages either.
    """
    sandbox.faults.add(Status(502), path="/v1/me/tracks")
    with open_client(Client, sandbox, retries=0) as client:
        with pytest.raises(ServerError):
            client.get_saved_tracks()

    assert len(asked(sandbox)) == 1


def test_first_page_that_fails(sandbox: Sandbox):
    """
    If the first page fails, nothing came, and the rest is everything.
    """
    sandbox.faults.add(Status(403), path="/v1/me/tracks", calls=[1])
    with open_client(Client, sandbox) as client:
        with pytest.raises(SpotifyException) as caught:
            client.get_saved_tracks(limit=None)
        rest = caught.value.rest.collect()

    assert (caught.value.items, caught.value.offset, len(rest)) == ([], None, 60)


def test_fill_that_fails(sandbox: Sandbox):
    """
    A fill that fails leaves what was known.
    """
    with open_client(Client, sandbox) as client:
        playlist = client.get_playlist(RAINY)
        known = list(playlist.tracks)
        sandbox.faults.add(Status(403), path="/v1/playlists/*", calls=[2])
        with pytest.raises(SpotifyException):
            playlist.fill()
        assert playlist.tracks == known
        sandbox.faults.clear()
        playlist.fill()

    assert (len(known), len(playlist.tracks)) == (99, 112)
