"""
JSON text, read and written by orjson if that is installed.

It is an extra, because free-threaded builds, PyPy and WebAssembly have none. The
standard library does the same, more slowly, and also what orjson refuses or rounds.
"""

from __future__ import annotations

import json
from datetime import date, time
from enum import Enum
from math import isfinite
from typing import Any

try:
    import orjson
except ImportError:
    orjson = None  # type: ignore[assignment]

#: Digits become zeros, so that a long integer can be found in C.
_DIGITS = bytes(48 if 48 <= byte < 58 else byte for byte in range(256))
#: No shorter integer can exceed 64 bits, as orjson has them; a negative one of this
#: length, or another one that is one digit longer.
_LONG = b"0" * 19
#: What is before a number in JSON. Digits after anything else are part of a text.
_BEFORE = frozenset(b" \t\r\n:,[")


def parse_json(content: bytes | str, *, long_integers: bool = True) -> Any:
    """
    Parse JSON, also what orjson refuses or rounds but services send.

    That are lone surrogates, a byte order mark, UTF-16 and UTF-32, and integers
    beyond 64 bits. ``NaN`` and ``Infinity`` are refused, since they are not JSON and
    could not be sent back.

    Args:
        content: Text, or bytes in UTF-8, UTF-16 or UTF-32.
        long_integers: Whether integers beyond 64 bits are exact. Looking for them
            takes as long as parsing; otherwise they may become floats.

    Raises:
        ValueError: It is not JSON, or nested too deep.
    """
    if orjson is None:
        return _parse(content)
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError:
        return _parse(content)
    # orjson makes floats of such integers. Few bodies have one, and the standard
    # library reads it exactly.
    if long_integers and _has_long_integer(_encoded(content)):
        return _parse(content)
    return data


def _encoded(content: bytes | str) -> bytes:
    if isinstance(content, str):
        return content.encode("utf-8", "surrogatepass")
    return content


def _has_long_integer(content: bytes) -> bool:
    """Return whether JSON may have an integer beyond 64 bits."""
    zeros = content.translate(_DIGITS)
    at = zeros.find(_LONG)
    while at >= 0:
        before = zeros[at - 1] if at else 32
        if before == 45 or (before in _BEFORE and zeros[at + 19 : at + 20] == b"0"):
            return True
        at = zeros.find(_LONG, at + 19)
    return False


def _parse(content: bytes | str) -> Any:
    try:
        return json.loads(_encoded(content), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deep for JSON") from None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def write_json(value: Any) -> bytes:
    """
    Write JSON. ``NaN`` and infinities become ``null``.

    Raises:
        TypeError: JSON has no form for *value*.
        ValueError: *value* is nested too deep.
    """
    if orjson is not None:
        try:
            return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
        except TypeError:
            # Integers beyond 64 bits and lone surrogates, or JSON has no form for it.
            pass
    try:
        try:
            return _write(value, ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError):
            # A lone surrogate, NaN, or a key that is no text.
            return _write(_plain(value))
    except RecursionError:
        raise ValueError("nested too deep for JSON") from None


def _write(value: Any, **options: Any) -> bytes:
    text = json.dumps(value, separators=(",", ":"), default=_text, **options)
    return text.encode()


def _plain(value: Any) -> Any:
    """Return *value* as types that the standard library writes as orjson does."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, dict):
        return {_key(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _text(value)


def _key(key: Any) -> str:
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, int | float):
        return json.dumps(_plain(key))
    return str(_text(key))


def _text(value: Any) -> Any:
    """Return the JSON form of a date, a time, a UUID or the value of an enum."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Enum):
        return _plain(value.value)
    from uuid import UUID

    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
