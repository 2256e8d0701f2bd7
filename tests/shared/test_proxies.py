"""
The proxy of a URL, from the environment's variables or an option.
"""

from __future__ import annotations

import pytest

from clientcore import SettingsError, _proxies
from clientcore._proxies import Proxies

PROXY = "http://proxy.test:8080"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """
    The proxies of the environment, by scheme.
    """
    found: dict[str, str] = {}
    monkeypatch.setattr(_proxies, "getproxies", lambda: found)
    return found


@pytest.mark.parametrize(
    ("found", "url", "expected"),
    [
        ({"http": PROXY}, "http://a.test/", PROXY),
        ({"http": PROXY}, "https://a.test/", None),
        ({"https": PROXY}, "https://a.test/", PROXY),
        ({"all": PROXY}, "https://a.test/", PROXY),
        ({"https": "http://b.test", "all": PROXY}, "https://a.test/", "http://b.test"),
        ({}, "https://a.test/", None),
        ({"ftp": "nonsense"}, "https://a.test/", None),
        ({"http": ""}, "http://a.test/", None),
        ({"http": "proxy.test:8080"}, "http://a.test/", PROXY),
        ({"all": "socks5h://proxy.test"}, "http://a.test/", "socks5h://proxy.test"),
    ],
)
def test_by_scheme(
    environment: dict[str, str], found: dict[str, str], url: str, expected: str | None
):
    """
    A scheme has a proxy of its own, else the one for all; without a scheme it is http.
    """
    environment.update(found)

    assert Proxies().for_url(url) == expected


@pytest.mark.parametrize(
    ("excluded", "host", "direct"),
    [
        ("a.test", "a.test", True),
        ("A.test", "a.test", True),
        ("a.test", "x.a.test", True),
        (".a.test", "x.a.test", True),
        ("*.a.test", "x.a.test", True),
        ("a.test", "xa.test", False),
        ("b.test, a.test", "a.test", True),
        ("*", "a.test", True),
        ("", "a.test", False),
        ("a.test:8443", "a.test", False),
        ("a.test:443", "a.test:443", True),
        ("a.test:443", "a.test", True),
        ("a.test:443", "x.a.test", True),
        ("a.test", "a.test:8443", True),
        ("b.test a.test", "a.test", True),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("10.0.0.0/8", "a.test", False),
        ("10.1.2.3", "10.1.2.3", True),
        ("::1", "[::1]", True),
        ("[::1]", "[::1]", True),
        ("[::1]:443", "[::1]:443", True),
        ("0:0:0:0:0:0:0:1", "[::1]", True),
        ("fd00::/8", "[fd12::1]", True),
        ("fd00::/8", "[fe80::1]", False),
        ("nonsense/99", "a.test", False),
        ("nonsense/99", "10.1.2.3", False),
    ],
)
def test_no_proxy(environment: dict[str, str], excluded: str, host: str, direct: bool):
    """
    NO_PROXY takes names, suffixes, ports, addresses and networks of both IP versions.
    """
    environment.update({"all": PROXY, "no": excluded})

    assert (Proxies().for_url(f"https://{host}/x") is None) == direct


@pytest.mark.parametrize(
    "value",
    [
        "ftp://u:s3cr3t@proxy.test",
        "sock5://u:s3cr3t@proxy.test",
        "http://u:s3cr3t@",
        "http://u:s3cr3t@proxy.test:port",
        "http://u:s3cr3t@[proxy.test",
    ],
)
def test_bad_variable(environment: dict[str, str], value: str):
    """
    A proxy that cannot be used is an error that names the variable and no password.
    """
    environment["https"] = value

    with pytest.raises(SettingsError, match=r"^HTTPS_PROXY ") as caught:
        Proxies()

    assert "s3cr3t" not in f"{caught.value!r}"
    assert caught.value.__cause__ is None


def test_option(environment: dict[str, str]):
    """
    The option replaces the environment, its exceptions included, and is named.
    """
    environment.update({"https": "http://other.test", "no": "*"})

    assert Proxies(PROXY).for_url("https://a.test/") == PROXY
    with pytest.raises(SettingsError, match=r"^proxy "):
        Proxies("gopher://a.test")


def test_repr(environment: dict[str, str]):
    """
    The repr shows schemes, not the URLs with their passwords.
    """
    environment["https"] = "http://u:s3cr3t@proxy.test"

    assert repr(Proxies()) == "<Proxies for https>"
