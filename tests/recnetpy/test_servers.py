"""
Where the service is.
"""

from __future__ import annotations

import pytest

from recnetpy import Layout, Servers


def test_all_at_once():
    """
    All addresses change with the domain.
    """
    servers = Servers.hosts("fan.test", scheme="http")

    assert servers.layout is Layout.HOSTS
    assert servers.accounts == "http://accounts.fan.test"
    assert servers.api == "http://api.fan.test/api"
    assert servers.web == "http://fan.test"
    assert servers.apim is None
    assert "rec.net" not in str(servers)


def test_one_by_one():
    """
    Each address can be another, or none.
    """
    servers = Servers().changed(img="https://pictures.test", clubs=None)

    assert (servers.img, servers.clubs) == ("https://pictures.test", None)
    assert servers.apim == "https://apim.rec.net/public"


@pytest.mark.parametrize(
    ("gateway", "account"),
    [
        (None, "https://apim.rec.net/public/accounts"),
        ("https://apim.rec.net/", "https://apim.rec.net/accounts"),
    ],
)
def test_nested(gateway: str | None, account: str):
    """
    The older paths are reached behind a gateway, too.
    """
    servers = Servers.nested(gateway) if gateway else Servers.nested()
    base = account.removesuffix("/accounts")

    assert servers.accounts == account
    assert servers.api == f"{base}/apis/api"
    assert servers.rooms == f"{base}/rooms"


def test_names():
    """
    A name server's answer makes servers; what it does not name does not exist.
    """
    servers = Servers.from_names(
        {"API": "http://a.test/", "Rooms": "http://r.test", "X": 1}
    )

    assert (servers.api, servers.rooms) == ("http://a.test/api", "http://r.test")
    assert (servers.accounts, servers.web, servers.ns) == (None, None, None)
    assert servers.layout is Layout.HOSTS


@pytest.mark.parametrize(
    ("ns", "web"),
    [
        ("https://ns.fan.test", "https://fan.test"),
        ("http://ns.fan.test:8080/names", "http://fan.test:8080"),
        ("https://names.fan.test", None),
        ("http://127.0.0.1:8765/ns", None),
        (None, None),
    ],
)
def test_pages(ns: str | None, web: str | None):
    """
    Web pages are at the domain of the name server, if that has one of its own.
    """
    assert Servers.from_names({}, ns=ns).web == web


@pytest.mark.parametrize(
    ("names", "layout"),
    [
        ([], Layout.GATEWAY),
        (["CLUBS", "IMG"], Layout.GATEWAY),
        (["ACCOUNTS"], Layout.HOSTS),
        (["ROOMS", "API"], Layout.HOSTS),
        (["APIM", "ROOMS", "API"], Layout.GATEWAY),
    ],
)
def test_layout_of_the_environment(names: list[str], layout: Layout):
    """
    Older hosts without a gateway mean the older layout, unless one is chosen.
    """
    given_names = {f"RECNET_{name}": "http://x.test" for name in names}
    servers = Servers.from_environment(given_names)

    assert servers.layout is layout
    assert servers.trusted == Servers(layout=layout).trusted
    for chosen in Layout:
        servers = Servers.from_environment(given_names, layout=chosen)
        assert servers.layout is chosen


def test_environment():
    """
    The environment names addresses, one by one.
    """
    given_names = {
        "RECNET_APIM": "http://x.test/apim",
        "RECNET_KEY": "k",
        "RECNET_NS": "",
    }
    servers = Servers.from_environment(given_names)

    assert servers.apim == "http://x.test/apim"
    assert servers.changed(apim=Servers().apim) == Servers()


def test_process_environment(monkeypatch: pytest.MonkeyPatch):
    """
    By default it is that of the process.
    """
    monkeypatch.setenv("RECNET_IMG", "http://x.test/img")

    assert Servers.from_environment().img == "http://x.test/img"


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("changed", [False, True])
def test_trusted(layout: Layout, changed: bool):
    """
    By default, credentials go to the services of the layout that want some.
    """
    servers = Servers().changed(layout=layout) if changed else Servers(layout=layout)

    assert ("apim" in servers.trusted) is (layout is Layout.GATEWAY)
    assert not servers.trusted & {"clubs", "cdn", "img", "ns", "web"}
