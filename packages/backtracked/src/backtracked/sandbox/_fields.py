"""
What a client sent: a form or JSON, which the service takes alike.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, loads
from typing import Any
from urllib.parse import parse_qsl

import attrs

from ._problems import Problem

_FALSE = {"", "0", "false", "null", "undefined"}


@attrs.frozen
class Fields:
    """
    The fields of a body, or the parameters of a query.
    """

    values: dict[str, list[Any]]

    def __contains__(self, name: str) -> bool:
        return bool(self.values.get(name))

    def text(self, name: str, default: str = "") -> str:
        """
        A text, or *default* if there is none.
        """
        found = self.values.get(name)
        return default if not found or found[0] is None else str(found[0])

    def integer(self, name: str, default: int = 0) -> int:
        """
        A number, or *default* if there is none.

        Raises:
            Problem: The field is not a number.
        """
        text = self.text(name)
        try:
            return int(text) if text else default
        except ValueError:
            raise Problem(400, f"{name} is not a number") from None

    def flag(self, name: str) -> bool:
        """
        Whether something is to be; the service takes 0 and 1 too.
        """
        return self.text(name).lower() not in _FALSE

    def many(self, name: str) -> list[str]:
        """
        A list, in whichever way the client wrote it.
        """
        return [str(value) for value in self.values.get(name, [])]

    def echo(self) -> dict[str, Any]:
        """
        The fields as the service repeats them, numbers as numbers.
        """
        first = {name: found[0] for name, found in self.values.items() if found}
        return {name: _number(value) for name, value in first.items()}


def _number(value: Any) -> Any:
    is_one = isinstance(value, str) and re.fullmatch(r"\d{10,15}", value)
    return int(value) if is_one else value


def read_query(query: str) -> Fields:
    """
    Read a form, or a query.
    """
    values: dict[str, list[Any]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        # Clients write lists as order, order[] or order[0].
        values.setdefault(re.sub(r"\[\d*\]$", "", name), []).append(value)
    return Fields(values)


def read_body(content_type: str, body: bytes) -> Fields:
    """
    Read a body by its content type; files are not looked into.

    Raises:
        Problem: It is not what it says it is.
    """
    if content_type.startswith("multipart/") or not body:
        return Fields({})
    if "json" not in content_type:
        return read_query(body.decode(errors="replace"))
    try:
        data = loads(body)
    except (JSONDecodeError, UnicodeDecodeError):
        raise Problem(400, "The body is not JSON") from None
    if not isinstance(data, dict):
        raise Problem(400, "The body is not an object")
    names = {re.sub(r"\[\]$", "", name): value for name, value in data.items()}
    return Fields({n: v if isinstance(v, list) else [v] for n, v in names.items()})
