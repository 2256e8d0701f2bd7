"""
From the exceptions of `websockets` and the system to a reason.
"""

from __future__ import annotations

import ssl
from typing import Any

import pytest
from websockets import exceptions
from websockets.frames import Close

from backtracked._gateway import socket as socket_module
from backtracked._gateway.ended import Cause, Ended
from backtracked._gateway.socket import Limits, connect, how_it_ended, how_it_failed
from clientcore import SettingsError


def behind(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def distrust() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


def wrong_version() -> ssl.SSLError:
    error = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    error.reason = "WRONG_VERSION_NUMBER"
    return error


@pytest.mark.parametrize(
    ("error", "why", "reason"),
    [
        (OSError("no route"), Cause.UNREACHABLE, "OSError: no route"),
        (behind(RuntimeError(), OSError("x")), Cause.UNREACHABLE, "OSError: x"),
        (exceptions.ProxyError("x"), Cause.UNREACHABLE, "ProxyError: x"),
        (TimeoutError(), Cause.TIMED_OUT, ""),
        (distrust(), Cause.UNTRUSTED, "self-signed certificate"),
        (
            behind(RuntimeError(), distrust()),
            Cause.UNTRUSTED,
            "self-signed certificate",
        ),
        (
            behind(exceptions.InvalidMessage("x"), EOFError()),
            Cause.UNREACHABLE,
            "closed before the response",
        ),
        (
            exceptions.ConnectionClosedError(None, None),
            Cause.UNREACHABLE,
            "lost before the response",
        ),
        (exceptions.InvalidMessage("no HTTP"), Cause.UNACCEPTABLE, "no HTTP"),
        (
            ssl.SSLEOFError(8, "EOF"),
            Cause.UNREACHABLE,
            f"SSLEOFError: {ssl.SSLEOFError(8, 'EOF')}",
        ),
        (wrong_version(), Cause.UNACCEPTABLE, "TLS: WRONG_VERSION_NUMBER"),
        (ValueError("x"), Cause.UNACCEPTABLE, "unusable options: x"),
        (
            ImportError("python-socks"),
            Cause.UNACCEPTABLE,
            "a SOCKS proxy needs the extra socks: backtracked[socks]",
        ),
        (exceptions.NegotiationError("x"), Cause.UNACCEPTABLE, "x"),
        (
            SettingsError("HTTP_PROXY is not a URL"),
            Cause.UNACCEPTABLE,
            "HTTP_PROXY is not a URL",
        ),
        (LookupError("x"), Cause.UNREACHABLE, "LookupError: x"),
    ],
    ids=str,
)
def test_failed(error: Exception, why: Cause, reason: str):
    """
    What may pass is told from what will not, on asyncio and on trio.
    """
    ended = how_it_failed(error)

    assert ended == Ended(why, reason)
    assert ended.cause is error


@pytest.mark.parametrize(
    "error",
    [
        exceptions.InvalidURI("ws://h/?token=s3cr3t", "no"),
        exceptions.InvalidProxy("http://u:s3cr3t@h", "no"),
        UnicodeDecodeError("utf-8", b"s3cr3t", 0, 1, "no"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_failed_with_a_secret(error: Exception):
    """
    Exceptions that quote an address are not passed on.
    """
    ended = how_it_failed(error)

    assert ended.why is Cause.UNACCEPTABLE
    assert ended.cause is None
    assert "s3cr3t" not in ended.reason


@pytest.mark.parametrize(
    ("rcvd", "sent", "ended"),
    [
        (Close(4001, "go"), None, Ended(Cause.CLOSED, code=4001, reason="go")),
        (Close(1000, ""), Close(1000, ""), Ended(Cause.CLOSED, code=1000)),
        (None, Close(1009, ""), Ended(Cause.OVERSIZED)),
        (None, Close(1002, ""), Ended(Cause.INVALID)),
        (None, Close(1007, ""), Ended(Cause.INVALID)),
        (None, Close(1000, ""), Ended(Cause.LOST)),
        (None, None, Ended(Cause.LOST)),
    ],
    ids=str,
)
def test_ended(rcvd: Any, sent: Any, ended: Ended):
    """
    The server's close frame says more than ours, and ours more than none.
    """
    order = None if rcvd is None or sent is None else True
    error = exceptions.ConnectionClosedError(rcvd, sent, order)

    assert how_it_ended(error) == ended


@pytest.mark.parametrize(
    ("url", "proxy", "is_raced"),
    [
        ("wss://ws.queup.net/ws/", None, True),
        ("wss://ws.queup.net/ws/", "http://proxy.test:8080", True),
        ("wss://ws.queup.net/ws/", "socks5://proxy.test:1080", False),
        ("ws://127.0.0.1:9/ws/", None, False),
        ("ws://[::1]:9/ws/", None, False),
    ],
)
async def test_addresses(
    url: str, proxy: str | None, is_raced: bool, monkeypatch: pytest.MonkeyPatch
):
    """
    A second address of a host is tried soon, where there may be one.
    """
    given: dict[str, Any] = {}
    monkeypatch.setattr(
        socket_module,
        "_connector",
        lambda *, on_trio: lambda _, **options: given.update(options),
    )
    monkeypatch.setattr(socket_module, "_on_trio", lambda: False)

    connect(url, Limits(), proxy=proxy, tls=None)

    assert ("happy_eyeballs_delay" in given) is is_raced
