"""
Headers of a response.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Headers(Mapping[str, str]):
    """
    Response headers: names in any case, repeated ones joined by a comma.

    The repr shows names only, since values may be secret.
    """

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        values: dict[str, str] = {}
        for name, value in pairs:
            key = name.lower()
            values[key] = f"{values[key]}, {value}" if key in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"<Headers {', '.join(self._values)}>"

    def public(self) -> Headers:
        """Return a copy without cookies, fit to be kept in an error."""
        return Headers(
            (name, value)
            for name, value in self._values.items()
            if name not in {"set-cookie", "authorization"}
        )
