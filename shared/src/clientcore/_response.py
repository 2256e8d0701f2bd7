"""
An answer, read whole.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import orjson

from ._errors import DecodeError
from ._facts import Headers, RequestInfo
from ._policy import parse_retry_after


@attrs.frozen
class Response:
    """
    An answer of the server.

    Attributes:
        status: The HTTP status.

        headers: Names in any case. Not shown in the repr.

        content: The body, decompressed. Not shown in the repr.

        request: What was asked.

        seconds: How long it took.
    """

    status: int
    headers: Headers = attrs.field(factory=Headers, repr=False)
    content: bytes = attrs.field(default=b"", repr=False)
    request: RequestInfo = attrs.field(factory=lambda: RequestInfo("GET", ""))
    seconds: float = attrs.field(default=0.0, eq=False)

    @property
    def ok(self) -> bool:
        """Whether the status is a success."""
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The body as UTF-8 text, odd bytes replaced."""
        return self.content.decode("utf-8", "replace")

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, as the server says, or ``None``."""
        return parse_retry_after(self.headers, now=datetime.now(UTC))

    def json(self) -> Any:
        """
        Parse the body.

        Raises:
            DecodeError: It is not JSON.
        """
        try:
            # Some servers put a byte order mark in front.
            return orjson.loads(self.content.removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError as error:
            kind = self.headers.get("content-type", "no content type")
            raise DecodeError(
                f"{self.request}: {self.status}, but the answer is not JSON ({kind})",
                request=self.request,
                errors=[str(error)],
                body=self.content,
            ) from error

    def body(self) -> Any:
        """Return the JSON, else the text, or ``None`` if there is nothing."""
        if not self.content:
            return None
        try:
            return self.json()
        except DecodeError:
            return self.text
