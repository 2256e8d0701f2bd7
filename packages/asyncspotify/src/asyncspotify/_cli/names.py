"""
Names: of files, and those that users give for objects of the service.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .. import SpotifyURI, from_uri, from_url

#: What one of the usual file systems does not allow in a name.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
#: Bytes of a name, which leaves room for an ID and a suffix: most systems allow 255.
_LONGEST = 180


def file_name(name: str, id: str, taken: Iterable[str] = ()) -> str:
    """
    Return a file name without suffix that every usual file system allows.

    Args:
        name: The name that a user gave: any text.
        id: An ID, used if there is nothing left of *name* or it is taken.
        taken: File names that are in use. Case does not tell names apart.
    """
    text = unicodedata.normalize("NFC", name)
    text = _FORBIDDEN.sub("_", text).strip(". ")
    text = text.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip()
    if not text or _RESERVED.fullmatch(text):
        text = f"{text}_{id}"
    if text.casefold() in {other.casefold() for other in taken}:
        text = f"{text} {id}"
    return text


def reference(text: str) -> SpotifyURI | None:
    """Return what a URI or link refers to, or ``None`` if *text* is neither."""
    for read in (from_uri, from_url):
        try:
            return read(text)
        except ValueError:
            continue
    return None
