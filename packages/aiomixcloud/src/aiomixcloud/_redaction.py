"""
Keeps secrets out of the log of the HTTP library, which writes whole addresses.
"""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"\b(access_token|client_secret|code)=[^&\s\"'\\)]+")
#: The loggers that are told of addresses: at info the first two, the others, of
#: redirects, at debug.
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
    Blots secrets out of what is logged.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let *record* pass, without its secrets."""
        text = record.getMessage()
        if _SECRET.search(text):
            record.msg, record.args = _SECRET.sub(r"\1=[secret]", text), ()
        return True


_REDACTING = _Redacting()


def redact_logs() -> None:
    """Have it done, once for the process."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_REDACTING)
