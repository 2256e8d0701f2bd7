"""
Options that need a package of an extra.
"""

from __future__ import annotations

import sys

import pytest

from clientcore import GET, SettingsError

from .toy import Toy, ToyError


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_option(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    """
    The error says which extra has to be installed, and no password.
    """
    monkeypatch.setitem(sys.modules, "socksio", None)

    async with Toy(
        "https://service.test", proxy=f"{scheme}://u:s3cr3t@127.0.0.1:1"
    ) as client:
        with pytest.raises(SettingsError, match='needs the extra "socks"') as caught:
            await client.request(GET("things"))

    assert isinstance(caught.value, ToyError)
    assert "s3cr3t" not in repr(caught.value)


@pytest.mark.parametrize("name", ["ALL_PROXY", "HTTPS_PROXY"])
async def test_variable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """
    So it does for a SOCKS proxy that a variable of the environment names.
    """
    for variable in ("ALL_PROXY", "HTTPS_PROXY", "NO_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    monkeypatch.setenv(name, "socks5://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "socksio", None)

    async with Toy("https://service.test") as client:
        with pytest.raises(SettingsError, match='needs the extra "socks"'):
            await client.request(GET("things"))


async def test_http2(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    HTTP/2 needs its package before anything is sent, whatever the server speaks.
    """
    monkeypatch.setitem(sys.modules, "h2", None)
    monkeypatch.setitem(sys.modules, "h2.config", None)

    async with Toy("https://service.test", http2=True) as client:
        with pytest.raises(SettingsError, match='needs the extra "http2"') as caught:
            await client.request(GET("things"))

    assert isinstance(caught.value, ToyError)
