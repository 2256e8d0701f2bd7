"""
What the HTTP library's loggers must not show.
"""

from __future__ import annotations

import logging

import pytest

import clientcore._http  # noqa: F401, it protects the loggers

NAMES = ["httpcore.http11", "httpcore.http2", "httpcore.proxy", "hpack.hpack"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "headers",
    [
        [(b"Set-Cookie", b"session=s3cr3t; Path=/")],
        [(b"authorization", b"Bearer s3cr3t"), (b"accept", b"*/*")],
        [(b"Proxy-Authorization", b"Basic s3cr3t")],
        [(b"cookie", b"a='s3cr3t'")],
        {"Cookie": "s3cr3t"},
    ],
)
def test_hides_credentials(
    name: str, headers: object, caplog: pytest.LogCaptureFixture
):
    """
    Credentials and cookies are replaced in DEBUG lines, whatever their form.
    """
    with caplog.at_level(logging.DEBUG, name):
        logging.getLogger(name).debug("headers %r", headers)

    assert "s3cr3t" not in caplog.text
    assert "[secret]" in caplog.text


def test_leaves_the_rest(caplog: pytest.LogCaptureFixture):
    """
    A line without credentials stays as it was, arguments included.
    """
    with caplog.at_level(logging.DEBUG, "httpcore.http11"):
        logging.getLogger("httpcore.http11").debug("status %d of %s", 200, b"x")

    assert [record.args for record in caplog.records] == [(200, b"x")]
