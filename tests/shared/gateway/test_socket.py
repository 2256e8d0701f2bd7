"""
From the exceptions of `websockets` and the system to a reason.
"""

from __future__ import annotations

import ssl
from typing import Any

import pytest
from websockets import exceptions
from websockets.frames import Close

from clientcore._async.socket import how_it_ended, how_it_failed
from clientcore._reconnect import Ended, Why


def behind(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def distrust() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(
    ("error", "why", "reason"),
    [
        (OSError("no route"), Why.UNREACHABLE, "OSError: no route"),
        (behind(RuntimeError(), OSError("x")), Why.UNREACHABLE, "OSError: x"),
        (exceptions.ProxyError("x"), Why.UNREACHABLE, "ProxyError: x"),
        (TimeoutError(), Why.SLOW, ""),
        (distrust(), Why.UNFIT, "self-signed certificate"),
        (behind(RuntimeError(), distrust()), Why.UNFIT, "self-signed certificate"),
        (
            behind(exceptions.InvalidMessage("x"), EOFError()),
            Why.UNREACHABLE,
            "it hung up before it answered",
        ),
        (exceptions.InvalidMessage("no HTTP"), Why.UNFIT, "no HTTP"),
        (exceptions.NegotiationError("x"), Why.UNFIT, "x"),
    ],
    ids=str,
)
def test_failed(error: Exception, why: Why, reason: str):
    """
    What may pass is told from what will not, on asyncio and on trio.
    """
    ended = how_it_failed(error)

    assert ended == Ended(why, reason=reason)
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

    assert ended.why is Why.UNFIT
    assert ended.cause is None
    assert "s3cr3t" not in ended.reason


@pytest.mark.parametrize(
    ("rcvd", "sent", "ended"),
    [
        (Close(4001, "go"), None, Ended(Why.CLOSED, code=4001, reason="go")),
        (Close(1000, ""), Close(1000, ""), Ended(Why.CLOSED, code=1000)),
        (None, Close(1009, ""), Ended(Why.OVERSIZED)),
        (None, Close(1002, ""), Ended(Why.GARBLED)),
        (None, Close(1007, ""), Ended(Why.GARBLED)),
        (None, Close(1000, ""), Ended(Why.LOST)),
        (None, None, Ended(Why.LOST)),
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
