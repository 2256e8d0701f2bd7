"""
Addresses, and what people type.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recnetpy import (
    Account,
    Image,
    Kind,
    Links,
    NotOfferedError,
    Reference,
    Room,
    Servers,
)

LINKS = Links()


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (LINKS.image_file("a.jpg"), "https://img.rec.net/a.jpg"),
        (
            LINKS.image_file("a b.jpg", width=1, height=2, square=True),
            "https://img.rec.net/a%20b.jpg?width=1&height=2&cropSquare=true",
        ),
        (
            LINKS.image_file(Image(None, 1, {"ImageName": "b.jpg"})),
            "https://img.rec.net/b.jpg",
        ),
        (
            LINKS.image_file("/sharecamera/2026-06-15/ä b.jpg"),
            "https://img.rec.net/sharecamera/2026-06-15/%C3%A4%20b.jpg",
        ),
        (LINKS.image(7), "https://rec.net/image/7"),
        (LINKS.event("7"), "https://rec.net/event/7"),
        (LINKS.invention(Image(None, 7)), "https://rec.net/invention/7"),
        (LINKS.profile("@Coach"), "https://rec.net/user/Coach"),
        (
            LINKS.profile(Account(None, 1, {"username": "a"})),
            "https://rec.net/user/a",
        ),
        (LINKS.profile_photos("Coach"), "https://rec.net/user/Coach/photos"),
        (LINKS.room("^RecCenter"), "https://rec.net/room/RecCenter"),
        (LINKS.room(Room(None, 1, {"Name": "a/b"})), "https://rec.net/room/a%2Fb"),
    ],
)
def test_made(made: str, address: str):
    """
    Addresses are those of the service's pages and files.
    """
    assert made == address


@pytest.mark.parametrize(
    ("text", "expected", "meant"),
    [
        ("@Coach", None, Reference(Kind.ACCOUNT, name="Coach")),
        (" ^RecCenter ", None, Reference(Kind.ROOM, name="RecCenter")),
        ("12", Kind.ROOM, Reference(Kind.ROOM, id=12)),
        ("12", None, Reference(None, id=12)),
        ("Coach", Kind.ACCOUNT, Reference(Kind.ACCOUNT, name="Coach")),
        ("https://rec.net/image/5", None, Reference(Kind.IMAGE, id=5)),
        ("rec.net/image/5", None, Reference(Kind.IMAGE, id=5)),
        ("https://www.rec.net/event/5/", None, Reference(Kind.EVENT, id=5)),
        ("https://rec.net/invention/5", None, Reference(Kind.INVENTION, id=5)),
        ("https://rec.net/user/a?image=5", None, Reference(Kind.IMAGE, id=5)),
        ("https://rec.net/user/a", None, Reference(Kind.ACCOUNT, name="a")),
        ("https://rec.net/user/a/photos", None, Reference(Kind.ACCOUNT, name="a")),
        ("https://rec.net/room/a", None, Reference(Kind.ROOM, name="a")),
        (
            "https://img.rec.net/a.jpg?width=5",
            None,
            Reference(Kind.IMAGE, name="a.jpg"),
        ),
        (
            "https://img.rec.net/sharecamera/2026-06-15/x.jpg?width=5",
            None,
            Reference(Kind.IMAGE, name="sharecamera/2026-06-15/x.jpg"),
        ),
        (
            "cdn.rec.net/img/a/x.jpg",
            None,
            Reference(Kind.IMAGE, name="a/x.jpg"),
        ),
        (
            "sharecamera/2026-06-15/x.jpg",
            None,
            Reference(Kind.IMAGE, name="sharecamera/2026-06-15/x.jpg"),
        ),
        ("https://img.rec.net/../x.jpg", None, None),
        ("https://img.rec.net/%2e%2e/x.jpg", None, None),
        ("https://img.rec.net/", None, None),
        ("a/../x.jpg", None, None),
        ("../x.jpg", None, None),
        ("elsewhere.test/x.jpg", None, None),
        ("a1b2.jpg", None, Reference(Kind.IMAGE, name="a1b2.jpg")),
        ("a1b2.jpg", Kind.ROOM, Reference(Kind.ROOM, name="a1b2.jpg")),
        ("4010legacyname", Kind.IMAGE, Reference(Kind.IMAGE, name="4010legacyname")),
        ("0", Kind.ROOM, None),
        ("-5", Kind.ROOM, Reference(Kind.ROOM, name="-5")),
        ("99999999999999999999", None, None),
        ("@Ünder", None, None),
        ("", None, None),
        ("@", None, None),
        ("two words", None, None),
        ("https://elsewhere.test/image/5", None, None),
        ("https://rec.net/", None, None),
        ("https://rec.net/image/x", None, None),
        ("https://rec.net/creator", None, None),
        ("https://[rec.net/image/5", None, None),
    ],
)
def test_parsed(text: str, expected: Kind | None, meant: Reference | None):
    """
    What people type is read; what could not exist is nothing.
    """
    assert LINKS.parse(text, expected) == meant


@given(st.text(), st.sampled_from([None, *Kind]))
def test_anything(text: str, expected: Kind | None):
    """
    Whatever is typed, nothing is raised.
    """
    found = LINKS.parse(text, expected)

    assert found is None or (found.id or found.name)


@given(st.integers(1, 2**63 - 1), st.sampled_from([Kind.IMAGE, Kind.EVENT]))
def test_back(id: int, kind: Kind):
    """
    What was made is read back.
    """
    assert LINKS.parse(getattr(LINKS, kind.value)(id)) == Reference(kind, id=id)


def test_one_host():
    """
    Pages and files may be behind one host, as in a sandbox.
    """
    base = "http://127.0.0.1:8765"
    servers = Servers(web=f"{base}/web", img=f"{base}/img")
    links = Links(servers)

    assert links.parse(links.image_file("a.jpg")) == Reference(Kind.IMAGE, name="a.jpg")


@pytest.mark.parametrize("wrong", ["", None, Image(None, 1, {})])
def test_no_image(wrong: Any):
    """
    What has no image has no file, and no sizes are below one pixel.
    """
    with pytest.raises(ValueError, match="no image"):
        LINKS.image_file(wrong)
    with pytest.raises(ValueError, match="one pixel"):
        LINKS.image_file("a.jpg", width=0)


@pytest.mark.parametrize("wrong", ["", "@", None, 5])
def test_no_name(wrong: Any):
    """
    Pages of people and rooms need a name.
    """
    with pytest.raises(ValueError, match="a name"):
        LINKS.profile(wrong)


def test_no_pages():
    """
    Servers without pages have no addresses of them.
    """
    with pytest.raises(NotOfferedError):
        Links(Servers().changed(web=None)).image(5)
