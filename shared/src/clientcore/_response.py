"""
A response whose body was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import attrs

from ._errors import DecodeError
from ._events import RequestInfo
from ._headers import Headers
from ._json import parse_json
from ._retry import parse_retry_after
from ._secrets import is_deep


@attrs.frozen
class Response:
    """
    A response of the server.

    Attributes:
        status: The HTTP status.
        headers: The headers, whose names are found in any case. Not in the repr.
        content: The body, decompressed. Not in the repr.
        request: Method, path and URL of the request.
        seconds: Time from sending the request to the end of the body.
        secrets: Values to redact from errors about this response.
    """

    status: int
    headers: Headers = attrs.field(factory=Headers, repr=False)
    content: bytes = attrs.field(default=b"", repr=False)
    request: RequestInfo = attrs.field(factory=lambda: RequestInfo("GET", ""))
    seconds: float = attrs.field(default=0.0, eq=False)
    secrets: Iterable[str] = attrs.field(default=(), eq=False, repr=False)

    @property
    def ok(self) -> bool:
        """Whether the status is a success."""
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The body as UTF-8 text, invalid bytes replaced."""
        return self.content.decode("utf-8", "replace")

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, as the server says, or ``None``."""
        return parse_retry_after(self.headers, now=datetime.now(UTC))

    def json(self) -> Any:
        """
        Parse the body.

        Raises:
            DecodeError: The body is not JSON.
        """
        try:
            return parse_json(self.content)
        except ValueError as error:
            kind = self.headers.get("content-type", "no content type")
            raise DecodeError(
                f"{self.request}: {self.status}, but the response is not JSON ({kind})",
                request=self.request,
                errors=[str(error)],
                body=self.content,
            ) from error

    def body(self) -> Any:
        """
        Return the JSON, else the text, or ``None`` if the body is empty.

        JSON that is nested deeper than 100 levels is text too: an error holds the
        body, and neither a copy, a pickle nor a repr of it may exhaust the stack.
        """
        if not self.content:
            return None
        try:
            data = self.json()
        except DecodeError:
            return self.text
        return self.text if is_deep(data) else data
