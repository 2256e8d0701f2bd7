"""
Text as the service keeps it: HTML-escaped, and split into messages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Length of the longest chat message, in UTF-16 code units as they are sent.
LIMIT = 255

_ESCAPED = {"&": "&amp;", "'": "&#39;", '"': "&#34;", "<": "&lt;", ">": "&gt;"}
_TABLE = str.maketrans(_ESCAPED)

# These and no others: a message may well say "?a=1&copy=2", which a browser, and
# html.unescape() with it, takes for a copyright sign.
_PLAIN = {escaped: plain for plain, escaped in _ESCAPED.items()}
_PLAIN |= {"&quot;": '"', "&apos;": "'"}
_ENTITY = re.compile("|".join(map(re.escape, _PLAIN)))

#: Invisible, and no white space: it separates a sign from what it would act on.
GUARD = "\u200b"
#: Signs that begin no command.
_HARMLESS = "@\"'([{“‘«"
_JOINER = "\u200d"
_TAGS = range(0xE0020, 0xE0080)
_TONES = range(0x1F3FB, 0x1F400)
#: Vowels and final consonants of Hangul, in the two blocks of parts of syllables.
_JAMO = {*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)}
#: Letters that belong to the one before: of Thai, Lao and Japanese; and a non-joiner.
_JOINED = frozenset("\u0e33\u0eb3\uff9e\uff9f\u200c")
_REGIONS = range(0x1F1E6, 0x1F200)


def escape(text: str) -> str:
    """Return *text* as the service expects it."""
    return text.translate(_TABLE)


def unescape(text: str) -> str:
    """Return *text* as users wrote it."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: _PLAIN[match[0]], text)


def guard_command(text: str) -> str:
    """Return *text* so that it is no command, of the web site or of another bot."""
    first = text[:1]
    is_sign = bool(first) and unicodedata.category(first)[0] in "PS"
    is_sign = is_sign and first not in _HARMLESS
    return f"{GUARD}{text}" if is_sign else text


def split_message(text: str, limit: int = LIMIT) -> list[str]:
    """
    Split a text into messages.

    Args:
        text: Text, not HTML-escaped. White space at its ends is dropped.
        limit: Length of a message once it is escaped, in UTF-16 code units.

    Returns:
        The messages, not escaped. They end at white space where there is some, and
        never within a character that is composed of several, such as an emoji.

    Raises:
        ValueError: *text* is empty or white space only.
    """
    rest = text.strip()
    if not rest:
        raise ValueError("a message needs some text")
    parts: list[str] = []
    while rest:
        end = _end(rest, limit)
        parts.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return parts


def _end(text: str, limit: int) -> int:
    """Return how many characters of *text* fit into one message."""
    size = start = space = 0
    for end in _graphemes(text):
        size += sum(map(_units, text[start:end]))
        if text[start].isspace():
            space = start
        if size > limit:
            # A space may be beyond the limit: it is not sent.
            return space or start or _raw_end(text, limit)
        start = end
    return len(text)


def _raw_end(text: str, limit: int) -> int:
    """Return how many code points fit, of a grapheme that is longer than a message."""
    size = 0
    for at, letter in enumerate(text):
        size += _units(letter)
        if size > limit:
            return max(at, 1)
    return len(text)


def _units(letter: str) -> int:
    escaped = _ESCAPED.get(letter)
    return len(escaped) if escaped else 1 + (letter > "\uffff")


def _graphemes(text: str) -> Iterator[int]:
    """Yield where each character that users see as one ends."""
    flags = 0
    for at in range(1, len(text)):
        former, letter = text[at - 1], text[at]
        flags = flags + 1 if ord(former) in _REGIONS else 0
        if (letter.isascii() and former.isascii()) or not _joins(former, letter, flags):
            yield at
    yield len(text)


def _joins(former: str, letter: str, flags: int) -> bool:
    """Return whether a letter belongs to the character before it."""
    code = ord(letter)
    if _JOINER in (former, letter):
        return True
    if code in _TONES or code in _TAGS or code in _JAMO or letter in _JOINED:
        return True
    if code in _REGIONS:
        # A flag is a pair.
        return flags % 2 == 1
    return unicodedata.category(letter) in {"Mn", "Me", "Mc"}
