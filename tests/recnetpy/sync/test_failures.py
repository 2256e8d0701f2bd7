# Generated from aio/test_failures.py by `nox -s twins`: do not edit.
"""
What goes wrong, and what is tried again.
"""

from __future__ import annotations

from typing import Any

import pytest

import clientcore
from clientcore import GET
from clientcore.testing import connect_error, read_timeout
from recnetpy.sync import (
    ConnectionFailedError,
    HostGoneError,
    HTTPError,
    RateLimited,
    RecNetError,
    RedirectError,
    TimedOutError,
    UnreadableError,
    WebPageError,
)

from ..opening import P, open_sync
from ..recorded import exchanges

ERRORS = [each for each in exchanges() if each.file == "errors.json" and each.expect]
NOTHING = [
    each for each in exchanges() if each.file == "errors.json" and not each.expect
]


@pytest.mark.parametrize("each", ERRORS, ids=lambda each: each.name)
def test_error(each: Any, net: Any):
    """
    Each answer that means failure is the error that it should be, with its facts.
    """
    each.route(net)

    request = GET(each.url.removeprefix(f"{P}/"), query=each.query)

    with open_sync() as client:
        with pytest.raises(HTTPError) as caught:
            client.ask(request, dict)

    error = caught.value
    names = [cls.__name__ for cls in type(error).__mro__]
    assert each.expect["exception"] in names
    assert error.status == each.response["status"]
    assert error.method == "GET"
    assert error.url.startswith(P)
    assert "test-key" not in f"{error}{error!r}{vars(error)}"
    if "retry_after" in each.expect:
        assert error.retry_after == each.expect["retry_after"]


@pytest.mark.parametrize("each", NOTHING, ids=lambda each: each.name)
def test_nothing(each: Any, net: Any):
    """
    404, 204 and null all mean that there is nothing.
    """
    each.route(net)

    with open_sync() as client:
        assert client.accounts.fetch(each.id) is None


def test_redirect(net: Any):
    """
    A redirect is not followed, and says that the host is not what it was.
    """
    net.get(f"{P}/accounts/1").respond(301, headers={"Location": "https://rec.net/"})

    with open_sync() as client:
        with pytest.raises(RedirectError) as caught:
            client.accounts.fetch(1)

    assert isinstance(caught.value, HostGoneError)


def test_unknown_host(net: Any):
    """
    A host without a name, or one that refuses, is gone.
    """
    net.get(f"{P}/accounts/1").mock(side_effect=connect_error())

    with open_sync() as client:
        with pytest.raises(HostGoneError) as caught:
            client.accounts.fetch(1)

    assert isinstance(caught.value, ConnectionFailedError)
    assert isinstance(caught.value, clientcore.ConnectionFailed)


def test_page_instead_of_json(net: Any):
    """
    So is one that answers with a web page, whatever its status.
    """
    net.get(f"{P}/accounts/1").respond(200, text="<!doctype html><p>for sale</p>")

    with open_sync() as client:
        with pytest.raises(WebPageError, match="web page") as caught:
            client.accounts.fetch(1)

    assert isinstance(caught.value, HostGoneError)


PAGES = [
    ("text/html; charset=utf-8", "<p>for sale</p>"),
    ("text/html", "\ufeff\r\n <!-- parked -->"),
    ("text/plain", "<!DOCTYPE html>"),
    ("application/json", " <HTML lang=en>"),
]


@pytest.mark.parametrize("status", [200, 404])
@pytest.mark.parametrize(("kind", "text"), PAGES)
def test_pages(status: int, kind: str, text: str, net: Any):
    """
    What a web page is, its contents tell, whatever they are called.
    """
    headers = {"Content-Type": kind}
    content = text.encode()
    net.get(f"{P}/rooms/1").respond(status, headers=headers, content=content)
    if status == 404:
        root = net.get("https://apim.rec.net/")
        root.respond(status, headers=headers, content=content)

    with open_sync() as client:
        with pytest.raises(WebPageError):
            client.rooms.fetch(1)


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "x/y+json", "odd"])
def test_json_by_other_names(kind: str, net: Any):
    """
    JSON is read whatever it is called, bare numbers too.
    """
    headers = {"Content-Type": kind}
    clubs = "https://clubs.rec.net/subscription/subscribercount/1"
    net.get(f"{P}/rooms/1").respond(headers=headers, content=b'{"RoomId": 1}')
    net.get(clubs).respond(headers=headers, content=b"17")

    with open_sync() as client:
        room = client.rooms.fetch(1)
        count = client.accounts.subscriber_count(1)

    assert (room.id, count) == (1, 17)


@pytest.mark.parametrize("text", ["", "Not found", '{"message": "no"}'])
def test_missing_by_other_names(text: str, net: Any):
    """
    A 404 in words, in JSON or without any is nothing, even if it is called a page.
    """
    headers = {"Content-Type": "text/html"}
    net.get(f"{P}/rooms/1").respond(404, headers=headers, content=text.encode())

    with open_sync() as client:
        assert client.rooms.fetch(1) is None


def test_words_instead_of_json(net: Any):
    """
    Words where JSON belongs are no page, and can't be read either.
    """
    headers = {"Content-Type": "text/html"}
    net.get(f"{P}/rooms/1").respond(headers=headers, content=b"hello")

    with open_sync() as client:
        with pytest.raises(UnreadableError, match=r"not JSON \(text/html\)") as caught:
            client.rooms.fetch(1)

    assert not isinstance(caught.value, HostGoneError)


def test_late(net: Any):
    """
    An answer that is late is another error: who is slow is not gone.
    """
    net.get(f"{P}/accounts/1").mock(side_effect=read_timeout())

    with open_sync() as client:
        with pytest.raises(TimedOutError) as caught:
            client.accounts.fetch(1)

    assert not isinstance(caught.value, HostGoneError)


@pytest.mark.usefixtures("no_backoff")
@pytest.mark.parametrize(
    ("status", "headers", "times"),
    [
        (429, {}, 3),
        (429, {"Retry-After": "0"}, 3),
        (403, {"Retry-After": "0"}, 3),
        (403, {"Retry-After": "1800"}, 1),
        (403, {}, 1),
        (502, {}, 3),
        (503, {}, 3),
        (504, {}, 3),
        (500, {}, 1),
        (400, {}, 1),
    ],
)
@pytest.mark.parametrize("bulk", [False, True])
def test_again(status: int, headers: dict[str, str], times: int, bulk: bool, net: Any):
    """
    Only what may pass is asked for again; bulk requests too, since they only read.
    """
    url = f"{P}/accounts/bulk" if bulk else f"{P}/accounts/1"
    route = net.route(url=url).respond(status, headers=headers)

    with open_sync(retries=2) as client:
        ask = client.accounts.fetch_many if bulk else client.accounts.fetch
        with pytest.raises(RecNetError):
            ask([1] if bulk else 1)

    assert route.call_count == times


def test_quota_closes_the_gate(net: Any):
    """
    After a used up quota nobody asks in vain; other services are not concerned.
    """
    told = {"Retry-After": "1800"}
    route = net.get(f"{P}/accounts/1").respond(403, headers=told)
    net.get("https://ns.rec.net/").respond(json={})

    with open_sync() as client:
        with pytest.raises(RateLimited):
            client.accounts.fetch(1)
        with pytest.raises(RateLimited, match="held back") as caught:
            client.accounts.fetch(1)
        client.services()

    assert route.call_count == 1
    assert caught.value.status == 429
    assert caught.value.retry_after == pytest.approx(1800, abs=5)
