"""
How objects are shown: in tables for people, elsewhere for programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clientcore.cli import Format, Output


def cell(output: Output, value: Any) -> Any:
    """Return *value* as *output* shows it: numbers of tables in groups of digits."""
    is_number = output.format is Format.TABLE and type(value) is int
    return f"{value:,}" if is_number else value


def row(output: Output, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as *output* shows it; IDs stay digits."""
    return {
        name: value if name.endswith("id") else cell(output, value)
        for name, value in values.items()
    }


def one(output: Output, title: str, values: Mapping[str, Any]) -> None:
    """
    Write a single object: as a row, or in a table as a line for each value it has.

    Args:
        output: Where to write.
        title: Name of the object, above the values of a table.
        values: The values by name.
    """
    if output.format is not Format.TABLE:
        output.all([values], *values)
        return
    found = row(output, values).items()
    left_out: tuple[Any, ...] = (None, "", [], title)
    lines = [(name, value) for name, value in found if value not in left_out]
    with output.rows("", title) as write:
        for name, value in lines:
            write({"": name.replace("_", " "), title: value})


def name_of(thing: Any, attribute: str, id: Any) -> str | None:
    """Return the name of an object that may be gone, else its ID, or ``None``."""
    name = getattr(thing, attribute, None)
    if name:
        return str(name)
    return str(id) if id else None
