# Generated from aio/test_redirect.py by `nox -s twins`: do not edit.
"""
Where a browser comes back to.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from clientcore import AuthError, Closed
from clientcore.sync import RedirectListener

STATE = "xyzzy"


def visit(url: str) -> tuple[int, str]:
    """
    Go to *url* as a browser would, and return the status and the page.
    """
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request("GET", f"{parts.path or '/'}?{parts.query}")
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@contextmanager
def visiting(url: str) -> Iterator[None]:
    """
    Go to *url* meanwhile.
    """
    thread = threading.Thread(target=visit, args=(url,))
    thread.start()
    yield
    thread.join(20)


@pytest.mark.parametrize(
    "asked",
    [
        "http://127.0.0.1/callback",
        "http://127.0.0.1:0/callback",
        "http://localhost/callback",
        "http://127.0.0.1",
    ],
)
def test_comes_back(asked: str) -> None:
    """
    The visit's whole address is returned, and a free port is taken if none is given.
    """
    with RedirectListener(asked, state=STATE, timeout=20) as listener:
        came_back = f"{listener.redirect_uri}?code=c0de&state={STATE}"
        with visiting(came_back):
            url = listener.wait()

    assert url == came_back
    assert urlsplit(url).port
    assert urlsplit(url).path == urlsplit(asked).path


def test_refused() -> None:
    """
    A person who says no has come back as well.
    """
    with RedirectListener("http://127.0.0.1/", state=STATE, timeout=20) as listener:
        came_back = f"{listener.redirect_uri}?error=access_denied&state={STATE}"
        status, page = visit(came_back)
        url = listener.wait()

    assert (status, url) == (200, came_back)
    assert "Not signed in" in page


@pytest.mark.parametrize(
    "stray",
    [
        "/favicon.ico",
        "/callback",
        "/callback?code=c0de",
        "/callback?code=c0de&state=guessed",
        "/elsewhere?code=c0de&state=xyzzy",
    ],
)
def test_strays(stray: str) -> None:
    """
    Visitors to other pages, or with another state, get nothing and end nothing.
    """
    with RedirectListener(
        "http://127.0.0.1/callback", state=STATE, timeout=20
    ) as listener:
        status, page = visit(listener.redirect_uri.replace("/callback", stray))
        came_back = f"{listener.redirect_uri}?code=right&state={STATE}"
        visit(came_back)
        url = listener.wait()

    assert url == came_back
    assert status == 404
    assert "Not found" in page


def test_without_state() -> None:
    """
    Of a service that knows no state, the first code counts.
    """
    with RedirectListener("http://127.0.0.1/", state=None, timeout=20) as listener:
        visit(f"{listener.redirect_uri}?code=first")
        visit(f"{listener.redirect_uri}?code=second")

        assert listener.wait().endswith("code=first")


def test_page_tells_nothing() -> None:
    """
    What stands in the address is not on the page.
    """
    with RedirectListener("http://127.0.0.1/", state=STATE, timeout=20) as listener:
        _, page = visit(
            f"{listener.redirect_uri}?code=%3Cscript%3E&error=no&state={STATE}"
        )

    assert "script" not in page
    assert STATE not in page


def test_nobody_comes() -> None:
    """
    Waiting ends after its time.
    """
    with RedirectListener("http://127.0.0.1/", state=STATE, timeout=0.01) as listener:
        with pytest.raises(AuthError, match="did not sign in within"):
            listener.wait()


def test_silent_visitor() -> None:
    """
    A browser that connects ahead and says nothing keeps nobody waiting.
    """
    with RedirectListener("http://127.0.0.1/", state=STATE, timeout=20) as listener:
        port = urlsplit(listener.redirect_uri).port
        with socket.create_connection(("127.0.0.1", port or 0), timeout=20):
            visit(f"{listener.redirect_uri}?code=c0de&state={STATE}")

            assert "c0de" in listener.wait()


def test_port_is_taken() -> None:
    """
    A port that somebody has is told of, with the address.
    """
    with RedirectListener("http://127.0.0.1/", state=STATE) as first:
        with pytest.raises(AuthError, match=r"cannot listen at http://127\.0\.0\.1:"):
            with RedirectListener(first.redirect_uri, state=STATE):
                raise AssertionError("two cannot listen")


def test_port_is_given_back() -> None:
    """
    The port is free for the next sign-in.
    """
    with RedirectListener("http://127.0.0.1/", state=STATE) as listener:
        taken = listener.redirect_uri
        visit(f"{taken}?code=c0de&state={STATE}")
    with RedirectListener(taken, state=STATE) as listener:
        again = listener.redirect_uri

    assert again == taken
    with pytest.raises(Closed):
        listener.wait()


@pytest.mark.parametrize(
    "asked",
    [
        "https://127.0.0.1/",
        "http://mine.example/",
        "http://0.0.0.0/",
        "http://127.0.0.1.example/",
        "http://me@127.0.0.1/",
        "http://127.0.0.1/?x=1",
        "http://127.0.0.1:99999/",
        "127.0.0.1",
        "",
    ],
)
def test_not_here(asked: str) -> None:
    """
    Only this machine's own addresses can be listened at.
    """
    with pytest.raises(ValueError, match="redirect address"):
        RedirectListener(asked, state=STATE)
