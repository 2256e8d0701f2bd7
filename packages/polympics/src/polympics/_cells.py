"""
Columns and cells of CSV files.
"""

from __future__ import annotations

import os
import re
from typing import BinaryIO, TextIO, TypeAlias

#: Path of a CSV file, or a text file that is open.
Source: TypeAlias = str | os.PathLike[str] | TextIO

#: What can be read: also a binary file, as uploads of web frameworks are.
Readable: TypeAlias = Source | BinaryIO

ACCOUNT = (
    *("id", "name", "discriminator", "avatar_url", "team", "team_id"),
    *("permissions", "created_at", "awards"),
)
TEAM = ("id", "name", "created_at", "member_count", "awards")
AWARD = ("id", "title", "image_url", "team", "team_id", "accounts")

#: Spreadsheets would execute a cell that begins so: it gets an apostrophe in front.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escaped(value: object) -> str:
    """Return the cell of a value, which is empty for ``None``."""
    cell = "" if value is None else str(value)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """Return the value of a cell that `escaped` returned."""
    return cell[1:] if _ESCAPED.match(cell) else cell
