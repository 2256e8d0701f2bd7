"""
Headers with secrets in them, which no repr shows.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress

from ._secrets import Secret, hidden


class Credentials(dict[str, str]):
    """
    Headers with secrets. The repr has names only, because error trackers print
    the local variables of every frame.

    Args:
        query: Credentials in the URL, for services that require them there.
            They are added when a request is sent, and shown nowhere.
    """

    def __init__(
        self,
        headers: Mapping[str, str] | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(headers or {})
        if query is None and isinstance(headers, Credentials):
            query = headers.query
        self.query: dict[str, str] = dict(query or {})

    def __repr__(self) -> str:
        return f"<Credentials {', '.join([*self, *self.query])}>"

    def __bool__(self) -> bool:
        return len(self) > 0 or len(self.query) > 0

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) and self.query == getattr(other, "query", {})

    def __ne__(self, other: object) -> bool:
        # That of dict ignores the query.
        return not self == other

    __hash__ = None

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """All values to redact, those of headers with and without their schemes."""
        values = [*self.values(), *self.query.values()]
        for value in self.values():
            scheme, _, bare = value.partition(" ")
            values.append(bare)
            if scheme == "Basic":
                with suppress(ValueError):
                    values.append(b64decode(bare).decode().partition(":")[2])
        return hidden(value for value in values if value.strip())


def merged(*groups: Mapping[str, str]) -> Credentials:
    """Put headers together: the last of a name counts, however it is spelled."""
    found: dict[str, tuple[str, str]] = {}
    for group in groups:
        found |= {name.lower(): (name, value) for name, value in group.items()}
    return Credentials(dict(found.values()))
