"""
The kit for sandboxes: in-memory emulations of a service, with faults on demand.

For development and tests. It knows no service and imports no client; a client
subclasses :class:`Sandbox`. It needs the extra ``sandbox``.
"""

from __future__ import annotations

try:
    import starlette as _starlette  # noqa: F401  # only to see that it is there
    import uvicorn as _uvicorn  # noqa: F401  # the same
except ImportError as _error:
    raise ImportError(
        "The sandbox needs starlette and uvicorn, which come with the extra of "
        "that name: pip install 'clientcore[sandbox]', or your client's own."
    ) from _error

from ._answer import Answer, call
from ._connection import Connection, ConnectionDropped, connection_of
from ._faults import (
    ExpiredToken,
    Fault,
    Latency,
    Malformed,
    RateLimit,
    Reset,
    SlowBody,
    Status,
    Truncated,
)
from ._quota import Quota
from ._recording import RecordedRequest
from ._rules import Faults, Match, Rule
from ._run import run
from ._sandbox import Sandbox
from ._serve import serve

__all__ = [
    "Answer",
    "Connection",
    "ConnectionDropped",
    "ExpiredToken",
    "Fault",
    "Faults",
    "Latency",
    "Malformed",
    "Match",
    "Quota",
    "RateLimit",
    "RecordedRequest",
    "Reset",
    "Rule",
    "Sandbox",
    "SlowBody",
    "Status",
    "Truncated",
    "call",
    "connection_of",
    "run",
    "serve",
]
