"""
Small parts: cookies, pace, envelope, proxies, roles and packets.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from backtracked import Packet, PacketType, Presence, ProxyOptions, Role
from backtracked._constants import read_role
from backtracked._cookies import cookie_header, read_cookies
from backtracked._engineio import read_frame
from backtracked._envelope import details_of, message_of, unwrap, wait_of
from backtracked._pace import Pace

from .answers import load

# --- Cookies ------------------------------------------------------------------


def test_cookies():
    """
    Cookies are read although their dates have commas in them.
    """
    header = (
        "connect.sid=s%3Aabc; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; HttpOnly,"
        " other=1=2; Secure"
    )

    cookies = read_cookies(header)

    assert cookies == {"connect.sid": "s%3Aabc"}
    assert cookie_header(cookies) == {"Cookie": "connect.sid=s%3Aabc"}


@pytest.mark.parametrize(
    ("header", "cookies"),
    [
        ("theme=d\xe4rk, connect.sid=s%3Aabc; Path=/", {"connect.sid": "s%3Aabc"}),
        ("connect.sid=s\xe9; Path=/, a=1", {"a": "1"}),
        ("PHPSESSID=1, a=1", {"PHPSESSID": "1"}),
        ("queup=1, k\xe9=1, b=\u20ac, c=a b", {"queup": "1"}),
    ],
)
def test_odd_cookies(header: str, cookies: dict[str, str]):
    """
    Only the session's cookie is kept, and none that a request could not carry.
    """
    assert read_cookies(header) == cookies


@pytest.mark.parametrize("header", [None, "", "nonsense", "=x"])
def test_no_cookies(header: str | None):
    """
    Without cookies there is no header.
    """
    assert cookie_header(read_cookies(header)) == {}


# --- Pace ---------------------------------------------------------------------


def test_pace():
    """
    Five messages may come at once, and each other one after the interval.
    """
    pace = Pace(1.5)

    assert [pace.take(10.0) for _ in range(7)] == [0, 0, 0, 0, 0, 1.5, 3]


def test_pace_after_a_pause():
    """
    A pause fills the bucket by its length, and not at once.
    """
    pace = Pace(1.5)
    for _ in range(5):
        pace.take(0.0)

    assert pace.take(1.5) == 0
    assert pace.take(1.5) == 1.5
    assert [pace.take(100.0) for _ in range(6)] == [0, 0, 0, 0, 0, 1.5]


def test_no_pace():
    """
    Without an interval there is no pace.
    """
    pace = Pace(None)

    assert [pace.take(0.0) for _ in range(9)] == [0] * 9
    with pytest.raises(ValueError, match="chat_interval"):
        Pace(-1)


# --- Envelope -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("auth_login.bad_password", "Invalid username or password"),
        ("auth_login.bad_password_nested", "Missing credentials"),
        ("room_join.banned", "You are banned from this room"),
        ("room_join.password_required", "invalidPassword"),
        ("chat_send.rate_limited", "10 minutes"),
        ("room.not_found", "Room not found"),
    ],
)
def test_message(name: str, message: str):
    """
    The best text is found wherever a failure puts it.
    """
    assert message_of(load(f"rest.{name}")) == message


@pytest.mark.parametrize("body", [None, [], "text", {}, {"data": 1}, {"message": 1}])
def test_no_message(body: Any):
    """
    A body of any other shape says nothing.
    """
    assert message_of(body) == ""
    assert details_of(body) is None


def test_unwrap():
    """
    The payload is taken out, and what is not wrapped is one itself.
    """
    assert unwrap({"code": 200, "message": "OK", "data": [1]}) == [1]
    assert unwrap(load("rest.error.data_missing_200")) is None
    assert unwrap([1]) == [1]
    assert unwrap({"token": "x"}) == {"token": "x"}


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("10 minutes", 600),
        ("wait 30 seconds", 30),
        ("1 hour", 3600),
        ("1.5 min", 90),
        ("a while", None),
        ("", None),
    ],
)
def test_wait(words: str, seconds: float | None):
    """
    A wait is read from words.
    """
    assert wait_of(words) == seconds


# --- Roles and presences ------------------------------------------------------


def test_roles():
    """
    There are six roles, found by their ids; other ids are none.
    """
    assert [role.name for role in Role] == [
        "resident_dj", "vip", "moderator", "manager", "co_owner", "dj"
    ]  # fmt: skip
    assert Role.from_id("52d1ce33c38a06510c000001") is Role.moderator
    assert Role.from_id("nothing") is None
    assert Role.moderator.value.type == "mod"
    assert "set-managers" in Role.co_owner.value.rights
    assert "set-managers" not in Role.manager.value.rights


def test_read_role():
    """
    A role comes as nothing, as an id, or as an object with rights of its own.
    """
    by_id = read_role(Role.vip.id)
    own = read_role({"_id": Role.vip.id, "type": "vip", "rights": ["kick"]})
    unknown = read_role("of another time")
    without = read_role({"_id": Role.vip.id, "type": "vip"})
    odd = read_role({"_id": Role.vip.id, "type": 1, "label": None, "rights": "skip"})

    assert read_role(None) is read_role(1) is read_role({}) is None
    assert odd == attrs.evolve(Role.vip.value, rights=())
    assert by_id == Role.vip.value
    assert own is not None
    assert own.rights == ("kick",)
    assert unknown is not None
    assert unknown.rights == ()
    assert without is not None
    assert without.rights == Role.vip.value.rights


def test_presences():
    """
    Two of the presences have a second name.
    """
    assert Presence.join is Presence.enter
    assert Presence.leave is Presence.exit
    assert Presence.update.value == 2


# --- Proxies ------------------------------------------------------------------


def test_proxy():
    """
    A proxy keeps its address, and shows it to nobody.
    """
    options = ProxyOptions("http://me:secret@127.0.0.1:8080")

    assert options.proxy == "http://me:secret@127.0.0.1:8080"
    assert "secret" not in repr(options)


def test_client_request():
    """
    What belonged to another HTTP library is ignored, with a warning.
    """
    with pytest.warns(UserWarning, match="ignored"):
        options = ProxyOptions("http://127.0.0.1:8080", client_request=object)

    assert options.client_request is object


# --- Packets ------------------------------------------------------------------


FRAMES = load("frames")


@pytest.mark.parametrize("case", FRAMES, ids=lambda case: repr(case.get("text")))
def test_frames(case: dict[str, Any]):
    """
    Frames are read in all their forms, and those that are none are refused.
    """
    frame = bytes.fromhex(case["hex"]) if "hex" in case else case["text"]
    if "type" not in case:
        with pytest.raises(ValueError, match=r"frame|packet|PacketType"):
            Packet.decode(frame)
        return
    packet = Packet.decode(frame)
    kind, data = read_frame(frame if isinstance(frame, bytes) else frame.encode())

    assert packet == Packet(kind, data or None)
    assert kind.name == case["type"]
    if "payload_utf8" in case:
        assert data.decode() == case["payload_utf8"]


def test_packet():
    """
    A packet is written as it is read.
    """
    packet = Packet(PacketType.MESSAGE, data_json={"action": 0})

    assert packet.encode_str() == '4{"action": 0}'
    assert packet.encode() == b'4{"action": 0}'
    assert Packet.decode(packet.encode_str()) == packet
    assert Packet.decode(packet.encode()) == packet
    assert packet.to_dict() == {"type": PacketType.MESSAGE, "data": b'{"action": 0}'}
    assert Packet().encode_str() == "6"
