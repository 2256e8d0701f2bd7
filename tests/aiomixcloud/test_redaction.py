"""
What the HTTP library may log.
"""

from __future__ import annotations

import logging

import pytest

from aiomixcloud._redaction import LOGGERS, redact_logs


@pytest.mark.parametrize("name", LOGGERS)
def test_secrets(name: str, caplog: pytest.LogCaptureFixture):
    """
    Tokens, secrets and codes are blotted out, and nothing else.
    """
    redact_logs()
    logger = logging.getLogger(name)
    with caplog.at_level(logging.DEBUG, name):
        logger.debug("GET %s (%d)", "https://x/?a=1&access_token=abc%2F&b=2", 200)
        logger.debug("x?client_secret=abc&code=abc", extra={})
        logger.debug("%s", [(b"Location", b"/me/?access_token=abc")])
        logger.debug("zip_code=%s", "90210")

    assert caplog.messages == [
        "GET https://x/?a=1&access_token=[secret]&b=2 (200)",
        "x?client_secret=[secret]&code=[secret]",
        "[(b'Location', b'/me/?access_token=[secret]')]",
        "zip_code=90210",
    ]


def test_once():
    """
    However many clients there are, there is one filter.
    """
    redact_logs()
    redact_logs()

    assert len(logging.getLogger("httpx").filters) == 1
