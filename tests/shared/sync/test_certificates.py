# Generated from aio/test_certificates.py by `nox -s twins`: do not edit.
"""
TLS certificates of servers, and what becomes of those that do not verify.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clientcore import POST, CertificateError, ConnectionFailed

from ..certificates import AUTHORITY, BAD, context_of, trusting
from ..servers import Server, answer
from .toy import Toy, ToyError

Serve = Callable[..., Server]


@pytest.mark.parametrize(("kind", "reason"), BAD.items())
def test_not_valid(serve: Serve, kind: str, reason: str) -> None:
    """
    The error names the host and the reason, and there is one attempt.
    """
    server = serve(answer(body={"id": 1}), tls=context_of(kind))

    with Toy(server.url, verify=trusting()) as client:
        with pytest.raises(CertificateError, match=reason) as caught:
            client.thing(1)

    assert "TLS certificate of 127.0.0.1 is not valid" in str(caught.value)
    assert isinstance(caught.value, ToyError)
    assert server.connections == 1
    assert server.requests == []


def test_default_authorities(serve: Serve) -> None:
    """
    By default the authorities of the machine count, and the failure is one to connect.
    """
    server = serve(answer(), tls=context_of("good"))

    with Toy(server.url) as client:
        with pytest.raises(ConnectionFailed, match=r"127\.0\.0\.1") as caught:
            client.request(POST("things", json={}))

    assert not caught.value.sent
    assert server.connections == 1


def test_own_authority(serve: Serve, tmp_path: Path) -> None:
    """
    A certificate of the authority in ``verify=`` is accepted.
    """
    path = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(path)
    server = serve(answer(body={"id": 1}), tls=context_of("good"))

    with Toy(server.url, verify=path) as client:
        assert client.thing(1).id == 1


@pytest.mark.parametrize("kind", BAD)
def test_any(serve: Serve, kind: str) -> None:
    """
    ``verify=False`` accepts any certificate.
    """
    server = serve(answer(body={"id": 1}), tls=context_of(kind))

    with Toy(server.url, verify=False) as client:
        assert client.thing(1).id == 1
