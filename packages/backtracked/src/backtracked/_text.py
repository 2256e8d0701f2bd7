"""
Text as the service keeps it: HTML-escaped, and cut into messages.
"""

from __future__ import annotations

import re

#: The longest chat message, in characters as they are sent.
LIMIT = 255

_ESCAPED = {"&": "&amp;", "'": "&#39;", '"': "&#34;", "<": "&lt;", ">": "&gt;"}
_TABLE = str.maketrans(_ESCAPED)

# These and no others: a message may well say "?a=1&copy=2", which a browser, and
# html.unescape() with it, takes for a copyright sign.
_PLAIN = {escaped: plain for plain, escaped in _ESCAPED.items()}
_PLAIN |= {"&quot;": '"', "&apos;": "'"}
_ENTITY = re.compile("|".join(map(re.escape, _PLAIN)))


def escape(text: str) -> str:
    """Return *text* as the service wants it."""
    return text.translate(_TABLE)


def unescape(text: str) -> str:
    """Return *text* as people wrote it."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: _PLAIN[match[0]], text)


def split_message(text: str, limit: int = LIMIT) -> list[str]:
    """
    Cut a text into messages.

    Args:
        text: Not escaped. White space at its ends is dropped.

        limit: How long a message may be once it is escaped.

    Returns:
        The messages, not escaped. They end at white space where there is some.

    Raises:
        ValueError: There is nothing to send.
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
    """Return how much of *text* goes into one message."""
    size = 0
    space = 0
    for place, letter in enumerate(text):
        size += len(_ESCAPED.get(letter, letter))
        if letter.isspace():
            space = place
        if size > limit:
            # A space may stand beyond the limit: it is not sent.
            return space or max(place, 1)
    return len(text)
