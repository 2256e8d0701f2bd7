"""
What a request carries.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from ._multipart import Multipart
from ._quoting import encode_query, query_pairs
from ._request import Request
from ._upload import Upload


@attrs.frozen
class Body:
    """
    A body, ready to be sent as often as it can be.

    Attributes:
        headers: What describes it.

        content: Bytes, or ``None`` if there is none or it is streamed.

        segments: What is streamed: bytes, and uploads between them.
    """

    headers: dict[str, str] = attrs.field(factory=dict)
    content: bytes | None = attrs.field(default=None, repr=False)
    segments: list[bytes | Upload] = attrs.field(factory=list, repr=False)

    @property
    def replayable(self) -> bool:
        """Whether it can be sent a second time."""
        return all(isinstance(one, bytes) or one.rewindable for one in self.segments)


def prepare(request: Request, dumps: Callable[[Any], bytes]) -> Body:
    """
    Make the body of *request*.

    Args:
        request: What to send.

        dumps: Writes JSON.

    Raises:
        ValueError: More than one kind of body is given.
    """
    given = [
        name
        for name, there in (
            ("json", request.json is not ...),
            ("form", request.form is not None or request.files is not None),
            ("content", request.content is not None),
        )
        if there
    ]
    if len(given) > 1:
        raise ValueError(f"a request has one body, not {' and '.join(given)}")
    if request.json is not ...:
        return Body({"Content-Type": "application/json"}, dumps(request.json))
    if request.files is not None or _has_files(request.form):
        return _multipart(request)
    if request.form is not None:
        return _urlencoded(request.form)
    return _as_it_is(request.content)


def _has_files(form: Any) -> bool:
    return form is not None and any(isinstance(one, Upload) for one in form.values())


def _urlencoded(form: Any) -> Body:
    text = encode_query(query_pairs(form.items(), join=None))
    return Body({"Content-Type": "application/x-www-form-urlencoded"}, text.encode())


def _multipart(request: Request) -> Body:
    form = Multipart.of((request.form or {}).items(), (request.files or {}).items())
    return _streamed(form.segments, form.content_type)


def _as_it_is(content: Any) -> Body:
    if content is None or isinstance(content, bytes):
        return Body({}, content)
    upload = content if isinstance(content, Upload) else Upload(content)
    return _streamed([upload], upload.content_type)


def _streamed(segments: list[bytes | Upload], content_type: str) -> Body:
    headers = {"Content-Type": content_type}
    sizes = [len(one) if isinstance(one, bytes) else one.size for one in segments]
    known = [size for size in sizes if size is not None]
    if len(known) == len(sizes):
        # Without a length it is sent in chunks, which few APIs take.
        headers["Content-Length"] = str(sum(known))
    return Body(headers, None, segments)
