"""
TLS contexts of ``verify=`` and of the environment.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest

from clientcore import SettingsError, _tls
from clientcore._tls import tls_context


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    Have the default context read the environment again.
    """
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    _tls._default_context.cache_clear()
    yield
    _tls._default_context.cache_clear()


def test_verifies():
    """
    By default certificates and host names are checked.
    """
    context = tls_context(verify=True)

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_switched_off():
    """
    With False they are not.
    """
    context = tls_context(verify=False)

    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_NONE, False)


def test_given():
    """
    A given context is used as it is, and a path is read, in either form.
    """
    own = ssl.create_default_context()

    assert tls_context(own) is own
    for path in (certifi.where(), Path(certifi.where())):
        assert tls_context(path).verify_mode == ssl.CERT_REQUIRED


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("content", [None, "no certificate"])
def test_bad_variable(
    name: str, content: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """
    A file that is missing or holds no certificate is an error that names the variable.
    """
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    monkeypatch.setenv(name, str(path))

    with pytest.raises(SettingsError, match=f"{name}: .*ca.pem"):
        tls_context(verify=True)


def test_bad_path(tmp_path: Path):
    """
    So is a path given as an option.
    """
    with pytest.raises(SettingsError, match="verify: "):
        tls_context(tmp_path / "missing.pem")
