"""
What logs and hooks are given about a request, and what logs must not show.

Queries, bodies and headers are left out: secrets travel there.
"""

from __future__ import annotations

import logging
import re

import attrs


@attrs.frozen
class RequestInfo:
    """
    A request as errors, logs and hooks show it.

    Attributes:
        method: The HTTP method.
        path: The path's template, as in ``account/{account}``.
        url: The URL without query and fragment.
    """

    method: str
    path: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@attrs.frozen
class RequestFacts:
    """
    The argument of ``on_request``: *request* is about to be sent.

    Attributes:
        request: Its method, path and URL, without secrets.
        attempt: Number of the attempt, from 1.
    """

    request: RequestInfo
    attempt: int


@attrs.frozen
class ResponseFacts:
    """
    The argument of ``on_response``: the response to *request* was read.

    Attributes:
        request: Its method, path and URL, without secrets.
        status: HTTP status of the response.
        seconds: Time from sending until the response was read.
        attempt: Number of the attempt, from 1.
    """

    request: RequestInfo
    status: int
    seconds: float
    attempt: int


@attrs.frozen
class RetryFacts:
    """
    The argument of ``on_retry``: *request* will be sent again.

    Attributes:
        request: Its method, path and URL, without secrets.
        error: The error of the failed attempt.
        attempt: Number of the failed attempt, from 1.
        wait: Seconds until the next attempt.
    """

    request: RequestInfo
    error: Exception
    attempt: int
    wait: float


_SECRET_HEADERS = re.compile(
    r"""(b?['"](?:set-cookie|cookie|authorization|proxy-authorization)['"]\s*[,:]\s*)"""
    r"""b?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""",
    re.IGNORECASE,
)
#: Loggers that print headers at DEBUG: of httpcore, and of its HTTP/2 library.
_LOGGERS = (
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "hpack.hpack",
    "hpack.table",
)


def hide_headers(record: logging.LogRecord) -> bool:
    """Replace credentials and cookies in a log record of the HTTP library."""
    message = record.getMessage()
    hidden = _SECRET_HEADERS.sub(r"\1'[secret]'", message)
    if hidden != message:
        record.msg, record.args = hidden, ()
    return True


def protect_logs() -> None:
    """Have the HTTP library's loggers hide credentials and cookies."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(hide_headers)
