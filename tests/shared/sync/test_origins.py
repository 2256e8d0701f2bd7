# Generated from aio/test_origins.py by `nox -s twins`: do not edit.
"""
Where a client goes, and where it refuses to go.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clientcore import GET, POST, StatusError, UnsafeURL
from clientcore.sync import Bearer

from ..servers import Server, answer, redirect
from .toy import Toy

Serve = Callable[..., Server]
SECRET = "s3cret-t0ken"


def test_next_page_elsewhere(serve: Serve) -> None:
    """
    A page's link to another origin is refused before anything is sent there.
    """
    stranger = serve(answer())
    ours = serve(answer(body={"items": [], "next": f"{stranger.url}/things"}))

    with Toy(ours.url, auth=Bearer(SECRET)) as client:
        page = client.linked().page()
        with pytest.raises(UnsafeURL):
            page.next()

    assert stranger.connections == 0
    assert len(ours.requests) == 1


@pytest.mark.parametrize("credentials", [Bearer(SECRET), None])
def test_link_elsewhere(serve: Serve, credentials: Bearer | None) -> None:
    """
    A link to another origin is refused, whether there are credentials or not.
    """
    stranger = serve(answer())
    ours = serve(answer())

    with Toy(ours.url, auth=credentials) as client:
        with pytest.raises(UnsafeURL):
            client.request(GET("things").at(f"{stranger.url}/things"))

    assert stranger.connections == ours.connections == 0


def test_link_with_another_scheme(serve: Serve) -> None:
    """
    The scheme is part of the origin.
    """
    ours = serve(answer())

    with Toy(ours.url, auth=Bearer(SECRET)) as client:
        link = ours.url.replace("http:", "https:") + "/things"
        with pytest.raises(UnsafeURL):
            client.request(GET("things").at(link))

    assert ours.connections == 0


def test_link_within_the_origin(serve: Serve) -> None:
    """
    A link to the same origin is followed as it is, with the credentials.
    """
    ours = serve(answer())

    with Toy(f"{ours.url}/v1", auth=Bearer(SECRET)) as client:
        client.request(GET("things").at(f"{ours.url}/v2/things?after=a%2Fb"))

    assert ours.requests[0].target == "/v2/things?after=a%2Fb"
    assert ours.requests[0].headers["Authorization"] == f"Bearer {SECRET}"


def test_another_base(serve: Serve) -> None:
    """
    No credentials go to another base that a request names.
    """
    other = serve(answer())

    with Toy("http://127.0.0.1:9", auth=Bearer(SECRET)) as client:
        client.request(GET("things", base=other.url))

    assert SECRET not in other.requests[0].text
    assert "Authorization" not in other.requests[0].headers


def test_redirect_elsewhere(serve: Serve) -> None:
    """
    A redirect to another origin is refused, even where redirects are followed.
    """
    stranger = serve(answer())
    ours = serve(redirect(f"{stranger.url}/things"))

    with Toy(ours.url, auth=Bearer(SECRET)) as client:
        with pytest.raises(UnsafeURL):
            client.request(GET("things", redirects=True))

    assert stranger.connections == 0
    assert len(ours.requests) == 1


def test_redirect_not_asked_for(serve: Serve) -> None:
    """
    A redirect is an error, unless the request says that there may be one.
    """
    ours = serve(redirect("/elsewhere"), answer())

    with Toy(ours.url) as client:
        with pytest.raises(StatusError) as caught:
            client.request(GET("things"))

    assert caught.value.status == 302
    assert len(ours.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_within_the_origin(serve: Serve, status: int) -> None:
    """
    A redirect within the origin is followed with the credentials.
    """
    ours = serve(redirect("../there?a=1", status), answer(body={"id": 1}))

    with Toy(f"{ours.url}/v1", auth=Bearer(SECRET)) as client:
        response = client.request(GET("deep/things", redirects=True))

    assert response.json() == {"id": 1}
    assert [one.target for one in ours.requests] == [
        "/v1/deep/things",
        "/v1/there?a=1",
    ]
    assert ours.requests[1].headers["Authorization"] == f"Bearer {SECRET}"


def test_streamed_redirect(serve: Serve) -> None:
    """
    A stream follows redirects within the origin too.
    """
    ours = serve(redirect("/file"), answer(body=b"content"))

    with (
        Toy(ours.url, auth=Bearer(SECRET)) as client,
        client.stream(GET("things", redirects=True)) as stream,
    ):
        content = stream.read()

    assert content == b"content"


def test_streamed_redirect_elsewhere(serve: Serve) -> None:
    """
    Nor does a stream go to another origin.
    """
    stranger = serve(answer())
    ours = serve(redirect(stranger.url))

    with Toy(ours.url, auth=Bearer(SECRET)) as client:
        with pytest.raises(UnsafeURL):
            with client.stream(GET("things", redirects=True)):
                pass

    assert stranger.connections == 0


def test_redirected_post(serve: Serve) -> None:
    """
    What must not be sent twice is not sent to where a redirect points.
    """
    ours = serve(redirect("/there", 307), answer())

    with Toy(ours.url) as client:
        with pytest.raises(StatusError):
            client.request(POST("things", redirects=True, json={}))

    assert len(ours.requests) == 1


def test_endless_redirects(serve: Serve) -> None:
    """
    Redirects in a circle come to an end, and are not begun again.
    """
    ours = serve(redirect("/a"))

    with Toy(ours.url) as client:
        with pytest.raises(StatusError) as caught:
            client.request(GET("a", redirects=True))

    assert caught.value.status == 302
    assert len(ours.requests) == 6


@pytest.mark.parametrize("location", ["http://[broken", "http:// /", "ftp://x"])
def test_unreadable_redirect(serve: Serve, location: str) -> None:
    """
    A redirect to what is no address is refused.
    """
    ours = serve(redirect(location))

    with Toy(ours.url) as client:
        with pytest.raises(UnsafeURL):
            client.request(GET("things", redirects=True))


def test_redirect_to_nowhere(serve: Serve) -> None:
    """
    A redirect that does not say where to is the status that it is.
    """
    ours = serve(answer(302))

    with Toy(ours.url) as client:
        with pytest.raises(StatusError) as caught:
            client.request(GET("things", redirects=True))

    assert caught.value.status == 302
    assert len(ours.requests) == 1


@pytest.mark.parametrize(
    "id",
    ["..", ".", "", "%2e%2e", "%2E%2e", "%252e%252e", "../admin", "a/../b", "..%2fb"],
)
def test_ids_that_climb(serve: Serve, id: str) -> None:
    """
    An id that would lead out of its place is refused before any I/O.
    """
    ours = serve(answer())

    with Toy(ours.url, auth=Bearer(SECRET)) as client:
        with pytest.raises(UnsafeURL):
            client.thing(id)

    assert ours.connections == 0


@pytest.mark.parametrize(
    ("id", "path"),
    [
        ("a/b", "/v1/things/a%2Fb"),
        ("a?b#c", "/v1/things/a%3Fb%23c"),
        ("100%", "/v1/things/100%25"),
        ("ä b", "/v1/things/%C3%A4%20b"),
        ("a\r\nHost: evil", "/v1/things/a%0D%0AHost%3A%20evil"),
    ],
)
def test_ids_arrive_whole(serve: Serve, id: str, path: str) -> None:
    """
    An id stays one part of the path, whatever it consists of.
    """
    ours = serve(answer(body={"id": 1}))

    with Toy(f"{ours.url}/v1/") as client:
        client.thing(id)

    assert ours.requests[0].target == path


def test_trusted_hosts(serve: Serve) -> None:
    """
    Of other hosts only those that are trusted get the credentials.
    """
    ours, sibling, stranger = (serve(answer()) for _ in range(3))

    with Toy(ours.url, auth=Bearer(SECRET), trusted=[sibling.url]) as client:
        client.request(GET("things", base=sibling.url))
        client.request(GET("things", base=stranger.url))

    assert sibling.requests[0].headers["Authorization"] == f"Bearer {SECRET}"
    assert SECRET not in stranger.requests[0].text
