"""
A filter that removes secrets from the HTTP library's logs, which have whole URLs.
"""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"\b(access_token|client_secret|code)=[^&\s\"'\\)]+")
#: The loggers with URLs in them: the first two at level info, and the others, which
#: log redirects, at debug.
LOGGERS = (
    "httpx",
    "httpx2",
    *(
        f"{library}.{version}"
        for library in ("httpcore", "httpcore2")
        for version in ("http11", "http2")
    ),
)


class _Redacting(logging.Filter):
    """
    Replaces secrets in log records.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the secrets of *record*, and accept it."""
        text = record.getMessage()
        if _SECRET.search(text):
            record.msg, record.args = _SECRET.sub(r"\1=[secret]", text), ()
        return True


_REDACTING = _Redacting()


def redact_logs() -> None:
    """Add the filter to the loggers. Repeating it has no effect."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_REDACTING)
