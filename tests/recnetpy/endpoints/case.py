"""
One call, and where it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs


@attrs.frozen
class Case:
    """
    One call.

    Attributes:
        name: What to call it.

        call: Makes it, given the client.

        gateway: Where it goes with the keyed gateway.

        hosts: Where it goes with the older hosts.

        method: Of HTTP.

        query: What is asked; in both layouts.

        form: What is sent; in both layouts.

        answer: What comes: JSON, or the bytes of a file.

        keyed: Whether the key goes there.
    """

    name: str
    call: Callable[[Any], Any]
    gateway: str
    hosts: str
    method: str = "GET"
    query: dict[str, str] = attrs.field(factory=dict)
    form: list[list[str]] = attrs.field(factory=list)
    answer: Any = attrs.field(factory=list)
    keyed: bool = True

    @property
    def response(self) -> dict[str, Any]:
        """Return what respx answers with."""
        kind = "content" if isinstance(self.answer, bytes) else "json"
        return {kind: self.answer}


def one(name: str, call: Any, gateway: str, hosts: str, **more: Any) -> Case:
    """Return the case of something by its id."""
    return Case(name, call, gateway, hosts, **{"answer": {}, **more})


def bulk(name: str, call: Any, gateway: str, hosts: str, field: str) -> Case:
    """Return the case of two things at once."""
    form = [[field, "1"], [field, "2"]]
    return Case(name, call, gateway, hosts, method="POST", form=form)
